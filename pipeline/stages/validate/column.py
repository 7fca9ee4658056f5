"""One column of text through its kind: each distinct text is judged once, the verdict is joined back to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from extracts.contract import Field

FEWEST, SHARE = 2, 0.01
"""What makes a fault the column's rather than a row's: two values, and one in a hundred of those given."""


@dataclass(frozen=True)
class Texts:
    """The distinct texts of a column and how many rows hold each."""

    texts: pl.Series
    rows: pl.Series

    @property
    def given(self) -> int:
        """How many rows hold something."""
        return int(self.rows.sum())

    def rows_of(self, chosen: pl.Series | Sequence[bool]) -> int:
        """How many rows hold one of the texts chosen by a truth value each."""
        return int(self.rows.filter(pl.Series(chosen, dtype=pl.Boolean)).sum())


@dataclass(frozen=True)
class Verdicts:
    """For each distinct text its tidy value, or None and the reason; and what there is to notice about the column."""

    values: list[Any]
    reasons: list[str | None]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column tidied, row by row: `values` of the kind's dtype, `reasons` (String) null where usable or blank.

    Where both are there, the value is what the contract presumes of an unreadable one. `excused` marks rows in which a mandatory
    value may be lacking; None: none.
    """

    field: Field
    values: pl.Series
    reasons: pl.Series
    notices: tuple[str, ...] = ()
    excused: pl.Series | None = None

    @property
    def account(self) -> dict[str, object]:
        """What the run record says of it: `name`, and how many are `given`, `usable`, `blank`, `unusable`."""
        unusable = self.reasons.count()
        usable = int((self.values.is_not_null() & self.reasons.is_null()).sum())
        given = usable + unusable
        blank = len(self.values) - given
        return {"name": self.field.name, "given": given, "usable": usable, "blank": blank, "unusable": unusable}


def is_the_columns(rows: int, given: int) -> bool:
    """Whether so many rows of those given make a fault the column's own.

    >>> is_the_columns(2, 200), is_the_columns(2, 201), is_the_columns(1, 2), is_the_columns(1, 1)
    (True, False, False, True)
    """
    return rows > 0 and (rows == given or (rows >= FEWEST and rows >= SHARE * given))


def distinct(column: pl.Series) -> Texts:
    """The distinct texts of a column, blanks left out."""
    counted = column.drop_nulls().rename("text").value_counts(name="rows")
    return Texts(counted["text"], counted["rows"])


def joined(field: Field, column: pl.Series, texts: Texts, verdicts: Verdicts) -> Column:
    """The verdicts on the distinct texts, row by row."""
    reasons = spread(column, texts.texts, pl.Series(verdicts.reasons, dtype=pl.String))
    values = pl.Series(verdicts.values, dtype=field.kind.dtype)
    return Column(field, spread(column, texts.texts, values).alias(field.name), reasons, verdicts.notices)


def spread(column: pl.Series, texts: pl.Series, verdicts: pl.Series) -> pl.Series:
    """What each row's text has for a verdict, null where it is blank."""
    if verdicts.null_count() == len(verdicts):
        return pl.Series([None], dtype=verdicts.dtype).new_from_index(0, len(column))
    if verdicts.dtype == texts.dtype and verdicts.equals(texts):
        return column
    return column.replace_strict(texts, verdicts, default=None, return_dtype=verdicts.dtype)
