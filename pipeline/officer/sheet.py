"""One match report as a worksheet: what the card says above, then a row a referral, with room for the officer's own notes."""

from collections.abc import Iterable
from functools import partial
from itertools import accumulate, groupby

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.cases.outcomes import OUTCOMES, STATUSES
from pipeline.errors import Refused
from pipeline.officer.cells import write_column
from pipeline.officer.columns import COLUMNS, PRINTED, RECORD, Column, shown
from pipeline.officer.edition import Edition, MatchReport
from pipeline.officer.looks import Looks
from pipeline.wording import CAVEAT

BANDS_ROW, HEAD_ROW = 4, 5
TOP = HEAD_ROW + 1
MOST_ROWS = 1_048_576 - TOP
FROZEN_COLUMNS = 2
LINE_HEIGHT = 13
LEAST_LINES, MOST_LINES = 3, 18
A3 = 8
LAST_PRINTED, LAST = len(PRINTED) - 1, len(COLUMNS) - 1
BLOCK_WIDTH = 165
TEXT_BLOCK = next(n for n, wide in enumerate(accumulate(c.width for c in PRINTED)) if wide > BLOCK_WIDTH)
"""The column up to which the card's sentences reach above the headings: about a screen's width."""


def _look(looks: Looks, column: Column, value: str) -> Format:
    return looks[f"priority {value.partition(':')[0]}" if column.look == "priority" else column.look]


def _card_lines(referrals: pl.DataFrame) -> list[tuple[str, str]]:
    """What the card says about all its matches alike."""
    said = referrals.row(0, named=True)
    return [
        ("May indicate", said["may_indicate"]),
        ("May be innocent", said["innocent_explanations"]),
        ("Suggested enquiry", said["suggested_enquiry"]),
    ]


def _above(sheet: Worksheet, looks: Looks, report: MatchReport, referrals: pl.DataFrame) -> None:
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, f"{report.rule}: {report.title} ({referrals.height:,})", looks["title"])
    for row, (name, text) in enumerate(_card_lines(referrals), 1):
        sheet.merge_range(row, 0, row, TEXT_BLOCK, "", looks["line"])
        sheet.write_rich_string(row, 0, looks["line name"], f"{name}: ", looks["line"], text, looks["line"])
        sheet.set_row(row, 14 * (1 + len(text) // BLOCK_WIDTH) + 1)


def _headings(sheet: Worksheet, looks: Looks) -> None:
    at = 0
    for band, columns in groupby(COLUMNS, lambda column: column.band):
        many = len(list(columns))
        sheet.merge_range(BANDS_ROW, at, BANDS_ROW, at + many - 1, "", looks[f"band {band}"])
        sheet.write_string(BANDS_ROW, at, band, looks[f"band {band}"])
        at += many
    for n, column in enumerate(COLUMNS):
        sheet.write_string(HEAD_ROW, n, column.heading, looks["head"])
    sheet.set_row(BANDS_ROW, 16)
    sheet.set_row(HEAD_ROW, 30)


def _widths(sheet: Worksheet) -> None:
    """Sets the widths; what only a file needs is folded away behind a + above the columns."""
    for n, column in enumerate(COLUMNS):
        folded = {"level": 1, "hidden": True} if column.band == RECORD else {}
        sheet.set_column(n, n, column.width, None, folded)
    sheet.set_column(LAST + 1, LAST + 1, None, None, {"collapsed": True})


def _lines(column: Column) -> pl.Expr:
    """How many lines a cell needs at its column's width, a little on the safe side."""
    room = column.width * 0.98
    pieces = pl.col(column.heading).cast(pl.String).fill_null("").str.split("\n")
    return pieces.list.eval((pl.element().str.len_chars() / room).ceil().clip(1)).list.sum()


def set_heights(sheet: Worksheet, cells: pl.DataFrame, columns: Iterable[Column], top: int = TOP) -> None:
    """Sets the height of each row from `top` on to what its longest cell needs, within reason."""
    lines = cells.select(pl.max_horizontal(_lines(c) for c in columns).clip(LEAST_LINES, MOST_LINES))
    for row, needed in enumerate(lines.to_series(), top):
        sheet.set_row(row, needed * LINE_HEIGHT + 4)


def _choices(sheet: Worksheet, last: int) -> None:
    for heading, choices in (("Status", STATUSES), ("Outcome", OUTCOMES)):
        at = next(n for n, column in enumerate(COLUMNS) if column.heading == heading)
        asked = {
            "validate": "list",
            "source": list(choices),
            "error_title": heading,
            "error_message": "Please choose from the list.",
        }
        sheet.data_validation(TOP, at, last, at, asked)


def in_print(text: str) -> str:
    """Text for the margins of a printed page, where an ampersand begins a command."""
    return text.replace("&", "&&")


def set_up_page(sheet: Worksheet, edition: Edition) -> None:
    """Sets the margins, the standing caveat above and, below, whose personal data this is and the number of the page."""
    officer = in_print(edition.officer[:60])
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header(f"&L&8 {in_print(CAVEAT)}")
    sheet.set_footer(f"&L&8 Personal data: keep it as you would a case file.&C&8 For {officer} only&R&8 Page &P of &N")


def _print_set_up(sheet: Worksheet, edition: Edition, last: int) -> None:
    set_up_page(sheet, edition)
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, LAST_PRINTED)
    sheet.repeat_rows(0, HEAD_ROW)


def write_report(book: Workbook, looks: Looks, report: MatchReport, referrals: pl.DataFrame, edition: Edition) -> None:
    """Adds the worksheet of one match report, which has at least one referral; Refused where a sheet cannot hold them all."""
    if referrals.height > MOST_ROWS:
        raise Refused(
            f"{report.sheet} has {referrals.height:,} referrals, more than a worksheet holds; ask for a CSV (--to FILE.csv)"
        )
    cells = shown(referrals)
    sheet, last = book.add_worksheet(report.sheet), HEAD_ROW + referrals.height
    _widths(sheet)
    _above(sheet, looks, report, referrals)
    _headings(sheet, looks)
    set_heights(sheet, cells, (one for one in COLUMNS if one.band != RECORD))
    for n, column in enumerate(COLUMNS):
        write_column(sheet, (TOP, n), cells[column.heading], column.look, partial(_look, looks, column))
    _choices(sheet, last)
    sheet.freeze_panes(TOP, FROZEN_COLUMNS)
    sheet.autofilter(HEAD_ROW, 0, last, LAST)
    sheet.ignore_errors({"number_stored_as_text": f"A{TOP + 1}:AZ{last + 1}"})
    _print_set_up(sheet, edition, last)
