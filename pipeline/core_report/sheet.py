"""Sheets of a workbook in one style: a title, what to know of it, headings, and cells in which no text becomes a formula."""

import io
import math
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
NARROWEST, WIDEST = 8, 50
"""How many characters a column holds; what is longer goes on in the next line of its cell."""
NAMED_BY = 3
"""The first columns say which row it is: they stay in sight, and stand on every sheet of paper."""
PAPER_HOLDS = 225
"""Characters beside each other on A4 across: they come out at nearly 7 points, the least that is read without trouble."""
A4, HEAD_HEIGHT, LINE_HEIGHT = 9, 42, 13.5
BREAKS = 1.1
"""How much longer a text becomes by being broken between words."""
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
    sheet.set_row(TOP - 1, HEAD_HEIGHT)
    for at, heading in enumerate(rows.columns):
        sheet.write_string(TOP - 1, at, heading, looks["head"])
    cells, widths = fit_for_cells(rows), [_width(column) for column in rows.iter_columns()]
    for at, column in enumerate(cells.iter_columns()):
        look = _look(column.dtype)
        write_column(sheet, (TOP, at), column, look, lambda _, look=look: looks[look])  # type: ignore[misc]
        sheet.set_column(at, at, widths[at])
    for row, lines in enumerate(_lines(rows, widths), TOP):
        if lines > 1:
            sheet.set_row(row, lines * LINE_HEIGHT)
    sheet.freeze_panes(TOP, min(NAMED_BY, rows.width))
    sheet.autofilter(TOP - 1, 0, max(TOP, TOP + rows.height - 1), rows.width - 1)
    _on_paper(sheet, widths)
    return sheet


def _on_paper(sheet: Worksheet, widths: list[int]) -> None:
    """A4 across, on as many sheets beside each other as can be read, each with the headings and the names of its rows."""
    names = sum(widths[:NAMED_BY])
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.fit_to_pages(max(1, math.ceil((sum(widths) - names) / (PAPER_HOLDS - names))), 0)
    sheet.print_across()
    sheet.repeat_rows(TOP - 1)
    sheet.repeat_columns(0, min(NAMED_BY, len(widths)) - 1)


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


def _lines(rows: pl.DataFrame, widths: list[int]) -> list[int]:
    """How many lines each row needs: not every program that opens or prints a workbook finds out by itself."""
    long = [name for name, width in zip(rows.columns, widths, strict=True) if width == WIDEST]
    needed = [(pl.col(name).cast(pl.String).str.len_chars().fill_null(0) * BREAKS / WIDEST).ceil() for name in long]
    return rows.select(lines=pl.max_horizontal(pl.lit(1), *needed).cast(pl.Int64)).to_series().to_list() if long else []


def _width(column: pl.Series) -> int:
    """What the longest content needs, and the longest word of the heading, with room for a filter's button."""
    lengths: list[int] = column.cast(pl.String).str.len_chars().drop_nulls().to_list()
    needed = max(*(length + 2 for length in lengths), *(len(word) + 4 for word in column.name.split()), NARROWEST)
    return min(needed, WIDEST)
