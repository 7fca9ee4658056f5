"""Rows that are no records, though they lie among them: the closed list of reasons, and how each is recognised."""

import re
from collections.abc import Iterable

BROKEN = "broken quotation marks"
CUT_OFF = "cut-off last line"
REPEATED_HEADER = "repeated header"
TOO_FEW = "too few cells"
TOO_MANY = "too many cells"
TOTALS = "totals row"

TOTALS_CELL = (
    r"(?i)^(?:(?:grand |sub[- ]?)?totals?\b.{0,40}"
    r"|(?:rows|records|row count|record count|count)\s*[:=]\s*[\d,]+"
    r"|\(?[\d,]+ (?:rows?|records?)(?: (?:affected|selected|returned|exported))?\)?\.?"
    r"|end of (?:report|file|data))$"
)
"""What report writers put beneath their rows: "Grand total", "Rows: 1,204", "(12 rows affected)"."""


def is_totals(cells: Iterable[str]) -> bool:
    """Whether one of the cells is what a report writer puts beneath its rows.

    >>> is_totals(["", "Grand total:", "1,204.50"]), is_totals(["Totalis House"])
    (True, False)
    """
    return any(re.match(TOTALS_CELL, cell.strip()) for cell in cells)
