"""The home's address and the last one's, as the service settles them: what it looks up, forgets and restores.

A home is known by its UPRN, which the service looks up, or by an address as typed, which it restores after having forgotten it.
"""

import polars as pl

from pipeline.core.authorities import in_force_anywhere
from pipeline.core.conditions import among, blank, given, sure
from pipeline.core.lettings_2026 import states
from pipeline.core.lettings_2026.told_places import only_location
from pipeline.core.postcodes import tidied
from pipeline.core.rules import cell
from pipeline.core.spaces import told
from pipeline.core.world import World

_TYPED = ("address_line_1", "town", "postcode")
_AUTHORITY_TOLD = told(pl.col("local_authority"))
"""A cell of spaces is an authority to the service, and one that England does not have, but it tells of no home."""
_SEARCHABLE = pl.any_horizontal(given(cell(name)) for name in ("address_line_1", "address_line_2", "town"))


def postcodes_read(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The authorities that the postcodes lie in, where the world says so, and the only location of a scheme."""
    rows = _take_only_location(rows, world).with_columns(
        home_area=_area(rows["postcode"], world),
        last_area=_area(rows["previous_postcode"], world),
        typed_postcode=pl.col("postcode"),
    )
    here, there = given("postcode"), given("previous_postcode")
    rows = rows.with_columns(
        postcode_known=pl.when(here).then(1).when(_AUTHORITY_TOLD).then(0),
        authority_inferred=pl.when(here).then(given("home_area").cast(pl.Int64)),
        local_authority=pl.when(here).then(pl.coalesce("home_area", "local_authority")).otherwise("local_authority"),
        previous_postcode_known=pl.when(there).then(1).otherwise("previous_postcode_known"),
        previous_authority_inferred=pl.when(there).then(given("last_area").cast(pl.Int64)),
        previous_authority=pl.when(there).then(pl.coalesce("last_area", "previous_authority")).otherwise("previous_authority"),
    )
    renewed = states.RENEWAL & given("postcode")
    return rows.with_columns(
        previous_postcode=pl.when(renewed).then(pl.col("postcode")).otherwise("previous_postcode"),
        previous_postcode_known=pl.when(renewed).then(1).otherwise("previous_postcode_known"),
    )


def _take_only_location(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    if world.schemes is None:
        return rows
    only = only_location(world.schemes).select("scheme", pl.exclude("scheme").name.prefix("only_"))
    rows = rows.join(only, on="scheme", how="left", maintain_order="left")
    taken = [name for name in rows.columns if name.startswith("location") and f"only_{name}" in rows.columns]
    missing = blank("location") & given("scheme")
    filled = [pl.when(missing).then(pl.col(f"only_{name}")).otherwise(pl.col(name)).alias(name) for name in taken]
    return rows.with_columns(filled).drop(f"only_{name}" for name in taken)


def _area(postcodes: pl.Series, world: World) -> pl.Series:
    whole = postcodes.replace_strict(world.areas, default=None, return_dtype=pl.String)
    outward = postcodes.str.split(" ").list.first().replace_strict(world.areas, default=None, return_dtype=pl.String)
    return whole.fill_null(outward)


def strange_scheme_forgotten(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers without a scheme, and its location, that is found as the manager's and is not the owner's."""
    if "scheme_owner" not in rows.columns:
        return rows
    strange = sure(pl.col("scheme_owner") != pl.col("owner")) & given("scheme")
    forgotten = [name for name in rows.columns if name == "scheme" or (name.startswith("location") and name != "location_told")]
    return rows.with_columns(pl.when(~strange).then(pl.col(name)).alias(name) for name in forgotten)


def unread_postcodes_forgotten(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers without postcodes, and authorities inferred from them, where the postcode is not known."""
    here, there = among("postcode_known", 1), among("previous_postcode_known", 1)
    stays = among("previous_authority_known", 1) & ~among("previous_authority_inferred", 1)
    return rows.with_columns(
        authority_inferred=pl.when(here).then("authority_inferred").otherwise(0),
        postcode=pl.when(here).then("postcode"),
        previous_authority=pl.when(there | stays).then("previous_authority"),
        previous_authority_inferred=pl.when(there).then("previous_authority_inferred").otherwise(0),
        previous_postcode=pl.when(there).then("previous_postcode"),
    )


def address_settled(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers once a new home's address counts as typed, and an address without UPRN is forgotten."""
    rows = rows.with_columns(address_typed=(states.NEW_BUILD & blank("uprn")).cast(pl.Int64))
    forgotten = among("address_typed", 0) & blank("uprn")
    return rows.with_columns(pl.when(~forgotten).then(pl.col(name)).alias(name) for name in _TYPED).pipe(with_whereabouts)


def with_whereabouts(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers with the postcode and the authority that count for the home: its own, else those of its location."""
    return rows.with_columns(
        home_postcode=pl.coalesce("postcode", "location_postcode"),
        home_authority=pl.coalesce("local_authority", "location_authority"),
    )


def address_found(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The answers after the look-ups: a location's address, the UPRN's, or the address as it was typed."""
    ended = given("start_date") & ~in_force_anywhere("home_authority", "start_date")
    placed = given("location")
    rows = rows.with_columns(
        authority_inferred=pl.when(ended).then(0).otherwise("authority_inferred"),
        local_authority=pl.when(~ended & ~placed).then("local_authority"),
        uprn_sought=pl.when(given("start_date") & among("address_typed", 0)).then("uprn"),
    ).with_columns(pl.when(~placed).then(pl.col(name)).alias(name) for name in _TYPED)
    return _uprn_looked_up(rows, world).pipe(_typed_address_restored).pipe(with_whereabouts)


def _uprn_looked_up(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    if world.homes is None:
        return rows.with_columns(uprn_unknown=pl.lit(False))
    postcode = tidied(rows["uprn_sought"].replace_strict(world.homes, default=None, return_dtype=pl.String))
    rows = rows.with_columns(found_postcode=postcode, found_area=_area(postcode, world))
    found = given("found_postcode")
    return rows.with_columns(
        uprn_unknown=given("uprn_sought") & ~found,
        postcode=pl.when(found).then("found_postcode").otherwise("postcode"),
        postcode_known=pl.when(found).then(1).otherwise("postcode_known"),
        authority_inferred=pl.when(found).then(given("found_area").cast(pl.Int64)).otherwise("authority_inferred"),
        local_authority=pl.when(found).then(pl.coalesce("found_area", "local_authority")).otherwise("local_authority"),
        previous_postcode=pl.when(found & states.RENEWAL).then("found_postcode").otherwise("previous_postcode"),
        previous_postcode_known=pl.when(found & states.RENEWAL).then(1).otherwise("previous_postcode_known"),
    )


def _typed_address_restored(rows: pl.DataFrame) -> pl.DataFrame:
    typed = blank(cell("uprn")) & given("start_date") & _SEARCHABLE & given("typed_postcode")
    return rows.with_columns(
        address_typed=pl.when(typed).then(1).otherwise("address_typed"),
        address_line_1=pl.when(typed).then(pl.col(cell("address_line_1"))).otherwise("address_line_1"),
        town=pl.when(typed).then(pl.col(cell("town"))).otherwise("town"),
        postcode=pl.when(typed).then("typed_postcode").otherwise("postcode"),
        local_authority=pl.when(typed).then(pl.col(cell("local_authority"))).otherwise("local_authority"),
    )


UPRN_UNREADABLE = sure(given("uprn") & ~pl.col("uprn").str.contains(r"(?m)^[0-9]{1,12}$"))
"""The UPRN is no number of up to 12 digits."""
