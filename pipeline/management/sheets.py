"""The management report as a workbook: the same figures, a sheet each, to carry on with."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from xlsxwriter import Workbook

from pipeline.cases.outcomes import OUTCOMES
from pipeline.management.figures import LEVELS, RAISED, Figures
from pipeline.officer.looks import Looks
from pipeline.officer.workbook import AS_TEXT
from pipeline.wording import CAVEAT, CHANGES

Cell = str | int | float | None
Table = tuple[Sequence[str], list[Sequence[Cell]]]
SHARES = {"share": "Share", "low": "At least", "high": "At most"}
WIDTHS, WIDTH = {0: 26, 1: 58}, 13


def _of_rows(rows: list[dict[str, Any]], named: dict[str, str]) -> Table:
    """A table of the named columns, under their headings."""
    return list(named.values()), [[row[name] for name in named] for row in rows]


def _summary(shown: Figures) -> Table:
    worth, restricted = shown.worth, shown.restricted
    said: list[tuple[str, Cell]] = [
        ("As of", f"{shown.today:%d/%m/%Y}"),
        ("Exercise at", f"{shown.snapshot:%d/%m/%Y}"),
        ("Remembered", shown.previous or "nothing: every case counts as new"),
        *((f"Cases: {name}", n) for name, n in shown.standing.items()),
        ("Wait for an outcome", shown.waiting),
        ("of these over six months", shown.late),
        *((f"of these {name}", n) for name, n in shown.statuses.items()),
        ("Closed", shown.closed),
        ("Median days to close", shown.days_to_close),
        ("Homes recovered", worth.homes),
        ("counted as, in pounds", float(worth.homes_pounds)),
        ("Sums put down, in pounds", float(worth.sums_pounds)),
        ("Restricted: open", restricted["open"]),
        ("Restricted: closed", restricted["closed"]),
        ("", CAVEAT),
    ]
    return ["What", "How many"], list(said)


def tables(shown: Figures) -> dict[str, Table]:
    """The sheets by name, each a list of headings and the rows below them."""
    who = {"rule": "Rule", "title": "What it looks for"}
    volumes = who | {name: name for name in LEVELS} | {"all": "All"} | {name: CHANGES[name] for name in RAISED}
    shares = {"closed": "Closed", "judged": "Judged", "found": "Found"} | SHARES
    homes: list[Sequence[Cell]] = [[f"{one.since:%d/%m/%Y}", one.source, one.pounds, one.published] for one in shown.worth.table]
    return {
        "Summary": _summary(shown),
        "Raised": _of_rows(shown.volumes, volumes),
        "Outcomes": _of_rows(shown.outcomes, who | {name: name for name in OUTCOMES} | {"all": "All"}),
        "Precision": _of_rows(shown.precision, who | shares | {"put_right": "Found or put right"}),
        "Backlog": _of_rows(shown.backlog, {"age": "Waited", "priority": "Priority", "count": "Open cases"}),
        "No longer found": _of_rows(shown.gone, {"rule": "Rule", "reason": "What ceased", "count": "Cases"}),
        "Value of a home": (["From", "Source", "Pounds", "Published"], homes),
    }


def _write(book: Workbook, looks: Looks, name: str, table: Table) -> None:
    sheet = book.add_worksheet(name)
    for column, heading in enumerate(table[0]):
        sheet.set_column(column, column, WIDTHS.get(column, WIDTH))
        sheet.write_string(0, column, heading, looks["head"])
    for at, row in enumerate(table[1], 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, column, cell, looks["text"])
            elif cell is not None:
                sheet.write_number(at, column, cell, looks["share" if table[0][column] in SHARES.values() else "count"])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def management_workbook(shown: Figures) -> bytes:
    """The .xlsx file, the same bytes for the same figures; nothing in it is a formula."""
    content = io.BytesIO()
    book = Workbook(content, AS_TEXT)
    made = {"title": "What came of it", "author": "tenancy-match", "created": datetime.combine(shown.today, time())}
    book.set_properties(made)
    looks = Looks(book)
    for name, table in tables(shown).items():
        _write(book, looks, name, table)
    book.close()
    return content.getvalue()
