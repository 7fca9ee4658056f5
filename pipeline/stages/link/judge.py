"""Judging pairs: their weights summed, pairs that no sum may join held back, rivals heard, probabilities made of the sums."""

import math

import polars as pl

from pipeline.stages.link.classes import key_class, left_to_people, likenesses, never_one_person
from pipeline.stages.link.rivals import with_rivals

BARRED_WEIGHT = -10.0
"""The match weight of a pair that is not linked whatever its levels add up to."""
MOST_UNLINKED = 3.0
"""The most a pair weighs that is left to people: eight to one, short of a link."""


def weighing(pairs: pl.DataFrame) -> list[str]:
    """The columns whose sum is a pair's match weight: comparisons, frequencies, the prior, and rivals."""
    return [c for c in pairs.columns if c.startswith("mw_")]


def _summed(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `match_weight`, pairs that are never one person put down, and those that are left to people held back."""
    most = pl.when(never_one_person()).then(BARRED_WEIGHT).when(left_to_people()).then(MOST_UNLINKED)
    return pairs.with_columns(match_weight=pl.min_horizontal(pl.sum_horizontal(weighing(pairs)), most).round(6))


def judged(pairs: pl.DataFrame, extracts: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `match_weight`, `match_probability`, `key_class`, `mw_rival`, and how near each comparison comes in words.

    `pairs` has Splink's levels and `mw_` columns; `extracts` has `record` and `extract`.
    """
    summed = _summed(with_rivals(_summed(pairs.with_columns(likenesses())), extracts))
    probability = 1 / (1 + (-pl.col("match_weight") * math.log(2)).exp())
    return summed.with_columns(match_probability=probability.round(9), key_class=key_class())
