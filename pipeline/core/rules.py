"""A rule of the service, and the category under which it reports what breaks it."""

from dataclasses import dataclass
from enum import Enum

import polars as pl


class Category(Enum):
    """How much a finding costs: a set-up fault stops the whole file, a soft one asks a person to confirm."""

    SETUP = "setup"
    CRITICAL = "critical"
    NOT_ANSWERED = "not_answered"
    SOFT = "soft_validation"


@dataclass(frozen=True)
class Rule:
    """One check: where `fails` holds, the fields of what it `blames` are at fault.

    `blames` names answers (the service's word for the fields that an answer is read from is the year's `fields` table) or, where
    no answer has that name, fields. `says` is for the person who has to put it right: what is wrong and what to do, no value.
    `fails` is a Boolean expression over the settled answers, in which every cell of the file stands too, under `cell(name)`.
    """

    id: str
    says: str
    blames: tuple[str, ...]
    fails: pl.Expr
    category: Category = Category.CRITICAL


def cell(name: str) -> str:
    """The column in which a cell of the file, as it was written, stands beside the answers."""
    return f"cell_{name}"


def written(name: str) -> str:
    """The column in which a cell stands as the text that was written: before it was read as a number, or as a blank."""
    return f"written_{name}"
