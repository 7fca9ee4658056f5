"""A tiny landlord that still plants two cases of every rule: made once, small enough for many whole exercises."""

from functools import cache

import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.sample import make_landlord
from pipeline.sample.landlord import Landlord

Tables = dict[str, pl.DataFrame]
HOMES, SEED = 1200, 11
"""The least of the sizes tried at which every rule has two planted cases."""
BESIDE = 30
"""Ordinary homes kept beside those of the cases, so that linkage meets people with whom nothing is the matter."""
OF_TENANCY = ("landlord_code", "tenancy_ref")
OF_CLAIM = ("source_body", "claim_ref")


def _cited(landlord: Landlord, extract: str) -> pl.Series:
    """The references of an extract's rows that planted cases cite."""
    cases = landlord.cases.filter("refers")
    sides = [cases.filter(pl.col(f"{side}_extract") == extract)[f"{side}_ref"].rename("ref") for side in ("left", "right")]
    return pl.concat(sides).unique()


def _people(landlord: Landlord) -> pl.DataFrame:
    """`extract` and `row` of who is cited in a planted case, lives where somebody cited does, or at some ordinary homes."""
    known = landlord.people
    cases = landlord.cases.filter("refers")
    sides = [cases.select(extract=f"{side}_extract", ref=f"{side}_ref") for side in ("left", "right")]
    cited = known.join(pl.concat(sides).unique(), on=["extract", "ref"], how="semi")
    homes = pl.concat([cited["true_home"], known["true_home"].unique().sort().head(BESIDE)]).drop_nulls()
    near = pl.col("true_home").is_in(homes.implode()) | pl.col("true_person").is_in(cited["true_person"].implode())
    return pl.concat([known.filter(near.fill_null(value=False)).select("extract", "row"), _callers(landlord)]).unique()


def _callers(landlord: Landlord) -> pl.DataFrame:
    """`extract` and `row` of who shares a telephone number with somebody in an I3 case, which cites two of three."""
    digits = pl.col("mobile").str.replace_all(r"\D", "").str.slice(-9)
    numbered = [
        landlord.extracts[name].with_row_index("row", offset=1).select("row", digits=digits, extract=pl.lit(name))
        for name in ("tenancy", "benefit_award")
    ]
    called = pl.concat(numbered).join(landlord.people.select("extract", "row", "ref"), on=["extract", "row"])
    cases = landlord.cases.filter(pl.col("refers") & (pl.col("rule") == "I3"))["left_ref"]
    cited = called.filter(pl.col("ref").is_in(cases.implode()))["digits"].drop_nulls()
    return called.filter(pl.col("digits").is_in(cited.implode())).select("extract", "row")


def _whole(rows: pl.DataFrame, chosen: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Every row of an extract whose key is among those of the chosen ones, so that no tenancy or claim is cut in two."""
    return rows.join(chosen.select(key).unique(), on=key, how="semi", maintain_order="left")


def thinned(landlord: Landlord) -> Tables:
    """The extracts of a landlord cut down to what concerns its planted cases, as text."""
    people, every = _people(landlord), landlord.extracts
    near = {
        name: rows.with_row_index("row", offset=1)
        .join(people.filter(pl.col("extract") == name), on="row", how="semi", maintain_order="left")
        .drop("row")
        for name, rows in every.items()
        if EXTRACTS[name].names_people
    }
    accounts = every["rent_account"].filter(pl.col("account_ref").is_in(_cited(landlord, "rent_account").implode()))
    tenancies = pl.concat([near["tenancy"].select(OF_TENANCY), accounts.select(OF_TENANCY)])
    kept = near | {"tenancy": _whole(every["tenancy"], tenancies, OF_TENANCY)}
    kept["benefit_award"] = _whole(every["benefit_award"], near["benefit_award"], OF_CLAIM)
    kept["rent_account"] = _whole(every["rent_account"], kept["tenancy"], OF_TENANCY)
    kept["rent_transaction"] = _whole(every["rent_transaction"], kept["rent_account"], ("account_ref",))
    kept["benefit_payment"] = _whole(every["benefit_payment"], kept["benefit_award"], OF_CLAIM)
    kept["household_event"] = _whole(every["household_event"], kept["tenancy"], ("tenancy_ref",))
    return {name: _with_every_column(name, kept.get(name, rows)) for name, rows in every.items()}


def _with_every_column(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column of the contract, in its order; what the sample does not have is blank."""
    return rows.select(
        pl.col(column) if column in rows.columns else pl.lit(None, pl.String).alias(column) for column in EXTRACTS[name].names
    )


@cache
def tiny() -> Tables:
    """The tiny landlord's thirteen extracts as text tables, every column of the contract in each."""
    return thinned(make_landlord(HOMES, SEED, natural=False, extracts="all", errors="low"))
