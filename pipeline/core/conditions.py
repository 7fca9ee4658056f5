"""The few words that routing and validations are written in: each gives a Boolean column that is never null."""

import polars as pl

ALWAYS = pl.lit(True)
NEVER = pl.lit(False)


def among(answer: str, *codes: int | str) -> pl.Expr:
    """True where the answer is one of these codes; a blank answer is none of them."""
    return pl.col(answer).is_in(list(codes)).fill_null(False)


def given(answer: str) -> pl.Expr:
    """True where there is an answer."""
    return pl.col(answer).is_not_null()


def blank(answer: str) -> pl.Expr:
    """True where there is no answer."""
    return pl.col(answer).is_null()


def sure(condition: pl.Expr) -> pl.Expr:
    """True only where the condition is known to hold: a comparison with a blank is no finding."""
    return condition.fill_null(False)


def any_of(conditions: list[pl.Expr]) -> pl.Expr:
    """True where at least one of the conditions holds."""
    return pl.any_horizontal(conditions)


def all_of(conditions: list[pl.Expr]) -> pl.Expr:
    """True where every one of the conditions holds."""
    return pl.all_horizontal(conditions)


def count_of(conditions: list[pl.Expr]) -> pl.Expr:
    """How many of the conditions hold, row by row."""
    return pl.sum_horizontal(conditions)
