"""The sign-up workbook: one row a letting or sale that waits for answers, with drop-downs, guidance and checks in every cell.

Saved as core_lettings.xlsx or core_sales.xlsx beside the extracts it is read as it stands: the headings are the input's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from extracts.contract import Extract, Field
from extracts.core import kinds
from extracts.core.kinds import Choice
from extracts.kinds.date import DATE
from pipeline.core_report.sheet import A4, NAMED_BY, book_of
from pipeline.core_report.to_do import Plan, write_to_do
from pipeline.officer.looks import Looks
from pipeline.private_files import write_private
from pipeline.stages.core_return import ANSWER, NOT_ASKED, RECORDS, WRONG

BAND_ROW, GUIDANCE_ROW, HEAD_ROW = 0, 1, 2
FIRST, STATE = 1, "state when written"
"""The first column is the program's own: what is to be done in the row. The answers begin beside it."""
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


LOOKS_OF_MARKS = {ANSWER: "to answer", WRONG: "to put right", RECORDS: "from the records", NOT_ASKED: "not asked"}


@dataclass(frozen=True)
class Asked:
    """What a workbook asks: the extract that it is to become, its sections, what each cell is, and why a log is not due.

    `marks` is that of `marks_of`; `left_out` has `log` and `left_out`.
    """

    extract: Extract
    sections: Mapping[str, tuple[Field, ...]]
    marks: pl.DataFrame
    left_out: pl.DataFrame


@dataclass(frozen=True)
class Written:
    """A sign-up workbook: where it lies, the extract it is to become, and how many rows it asks about."""

    path: Path
    name: str
    rows: int


def write_template(path: Path, asked: Asked, known: pl.DataFrame, today: date) -> Written:
    """Writes the workbook of one input; `known` has `log` and columns of the extract as text, one row for each log.

    Rows with something to do come first.
    """
    extract = asked.extract
    book, looks, content = book_of(today, extract.title)
    rows = _in_order(known, asked)
    plan = _plan(asked, rows)
    write_to_do(book, looks, plan, asked.marks)
    sheet = book.add_worksheet(extract.name)
    lists = _lists(book, extract)
    _heads(sheet, looks, asked)
    for name, at in plan.columns.items():
        field, last = extract.field(name), TOP + rows.height + SPARE_ROWS - 1
        sheet.data_validation(TOP, at, last, at, _check(field, at, lists))
        if name in rows.columns:
            _known(sheet, looks, (field, at), rows[name], _looks_of(asked.marks, name, rows))
    sheet.freeze_panes(TOP, FIRST + len(extract.scope) + len(extract.key))
    _close(sheet, looks, rows, max(plan.columns.values()))
    _guide(book, looks, extract)
    book.close()
    write_private(path, content.getvalue())
    return Written(path, extract.name, rows.height)


def _in_order(known: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """The rows, those with something to do first and those that are not due last, with their `state` in words."""
    todo = asked.marks.group_by("log").agg(
        answers=(pl.col("mark") == ANSWER).sum(), wrong=(pl.col("mark") == WRONG).sum()
    )  # fmt: skip
    told = known.join(todo, on="log", how="left", maintain_order="left").join(
        asked.left_out, on="log", how="left", maintain_order="left"
    )
    told = told.with_columns(pl.col("answers", "wrong").fill_null(0))
    open_ = pl.col("answers") + pl.col("wrong") > 0
    state = (
        pl.when(pl.col("left_out").is_not_null()).then(pl.format("no log is due: {}", "left_out"))
        .when(open_).then(pl.format("{} to answer, {} to put right", "answers", "wrong")).otherwise(pl.lit("ready"))
    )  # fmt: skip
    place = pl.when(pl.col("left_out").is_not_null()).then(2).when(open_).then(0).otherwise(1)
    return told.with_columns(state=state, place=place).sort("place", maintain_order=True)


def _plan(asked: Asked, rows: pl.DataFrame) -> Plan:
    extract = asked.extract
    names = [*extract.scope, *extract.key, *(field.name for fields in asked.sections.values() for field in fields)]
    told = rows.select("log", name=pl.concat_str([*extract.scope, *extract.key], separator=" ", ignore_nulls=True))
    return Plan(
        sheet=extract.name,
        rows={log: row for row, log in enumerate(rows["log"], TOP)},
        names=dict(told.iter_rows()),
        columns={name: at for at, name in enumerate(names, FIRST)},
        sections={field.name: title for title, fields in asked.sections.items() for field in fields},
    )


def _looks_of(marks: pl.DataFrame, name: str, rows: pl.DataFrame) -> list[str | None]:
    of_column = marks.filter(pl.col("column") == name).select("log", "mark")
    found = rows.select("log").join(of_column, on="log", how="left", maintain_order="left")["mark"]
    return found.replace_strict(LOOKS_OF_MARKS, default=None, return_dtype=pl.String).to_list()


def _close(sheet: Worksheet, looks: Looks, rows: pl.DataFrame, last: int) -> None:
    """The column of states, the filter, and that a cell turns white once it holds something."""
    for row, state in enumerate(rows["state"], TOP):
        sheet.write_string(row, 0, state, looks["text"])
    bottom = max(TOP, TOP + rows.height - 1)
    sheet.autofilter(HEAD_ROW, 0, bottom, last)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(BAND_ROW, HEAD_ROW)
    sheet.repeat_columns(0, NAMED_BY - 1)
    sheet.conditional_format(TOP, FIRST, bottom + SPARE_ROWS, last, {"type": "no_blanks", "format": looks["answered"]})


def _heads(sheet: Worksheet, looks: Looks, asked: Asked) -> None:
    """Sections, guidance and headings; a section folds into its first column."""
    extract = asked.extract
    sheet.set_row(BAND_ROW, 24)
    sheet.set_row(GUIDANCE_ROW, 78)
    sheet.outline_settings(visible=True, symbols_below=False, symbols_right=False)
    sheet.write_string(HEAD_ROW, 0, STATE, looks["head"])
    sheet.set_column(0, 0, 26)
    busy = set(asked.marks.filter(pl.col("mark").is_in([ANSWER, WRONG]))["column"])
    keys = tuple(extract.field(name) for name in (*extract.scope, *extract.key))
    at = FIRST
    for title, fields in (("Which", keys), *asked.sections.items()):
        folded = title != "Which" and not busy & {field.name for field in fields}
        for nth, field in enumerate(fields):
            sheet.write_string(BAND_ROW, at, title if nth == 0 else "", looks["section" if nth == 0 else "section goes on"])
            sheet.write_string(GUIDANCE_ROW, at, field.meaning, looks["line"])
            sheet.write_string(HEAD_ROW, at, field.name, looks["head"])
            options = {"level": 1, "hidden": folded} if title != "Which" and nth else {}
            sheet.set_column(at, at, max(16, min(30, len(field.name) + 3)), None, options)
            at += 1


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


def _known(sheet: Worksheet, looks: Looks, column: tuple[Field, int], values: pl.Series, marks: list[str | None]) -> None:
    """Writes what is known of a column, and colours its blank cells by what they are."""
    for row, (value, mark) in enumerate(zip(values, marks, strict=True), TOP):
        if value is None:
            if mark is not None:
                sheet.write_blank(row, column[1], None, _look(looks, column[0], mark))
        else:
            _write_value(sheet, (row, column[1]), column[0], value, _look(looks, column[0], mark))


def _look(looks: Looks, field: Field, mark: str | None) -> Format:
    """The look of a mark with the form that the kind of the column has: a date, pounds, else as it is."""
    form = "date" if field.kind is DATE else "pounds" if field.kind in (kinds.AMOUNT, kinds.PERCENT) else "text"
    return looks[form] if mark is None else looks.both(mark, form)


def _write_value(sheet: Worksheet, at: tuple[int, int], field: Field, value: str, look: Format) -> None:
    if field.kind is DATE:
        sheet.write_datetime(*at, datetime.strptime(value, "%Y-%m-%d"), look)
    elif isinstance(field.kind, Choice):
        sheet.write_string(*at, f"{value} {field.kind.labels[value]}", look)
    elif field.kind in (kinds.AMOUNT, kinds.PERCENT):
        sheet.write_number(*at, Decimal(value), look)
    else:
        sheet.write_string(*at, value, look)


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
