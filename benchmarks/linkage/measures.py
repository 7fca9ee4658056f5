"""Precision, recall and F1 of candidate pairs against the truth; calibration; false links by slice."""

from dataclasses import dataclass

import polars as pl

SURE = 0.95
DECILES = 10
FEWEST = 100
"""Bins of fewer pairs say little of calibration: the largest distance is told of the fuller ones."""


@dataclass(frozen=True)
class Score:
    """Pairwise precision, recall and F1 at one threshold."""

    threshold: float
    precision: float
    recall: float
    f1: float


def with_truth(pairs: pl.DataFrame, truth: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """The pairs between records whose person is known, with `true`, and `together` where both are known to live at one home."""
    known = pairs.join(records.select(left="record", left_home="true_home"), on="left", how="inner")
    known = known.join(records.select(right="record", right_home="true_home"), on="right", how="inner")
    told = known.join(truth.with_columns(true=pl.lit(value=True)), on=["left", "right"], how="left")
    together = (pl.col("left_home") == pl.col("right_home")).fill_null(value=False)
    return told.with_columns(pl.col("true").fill_null(value=False), together=together).drop("left_home", "right_home")


def curve(pairs: pl.DataFrame, true: int) -> pl.DataFrame:
    """A row per threshold, the greatest first, with `precision`, `recall` and `f1`; `true` counts all true pairs there are."""
    by_value = pairs.group_by(threshold="match_probability").agg(pairs=pl.len(), right=pl.col("true").sum())
    run = by_value.sort("threshold", descending=True).with_columns(pl.col("pairs", "right").cum_sum())
    right, found = pl.col("right"), pl.col("pairs")
    return run.select("threshold", precision=right / found, recall=right / true, f1=2 * right / (found + true))


def at(line: pl.DataFrame, threshold: float) -> Score:
    """The score of linking every pair of at least that probability."""
    there = line.filter(pl.col("threshold") >= threshold).tail(1)
    return (
        Score(threshold, *there.select("precision", "recall", "f1").row(0)) if there.height else Score(threshold, 1.0, 0.0, 0.0)
    )


def best(line: pl.DataFrame) -> Score:
    """The score at the threshold of the greatest F1, which only labels can tell."""
    return Score(*line.row(int(line["f1"].arg_max() or 0)))


def false_together(pairs: pl.DataFrame) -> int:
    """False links at `SURE` within one home: the wrong accusations."""
    return pairs.filter((pl.col("match_probability") >= SURE) & ~pl.col("true") & pl.col("together")).height


def calibration(pairs: pl.DataFrame) -> pl.DataFrame:
    """A row per tenth of probability: `bin` (0 to 9), `pairs`, `predicted` (mean) and `seen` (share that is true)."""
    tenth = (pl.col("match_probability") * DECILES).floor().clip(0, DECILES - 1).cast(pl.Int64)
    told = pairs.group_by(bin=tenth).agg(pairs=pl.len(), predicted=pl.col("match_probability").mean(), seen=pl.col("true").mean())
    return told.sort("bin")


def worst_decile(told: pl.DataFrame) -> float:
    """The largest distance between predicted and seen among the bins that hold enough pairs."""
    full = told.filter(pl.col("pairs") >= FEWEST)
    return float(full.select((pl.col("predicted") - pl.col("seen")).abs().max()).item())
