"""Workbooks: the first visible sheet, whose header is the first of its top rows with every mandatory column."""

import logging
from typing import Any

import fastexcel
import polars as pl

from extracts.kinds.spreadsheet import ERRORS, NOT_WORKED_OUT
from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.grid import Grid, no_odd_rows
from pipeline.stages.read.header import Header, agreed, match_header
from pipeline.stages.read.numbers import days_without_midnight, number_text
from pipeline.stages.read.workbook_inside import look_inside
from pipeline.stages.read.workbook_mended import mended

# What the reader of workbooks logs may quote a cell; its errors reach us as exceptions.
_LOG = logging.getLogger("calamine")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False

HEADER_WITHIN = 20
NOISY_NUMBER = r"^-?\d+\.\d{9}$"  # the reader of workbooks cuts after nine decimals; what is longer is the noise of a sum

SHOWN_AS = {
    "NA": "#N/A",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "Div0": "#DIV/0!",
    "Name": "#NAME?",
    "Num": "#NUM!",
    "Null": "#NULL!",
}
"""What the reader calls each error of a cell, and the word that Excel shows."""


def read_workbook(data: bytes, asked: Asked) -> Grid:
    """The rows of a workbook's first visible sheet as text, `line` being the row of the sheet.

    Raises Refused for a protected, damaged or oversized workbook, and where no top row is the header.
    """
    look_inside(data, asked)
    readable, of_1904 = mended(data)
    sheet = _first_visible_sheet(readable, asked)
    header, at = _header(sheet, asked)
    names = {sheet.columns[place]: name for name, place in header.positions.items()}
    below = sheet.with_row_index("line", offset=1).slice(at + 1)
    cells = below.select("line", *names).rename(names).with_columns(days_without_midnight(list(header.positions)))
    return Grid(header, _without_noise(cells), no_odd_rows(), notices=_about_errors(cells), days_from_1904=of_1904)


def _first_visible_sheet(data: bytes, asked: Asked) -> pl.DataFrame:
    """Its cells as text, every row of the sheet there; a cell with an error such as #N/A holds that word."""
    try:
        book = fastexcel.read_excel(data)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.visible == "visible":
                return _cells(sheet)
    except fastexcel.FastExcelError:
        raise Refused(f"{asked.file}: the workbook is damaged or no .xlsx. Open it in Excel and save it again.") from None
    raise Refused(f"{asked.file}: the workbook has no visible sheet.")


def _cells(sheet: Any) -> pl.DataFrame:
    """The cells of a sheet; a row that holds errors and nothing else is a blank one, as formulas filled down leave it."""
    batch, errors = sheet.to_arrow_with_errors()
    cells = pl.DataFrame(batch)
    if not errors:
        return cells
    places = pl.DataFrame(
        [
            (*error.position, SHOWN_AS.get(error.detail.partition("Error(")[2].partition(")")[0], "#ERROR!"))
            for error in errors.errors
        ],
        {"row": pl.UInt32, "column": pl.UInt32, "error": pl.String},
        orient="row",
    )
    empty = cells.select(pl.all_horizontal(pl.all().is_null())).to_series()
    for (column,), there in places.filter(~empty.gather(places["row"])).group_by("column"):
        at = int(column)
        cells = cells.with_columns(cells.to_series(at).scatter(there["row"], there["error"]))
    return cells


def _header(sheet: pl.DataFrame, asked: Asked) -> tuple[Header, int]:
    """The first of the top rows with every mandatory column; else the best of them, for the message that refuses it."""
    top = sheet.head(HEADER_WITHIN).rows()
    if not top:
        raise Refused(f"{asked.file}: the first visible sheet is empty. Expected a header row and rows beneath it.")
    headers = [match_header(asked, row) for row in top]
    whole = [at for at, header in enumerate(headers) if not set(asked.extract.required) & set(header.missing)]
    best = whole[0] if whole else max(range(len(headers)), key=lambda at: len(headers[at].positions))
    return agreed(asked, headers[best]), best


def _without_noise(cells: pl.DataFrame) -> pl.DataFrame:
    """The same cells, with numbers in fifteen significant figures, as the workbook shows them."""
    for name in cells.columns[1:]:
        noisy = cells[name].unique().drop_nulls()
        noisy = noisy.filter(noisy.str.contains(NOISY_NUMBER))
        if len(noisy):
            shown = [number_text(float(one)) for one in noisy]
            cells = cells.with_columns(pl.col(name).replace(noisy, pl.Series(shown)))
    return cells


def _about_errors(cells: pl.DataFrame) -> tuple[str, ...]:
    """A notice for errors, and one for formulas without a value: such a cell is not blank, and holds nothing to be used."""
    held = cells.select(pl.exclude("line")).unpivot()["value"].value_counts()
    counts = dict(held.filter(pl.col("value").is_in([*ERRORS, NOT_WORKED_OUT])).rows())
    formulas = counts.pop(NOT_WORKED_OUT, 0)
    what = {
        "cells with an error such as #N/A, which cannot be used": sum(counts.values()),
        "formulas without a stored value, which cannot be used (open the workbook in Excel and save it)": formulas,
    }
    return tuple(f"{sort}: {number}" for sort, number in what.items() if number)
