"""Workbooks: the one visible sheet that holds every mandatory column, in the first of its top rows that does."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import fastexcel
import polars as pl

from extracts.kinds.spreadsheet import ERRORS, NOT_WORKED_OUT
from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.grid import Grid, no_odd_rows
from pipeline.stages.read.header import HEADER_WITHIN, Header, agreed, best_header, is_whole, shown
from pipeline.stages.read.numbers import days_without_midnight, number_text
from pipeline.stages.read.workbook_inside import look_inside
from pipeline.stages.read.workbook_mended import mended

# What the reader of workbooks logs may quote a cell; its errors reach us as exceptions.
_LOG = logging.getLogger("calamine")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


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
    """The rows of the one visible sheet that holds every mandatory column, as text, `line` being the row of the sheet.

    Raises Refused for a protected, damaged or oversized workbook, and where no sheet or more than one has such a header.
    """
    look_inside(data, asked)
    readable, of_1904 = mended(data)
    sheets = _visible_sheets(readable, asked)
    sheet, header, at = _chosen(sheets, asked)
    agreed(asked, header)
    names = {sheet.rows.columns[place]: name for name, place in header.positions.items()}
    below = sheet.rows.with_row_index("line", offset=1).slice(at + 1)
    cells = below.select("line", *names).rename(names).with_columns(days_without_midnight(list(header.positions)))
    notices = (*_about_place(header, at, sheets), *_about_errors(cells))
    return Grid(header, _without_noise(cells), no_odd_rows(), notices=notices, days_from_1904=of_1904)


@dataclass(frozen=True)
class Sheet:
    """A visible sheet: its name as it may be shown, and its cells as text, every row there, an error as its word."""

    name: str
    rows: pl.DataFrame


def _visible_sheets(data: bytes, asked: Asked) -> list[Sheet]:
    """The sheets that a person sees when the workbook is opened; Refused where there is none, or none that holds anything."""
    sheets = []
    try:
        book = fastexcel.read_excel(data)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.visible == "visible":
                sheets.append(Sheet(f"sheet '{shown(name, 0)}'", _cells(sheet)))
    except fastexcel.FastExcelError:
        raise Refused(f"{asked.file}: the workbook is damaged or no .xlsx. Open it in Excel and save it again.") from None
    if not sheets:
        raise Refused(f"{asked.file}: the workbook has no visible sheet.")
    filled = [sheet for sheet in sheets if not sheet.rows.is_empty()]
    if not filled:
        raise Refused(f"{asked.file}: the sheet is empty: {_named(sheets)}. Expected a header row and rows beneath it.")
    return filled


def _chosen(sheets: Sequence[Sheet], asked: Asked) -> tuple[Sheet, Header, int]:
    """The sheet to read, its header and the row on which that stands.

    It is the one sheet that holds every mandatory column. Refused where two do, and, naming all, where none of several does.
    """
    headers = [best_header(asked, sheet.rows.head(HEADER_WITHIN).rows()) for sheet in sheets]
    whole = [at for at, (header, _) in enumerate(headers) if is_whole(asked, header)]
    if len(whole) > 1:
        raise Refused(
            f"{asked.file}: {_named([sheets[at] for at in whole])} each hold every column of {asked.extract.name}. Keep one, put "
            "the rows of all into one sheet, or hide what is not wanted."
        )
    best = whole[0] if whole else max(range(len(sheets)), key=lambda at: len(headers[at][0].positions))
    header, at = headers[best]
    place = sheets[best].name if len(sheets) == 1 or whole else f"{sheets[best].name} of {_named(sheets)}"
    return sheets[best], replace(header, place=place), at


def _named(sheets: Sequence[Sheet]) -> str:
    return ", ".join(sheet.name for sheet in sheets)


def _about_place(header: Header, at: int, sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Where the table was found, where that is not the first row of the only sheet."""
    others = [f"read of the sheets {_named(sheets)}: {header.place}"] if len(sheets) > 1 else []
    return (*others, *((f"{header.place}: the header is row {at + 1}; the rows above it were not read",) if at else ()))


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
