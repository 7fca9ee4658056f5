"""Workbooks: the first visible sheet, whose header is the first of its top rows with every mandatory column."""

import logging
from typing import Any

import fastexcel
import polars as pl

from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.grid import Grid, no_odd_rows
from pipeline.stages.read.header import Header, agreed, match_header
from pipeline.stages.read.numbers import days_without_midnight, number_text
from pipeline.stages.read.workbook_inside import look_inside

# What the reader of workbooks logs may quote a cell; its errors reach us as exceptions.
_LOG = logging.getLogger("calamine")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False

HEADER_WITHIN = 20
NOISY_NUMBER = r"^-?\d+\.\d{9}$"  # the reader of workbooks cuts after nine decimals; what is longer is the noise of a sum


def read_workbook(data: bytes, asked: Asked) -> Grid:
    """The rows of a workbook's first visible sheet as text, `line` being the row of the sheet.

    Raises Refused for a protected, damaged or oversized workbook, and where no top row is the header.
    """
    look_inside(data, asked)
    sheet, errors = _first_visible_sheet(data, asked)
    header, at = _header(sheet, asked)
    names = {sheet.columns[place]: name for name, place in header.positions.items()}
    below = sheet.with_row_index("line", offset=1).slice(at + 1)
    cells = below.select("line", *names).rename(names).with_columns(days_without_midnight(list(header.positions)))
    return Grid(header, _without_noise(cells), no_odd_rows(), notices=_about_errors(errors))


def _first_visible_sheet(data: bytes, asked: Asked) -> tuple[pl.DataFrame, int]:
    """Its cells as text, every row of the sheet there, and how many cells hold an error such as #N/A."""
    try:
        book = fastexcel.read_excel(data)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if name.strip().casefold() == asked.sheet.strip().casefold() if asked.sheet else sheet.visible == "visible":
                return _cells(sheet)
    except fastexcel.FastExcelError:
        raise Refused(f"{asked.file}: the workbook is damaged or no .xlsx. Open it in Excel and save it again.") from None
    if asked.sheet:
        raise Refused(f"{asked.file}: there is no sheet {asked.sheet!r}; there are {', '.join(book.sheet_names)}.")
    raise Refused(f"{asked.file}: the workbook has no visible sheet.")


def _cells(sheet: Any) -> tuple[pl.DataFrame, int]:
    batch, errors = sheet.to_arrow_with_errors()
    return pl.DataFrame(batch), len(errors.errors) if errors else 0


def _header(sheet: pl.DataFrame, asked: Asked) -> tuple[Header, int]:
    """The first of the top rows with every mandatory column; else the best of them, for the message that refuses it."""
    top = sheet.head(HEADER_WITHIN).rows()
    if not top:
        raise Refused(f"{asked.file}: the first visible sheet is empty. Expected a header row and rows beneath it.")
    if asked.header_row:
        return _header_on(asked, sheet)
    headers = [match_header(asked, row) for row in top]
    whole = [at for at, header in enumerate(headers) if not set(asked.extract.required) & set(header.missing)]
    best = whole[0] if whole else max(range(len(headers)), key=lambda at: len(headers[at].positions))
    return agreed(asked, headers[best]), best


def _header_on(asked: Asked, sheet: pl.DataFrame) -> tuple[Header, int]:
    at = (asked.header_row or 1) - 1
    if at >= sheet.height:
        raise Refused(f"{asked.file}: mapping.toml says header_row = {asked.header_row}; the sheet has {sheet.height} rows.")
    return agreed(asked, match_header(asked, sheet.row(at))), at


def _without_noise(cells: pl.DataFrame) -> pl.DataFrame:
    """The same cells, with numbers in fifteen significant figures, as the workbook shows them."""
    for name in cells.columns[1:]:
        noisy = cells[name].unique().drop_nulls()
        noisy = noisy.filter(noisy.str.contains(NOISY_NUMBER))
        if len(noisy):
            shown = [number_text(float(one)) for one in noisy]
            cells = cells.with_columns(pl.col(name).replace(noisy, pl.Series(shown)))
    return cells


def _about_errors(errors: int) -> tuple[str, ...]:
    return (f"cells with an error such as #N/A, read as blank: {errors}",) if errors else ()
