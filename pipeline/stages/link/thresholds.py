"""Thresholds without labels: what the probabilities themselves say of precision and recall at every threshold."""

from typing import Any

import polars as pl

THRESHOLD = 0.95
"""Pairs at least this probable are links: rules and persons are made of them. Chosen for few false links; see docs/linkage.md."""
STATED_PRECISION = 0.995
"""The share of links that are to be right: where the probabilities promise less at `THRESHOLD`, the run record says so."""


def expected(probabilities: pl.Series) -> pl.DataFrame:
    """A row per distinct probability as a threshold, the greatest first: `threshold`, and the `precision`, `recall` and `f1` to
    be expected there if the probabilities are right.
    """
    by_value = (
        probabilities.value_counts(name="pairs").rename({probabilities.name: "threshold"}).sort("threshold", descending=True)
    )
    right = (pl.col("threshold") * pl.col("pairs")).cum_sum()
    every = (pl.col("threshold") * pl.col("pairs")).sum()
    told = by_value.with_columns(precision=right / pl.col("pairs").cum_sum(), recall=right / every)
    return told.select("threshold", "precision", "recall", f1=2 * right / (pl.col("pairs").cum_sum() + every))


def least_for(expectation: pl.DataFrame, precision: float) -> float | None:
    """The least threshold at which that precision is to be expected, None where none is."""
    enough = expectation.filter(pl.col("precision") >= precision)
    return float(enough["threshold"][-1]) if enough.height else None


def best(expectation: pl.DataFrame) -> float:
    """The threshold at which the greatest F1 is to be expected: it is what to compare with a labelled optimum."""
    return float(expectation["threshold"][expectation["f1"].arg_max() or 0])


def thresholds(probabilities: pl.Series) -> dict[str, Any]:
    """What the run record keeps: the threshold of links with the precision and recall to be expected of it, the least threshold
    for the stated precision, and the one of the best expected F1.
    """
    if probabilities.is_empty():
        return {"links": THRESHOLD, "stated_precision": STATED_PRECISION}
    every = expected(probabilities)
    linked = every.filter(pl.col("threshold") >= THRESHOLD).tail(1)
    return {
        "links": THRESHOLD,
        "expected_precision": round(linked["precision"][0], 6) if linked.height else None,
        "expected_recall": round(linked["recall"][0], 6) if linked.height else 0.0,
        "stated_precision": STATED_PRECISION,
        "least_for_stated_precision": least_for(every, STATED_PRECISION),
        "best_expected_f1": best(every),
    }
