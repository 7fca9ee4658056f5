"""Whose home a letting is in, and where it is, as a row tells it and as the world knows it."""

from collections.abc import Mapping

import polars as pl

from pipeline.core.codes import plainly
from pipeline.core.conditions import all_of, given, sure
from pipeline.core.landlords import assignee_told, landlords_told, manager_refused, owner_refused
from pipeline.core.postcodes import tidied
from pipeline.core.spaces import or_nothing, single_spaced, trimmed, unspaced
from pipeline.core.world import Location, World

_DOUBTS = ("owner_foreign", "manager_unrelated", "landlords_foreign")
"""What can stand against a row's landlords: known only where the organisations are told."""


def landlords_judged(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """Owner and manager as the service knows them, of which kind the owner is, and what stands against either."""
    rows = assignee_told(landlords_told(rows, world), world)
    if world.owners is None:
        kind = pl.when(given("owner")).then(pl.lit(world.provider))
        return rows.with_columns(owner_provider=kind, **dict.fromkeys(_DOUBTS, pl.lit(False)))
    user = pl.coalesce("assignee_from", pl.lit(world.uploader, pl.String))
    stranger = [sure(pl.col(who) != user) for who in ("owner", "manager")]
    return rows.with_columns(
        owner_provider=rows["owner"].replace_strict(world.providers, default=None, return_dtype=pl.String),
        owner_foreign=given("owner") & owner_refused(world),
        manager_unrelated=manager_refused(world),
        landlords_foreign=all_of(stranger),
    )


def places_told(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The home's address and the last one's, the scheme and the location."""
    halves = pl.concat_str("postcode_outward", "postcode_inward", separator=" ", ignore_nulls=True)
    before = pl.concat_str("previous_outward", "previous_inward", separator=" ", ignore_nulls=True)
    told = rows.select(home=or_nothing(halves), last=or_nothing(single_spaced(trimmed(before))))
    return rows.with_columns(
        postcode=tidied(told["home"]),
        previous_postcode=_read_twice(told["last"]),
        previous_authority_known=given("previous_authority").cast(pl.Int64),
        address_typed=pl.lit(0),
        authority_inferred=pl.lit(None, pl.Int64),
        previous_authority_inferred=pl.lit(None, pl.Int64),
    ).pipe(_scheme_told, world)


def _read_twice(postcodes: pl.Series) -> pl.Series:
    """As the service does with the last home's postcode: what is no postcode is read again in capitals, without spaces."""
    return tidied(tidied(postcodes).to_frame().select(unspaced(pl.first()).alias(postcodes.name))[postcodes.name])


def _scheme_told(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    scheme = plainly(rows.select(trimmed(pl.col("scheme")))["scheme"], "S")
    place = plainly(rows["location"], "")
    if world.schemes is None:
        rows = rows.with_columns(scheme, place, scheme_told=scheme, location_told=place)
        unknown = [pl.lit(None, pl.String).alias(name) for name in ("location_postcode", "location_authority")]
        return rows.with_columns(*unknown, location_from=pl.lit(None, pl.Date), location_wheelchair=pl.lit(None, pl.Boolean))
    known = pl.DataFrame({"scheme": [key[0] for key in world.schemes], "scheme_owner": [p.owner for p in world.schemes.values()]})
    rows = rows.with_columns(scheme, place).join(known.unique("scheme"), on="scheme", how="left", maintain_order="left")
    theirs = pl.any_horizontal((pl.col("scheme_owner") == pl.col(who)).fill_null(False) for who in ("owner", "manager"))
    found = theirs & given("owner") & given("manager")
    rows = rows.with_columns(pl.when(found).then(pl.col("scheme")).alias("scheme"))
    return (
        rows.join(_locations(world.schemes), on=["scheme", "location"], how="left", maintain_order="left")
        .with_columns(pl.when("location_found").then(pl.col("location")).alias("location"))
        .with_columns(scheme_told="scheme", location_told="location")
    )


def _locations(schemes: Mapping[tuple[str, str], Location]) -> pl.DataFrame:
    places = list(schemes.values())
    return pl.DataFrame(
        {
            "scheme": [scheme for scheme, _ in schemes],
            "location": [location for _, location in schemes],
            "location_postcode": tidied(pl.Series([place.postcode for place in places], dtype=pl.String)),
            "location_authority": pl.Series([place.authority for place in places], dtype=pl.String),
            "location_wheelchair": pl.Series([place.wheelchair for place in places], dtype=pl.Boolean),
            "location_from": pl.Series([place.active_from for place in places], dtype=pl.Date),
            "location_found": pl.Series([True] * len(places), dtype=pl.Boolean),
        }
    )


def only_location(schemes: Mapping[tuple[str, str], Location]) -> pl.DataFrame:
    """The schemes that have one location, which the service takes where none is told: columns as `places_told` leaves them."""
    return _locations(schemes).filter(pl.len().over("scheme") == 1)
