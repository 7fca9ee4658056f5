"""Where the sold home is: what the service looks up by its UPRN, what it keeps as typed, and what it forgets."""

import polars as pl

from pipeline.core.authorities import in_force_anywhere
from pipeline.core.conditions import any_of, blank, given
from pipeline.core.postcodes import tidied
from pipeline.core.rules import cell
from pipeline.core.sales_2026 import states
from pipeline.core.sales_2026.told import without_spaces
from pipeline.core.world import World

_TYPED_LINES = ("address_line_1", "address_line_2", "town")
LINES = (*_TYPED_LINES, "county")


def placed(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The rows with the home's address, postcode and authority as the log has them; `address_typed`, `uprn_missed` and more.

    A UPRN's address comes from the look-up; an address without one is kept as typed, once it has a line and a postcode; what is
    less than that is forgotten.
    """
    rows = _looked_up(rows, world).with_columns(_typed=_KEPT_AS_TYPED, _sought=given("uprn"))
    rows = _with_authority(rows)
    return _previous_home(rows).with_columns(
        *(pl.when(pl.col("_typed") | pl.col("_sought")).then(pl.col(line)).alias(line) for line in LINES),
        postcode=pl.when("_typed").then(pl.col("postcode"))
        .when("uprn_found").then(pl.col("_home_postcode"))
        .when("_sought").then(pl.col("_postcode")),
        postcode_known=pl.col("_sought") & ~pl.col("uprn_found"),
        address_typed=pl.col("_typed").cast(pl.Int64),
        uprn_missed=pl.col("_sought") & ~pl.col("uprn_found"),
    ).select(pl.exclude("^_.*$"))  # fmt: skip


_KEPT_AS_TYPED = (
    blank(cell("uprn")) & given("completion_date") & any_of([given(cell(name)) for name in _TYPED_LINES]) & given("postcode")
)


def _looked_up(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The typed postcode as the service searches by it, the postcode of the UPRN's home, and the authorities of both."""
    bare = tidied(without_spaces(rows["postcode"]))
    if world.homes is None:
        homes, found = pl.Series([None] * rows.height, dtype=pl.String), rows["uprn"].is_not_null()
    else:
        homes = tidied(rows["uprn"].replace_strict(world.homes, default=None, return_dtype=pl.String))
        found = homes.is_not_null()
    return rows.with_columns(
        _postcode=bare,
        _home_postcode=homes,
        uprn_found=found,
        _area=_areas(bare, world),
        _home_area=_areas(homes, world),
    )


def _areas(postcodes: pl.Series, world: World) -> pl.Series:
    outward = postcodes.str.split(" ").list.first()
    whole, half = (
        part.replace_strict(world.areas, default=None, return_dtype=pl.String) if world.areas else part.clear(part.len())
        for part in (postcodes, outward)
    )
    return whole.fill_null(half)


def _with_authority(rows: pl.DataFrame) -> pl.DataFrame:
    """The home's authority: as typed beside a typed address, else as inferred, else as typed where there is such a one."""
    rows = rows.with_columns(_told=pl.coalesce("_area", "local_authority"))
    there_is = in_force_anywhere("_told", "completion_date")
    kept = pl.when(there_is).then(pl.col("_told"))
    found, inferred = pl.col("uprn_found"), given("_area") & there_is
    return rows.with_columns(
        local_authority=pl.when("_typed").then(pl.col("local_authority"))
        .when(found).then(pl.coalesce(pl.col("_home_area"), kept))
        .when("_sought").then(kept),
        authority_inferred=pl.when("_typed").then(0)
        .when(found).then(given("_home_area").cast(pl.Int64))
        .when("_sought").then(inferred.cast(pl.Int64)).otherwise(0),
    )  # fmt: skip


def _previous_home(rows: pl.DataFrame) -> pl.DataFrame:
    """The buyer of a discounted sale is taken to have lived in the home: its postcode overwrites what was told."""
    same = states.DISCOUNTED & given("completion_date")
    return rows.with_columns(
        previous_postcode=pl.when(same).then(pl.col("_postcode")).otherwise(pl.col("previous_postcode")),
        previous_postcode_known=pl.when(same)
        .then(given("_postcode").cast(pl.Int64))
        .otherwise(pl.col("previous_postcode_known")),
        previous_authority=pl.when(same).then(pl.col("_told")).otherwise(pl.col("previous_authority")),
    )
