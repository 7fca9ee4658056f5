"""References as a person types them: which record is meant, and how each may be called."""

import polars as pl

from pipeline.errors import WrongUse

COLON = ":"


def _names(extract: str, one: pl.DataFrame) -> list[pl.Expr]:
    """The ways to name a row of an extract, from the shortest to the surest."""
    scope = [pl.col(name).fill_null("") for name in ("landlord_code", "scheme", "source_body") if name in one.columns]
    return [
        pl.col("ref"),
        pl.concat_str(pl.lit(extract), "ref", separator=COLON),
        pl.concat_str(pl.lit(extract), *scope, "ref", separator=COLON),
        pl.concat_str(pl.lit(extract), pl.col("row").cast(pl.String), separator="/"),
        pl.col("record"),
    ]


def record_of(name: str, identities: dict[str, pl.DataFrame], option: str) -> str:
    """The key of the record that is called so; raises WrongUse, naming the option and not the reference, for none or several.

    A record may be called by its reference, by "extract:reference", by "extract:scope:reference" where a reference is unique only
    within a landlord or within scheme and source body, by "extract/row", or by its key.
    """
    found = [
        one.filter(pl.any_horizontal(way == name.strip() for way in _names(extract, one)))["record"]
        for extract, one in identities.items()
    ]
    records = pl.concat(found).unique().sort()
    if records.is_empty():
        raise WrongUse(f"{option}: no record of this exercise is called so; give its reference as printed, e.g. T1001/P1")
    if len(records) > 1:
        raise WrongUse(
            f"{option}: {len(records)} records are called so; name the extract and what the reference is unique within, "
            "e.g. tenancy:MHS:T1001/P1, or the extract and the data row, e.g. tenancy/17"
        )
    return str(records[0])
