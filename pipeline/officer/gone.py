"""The sheet of cases that were raised last time and are not now, each with the fact that ceased."""

from functools import partial

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from pipeline.officer.cells import fit_for_cells, write_column
from pipeline.officer.edition import Edition, short_number
from pipeline.officer.looks import Looks

SHEET = "No longer found"
HEAD_ROW = 2
SAYS = (
    "These were raised last time and are not now. That a fact ceased is no outcome: where you had begun, close the case with "
    "what came of it."
)


def _columns(gone: pl.DataFrame, edition: Edition) -> list[tuple[str, str, int, pl.Series]]:
    """Heading, look, width and cells of each column."""
    shown = fit_for_cells(gone.sort("rule", "referral_id"))
    titles = [edition.report(rule).title for rule in shown["rule"]]
    return [
        ("Referral", "text", 15, shown.select(short_number(pl.col("referral_id"))).to_series()),
        ("Rule", "text", 6, shown["rule"]),
        ("What it looked for", "text", 46, pl.Series(titles, dtype=pl.String)),
        ("Priority then", "text", 9, shown["priority"]),
        ("Evidence known on", "date", 12, shown["date_evidence_known"]),
        ("Status", "text", 14, shown["status"]),
        ("What ceased", "text", 60, shown["what_changed"]),
        ("Full number", "text", 36, shown["referral_id"]),
    ]


def _look(looks: Looks, name: str, _value: str) -> Format:
    return looks[name]


def write_gone(book: Workbook, looks: Looks, gone: pl.DataFrame, edition: Edition) -> None:
    """Adds the sheet; `gone` holds the columns of cases.parquet."""
    sheet = book.add_worksheet(SHEET)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, f"No longer found ({gone.height:,})", looks["title"])
    sheet.merge_range(1, 0, 1, 6, "", looks["line"])
    sheet.write_string(1, 0, SAYS, looks["line"])
    for at, (heading, look, width, cells) in enumerate(_columns(gone, edition)):
        sheet.set_column(at, at, width)
        sheet.write_string(HEAD_ROW, at, heading, looks["head"])
        write_column(sheet, (HEAD_ROW + 1, at), cells, look, partial(_look, looks, look))
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
