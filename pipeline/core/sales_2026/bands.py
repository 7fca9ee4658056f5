"""The ministry's published price bands, beside each sale they apply to."""

from datetime import date

import polars as pl

from pipeline.core.conditions import given, sure
from pipeline.core.world import World

TABLE = "sale_ranges"
BANDS = ("least_price", "most_price")
MOST_BEDROOMS = 4
"""Homes with more bedrooms are held against the band of those with four."""

_OF_THE_YEAR = sure(pl.col("completion_date").is_between(date(2026, 4, 1), date(2027, 3, 31)))
"""The bands are published for the completions of one collection year."""


def with_bands(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The answers with the usual prices of such a home, in pence; null where none is published, or no table was given."""
    table = world.tables.get(TABLE)
    if table is None:
        return rows.with_columns(pl.lit(None, pl.Int64).alias(band) for band in BANDS)
    homes = rows.with_columns(
        band_authority=pl.when(_OF_THE_YEAR).then(pl.col("local_authority")),
        band_bedrooms=pl.when(given("bedrooms")).then(pl.min_horizontal("bedrooms", MOST_BEDROOMS)),
    )
    return homes.join(_in_pence(table), on=["band_authority", "band_bedrooms"], how="left", maintain_order="left")


def _in_pence(table: pl.DataFrame) -> pl.DataFrame:
    return table.select(
        band_authority=pl.col("la"),
        band_bedrooms=pl.col("bedrooms").cast(pl.Int64),
        least_price=(pl.col("soft_min").cast(pl.Decimal(scale=2)) * 100).cast(pl.Int64),
        most_price=(pl.col("soft_max").cast(pl.Decimal(scale=2)) * 100).cast(pl.Int64),
    ).unique(["band_authority", "band_bedrooms"], keep="first")
