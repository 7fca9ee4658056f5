"""Pairs about a death: a tenancy and a record of ours that speaks of it; a succession and the home before it."""

import polars as pl

from pipeline.cards import Pairs
from pipeline.stages.apply_rules.book import Book
from pipeline.stages.apply_rules.pairing import beside, joined, nothing, sides, stacked, unlinked
from pipeline.stages.apply_rules.views import TENANCY_KEY, TENANTS

NO_DAY = pl.lit(None, pl.Date)


def own_death_marker(card: Pairs, book: Book) -> pl.DataFrame:
    """A tenant's row and the record of ours that speaks of a death: an event, the rent account's payer, an award, or itself.

    One pair a tenancy row: what is dated before what is not. A mark without a date counts from the snapshot.
    """
    tenants = beside(book.views["tenancy"], "left")
    found = [
        part
        for part in (_by_event(tenants, book), _by_payer(tenants, book), _by_award(book), _by_name(tenants))
        if part is not None
    ]
    marked = stacked([part if "key_class" in part.columns else unlinked(part) for part in found])
    dated_first = marked.sort("left_record", "died", nulls_last=True, maintain_order=True)
    return dated_first.unique("left_record", keep="first", maintain_order=True)


def _by_event(tenants: pl.DataFrame, book: Book) -> pl.DataFrame | None:
    """Deaths reported at a tenancy; a number that two landlords use tells of neither, for events don't say whose they are."""
    if "household_event" not in book.views:
        return None
    whose = tenants.filter(pl.col("left_landlord_code").n_unique().over("left_tenancy_ref") == 1)
    events = book.views["household_event"].filter(pl.col("kind") == "death_reported")
    right = beside(events, "right").with_columns(died=pl.col("right_event_date"))
    pairs = whose.join(right, left_on="left_tenancy_ref", right_on="right_tenancy_ref", coalesce=False)
    return pairs.filter(pl.col("right_person_ref").is_null() | (pl.col("right_person_ref") == pl.col("left_person_ref")))


def _by_payer(tenants: pl.DataFrame, book: Book) -> pl.DataFrame | None:
    if "rent_account" not in book.views:
        return None
    accounts = beside(book.views["rent_account"].drop_nulls("payer_death_from"), "right")
    heads = tenants.filter(pl.col("left_tenant_status") == "F")
    on = [[f"{side}_{column}" for column in TENANCY_KEY] for side in ("left", "right")]
    pairs = heads.join(accounts, left_on=on[0], right_on=on[1], coalesce=False)
    return pairs.with_columns(died=pl.col("right_payer_death_from"))


def _by_award(book: Book) -> pl.DataFrame | None:
    if "benefit_award" not in book.views or "death_marker" not in book.views["benefit_award"].columns:
        return None
    pairs = joined("tenancy", "benefit_award", book, book.sure)
    return pairs.filter("right_death_marker").with_columns(died=NO_DAY)


def _by_name(tenants: pl.DataFrame) -> pl.DataFrame:
    return tenants.filter(pl.col("left_death_marker").fill_null(value=False)).with_columns(died=NO_DAY)


def _deaths_by_person(book: Book) -> pl.DataFrame:
    """`person`, `died` and `death_record`: the record of each person's death."""
    if "deceased" not in book.views:
        return pl.DataFrame(schema={"person": pl.String, "died": pl.Date, "death_record": pl.String})
    told = book.views["deceased"].select("person", died="date_of_death", death_record="record").drop_nulls("person")
    return told.sort("person", "died", "death_record").unique("person", keep="first", maintain_order=True)


def _successions(book: Book) -> pl.DataFrame:
    """Successors' rows, each with what is known of the tenancy before: `before_record`, `before_route`, `died`."""
    tenancies = book.views["tenancy"]
    successors = tenancies.filter((pl.col("acquisition_route") == "succession") & pl.col("tenant_status").is_in(TENANTS))
    before = tenancies.filter(pl.col("tenant_status").is_in(TENANTS)).join(_deaths_by_person(book), on="person", how="left")
    told = before.select(
        "landlord_code", "died", "death_record", prior_tenancy_ref="tenancy_ref", before_record="record",
        before_route="acquisition_route", before_person="person",
    )  # fmt: skip
    met = successors.join(told, on=["landlord_code", "prior_tenancy_ref"], how="left")
    other = met.filter(pl.col("before_person").ne_missing(pl.col("person")))
    return other.sort("record", "died", "before_record", nulls_last=True).unique("record", keep="first", maintain_order=True)


def succession(card: Pairs, book: Book) -> pl.DataFrame:
    """A successor's tenancy and where else the successor is on record, or the succession before, which lets there be no other."""
    successors = _successions(book)
    extra = ["before_record", "before_route", "died", "death_record"]
    known = beside(successors.select("record", *extra), "left").rename({f"left_{c}": c for c in extra})
    _, rights = sides(card)
    where = [joined("tenancy", right, book, book.sure) for right in book.there(rights)]
    elsewhere = stacked([known.join(part, on="left_record") for part in where]) if where else nothing(book)
    second = known.filter(pl.col("before_route") == "succession").join(beside(book.views["tenancy"], "left"), on="left_record")
    earlier = second.join(
        beside(book.views["tenancy"], "right"), left_on="before_record", right_on="right_record", coalesce=False
    )
    every = stacked([elsewhere, unlinked(earlier)])
    return every.with_columns(
        second_succession=pl.col("right_record") == pl.col("before_record"), rests_on=pl.concat_list("death_record")
    )
