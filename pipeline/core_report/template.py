"""The sign-up workbook: one row a letting or sale that waits for answers, with drop-downs, guidance and checks in every cell.

Saved as core_lettings.xlsx or core_sales.xlsx beside the extracts it is read as it stands: the headings are the input's own.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from extracts.contract import Extract, Field
from extracts.core import kinds
from extracts.core.kinds import Choice
from extracts.kinds.date import DATE
from pipeline.core_report.sheet import book_of
from pipeline.officer.looks import Looks
from pipeline.private_files import write_private

GUIDANCE_ROW, HEAD_ROW = 0, 1
TOP = HEAD_ROW + 1
SPARE_ROWS = 200
"""Rows below the known ones that have the same drop-downs and checks."""
LONGEST_MESSAGE, LONGEST_TITLE = 255, 32
CHOICES = "choices"
FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2099, 12, 31)

_FROM_NOUGHT = {"criteria": ">=", "value": 0}
CHECKS: dict[str, dict[str, Any]] = {
    DATE.name: {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY},
    kinds.AMOUNT.name: {"validate": "decimal", **_FROM_NOUGHT},
    kinds.PERCENT.name: {"validate": "decimal", **_FROM_NOUGHT},
    kinds.WHOLE.name: {"validate": "integer", **_FROM_NOUGHT},
    kinds.TICK.name: {"validate": "list", "source": ["1"]},
}
"""What the cells of each kind take, beside drop-downs and ages."""


@dataclass(frozen=True)
class Written:
    """A sign-up workbook: where it lies, the extract it is to become, and how many rows it asks about."""

    path: Path
    name: str
    rows: int


def write_template(path: Path, extract: Extract, known: pl.DataFrame, today: date) -> Written:
    """Writes the workbook of one input; `known` has columns of the extract as text, one row for each log."""
    book, looks, content = book_of(today, extract.title)
    sheet = book.add_worksheet(extract.name)
    lists = _lists(book, extract)
    _heads(sheet, looks, extract)
    for at, field in enumerate(extract.fields):
        last = TOP + known.height + SPARE_ROWS - 1
        sheet.data_validation(TOP, at, last, at, _check(field, at, lists))
        if field.name in known.columns:
            _known(sheet, looks, (field, at), known[field.name])
    sheet.freeze_panes(TOP, len(extract.scope) + len(extract.key))
    _guide(book, looks, extract)
    book.close()
    write_private(path, content.getvalue())
    return Written(path, extract.name, known.height)


def _heads(sheet: Worksheet, looks: Looks, extract: Extract) -> None:
    sheet.set_row(GUIDANCE_ROW, 78)
    for at, field in enumerate(extract.fields):
        sheet.write_string(GUIDANCE_ROW, at, field.meaning, looks["line"])
        sheet.write_string(HEAD_ROW, at, field.name, looks["head"])
        sheet.set_column(at, at, max(16, min(30, len(field.name) + 3)))


def _lists(book: Workbook, extract: Extract) -> dict[str, str]:
    """Where the answers of each closed question stand: a column a question on a sheet that nobody needs to see."""
    sheet, places = book.add_worksheet(CHOICES), {}
    for at, field in enumerate(one for one in extract.fields if isinstance(one.kind, Choice)):
        shown = field.kind.shown  # type: ignore[attr-defined]
        for row, answer in enumerate(shown):
            sheet.write_string(row, at, answer)
        column = xl_col_to_name(at, col_abs=True)
        places[field.name] = f"={CHOICES}!{column}$1:{column}${len(shown)}"
    sheet.hide()
    return places


def _check(field: Field, at: int, lists: dict[str, str]) -> dict[str, Any]:
    """What a cell of the column takes, what is said when it is chosen, and what when it is wrong."""
    told = {
        "input_title": field.name[:LONGEST_TITLE],
        "input_message": f"{field.meaning}. {_how(field)}"[:LONGEST_MESSAGE],
        "error_title": field.name[:LONGEST_TITLE],
        "error_message": f"Expected: {_how(field)}"[:LONGEST_MESSAGE],
        "ignore_blank": True,
    }
    if field.name in lists:
        return told | {"validate": "list", "source": lists[field.name]}
    if field.kind is kinds.AGE:
        cell = xl_rowcol_to_cell(TOP, at)
        return told | {"validate": "custom", "value": f'=OR({cell}="R",AND(ISNUMBER({cell}),{cell}>=0,{cell}<={kinds.OLDEST}))'}
    return told | CHECKS.get(field.kind.name, {"validate": "any"})


def _how(field: Field) -> str:
    return "Choose from the list." if isinstance(field.kind, Choice) else f"{field.kind.meaning}."


def _known(sheet: Worksheet, looks: Looks, column: tuple[Field, int], values: pl.Series) -> None:
    field, at = column
    for row, value in enumerate(values, TOP):
        if value is None:
            continue
        if field.kind is DATE:
            sheet.write_datetime(row, at, datetime.strptime(value, "%Y-%m-%d"), looks["date"])
        elif isinstance(field.kind, Choice):
            sheet.write_string(row, at, f"{value} {field.kind.labels[value]}", looks["text"])
        elif field.kind in (kinds.AMOUNT, kinds.PERCENT):
            sheet.write_number(row, at, float(value), looks["pounds"])
        else:
            sheet.write_string(row, at, value, looks["text"])


def _guide(book: Workbook, looks: Looks, extract: Extract) -> None:
    """A sheet that says of every column what it asks and what it takes."""
    sheet = book.add_worksheet("guide")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 2, 80)
    for at, heading in enumerate(("Column", "What it asks", "What it takes")):
        sheet.write_string(0, at, heading, looks["head"])
    for row, field in enumerate(extract.fields, 1):
        takes = "\n".join(field.kind.shown) if isinstance(field.kind, Choice) else field.kind.meaning
        for at, text in enumerate((field.name + (" *" if field.required else ""), field.meaning, takes)):
            sheet.write_string(row, at, text, looks["text"])
