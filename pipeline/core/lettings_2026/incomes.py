"""What a household is expected to have a week, by the working situations of its people."""

import polars as pl

from pipeline.core.conditions import given
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.lettings_2026.settled_money import weekly_income

WEEKLY_INCOME = weekly_income()
SIZE = pl.min_horizontal(pl.col("household_size"), len(states.PEOPLE))
EXPECTED = given("work_1") & given("household_size") & pl.col("work_1").is_in(list(limits.INCOMES)).fill_null(False)
"""The household is told well enough for limits to be known."""


def within_household(person: int) -> pl.Expr:
    """True where the household is of so many people at least (of eight, where its size is not told)."""
    return pl.min_horizontal(pl.col("household_size").fill_null(len(states.PEOPLE)), len(states.PEOPLE)) >= person


def _limit(person: int, which: str) -> pl.Expr:
    pounds = {code: getattr(income, which) for code, income in limits.INCOMES.items()}
    work = pl.col(f"work_{person}")
    if person in states.OTHERS:
        work = work.fill_null(pl.when(states.under_16(person)).then(limits.CHILD).otherwise(limits.NO_ANSWER))
    limit = work.replace_strict(pounds, default=None, return_dtype=pl.Int64)
    return pl.when(person <= SIZE).then(limit).otherwise(0)


def _household(which: str) -> pl.Expr:
    return pl.sum_horizontal([_limit(person, which) for person in states.PEOPLE], ignore_nulls=False)


SOFT_LEAST, SOFT_MOST = _household("soft_least"), _household("soft_most")
HARD_LEAST, HARD_MOST = _household("hard_least"), _household("hard_most")
