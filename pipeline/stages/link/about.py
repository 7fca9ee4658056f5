"""What the run record keeps of a linkage: parameters by stratum, histogram, key classes, thresholds, dependence."""

import math
from typing import Any

import polars as pl

from matching_rules.same_person import COMPARISONS
from pipeline.stages.link.dependence import dependence
from pipeline.stages.link.strata import Household, Learnt
from pipeline.stages.link.thresholds import THRESHOLD, thresholds

BAND = 2
"""Width of the histogram's bands, in match weight."""


def _parameters(learnt: Learnt, stratum: str) -> list[dict[str, Any]]:
    m, u = learnt.m, learnt.household.chances if stratum == "household" and learnt.household else learnt.u
    return [
        {
            "stratum": stratum,
            "comparison": one.name,
            "level": level.name,
            "likeness": level.likeness,
            "m": float(f"{m[one.name][n]:.6g}"),
            "u": float(f"{u[one.name][n]:.6g}"),
            "match_weight": 0.0 if level.told_already else round(math.log2(m[one.name][n] / u[one.name][n]), 4),
        }
        for one in COMPARISONS
        for n, level in enumerate(one.levels)
    ]


def parameters(learnt: Learnt) -> list[dict[str, Any]]:
    """One entry per comparison, level and stratum: likeness, m, u and match weight."""
    return _parameters(learnt, "stranger") + (_parameters(learnt, "household") if learnt.household else [])


def _histogram(pairs: pl.DataFrame) -> list[dict[str, int]]:
    band = (pl.col("match_weight") / BAND).floor().cast(pl.Int64) * BAND
    counted = pairs.group_by(band.alias("from")).len().sort("from")
    return [{"from": low, "to": low + BAND, "pairs": n} for low, n in counted.iter_rows()]


def about_pairs(pairs: pl.DataFrame, household: Household | None) -> dict[str, Any]:
    """Counts of the pairs compared and linked, the shape of their weights, and what is to be expected of the threshold."""
    strong = pairs.filter(pl.col("match_probability") >= THRESHOLD)
    classes = strong.group_by("key_class").len().sort("key_class")
    return {
        "pairs_compared": pairs.height,
        "links": strong.height,
        "threshold": THRESHOLD,
        "thresholds": thresholds(pairs["match_probability"]),
        "household_stratum": household is not None,
        "household_prior": round(household.share, 6) if household else None,
        "histogram": _histogram(pairs),
        "key_classes": dict(classes.iter_rows()),
        "dependence": dependence(pairs) if pairs.height else [],
    }
