"""Answers drawn by weight, and the columns of a table that only some rows fill."""

from collections.abc import Iterable, Mapping

import polars as pl

from pipeline.sample.dice import Dice

KEY = "log"
NOTHING = pl.lit(None, dtype=pl.String)


def drawn(dice: Dice, **weights: Mapping[str, float]) -> dict[str, pl.Expr]:
    """For each column an answer drawn from its weights, by the number of the log; an empty answer is a blank."""
    return {name: dice.pick(f"core {name}", KEY, choices).replace("", None) for name, choices in weights.items()}


def only(condition: pl.Expr, value: pl.Expr | str) -> pl.Expr:
    """The value (a code, or an expression) where the condition holds, else blank."""
    given = pl.lit(value) if isinstance(value, str) else value
    return pl.when(condition).then(given)


def ticked(dice: Dice, purpose: str, condition: pl.Expr, boxes: Iterable[str]) -> dict[str, pl.Expr]:
    """One of the boxes ticked where the condition holds."""
    names = list(boxes)
    choice = dice.pick(purpose, KEY, dict.fromkeys(names, 1.0))
    return {name: only(condition & (choice == name), "1") for name in names}


def pays_nothing(dice: Dice, tenancy: str) -> pl.Expr:
    """True where the household in supported housing pays no rent and no charge, by the number of its tenancy."""
    return dice.happens("core pays", tenancy, 0.05)
