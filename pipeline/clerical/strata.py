"""Strata of match weight: narrow where links begin, wide where nobody doubts, and a sample with as many pairs from each."""

import math

import polars as pl

OFFSETS = (-16, -8, -4, -2, 0, 2, 4, 8, 16)
"""Where strata end, in match weight from the threshold of a link: one ends just there, so that links and the rest are apart."""


def weight_of(probability: float) -> float:
    """The match weight of a probability: the base-2 logarithm of its odds."""
    return math.log2(probability / (1 - probability))


def edges(threshold: float) -> list[float]:
    """The least match weight of each stratum but the lowest, from the threshold of a link given as a probability."""
    return [weight_of(threshold) + offset for offset in OFFSETS]


def stratum(threshold: float) -> pl.Expr:
    """The number of a pair's stratum, 0 the lowest; a weight that is just an edge belongs to the stratum above it."""
    above = [(pl.col("match_weight") >= edge).cast(pl.Int64) for edge in edges(threshold)]
    return pl.sum_horizontal(above).alias("stratum")


def _share(sizes: list[int], size: int) -> int:
    """How many pairs each stratum may give at most, so that all come to `size` or just less; small ones give what they have."""
    low, high = 0, max(sizes, default=0)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(min(n, middle) for n in sizes) <= size else (low, middle - 1)
    return low


def _shuffled() -> pl.Expr:
    """A number of a pair that has nothing to do with what it is: the sum of digits that are as good as random, bit by bit."""
    digits = [pl.col(side).str.slice(0, 15).str.to_integer(base=16, dtype=pl.Int64) for side in ("left", "right")]
    return digits[0].xor(digits[1])


def sampled(candidates: pl.DataFrame, size: int, threshold: float) -> pl.DataFrame:
    """About `size` of the pairs, as many from each stratum as there are up to an equal share, at random within a stratum.

    Deterministic, whatever the order of rows: record keys (hex digits) are as good as random, and a pair's place comes of both.
    """
    placed = candidates.with_columns(stratum(threshold), shuffled=_shuffled()).sort("stratum", "shuffled", "left", "right")
    sizes = [int(n) for n in placed.group_by("stratum").len()["len"]]
    chosen = placed.group_by("stratum", maintain_order=True).head(max(1, _share(sizes, size)))
    return chosen.select(candidates.columns)
