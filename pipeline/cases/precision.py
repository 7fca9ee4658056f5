"""How often a rule is right: from closed cases alone, with what so few cases can tell."""

import math
from typing import Any

import polars as pl

from pipeline.cases.outcomes import FOUND, NOT_JUDGED, PUT_RIGHT

Z = 1.959964
"""The standard normal deviate of a 95 % interval."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, 1927): honest for few cases, and never outside 0 to 1.

    >>> [round(end, 3) for end in wilson(3, 10)]
    [0.108, 0.603]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if of == 0:
        return 0.0, 1.0
    share, square = hits / of, Z * Z / of
    middle = (share + square / 2) / (1 + square)
    half = Z / (1 + square) * math.sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def closed_cases(cases: pl.DataFrame) -> pl.DataFrame:
    """The cases (cases.parquet) that were ever closed with an outcome, by their last closing; restricted ones are left out."""
    return cases.filter(pl.col("outcome").is_not_null() & (pl.col("priority") != "restricted"))


def judged(cases: pl.DataFrame) -> pl.DataFrame:
    """By rule: `closed`, `judged` (closed with an outcome that says whether the rule was right), `found`, `put_right`."""
    says = ~pl.col("outcome").is_in(NOT_JUDGED)
    return (
        closed_cases(cases)
        .group_by("rule")
        .agg(
            closed=pl.len().cast(pl.Int64),
            judged=says.sum().cast(pl.Int64),
            found=pl.col("outcome").is_in(FOUND).sum().cast(pl.Int64),
            put_right=pl.col("outcome").is_in(PUT_RIGHT).sum().cast(pl.Int64),
        )
        .sort("rule")
    )


def precisions(cases: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows of `judged` with `share`, found of judged (None where none was), and `low` and `high` of its interval."""
    return [
        row
        | {"share": row["found"] / row["judged"] if row["judged"] else None}
        | dict(zip(("low", "high"), wilson(row["found"], row["judged"]), strict=True))
        for row in judged(cases).iter_rows(named=True)
    ]
