"""What the cells of a row hold, as the upload's own checks see them: given, blank, ticked."""

import polars as pl

from pipeline.core.conditions import among, blank, given
from pipeline.core.rules import Rule, cell


def told(name: str) -> pl.Expr:
    """True where the cell of the file holds something."""
    return given(cell(name))


def untold(name: str) -> pl.Expr:
    """True where the cell of the file is blank."""
    return blank(cell(name))


def ticked(name: str) -> pl.Expr:
    """True where the cell of the file holds a 1."""
    return among(cell(name), 1)


def blaming_ticked(rule: Rule, names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rule, which blames of the names those that are ticked themselves."""
    return tuple(Rule(rule.id, rule.says, (name,), rule.fails & ticked(name), rule.category) for name in names)
