"""One numbered column of a year's bulk-upload file."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property


class Cell(Enum):
    """What a cell of the file may hold."""

    TEXT = "text"
    SPACED = "text, of which even a blank one counts"
    WHOLE = "whole number"
    DECIMAL = "number"
    POUNDS = "number, taken to the nearest pound"

    @property
    def numeric(self) -> bool:
        """Whether it is a number that the cell may hold."""
        return self not in (Cell.TEXT, Cell.SPACED)


@dataclass(frozen=True)
class Field:
    """A column of the file: its number in that year, our name for it, what its cells hold, and what it asks."""

    number: int
    name: str
    cell: Cell
    asks: str


@dataclass(frozen=True)
class Layout:
    """A year's file of one log type: its fields, the three that date a log, and how many cells a row may have."""

    log_type: str
    year: int
    fields: tuple[Field, ...]
    dated_by: tuple[str, str, str]
    cells_limited: bool

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each field in this year's file, by our name for it."""
        return {field.name: field.number for field in self.fields}
