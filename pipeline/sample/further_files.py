"""The optional extracts as their sources would write them, row by row from the true world."""

import polars as pl

from pipeline.sample.files import CONTACTS, NAMES, PLACE, described, named
from pipeline.sample.references import british, flag, iso, person_ref, pounds, tenancy_ref
from pipeline.sample.slips import Scribe
from pipeline.sample.world import World

PARTNER = "RVH"
"""The other landlord's code."""


def residency_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `residency` extract, with `person` and `key` (the sighting's number) beside it."""
    told = described(source, world, world.sightings.with_columns(row_key="sighting"))
    columns = ("forename", "surname", "middle_names", "date_of_birth", *PLACE)
    return told.select(
        **named(iso, columns), source="source", strength="strength", first_seen=iso("first_seen"), last_seen=iso("last_seen"),
        person="person", home="home", key="sighting",
    )  # fmt: skip


def waiting_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `waiting_list` extract, with `person` and `key` (the application's number) beside it."""
    told = described(source, world, world.applicants.with_columns(row_key="application"))
    return told.select(
        application_ref=pl.lit("WL") + pl.col("application").cast(pl.String).str.zfill(8), role="role",
        **named(british, (*NAMES, "date_of_birth", "nino", *CONTACTS, *PLACE)), applied_on=british("applied_on"),
        status="status", transfer=flag("transfer"), person="person", home="home", key="application",
    )  # fmt: skip


def buying_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `right_to_buy` extract, with `person` and `key` (the application's number) beside it."""
    told = described(source, world, world.buyers.with_columns(row_key="application"))
    return told.select(
        application_ref=pl.lit("RTB/") + pl.col("application").cast(pl.String), tenancy_ref=tenancy_ref(),
        **named(british, (*NAMES, "date_of_birth", "nino", *CONTACTS, *PLACE)), stage="stage",
        applied_on=british("applied_on"), completed_on=british("completed_on"), discount=pounds("discount"), person="person",
        home="home", key="application",
    )  # fmt: skip


def partner_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `partner_tenancy` extract, with `person` and `key` (the other landlord's tenancy number) beside it."""
    homes = world.homes.select("home", "property_ref")
    rows = world.partner_tenants.join(homes, on="home", how="left", maintain_order="left").with_columns(row_key="tenancy", copy=0)
    told = described(source, world, rows)
    return told.select(
        landlord_code=pl.lit(PARTNER), tenancy_ref=pl.lit("RV-") + pl.col("tenancy").cast(pl.String), person_ref=person_ref(),
        tenant_status="status", **named(iso, (*NAMES, "date_of_birth", "nino", *CONTACTS, "property_ref", *PLACE)),
        tenancy_type=pl.lit("general_needs"), tenancy_start=iso("start"), tenancy_end=iso("end"), restricted=flag("restricted"),
        person="person", home="home", key="tenancy",
    )  # fmt: skip


def event_rows(world: World) -> pl.DataFrame:
    """The `household_event` extract, with `person` and `key` (the tenancy's number) beside it where a death is reported."""
    reported = pl.col("kind") == "death_reported"
    return world.events.with_columns(copy=0).select(
        tenancy_ref=tenancy_ref(), event_date=iso("event_date"), person_ref=person_ref(), kind="kind", detail="detail",
        key=pl.when(reported).then("tenancy"), person=pl.when(reported).then("person"), home=pl.lit(None, dtype=pl.Int64),
    )  # fmt: skip


def owner_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `ownership` extract, with `person` and `key` (the person's number) beside it."""
    told = described(source, world, world.owners.with_columns(row_key="person"))
    columns = ("forename", "surname", "middle_names", "date_of_birth", *PLACE)
    return told.select(
        **named(iso, columns),
        owned_from=iso("owned_from"),
        owned_to=iso("owned_to"),
        source="source",
        person="person",
        home="home",
        key="person",
    )


def listing_rows(source: Scribe, world: World) -> pl.DataFrame:
    """The `short_let` extract, with `key` (the listing's number) beside it; it names nobody."""
    told = described(source, world, world.listings.with_columns(row_key="listing", person=pl.lit(None, dtype=pl.Int64)))
    return told.select(
        listing_ref=pl.lit("SL") + pl.col("listing").cast(pl.String), **named(iso, PLACE), first_seen=iso("first_seen"),
        last_seen=iso("last_seen"), sightings=pl.col("sightings").cast(pl.String), nights=pl.col("nights").cast(pl.String),
        source=pl.lit("web_search"), key="listing", person="person", home="home",
    )  # fmt: skip
