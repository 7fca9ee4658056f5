"""Where people are seen: at the tenancy's home or elsewhere, and who else is seen there."""

import polars as pl

from matching_rules.words.residence import LAND_REGISTERS, listed_source
from pipeline.stages.apply_rules.book import Book
from pipeline.stages.apply_rules.places import at_our_homes
from pipeline.stages.apply_rules.views import TENANCY_KEY


def _tenancies(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The tenancy rows on the left of the pairs, each once, as the view has them."""
    return book.views["tenancy"].join(pairs.select(record="left_record").unique(), on="record", how="semi")


def _sightings(book: Book) -> pl.DataFrame:
    register = listed_source("source").is_in(LAND_REGISTERS).fill_null(value=False)
    return book.views["residency"].filter(~register)


def _at_home(rows: pl.DataFrame, seen: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`left_record` and `right_record`: sightings at the home of a tenancy's row."""
    every = at_our_homes(book.views["tenancy"], seen)
    return every.join(rows.select(left_record="record"), on="left_record", how="semi")


def _here(rows: pl.DataFrame, seen: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`left_record` and `right_record`: sightings at a tenancy's home, or at its postcode without a flat number."""
    vague = seen.filter(pl.col("address_status") == "unresolved").select(right_record="record", postcode_area="postcode_area")
    building = rows.select("postcode_area", left_record="record").drop_nulls().join(vague, on="postcode_area")
    return pl.concat([_at_home(rows, seen, book), building.select("left_record", "right_record")]).unique()


def seen_here(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`days_since_seen_here`: since the tenant was last seen at the tenancy, by any source; null where never."""
    if "residency" not in book.views:
        return pairs.with_columns(days_since_seen_here=pl.lit(None, pl.Int64), last_seen_here=pl.lit(None, pl.Date))
    rows, seen = _tenancies(pairs, book), _sightings(book)
    met = _here(rows, seen, book).join(rows.select(left_record="record", tenant="person"), on="left_record")
    named = met.join(seen.select("person", "last_seen", right_record="record"), on="right_record")
    sure = named.filter(pl.col("tenant") == pl.col("person"))
    likely = named.join(book.likely.select("left_record", "right_record"), on=["left_record", "right_record"], how="semi")
    last = pl.concat([sure, likely]).group_by("left_record").agg(last_seen_here=pl.col("last_seen").max())
    told = pairs.join(last, on="left_record", how="left", maintain_order="left")
    return told.with_columns(days_since_seen_here=(pl.lit(book.snapshot) - pl.col("last_seen_here")).dt.total_days())


def _strangers(rows: pl.DataFrame, book: Book) -> pl.DataFrame:
    """People seen at a tenancy's home since it began who are not of it and bear nobody's surname there."""
    seen = _sightings(book)
    household = book.views["tenancy"].select(*TENANCY_KEY, "record", "person", "surname_key")
    ours = rows.select(*TENANCY_KEY, "from", left_record="record")
    met = (
        _at_home(rows, seen, book)
        .join(ours, on="left_record")
        .join(
            seen.select("first_seen", "last_seen", right_record="record", seen_person="person", seen_surname="surname_key"),
            on="right_record",
        )
    )
    later = met.filter(pl.col("first_seen") > pl.col("from"))
    beside_each = later.join(household, on=list(TENANCY_KEY))
    likely = beside_each.join(
        book.likely.select(record="left_record", right_record="right_record"), on=["record", "right_record"], how="semi"
    )
    kin = beside_each.filter((pl.col("person") == pl.col("seen_person")) | (pl.col("surname_key") == pl.col("seen_surname")))
    known = pl.concat([likely, kin]).select("left_record", "right_record").unique()
    return later.join(known, on=["left_record", "right_record"], how="anti")


def stranger_here(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`stranger_apart_days`: between the tenant's last sighting at home and the first of somebody unrelated there, either way.

    `rests_on` names the record of that somebody. Adds what `seen_here` does.
    """
    told = pairs if "last_seen_here" in pairs.columns else seen_here(pairs, book)
    if "residency" not in book.views:
        return told.with_columns(stranger_apart_days=pl.lit(None, pl.Int64), rests_on=pl.lit(None, pl.List(pl.String)))
    strangers = _strangers(_tenancies(pairs, book), book).select("left_record", "first_seen", stranger="right_record")
    met = strangers.join(told.select("left_record", "last_seen_here").drop_nulls().unique(), on="left_record")
    apart = met.with_columns(stranger_apart_days=(pl.col("first_seen") - pl.col("last_seen_here")).dt.total_days().abs())
    nearest = apart.sort("left_record", "stranger_apart_days", "stranger").unique(
        "left_record", keep="first", maintain_order=True
    )
    known = nearest.select("left_record", "stranger_apart_days", rests_on=pl.concat_list("stranger"))
    return told.join(known, on="left_record", how="left", maintain_order="left")
