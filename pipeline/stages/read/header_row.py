"""Which row of a table is its header, where title rows, parameters or a cover stand above it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extracts.contract import plain
from pipeline.stages.read.header import LIKE_A_VALUE

Row = tuple[str | None, ...]
DEEPEST = 40
LONGEST_HEADER = 60


@dataclass(frozen=True)
class Found:
    """A header: its cells, the physical lines it begins and ends on, how likely it is one (0: it is not), what stands above."""

    cells: tuple[str | None, ...]
    line: int
    ends: int
    score: float
    above: str


def find_header(top: Sequence[tuple[int, Row]]) -> Found:
    """The likeliest header among the first records of a table, with a score of 0 where none can be one.

    A header has as many cells as the rows beneath it, all different, all words rather than values.

    >>> rows = [(1, ("Rent report",)), (2, ("Account No", "Balance")), (3, ("A17", "12.50")), (4, ("A18", "7.00"))]
    >>> find_header(rows).line
    2
    """
    best = Found((), 0, 0, 0.0, "")
    for at, (line, cells) in enumerate(top[:DEEPEST]):
        score = _likelihood(_trimmed(cells), [row for _, row in top[at + 1 :]])
        if score > best.score:
            ends = top[at + 1][0] - 1 if at + 1 < len(top) else line
            above = "\n".join(cell for _, row in top[:at] for cell in row if cell)
            best = Found(_trimmed(cells), line, ends, score, above)
    return best


def _trimmed(cells: Row) -> Row:
    """The cells without the blank ones at the end."""
    width = max((at for at, cell in enumerate(cells, 1) if (cell or "").strip()), default=0)
    return cells[:width]


def _likelihood(cells: Row, beneath: Sequence[Row]) -> float:
    given = [cell.strip() for cell in cells if cell and cell.strip()]
    if len(given) < 2 or any(_is_value(cell) for cell in given):
        return 0.0
    distinct = len({plain(cell) for cell in given}) / len(given)
    return len(given) * distinct * (len(given) / len(cells)) * _fits(len(cells), beneath)


def _fits(width: int, beneath: Sequence[Row]) -> float:
    """How well the width agrees with that of most rows beneath; without rows beneath, half."""
    widths = Counter(len(row) for row in beneath if sum(bool((cell or "").strip()) for cell in row) > 1)
    if not widths:
        return 0.5
    usual, _ = widths.most_common(1)[0]
    filled = max(len(_trimmed(row)) for row in beneath)
    return 1.0 if width in (usual, filled) else 0.7 if filled < width else 0.3


def _is_value(cell: str) -> bool:
    """Whether a cell holds what no header does: a number, a date, a postcode, a long text."""
    if len(cell) > LONGEST_HEADER or re.fullmatch(r"[£(]?-?[\d.,]+\)?%?", cell):
        return True
    return bool(LIKE_A_VALUE.search(cell)) and not re.fullmatch(r"\w", cell)
