"""What a word of the cards is: a short function of its value that gives an expression over a pair.

A pair is one row with the columns of both sides (`left_...`, `right_...`) and what was measured of it (`overlap_days` ...).
Every expression is true, false, or null where a record doesn't say; null never refers and never suppresses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

SIDES = ("left", "right")


@dataclass(frozen=True)
class Word:
    """A word of the cards: what it says to an officer, the type of its value, and the expression it stands for."""

    says: str
    takes: type
    expression: Callable[[Any], pl.Expr]
    needs: dict[str, tuple[str, ...]]
    """Extracts and columns without which the word has nothing to go by."""


WORDS: dict[str, Word] = {}


def word(says: str, takes: type, **needs: tuple[str, ...]) -> Callable[[Callable[[Any], pl.Expr]], Callable[[Any], pl.Expr]]:
    """Enters a function into the vocabulary under its own name."""

    def enter(function: Callable[[Any], pl.Expr]) -> Callable[[Any], pl.Expr]:
        WORDS[function.__name__] = Word(says, takes, function, needs)
        return function

    return enter


def as_said(condition: pl.Expr, said: bool) -> pl.Expr:
    """The condition, or its opposite where the card says false."""
    return condition if said else ~condition


def equal(column: str) -> pl.Expr:
    """Whether both sides have one value in a column."""
    return pl.col(f"left_{column}") == pl.col(f"right_{column}")
