"""The report as a workbook: what becomes of every row, in the order of the source rows, and everything to put right."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from pipeline.core_report.made import Made
from pipeline.core_report.sheet import Record, book_of, write_lines, write_table, year_of

ROWS = "One row a log, in the order of the source rows. Answers are not repeated here: look them up by line or reference."
FINDINGS = "One row a finding. Faults keep a row back; what is to be confirmed, or would be dropped, does not."
ASIDE = "Rows of the inputs that could not be used at all, and single values that could not, by line."
PSEUDONYMISED = (
    "The files are pseudonymised: taken as a whole, a row can still identify a household. Keep them as you would a case file."
)


def report_book(record: Record, made: Sequence[Made], aside: pl.DataFrame) -> bytes:
    """The .xlsx file of the report."""
    book, looks, content = book_of(date.fromisoformat(record["today"]), "The CORE return")
    write_lines(book, looks, "Summary", PSEUDONYMISED, _summary(record))
    for one in made:
        write_table(book, looks, one.title, ROWS, one.rows(one.code_field))
        write_table(book, looks, f"{one.title}, findings", FINDINGS, one.findings)
    names = {"extract": "Extract", "line": "Line", "column": "Column", "reasons": "Why"}
    write_table(book, looks, "Unusable", ASIDE, aside.rename(names))
    book.close()
    return content.getvalue()


def _summary(record: Record) -> Iterator[tuple[str, Any]]:
    yield "Collection year", year_of(record)
    yield "Files to upload", None
    for one in record["files"]:
        yield one["file"], f"{one['logs']:,} logs"
    for log_type, counts in record["logs"].items():
        yield log_type.title(), None
        yield from counts.items()
        for reason, count in record["left_out"][log_type].items():
            yield f"left out: {reason}", count
    yield "Inputs", None
    yield "rows that could not be used", record["rows_set_aside"]
    yield "single values that could not be used", record["values_unusable"]
    yield "Checks that were not made", None
    for log_type, checks in record["checks_off"].items():
        for check in checks:
            yield log_type, check
