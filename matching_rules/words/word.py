"""What a word of the cards is: a short function of its value that gives an expression over a pair.

A pair is one row with the columns of both sides (`left_...`, `right_...`) and what was measured of it (`overlap_days` ...).
Every expression is true, false, or null where a record doesn't say; null never refers and never suppresses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

SIDES = ("left", "right")
UNREADABLE = "unreadable"
"""The code that extracts give to a value that cannot be read, in columns where it may be the innocent reason."""


@dataclass(frozen=True)
class Word:
    """A word of the cards: what it says to an officer, the type of its value, and the expression it stands for."""

    says: str
    takes: type
    expression: Callable[[Any], pl.Expr]
    needs: dict[str, tuple[str, ...]]
    """Extracts and columns without which the word has nothing to go by."""
    measure: str = ""
    """What has to be measured of a pair before the word can be put to it."""
    among: tuple[str, ...] = ()
    """What a list or a table may hold, where only so many things make sense."""


WORDS: dict[str, Word] = {}


def word(
    says: str, takes: type, measure: str = "", among: tuple[str, ...] = (), **needs: tuple[str, ...]
) -> Callable[[Callable[[Any], pl.Expr]], Callable[[Any], pl.Expr]]:
    """Enters a function into the vocabulary under its own name."""

    def enter(function: Callable[[Any], pl.Expr]) -> Callable[[Any], pl.Expr]:
        WORDS[function.__name__] = Word(says, takes, function, needs, measure, among)
        return function

    return enter


def as_said(condition: pl.Expr, said: bool) -> pl.Expr:
    """The condition, or its opposite where the card says false."""
    return condition if said else ~condition


def equal(column: str) -> pl.Expr:
    """Whether both sides have one value in a column."""
    return pl.col(f"left_{column}") == pl.col(f"right_{column}")


def either(column: str, values: list[str]) -> pl.Expr:
    """Whether a side has one of these values in a column."""
    return pl.any_horizontal(pl.col(f"{side}_{column}").is_in(values).fill_null(value=False) for side in SIDES)


def may_be(column: str, values: list[str]) -> pl.Expr:
    """Whether a side has one of these values in a column, or one that cannot be read: for innocent reasons."""
    return either(column, [*values, UNREADABLE])


def each(column: str, values: list[str] | tuple[str, ...]) -> pl.Expr:
    """Whether every side that has the column at all has one of these values in it."""
    return pl.all_horizontal(pl.col(f"{side}_{column}").is_in(values).fill_null(value=True) for side in SIDES)
