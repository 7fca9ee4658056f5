"""The homes and the days of a pair."""

import polars as pl

from matching_rules.words.word import as_said, word


@word("the homes are known to differ", bool)
def different_property(said: bool) -> pl.Expr:
    """Both addresses tell a home, and nothing they both tell is equal; a missing flat number is never "different"."""
    return as_said(pl.col("different_property"), said)


@word("the homes are known to be the same", bool)
def same_property(said: bool) -> pl.Expr:
    """The two addresses share a UPRN, or door and postcode, or door and street."""
    return as_said(pl.col("same_property"), said)


@word("they run side by side for more than so many days", int)
def overlap_days_more_than(days: int) -> pl.Expr:
    """More than that many days, first and last included, lie in both intervals; open ends are taken at the snapshot."""
    return pl.col("overlap_days") > days
