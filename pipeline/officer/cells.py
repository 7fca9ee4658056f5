"""What may stand in a cell: text that stays text, dates that a workbook can hold, numbers as they are."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LONGEST = 16_000
"""Characters kept of a text: a cell holds 32,767 UTF-16 units, and a character may need two."""
CUT = " … (cut: see the CSV)"
UNPRINTABLE = r"[\x00-\x08\x0b-\x1f\x7f\x{fffe}\x{ffff}]"
"""Characters that XML forbids or that no one can read."""
FIRST_DAY = date(1900, 3, 1)
"""Workbooks count a 29 February 1900 that never was: earlier days are written as text."""


def fit_for_cells(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its texts free of unprintable characters, cut where a cell could not hold them."""
    clean = [pl.col(name).str.replace_all(UNPRINTABLE, "�") for name in frame.columns if frame.schema[name] == pl.String]
    return frame.with_columns(
        pl.when(text.str.len_chars() > LONGEST).then(pl.concat_str([text.str.head(LONGEST), pl.lit(CUT)])).otherwise(text)
        for text in clean
    )


def _day(sheet: Worksheet, row: int, column: int, day: date, look: Format) -> None:
    if day < FIRST_DAY:
        sheet.write_string(row, column, f"{day:%d/%m}/{day.year:04}", look)
    else:
        sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), look)


def _text(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    sheet.write_string(row, column, text, look)


def _born(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """A date of birth in ISO form becomes a date; one printed in some other way stays as it is."""
    try:
        _day(sheet, row, column, datetime.strptime(text, "%Y-%m-%d").date(), look)
    except ValueError:
        _text(sheet, row, column, text, look)


def _number(sheet: Worksheet, row: int, column: int, number: int | float | Decimal, look: Format) -> None:
    """As a decimal: of a float the writer of workbooks prints sixteen figures, 90.56999999999999 for 90.57."""
    sheet.write_number(row, column, number if isinstance(number, int) else Decimal(str(number)), look)


Writer = Callable[[Worksheet, int, int, Any, Format], None]
WRITERS: dict[str, Writer] = {
    "date": _day, "born": _born, "number": _number, "weight": _number, "pounds": _number,
}  # fmt: skip


def write_column(sheet: Worksheet, at: tuple[int, int], values: pl.Series, kind: str, look: Callable[[str], Format]) -> None:
    """Writes a column of cells downwards from `at` (row, column); nothing in it can become a formula, a link or another number.

    `kind` names the writer (text when it has none of its own); `look` gives the format for a value's text.
    """
    write: Writer = WRITERS.get(kind, _text)
    top, column = at
    for row, value in enumerate(values, top):
        if value is None:
            sheet.write_blank(row, column, None, look(""))
        else:
            write(sheet, row, column, value, look(str(value)))
