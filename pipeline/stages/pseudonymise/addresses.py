"""Address keys: which rows speak of one home, judged over all extracts of the exercise together."""

import polars as pl

from extracts.kinds import address
from pipeline.keys import RootKey, tokens
from pipeline.tables import Identified

LINES = tuple(f"address_line_{n}" for n in range(1, 5))
PLACE = (*LINES, "postcode", "uprn")
KEYS = (
    "uprn_key", "postcode_key", "street_key", "premises_key", "postcode_area", "place_kind", "property", "address_status",
)  # fmt: skip


def bears_address(identified: Identified) -> bool:
    """Whether the extract has address columns at all."""
    return LINES[0] in identified.extract.names


def _stated(accepted: list[Identified]) -> pl.DataFrame:
    """The distinct addresses of all extracts, as stated."""
    given = [
        one.frame.select(*(pl.col(c) if c in one.frame.columns else pl.lit(None, pl.String).alias(c) for c in PLACE))
        for one in accepted
    ]
    return pl.concat(given).unique(maintain_order=True)


def _taken_apart(stated: pl.DataFrame) -> pl.DataFrame:
    """The stated addresses with the clear forms their keys are made of."""
    found = [address.parts(row[:4], row[4]) for row in stated.select(*LINES, "postcode").iter_rows()]
    text = pl.String()
    return stated.with_columns(
        pl.Series("unit", [one.unit for one in found], text),
        pl.Series("premises", [address.premises(one) for one in found], text),
        pl.Series("by_postcode", [address.postcode_key(one) for one in found], text),
        pl.Series("by_street", [address.street_key(one) for one in found], text),
        pl.Series("place_kind", ["number" if one.number else "name" if one.building else None for one in found], text),
    )


def _judged(parts: pl.DataFrame, shared: pl.Series) -> pl.DataFrame:
    """Which addresses tell one home from another: a missing flat number in a building that has flats does not.

    A UPRN that stands on several flats, or in `shared`, is the building's, and tells no home.
    """
    flats = pl.col("unit").is_not_null()
    has_flats = flats.any().over("premises") & pl.col("premises").is_not_null()
    several = parts.filter(flats).group_by("uprn").agg(pl.col("unit").n_unique()).filter(pl.col("unit") > 1)["uprn"]
    buildings = pl.concat([several.drop_nulls(), shared]).unique()
    uprn = pl.when(~pl.col("uprn").is_in(buildings.implode())).then("uprn")
    told = pl.when(flats | ~has_flats)
    judged = parts.with_columns(
        uprn=uprn, by_postcode=told.then("by_postcode"), by_street=told.then("by_street"), given="premises"
    )
    telling = pl.any_horizontal(pl.col("uprn", "by_postcode", "by_street").is_not_null())
    stated = pl.any_horizontal(pl.col("given", "postcode").is_not_null())
    status = pl.when(telling).then(pl.lit("resolved")).when(stated).then(pl.lit("unresolved")).otherwise(pl.lit("none"))
    return judged.with_columns(address_status=status, building_uprn=parts["uprn"].is_in(buildings.implode()))


def _shared_uprns(accepted: list[Identified]) -> pl.Series:
    """UPRNs under which one landlord lets two homes or more, whatever their addresses say."""
    parts = [one.frame.select("landlord_code", "property_ref", "uprn") for one in accepted if "property_ref" in one.frame.columns]
    if not parts:
        return pl.Series([], dtype=pl.String)
    homes = pl.concat(parts).drop_nulls().unique().group_by("landlord_code", "uprn").len()
    return homes.filter(pl.col("len") > 1)["uprn"].unique()


def _one_uprn(judged: pl.DataFrame, by: str) -> pl.Expr:
    """The UPRN that rows with this key bear, where they bear only one."""
    one = pl.col("uprn").drop_nulls().n_unique().over(by) == 1
    return pl.when(one & pl.col(by).is_not_null()).then(pl.col("uprn").drop_nulls().min().over(by))


def _home(judged: pl.DataFrame) -> pl.DataFrame:
    """The clear form of `property`: the UPRN, else the UPRN of the same door elsewhere, else the door itself."""
    uprn = pl.coalesce("uprn", _one_uprn(judged, "by_postcode"), _one_uprn(judged, "by_street"))
    return judged.with_columns(
        home=pl.coalesce("uprn:" + uprn, "postcode:" + pl.col("by_postcode"), "street:" + pl.col("by_street"))
    )


def address_keys(accepted: list[Identified], root: RootKey) -> pl.DataFrame:
    """The distinct stated addresses (in clear: `address_line_1` .. `4`, `postcode`, `uprn`) with their pseudonymous keys.

    `uprn_key`, `postcode_key`, `street_key`, `premises_key` (the building), `postcode_area` and `property` are Int64 pseudonyms,
    null where an address doesn't tell; `place_kind` is "number" or "name"; `address_status` "resolved", "unresolved" or "none".
    """
    stated = _stated(accepted)
    homes = _home(_judged(_taken_apart(stated), _shared_uprns(accepted)))
    clear = {
        "uprn_key": "uprn",
        "postcode_key": "by_postcode",
        "street_key": "by_street",
        "premises_key": "premises",
        "postcode_area": "postcode",
        "property": "home",
    }
    keyed = [tokens(homes[source], root.subkey("address", name)).alias(name) for name, source in clear.items()]
    return stated.with_columns(*keyed, homes["place_kind"], homes["address_status"])


def with_address_keys(identified: Identified, keys: pl.DataFrame) -> pl.DataFrame:
    """The address keys of each row of an extract, in the order of its rows."""
    have = [c for c in PLACE if c in identified.frame.columns]
    missing = [pl.lit(None, pl.String).alias(c) for c in PLACE if c not in have]
    rows = identified.frame.select(*have).with_columns(*missing)
    return rows.join(keys, on=PLACE, how="left", nulls_equal=True, maintain_order="left").select(KEYS)
