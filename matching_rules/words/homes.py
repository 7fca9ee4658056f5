"""The homes and the days of a pair, and listings of a home."""

import polars as pl

from matching_rules.words.word import as_said, word


@word("the homes are known to differ", bool, both=("home",))
def different_property(said: bool) -> pl.Expr:
    """Both addresses tell a home, and nothing they both tell is equal; a missing flat number is never "different"."""
    return as_said(pl.col("different_property"), said)


@word("the homes are known to be the same", bool, both=("home",))
def same_property(said: bool) -> pl.Expr:
    """The two addresses share a UPRN, or door and postcode, or door and street."""
    return as_said(pl.col("same_property"), said)


@word("they run side by side for more than so many days", int)
def overlap_days_more_than(days: int) -> pl.Expr:
    """More than that many days, first and last included, lie in both intervals; open ends are taken at the snapshot."""
    return pl.col("overlap_days") > days


@word("they run side by side for at least so many days", int)
def overlap_days_at_least(days: int) -> pl.Expr:
    """That many days or more, first and last included, lie in both intervals; open ends are taken at the snapshot."""
    return pl.col("overlap_days") >= days


@word(
    "the listing was seen so often, or so many nights were let",
    dict,
    among=("sightings", "nights"),
    short_let=("sightings|nights",),
)
def let_out_at_least(least: dict[str, int]) -> pl.Expr:
    """The listing was seen at least `sightings` times, or let for at least `nights` nights."""
    return pl.any_horizontal((pl.col(f"right_{what}") >= number).fill_null(value=False) for what, number in least.items())
