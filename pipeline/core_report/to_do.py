"""The first sheet of a sign-up workbook: what the colours mean, and what is to be done, log by log and section by section."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.core_report.sheet import A4, BREAKS, LINE_HEIGHT
from pipeline.officer.looks import Looks
from pipeline.stages.core_return import ANSWER, NOT_ASKED, RECORDS, WRONG

SHEET = "What to do"
ELSEWHERE = "in the records"
"""The section of what no cell of the workbook can put right."""
LEGEND = (
    ("to answer", ANSWER, "An answer is missing. The cell turns white as soon as it holds something."),
    ("to put right", WRONG, "What stands here is wrong or contradicts a record: the list below says why."),
    ("from the records", RECORDS, "Filled in from the extracts. Change it only where the record is wrong."),
    ("not asked", NOT_ASKED, "Not asked of such a letting or sale: leave it blank."),
)
HOW = (
    "Rows with something to do come first. Click a link to go there. Each section of the sheet folds with the sign above its "
    "first column. Filter rows by all means; do not sort them, for the links lead to places."
)
MOST_LINKS = 60_000
"""A sheet holds 65,530 links; further lines are written without."""
HEADINGS = ("Log", "Section", "To answer", "To put right", "Columns", "What is wrong, and what to do")
WIDTHS = (24, 26, 12, 12, 60, 90)


@dataclass(frozen=True)
class Plan:
    """Where everything stands on the sheet of answers: its name, the row of each log, the column and section of each field."""

    sheet: str
    rows: Mapping[int, int]
    names: Mapping[int, str]
    columns: Mapping[str, int]
    sections: Mapping[str, str]


def write_to_do(book: Workbook, looks: Looks, plan: Plan, marks: pl.DataFrame) -> Worksheet:
    """Writes the sheet; `marks` are those of `marks_of`."""
    sheet = book.add_worksheet(SHEET)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, SHEET, looks["title"])
    sheet.write_string(1, 0, HOW)
    for row, (look, title, meaning) in enumerate(LEGEND, 3):
        sheet.write_string(row, 0, title, looks[look])
        sheet.write_string(row, 1, meaning)
    top = len(LEGEND) + 4
    for at, heading in enumerate(HEADINGS):
        sheet.write_string(top, at, heading, looks["head"])
    lines = _lines(plan, marks)
    for row, line in enumerate(lines, top + 1):
        _write_line(sheet, looks, row, line)
    sheet.freeze_panes(top + 1, 1)
    sheet.autofilter(top, 0, max(top + 1, top + len(lines)), len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    return sheet


def _lines(plan: Plan, marks: pl.DataFrame) -> Sequence[dict[str, object]]:
    """One line a log and section in which something is to be done, in the order of the sheet of answers."""
    order = [*dict.fromkeys(plan.sections.values()), ELSEWHERE]
    section = pl.col("column").replace_strict(dict(plan.sections), default=ELSEWHERE, return_dtype=pl.String)
    todo = marks.filter(pl.col("mark").is_in([ANSWER, WRONG])).with_columns(section=section)
    placed = todo.with_columns(
        row=pl.col("log").cast(pl.Int64).replace_strict(dict(plan.rows), return_dtype=pl.Int64),
        place=pl.col("section").replace_strict(dict(zip(order, range(len(order)), strict=True)), return_dtype=pl.Int64),
        at=pl.col("column").replace_strict(dict(plan.columns), default=None, return_dtype=pl.Int64),
    )
    lines = placed.sort("row", "place", "at", maintain_order=True).group_by("row", "log", "section", maintain_order=True).agg(
        answers=(pl.col("mark") == ANSWER).sum(), wrong=(pl.col("mark") == WRONG).sum(),
        at=pl.col("at").first(), columns=pl.col("column").unique(maintain_order=True).str.join(", "),
        says=pl.col("says").unique(maintain_order=True).str.join(" "),
    )  # fmt: skip
    told = lines.to_dicts()
    for number, line in enumerate(told):
        reached = line["at"] is not None and number < MOST_LINKS
        line |= {"name": plan.names[line["log"]], "link": None}
        line["link"] = f"internal:'{plan.sheet}'!{xl_rowcol_to_cell(line['row'], line['at'])}" if reached else None
    return told


def _write_line(sheet: Worksheet, looks: Looks, row: int, line: Mapping[str, object]) -> None:
    if line["link"]:
        sheet.write_url(row, 0, str(line["link"]), looks["link"], str(line["name"]))
    else:
        sheet.write_string(row, 0, str(line["name"]), looks["text"])
    lines = max(
        math.ceil(len(str(line[name] or "")) * BREAKS / width) for name, width in (("columns", WIDTHS[4]), ("says", WIDTHS[5]))
    )
    sheet.set_row(row, max(1, lines) * LINE_HEIGHT)
    sheet.write_string(row, 1, str(line["section"]), looks["text"])
    sheet.write_number(row, 2, line["answers"], looks["count"])
    sheet.write_number(row, 3, line["wrong"], looks["count"])
    sheet.write_string(row, 4, str(line["columns"]), looks["text"])
    sheet.write_string(row, 5, str(line["says"] or ""), looks["text"])
