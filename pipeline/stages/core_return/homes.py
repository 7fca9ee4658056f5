"""What the property extract tells of the home of a log, and which place the return may name it by."""

import polars as pl

from pipeline.stages.core_return.drafts import DOUBT, HELD, Records, doubts_where
from pipeline.stages.core_return.sources import as_text

KEY = ("landlord_code", "property_ref")
ADDRESS = ("address_line_1", "town", "postcode")
TWICE = "Two rows of the property extract tell of this home; keep the one that is right."
NO_UPRN = "No UPRN of its own is held for the home. Find it, or record in core.toml the decision to give the address instead."
BUILDING = (
    "the UPRN held for the home is that of several homes. Find its own, or record the decision to give the address instead."
)


def homes(records: Records, logs: pl.DataFrame) -> pl.DataFrame:
    """What the property extract tells of each log's home, as text, in the order of the logs; null where it tells nothing."""
    rows, extract = records.accepted("property"), records.extracts["property"]
    columns = [name for name in extract.names if name not in KEY]
    if rows is None:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String)).clear(logs.height)
    told = as_text(rows.unique(KEY, keep="first", maintain_order=True), extract)
    return logs.select(KEY).join(told, on=KEY, how="left", maintain_order="left").select(columns)


def told_twice(records: Records, logs: pl.DataFrame) -> pl.DataFrame:
    """A doubt for every log whose home has two different rows in the property extract: neither is chosen."""
    rows = records.accepted("property")
    if rows is None:
        return pl.DataFrame(schema=DOUBT)
    double = rows.group_by(KEY).len("rows").filter(pl.col("rows") > 1)
    found = logs.select("log", *KEY).join(double, on=KEY, how="left", maintain_order="left")
    return doubts_where(found, pl.col("rows") > 1, "property_ref", HELD, TWICE)


def shared_uprns(records: Records) -> pl.Series:
    """UPRNs that stand on several homes of the landlord: a building's rather than a home's."""
    parts = [pl.DataFrame(schema={**dict.fromkeys(KEY, pl.String), "uprn": pl.String})]
    told = {"property": pl.lit(True), "tenancy": pl.col("tenancy_end").is_null()}  # a home may have had another reference
    parts += [rows.filter(of).select(*KEY, "uprn") for name, of in told.items() if (rows := records.accepted(name)) is not None]
    held = pl.concat(parts).drop_nulls().unique()
    return held.group_by("uprn").len().filter(pl.col("len") > 1)["uprn"]


def uprns(records: Records, told: pl.DataFrame) -> pl.DataFrame:
    """The UPRN of each home as each of several records tells it, one column a record: a building's gives way to the home's own.

    Of several buildings' the first stands.
    """
    shared = shared_uprns(records).implode()
    own = {name: pl.col(name).is_not_null() & ~pl.col(name).is_in(shared).fill_null(False) for name in told.columns}
    known = pl.any_horizontal(own.values())
    first = {name: pl.all_horizontal(pl.lit(True), *map(pl.Expr.is_null, map(pl.col, told.columns[:at])))
             for at, name in enumerate(told.columns)}  # fmt: skip
    return told.select(pl.when(own[name] | (~known & first[name])).then(name).alias(name) for name in told.columns)


def placed(records: Records, wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The logs named by UPRN alone, or where there is none and a decision allows it by address; and who waits for a decision.

    `wide` has `uprn` and the columns of the address as known; those that the return may not tell are blanked.
    """
    decided = records.settings.decisions.address_where_no_uprn is not None
    of_building = pl.col("uprn").is_in(shared_uprns(records).implode()).fill_null(False)
    own = wide.with_columns(of_building=of_building, uprn=pl.when(~of_building).then("uprn"))
    by_address = pl.col("uprn").is_null() & pl.lit(decided)
    blanked = own.with_columns(pl.when(by_address).then(name).alias(name) for name in ADDRESS)
    waits = pl.col("uprn").is_null() & pl.lit(not decided)
    doubts = [
        doubts_where(blanked, waits & ~pl.col("of_building"), "uprn", HELD, NO_UPRN),
        doubts_where(blanked, waits & pl.col("of_building"), "uprn", HELD, BUILDING),
    ]
    return blanked.drop("of_building"), pl.concat([pl.DataFrame(schema=DOUBT), *doubts])
