"""The ministry's published rent limits, beside each letting they apply to."""

import polars as pl

from pipeline.core.conditions import sure
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.world import World

TABLE = "rent_ranges"
LIMITS = ("rent_soft_least", "rent_soft_most", "rent_hard_least", "rent_hard_most")
_KEY = ["rents_type", "rents_bedrooms", "rents_authority"]
_COLUMNS = ("soft_min", "soft_max", "hard_min", "hard_max")


def with_rent_limits(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The answers with the rent limits of such a home, in pence a week; null where none is published, or no table was given."""
    table = world.tables.get(TABLE)
    if table is None:
        return rows.with_columns(pl.lit(None, pl.Int64).alias(name) for name in LIMITS)
    of_this_year = sure(pl.col("start_date").is_between(limits.FIRST_DAY, limits.LAST_DAY))
    bedrooms = pl.when(states.SUPPORTED).then(0).otherwise(pl.min_horizontal("bedrooms", limits.MOST_BEDROOMS_IN_TABLE))
    bedrooms = pl.when(states.SUPPORTED | pl.col("bedrooms").is_not_null()).then(bedrooms)
    keyed = rows.with_columns(
        rents_type=pl.when(of_this_year).then("letting_type"), rents_bedrooms=bedrooms, rents_authority=pl.col("home_authority")
    )
    return keyed.join(_in_pence(table), on=_KEY, how="left", maintain_order="left")


def _in_pence(table: pl.DataFrame) -> pl.DataFrame:
    return table.select(
        rents_type=pl.col("lettype").cast(pl.Int64),
        rents_bedrooms=pl.col("beds").cast(pl.Int64),
        rents_authority=pl.col("la"),
        **{
            name: (pl.col(column).cast(pl.Decimal(scale=2)) * 100).cast(pl.Int64)
            for name, column in zip(LIMITS, _COLUMNS, strict=True)
        },
    ).unique(_KEY, keep="first")
