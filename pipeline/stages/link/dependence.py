"""How far the model's independence holds: conflicts seen together among one person's pairs, against what independence expects.

Records that are bad in one field tend to be bad in another; the model adds up their conflicts as if they came apart. Where two
comparisons conflict together much more often than expected, weights below the middle are too low, and the reverse.
"""

from itertools import combinations
from typing import Any

import polars as pl

from matching_rules.same_person import COMPARISONS

FEWEST = 5.0
"""Fewer pairs expected than this say nothing of a ratio."""


def _disagrees(name: str) -> pl.Expr:
    return pl.col(name) != "agree"


def _told(pairs: pl.DataFrame, one: str, other: str) -> dict[str, Any] | None:
    known = pairs.filter((pl.col(one) != "missing") & (pl.col(other) != "missing"))
    weight = pl.col("match_probability")
    sums = known.select(
        every=weight.sum(),
        one=weight.filter(_disagrees(one)).sum(),
        other=weight.filter(_disagrees(other)).sum(),
        both=weight.filter(_disagrees(one) & _disagrees(other)).sum(),
    ).row(0, named=True)
    expected = sums["one"] * sums["other"] / sums["every"] if sums["every"] else 0.0
    if expected < FEWEST:
        return None
    ratio = round(sums["both"] / expected, 2)
    return {"comparisons": [one, other], "expected": round(expected, 1), "seen": round(sums["both"], 1), "ratio": ratio}


def dependence(pairs: pl.DataFrame) -> list[dict[str, Any]]:
    """One entry per two comparisons: how many of one person's pairs do not agree on both, seen and expected, and the ratio.

    `pairs` has a likeness per comparison and `match_probability`, by which each pair counts.
    """
    likely = pairs.filter(pl.col("match_probability") >= 0.5)
    told = [_told(likely, one.name, other.name) for one, other in combinations(COMPARISONS, 2)]
    return [one for one in told if one]
