"""The statistics as a workbook: one sheet a log type, a table below the other; hidden counts are hidden here too."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.core_report.made import Made
from pipeline.core_report.sheet import A4, Record, book_of
from pipeline.officer.looks import Looks
from pipeline.stages.core_return import Table

RULE = (
    "Counts under 10 are hidden, and others so that none can be worked out; the rest is rounded to 5. "
    "Totals add up what is shown."
)


def statistics_book(record: Record, made: Sequence[Made]) -> bytes:
    """The .xlsx file of the statistics."""
    book, looks, content = book_of(date.fromisoformat(record["today"]), "Lettings and sales")
    for one in made:
        _sheet(book, looks, one)
    book.close()
    return content.getvalue()


def _sheet(book: Workbook, looks: Looks, made: Made) -> None:
    sheet = book.add_worksheet(made.title)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 4, 16)
    sheet.set_row(0, 26)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, made.title, looks["title"])
    sheet.write_string(1, 0, RULE)
    row = 3
    for table in made.tables:
        row = _table(sheet, looks, table, row) + 2


def _table(sheet: Worksheet, looks: Looks, table: Table, top: int) -> int:
    """Writes a table from a row on and gives the row of its total."""
    headings = [table.breakdown.title, "count", "share", *(["stock", "share of the stock"] if table.stock else [])]
    for at, heading in enumerate(headings):
        sheet.write_string(top, at, heading, looks["head"])
    for row, group in enumerate(table.rows, top + 1):
        sheet.write_string(row, 0, str(group["group"]), looks["cover cell"])
        said = {"count": "said", "share": "said", "stock": "stock_said", "stock_share": "stock_said"}
        for at, (name, word) in enumerate(list(said.items())[: len(headings) - 1], 1):
            value = group[name]
            _cell(sheet, looks, (row, at), group[word] if value is None else value)
    last = top + len(table.groups) + 1
    sheet.write_string(last, 0, "shown, together", looks["cover total name"])
    for at, shown in ((1, table.shown), (3, table.stock)):
        if shown is not None:
            sheet.write_number(last, at, shown.total, looks["cover total"])
    return last


def _cell(sheet: Worksheet, looks: Looks, at: tuple[int, int], value: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(*at, value, looks["cover cell"])
    elif isinstance(value, float):
        sheet.write_string(*at, f"{value:.0%}", looks["cover count"])
    else:
        sheet.write_number(*at, value, looks["cover count"])
