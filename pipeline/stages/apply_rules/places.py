"""Pairs that a place makes: an award at a home of ours, an adult at a claimant's address, a listing of our premises."""

import polars as pl

from pipeline.cards import Pairs
from pipeline.stages.apply_rules.book import LINK, PROBABLE, Book, may_be_one
from pipeline.stages.apply_rules.measures import HOME_KEYS
from pipeline.stages.apply_rules.pairing import beside, heads, sides, stacked, unlinked

NO_HOME = ("garage",)
"""Tenancy types in which nobody lives."""
SURE_KEYS = ("uprn_key", "postcode_key")
"""Keys that make a pair by themselves; door and street alone don't, for one street may bear a cottage's name twice."""
HOME = ("landlord_code", "property_ref")


def at_one_home(left: pl.DataFrame, right: pl.DataFrame, keys: tuple[str, ...] = HOME_KEYS) -> pl.DataFrame:
    """`left_record` and `right_record` of rows that share a key of a home, each pair once."""
    met = [
        left.select(left_record="record", key=key)
        .drop_nulls()
        .join(right.select(right_record="record", key=key).drop_nulls(), on="key")
        for key in keys
    ]
    return pl.concat([one.select("left_record", "right_record") for one in met]).unique().sort("left_record", "right_record")


def at_our_homes(tenancies: pl.DataFrame, right: pl.DataFrame, keys: tuple[str, ...] = HOME_KEYS) -> pl.DataFrame:
    """The same for our tenancies: what is at the home of one row is at that of every row with its property number."""
    whose = tenancies.select(*HOME, left_record="record")
    met = at_one_home(tenancies, right, keys).join(whose, on="left_record")
    every = met.select(*HOME, "right_record").unique().join(whose, on=list(HOME))
    return every.select("left_record", "right_record").sort("left_record", "right_record")


def _whole(ids: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    return ids.join(beside(left, "left"), on="left_record").join(beside(right, "right"), on="right_record")


def with_likely_link(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The pairs with what linkage says of them, if anything, and `one_person`: known, or possibly, the same."""
    both = ["left_record", "right_record"]
    told = pairs.join(book.likely.select(*both, *LINK), on=both, how="left")
    alike = may_be_one(pairs.select(both).unique(), book.candidates).with_columns(alike=pl.lit(value=True))
    same = (pl.col("left_person") == pl.col("right_person")).fill_null(value=False)
    return (
        told.join(alike, on=both, how="left").with_columns(one_person=same | pl.col("alike").fill_null(value=False)).drop("alike")
    )


def award_at_home(card: Pairs, book: Book) -> pl.DataFrame:
    """A claimant's award at a home of ours and a tenancy there, with `claimant_known`.

    The claimant's own tenancies there where the claimant is surely on one; all tenancies of the home where nobody there can be
    the claimant; none where the claimant may be somebody there.
    """
    tenancies = book.views["tenancy"].filter(~pl.col("tenancy_type").is_in(NO_HOME))
    awards = book.views["benefit_award"].filter(pl.col("role") == "claimant")
    met = with_likely_link(_whole(at_our_homes(tenancies, awards), tenancies, awards), book)
    known = met.with_columns(claimant_known=pl.col("one_person").any().over("right_record"))
    same = (pl.col("left_person") == pl.col("right_person")).fill_null(value=False)
    theirs = known.filter(same | (pl.col("match_probability") >= PROBABLE))
    surely = at_our_homes(tenancies, awards, SURE_KEYS)
    strange = known.filter(~pl.col("claimant_known")).join(surely, on=["left_record", "right_record"], how="semi")
    head = strange.join(heads(book).select(left_record="record"), on="left_record", how="semi")
    return stacked([theirs, unlinked(head)])


def adult_at_home(card: Pairs, book: Book) -> pl.DataFrame:
    """A claimant's award and the record of another adult at the same home, tenancies first."""
    lefts, _ = sides(card)
    awards = book.views["benefit_award"].filter(pl.col("role") == "claimant")
    parts = []
    for place, name in enumerate(book.there(lefts)):
        adults = book.views[name]
        met = with_likely_link(_whole(at_one_home(adults, awards, SURE_KEYS), adults, awards), book)
        parts.append(unlinked(met.filter(~pl.col("one_person"))).with_columns(place=pl.lit(place)))
    return stacked(parts)


def same_premises(card: Pairs, book: Book) -> pl.DataFrame:
    """A tenancy of ours and a listing of its home, or of its building where that holds no other tenancy of ours."""
    current = heads(book).filter(pl.col("open") & ~pl.col("tenancy_type").is_in(NO_HOME))
    listings = book.views["short_let"]
    home = at_one_home(current, listings)
    alone = current.filter(pl.len().over("premises_key") == 1)
    building = at_one_home(alone, listings.filter(pl.col("address_status") == "unresolved"), ("premises_key",))
    return unlinked(_whole(pl.concat([home, building]).unique().sort("left_record", "right_record"), current, listings))
