"""Workbooks: the one visible sheet that holds every mandatory column, in the first of its top rows that does."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import fastexcel
import polars as pl

from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.grid import Grid, no_odd_rows
from pipeline.stages.read.header import HEADER_WITHIN, Header, agreed, best_header, is_whole, shown
from pipeline.stages.read.numbers import days_without_midnight, number_text
from pipeline.stages.read.workbook_inside import look_inside

# What the reader of workbooks logs may quote a cell; its errors reach us as exceptions.
_LOG = logging.getLogger("calamine")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


NOISY_NUMBER = r"^-?\d+\.\d{9}$"  # the reader of workbooks cuts after nine decimals; what is longer is the noise of a sum


def read_workbook(data: bytes, asked: Asked) -> Grid:
    """The rows of the one visible sheet that holds every mandatory column, as text, `line` being the row of the sheet.

    Raises Refused for a protected, damaged or oversized workbook, and where no sheet or more than one has such a header.
    """
    look_inside(data, asked)
    sheets = _visible_sheets(data, asked)
    sheet, header, at = _chosen(sheets, asked)
    agreed(asked, header)
    names = {sheet.rows.columns[place]: name for name, place in header.positions.items()}
    below = sheet.rows.with_row_index("line", offset=1).slice(at + 1)
    cells = below.select("line", *names).rename(names).with_columns(days_without_midnight(list(header.positions)))
    return Grid(
        header, _without_noise(cells), no_odd_rows(), notices=(*_about_place(header, at, sheets), *_about_errors(sheet.errors))
    )


@dataclass(frozen=True)
class Sheet:
    """A visible sheet: its name as it may be shown, its cells as text with every row there, and how many hold an error."""

    name: str
    rows: pl.DataFrame
    errors: int


def _visible_sheets(data: bytes, asked: Asked) -> list[Sheet]:
    """The sheets that a person sees when the workbook is opened; Refused where there is none, or none that holds anything."""
    sheets = []
    try:
        book = fastexcel.read_excel(data)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.visible == "visible":
                sheets.append(Sheet(f"sheet '{shown(name, 0)}'", *_cells(sheet)))
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


def _cells(sheet: Any) -> tuple[pl.DataFrame, int]:
    batch, errors = sheet.to_arrow_with_errors()
    return pl.DataFrame(batch), len(errors.errors) if errors else 0


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
