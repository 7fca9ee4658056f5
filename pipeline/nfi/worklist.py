"""The officer's worklist of NFI's matches: one row a match, with what we hold beside it, as a workbook or a CSV."""

import io
from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from itertools import groupby

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.cases.outcomes import OUTCOMES, STATUSES
from pipeline.errors import Refused
from pipeline.nfi.joined import CONTRADICTED, KNOWN, NEW
from pipeline.officer import Edition
from pipeline.officer.cells import fit_for_cells, write_column
from pipeline.officer.columns import Column
from pipeline.officer.comma_separated import harmless
from pipeline.officer.edition import short_number
from pipeline.officer.looks import Looks
from pipeline.officer.sheet import set_heights, set_up_page
from pipeline.officer.workbook import AS_TEXT
from pipeline.wording import CAVEAT

BANDS_ROW, HEAD_ROW = 5, 6
TOP = HEAD_ROW + 1
MOST_ROWS = 1_048_576 - TOP
ACROSS = 11
MEANINGS = {
    NEW: "No referral of ours says so. Look at these first.",
    CONTRADICTED: "Our own records speak against it, as the next column says. Look whether they, or NFI's copy, are out of date.",
    KNOWN: "A referral of ours says the same of this tenant: work them as one.",
}
MATCH, OURS, THEIRS, OFFICER = "NFI's match", "Our record", "Their record", "For your own use"
LIKE = {MATCH: "The case", OURS: "First record", THEIRS: "Second record", OFFICER: OFFICER}
"""Which band of the officer's workbook each looks like."""
WITHHELD = "withheld: protected address"


def _numbers(column: str) -> pl.Expr:
    return pl.col(column).list.eval(short_number(pl.element())).list.join("\n")


def _text(heading: str, band: str, column: str, width: int) -> Column:
    return Column(heading, band, "text", width, pl.col(column))


COLUMNS: tuple[Column, ...] = (
    Column("State", MATCH, "text", 13, pl.col("state").cast(pl.String)),
    _text("Why", MATCH, "why", 20),
    _text("NFI match", MATCH, "match_ref", 11),
    _text("Report", MATCH, "report", 18),
    _text("Graded by NFI", MATCH, "quality", 8),
    Column("Our referrals that say so", MATCH, "text", 15, _numbers("same")),
    Column("Our other referrals", MATCH, "text", 15, _numbers("others")),
    _text("Ours: reference", OURS, "our_reference", 12),
    _text("Ours: landlord", OURS, "landlord_code", 8),
    _text("Ours: name", OURS, "name", 15),
    Column("Ours: born", OURS, "born", 10, pl.col("date_of_birth")),
    _text("Ours: address", OURS, "address", 18),
    Column("Ours: from", OURS, "date", 10, pl.col("tenancy_start")),
    Column("Ours: until", OURS, "date", 10, pl.col("tenancy_end")),
    _text("Theirs: body", THEIRS, "other_body", 13),
    _text("Theirs: data", THEIRS, "other_data", 12),
    _text("Theirs: reference", THEIRS, "other_reference", 12),
    _text("Theirs: name", THEIRS, "other_name", 15),
    _text("Theirs: born", THEIRS, "other_date_of_birth", 10),
    _text("Theirs: address", THEIRS, "other_place", 18),
    Column("Theirs: from", THEIRS, "date", 10, pl.col("other_start")),
    Column("Theirs: until", THEIRS, "date", 10, pl.col("other_end")),
    _text("NFI remarks", THEIRS, "remark", 14),
    Column("Status", OFFICER, "status", 12, pl.lit("unreviewed")),
    Column("Outcome", OFFICER, "outcome", 14, pl.lit(None, pl.String)),
    Column("Comment", OFFICER, "comment", 18, pl.lit(None, pl.String)),
)


def shown(matches: pl.DataFrame, restricted: bool) -> pl.DataFrame:
    """The matches under the worklist's headings; for a senior role's restricted ones no address is ever printed."""
    listed = matches.select(column.shows.alias(column.heading) for column in COLUMNS)
    places = [column.heading for column in COLUMNS if column.heading.endswith("address")]
    if not restricted:
        return listed
    return listed.with_columns(pl.when(pl.col(one).is_not_null()).then(pl.lit(WITHHELD)).alias(one) for one in places)


def as_csv(matches: pl.DataFrame, edition: Edition) -> bytes:
    """The worklist as UTF-8 with a byte-order mark; no cell that a spreadsheet could take for a formula."""
    return harmless(shown(matches, edition.restricted)).write_csv(include_bom=True, quote_style="non_numeric").encode()


def as_workbook(matches: pl.DataFrame, edition: Edition) -> bytes:
    """The worklist as a workbook of one sheet, the same bytes for the same matches; Refused where a sheet cannot hold them."""
    if matches.height > MOST_ROWS:
        raise Refused(f"{matches.height:,} matches are more than a worksheet holds; ask for a CSV (--to FILE.csv)")
    cells, content = fit_for_cells(shown(matches, edition.restricted)), io.BytesIO()
    book = Workbook(content, AS_TEXT)
    book.set_properties(
        {"title": "NFI matches", "author": "tenancy-match", "created": datetime.combine(edition.snapshot, time())}
    )
    _sheet(book, cells, edition)
    book.close()
    return content.getvalue()


def _opening(cells: pl.DataFrame, edition: Edition) -> Iterator[tuple[str, str]]:
    counts = dict(cells["State"].value_counts().iter_rows())
    sort = "Restricted matches" if edition.restricted else "Matches"
    yield f"{sort} returned by the National Fraud Initiative ({cells.height:,})", "title"
    yield CAVEAT, "line"
    for state, meaning in MEANINGS.items():
        yield f"{state} ({counts.get(state, 0):,}): {meaning}", "line"


def _headings(sheet: Worksheet, looks: Looks) -> None:
    at = 0
    for band, columns in groupby(COLUMNS, lambda column: column.band):
        many = len(list(columns))
        sheet.merge_range(BANDS_ROW, at, BANDS_ROW, at + many - 1, band, looks[f"band {LIKE[band]}"])
        at += many
    for n, column in enumerate(COLUMNS):
        sheet.set_column(n, n, column.width)
        sheet.write_string(HEAD_ROW, n, column.heading, looks["head"])
    sheet.set_row(HEAD_ROW, 30)


def _sheet(book: Workbook, cells: pl.DataFrame, edition: Edition) -> None:
    sheet, looks, last = book.add_worksheet("NFI matches"), Looks(book), HEAD_ROW + max(cells.height, 1)
    for row, (said, look) in enumerate(_opening(cells, edition)):
        sheet.merge_range(row, 0, row, ACROSS, "", looks[look])
        sheet.write_string(row, 0, said, looks[look])
        sheet.set_row(row, 26 if look == "title" else 15)
    _headings(sheet, looks)
    set_heights(sheet, cells, COLUMNS, TOP)
    for n, column in enumerate(COLUMNS):
        write_column(sheet, (TOP, n), cells[column.heading], column.look, partial(_look, looks, column))
    for heading, choices in (("Status", STATUSES), ("Outcome", OUTCOMES)):
        at = next(n for n, column in enumerate(COLUMNS) if column.heading == heading)
        sheet.data_validation(TOP, at, last, at, {"validate": "list", "source": list(choices)})
    sheet.freeze_panes(TOP, 3)
    sheet.autofilter(HEAD_ROW, 0, last, len(COLUMNS) - 1)
    set_up_page(sheet, edition)
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)


def _look(looks: Looks, column: Column, _: str) -> object:
    return looks[column.look]
