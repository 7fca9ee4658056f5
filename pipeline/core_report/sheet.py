"""Sheets of a workbook in one style: a title, what to know of it, headings, and cells in which no text becomes a formula."""

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.officer.cells import fit_for_cells, write_column
from pipeline.officer.looks import Looks

AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""No temporary file holds anything, and no text is taken for anything else."""
Record = Mapping[str, Any]
"""The run record of a return."""
NARROW, WIDE, WIDEST = 12, 26, 80
TOP = 3


def year_of(record: Record) -> str:
    """The collection year as people write it: 2026/27."""
    return f"{record['year']}/{(record['year'] + 1) % 100:02}"


def book_of(day: date, title: str) -> tuple[Workbook, Looks, io.BytesIO]:
    """An empty workbook, its looks, and where its content will be once it is closed; the same content makes the same bytes."""
    content = io.BytesIO()
    book = Workbook(content, AS_TEXT)
    book.set_properties({"title": title, "author": "tenancy-match", "created": datetime.combine(day, time())})
    book.set_size(2400, 1400)
    return book, Looks(book), content


def write_table(book: Workbook, looks: Looks, name: str, about: str, rows: pl.DataFrame) -> Worksheet:
    """A sheet of that name: a title, a sentence about it, headings, and the rows below them with a filter."""
    sheet = book.add_worksheet(name)
    _head(sheet, looks, name, about)
    for at, heading in enumerate(rows.columns):
        sheet.write_string(TOP - 1, at, heading, looks["head"])
    cells = fit_for_cells(rows)
    for at, column in enumerate(cells.iter_columns()):
        look = _look(column.dtype)
        write_column(sheet, (TOP, at), column, look, lambda _, look=look: looks[look])  # type: ignore[misc]
        sheet.set_column(at, at, _width(column))
    sheet.freeze_panes(TOP, min(3, rows.width))
    sheet.autofilter(TOP - 1, 0, max(TOP, TOP + rows.height - 1), rows.width - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP - 1)
    return sheet


def write_lines(book: Workbook, looks: Looks, name: str, about: str, lines: Iterable[tuple[str, Any]]) -> None:
    """A sheet of names and values one below the other; a value of None makes its name a heading."""
    sheet = book.add_worksheet(name)
    _head(sheet, looks, name, about)
    sheet.set_column(0, 0, 58)
    sheet.set_column(1, 1, 70)
    sheet.fit_to_pages(1, 0)
    for row, (label, value) in enumerate(lines, TOP - 1):
        if value is None:
            sheet.write_string(row, 0, label, looks["cover heading"])
        else:
            sheet.write_string(row, 0, label, looks["cover cell"])
            if isinstance(value, int):
                sheet.write_number(row, 1, value, looks["cover count"])
            else:
                sheet.write_string(row, 1, str(value), looks["cover cell"])


def _head(sheet: Worksheet, looks: Looks, name: str, about: str) -> None:
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, name, looks["title"])
    sheet.write_string(1, 0, about)


def _look(dtype: pl.DataType) -> str:
    if dtype == pl.Date:
        return "date"
    if dtype.is_float():
        return "pounds"
    return "number" if dtype.is_numeric() else "text"


def _width(column: pl.Series) -> float:
    lengths = column.cast(pl.String).str.len_chars().drop_nulls().to_list()
    needed = max([len(column.name), *lengths])
    return NARROW if needed <= NARROW else WIDE if needed <= WIDE * 1.4 else WIDEST
