"""Plain tables for an officer: every text stays text, in a workbook or as comma-separated lines."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time

import polars as pl
from xlsxwriter import Workbook

from pipeline.officer.cells import fit_for_cells, write_column
from pipeline.officer.comma_separated import harmless
from pipeline.officer.workbook import AS_TEXT

NUMBERS = (pl.Int64, pl.UInt32, pl.Float64)
WIDEST = 60


def plain_csv(table: pl.DataFrame) -> bytes:
    """The table as UTF-8 with a byte-order mark, with nothing in it that a spreadsheet could take for a formula."""
    return harmless(table).write_csv(include_bom=True).encode()


def _width(column: pl.Series) -> int:
    longest = column.cast(pl.String).str.len_chars().max()
    return min(max(len(column.name), int(longest) if isinstance(longest, int) else 0) + 2, WIDEST)


def plain_workbook(tables: Mapping[str, pl.DataFrame], title: str, snapshot: date) -> bytes:
    """A workbook of one sheet per table, by name, with a filter over fixed headings; the same bytes for the same tables."""
    content = io.BytesIO()
    book = Workbook(content, AS_TEXT)
    book.set_properties({"title": title, "author": "tenancy-match", "created": datetime.combine(snapshot, time())})
    head, cell = book.add_format({"bold": True, "bottom": 1}), book.add_format({"valign": "top"})
    for name, table in tables.items():
        sheet, fit = book.add_worksheet(name), fit_for_cells(table)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(fit.height, 1), max(fit.width - 1, 0))
        for place, column in enumerate(fit.iter_columns()):
            sheet.set_column(place, place, _width(column))
            sheet.write_string(0, place, column.name, head)
            kind = "number" if column.dtype in NUMBERS else "text"
            write_column(sheet, (1, place), column, kind, lambda _: cell)
    book.close()
    return content.getvalue()
