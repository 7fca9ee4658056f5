"""What programs put around the text of a cell: marks of text, formulas, signs that cannot be seen, second quotation marks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from extracts.contract import Extract
from extracts.kinds import address, name
from pipeline.stages.read.old_encodings import beyond_ascii

UNSEEN = "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe]"
"""Soft hyphens, zero-width and direction marks, byte-order marks: copied from web pages and documents, compared as letters."""
ODD_SPACES = "[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
FORMULA = r'(?s)^\s*=\s*(?:T\s*\(\s*"(.*)"\s*\)|\(\s*"(.*)"\s*\)|"(.*)")\s*$'
"""A formula that gives a text, as exporters write to keep a spreadsheet from reading a number: `="00123"`, `=T("00123")`."""
QUOTED = r'(?s)^\s*"(.*)"\s*$'
MARK_OF_TEXT = r"^\s*['‘’]"
MARK_BEFORE_DIGIT = r"^\s*['‘’]\s*\d"
KEEP_APOSTROPHE = (name.FORENAME, name.MIDDLE_NAMES, name.SURNAME, name.PAYER, address.LINE)
"""Kinds in which an apostrophe may begin what somebody wrote ('t Hooft): it is a mark only before a digit, or in every cell."""
FEWEST = 3
"""How many cells of such a column must begin with one before that says anything of all of them."""


@dataclass(frozen=True)
class Wrapping:
    """One thing put around text: how a cell shows it, how it is taken off, and what the notice calls it."""

    shown_by: str
    take_off: Callable[[pl.Expr], pl.Expr]
    called: str


def _inside_formula(cell: pl.Expr) -> pl.Expr:
    groups = [cell.str.extract(FORMULA, group) for group in (1, 2, 3)]
    return pl.coalesce(*groups).str.replace_all('""', '"', literal=True)


WRAPPINGS = (
    Wrapping(UNSEEN, lambda cell: cell.str.replace_all(UNSEEN, ""), "signs that cannot be seen"),
    Wrapping(ODD_SPACES, lambda cell: cell.str.replace_all(ODD_SPACES, " "), "no-break and other odd spaces"),
    Wrapping(FORMULA, _inside_formula, 'a formula around the text (="...")'),
    Wrapping(
        QUOTED,
        lambda cell: cell.str.extract(QUOTED, 1).str.replace_all('""', '"', literal=True),
        "quotation marks around the text, as a second export adds",
    ),
)
"""What is taken off, in this order: what cannot be seen would hide the rest."""
APOSTROPHE = Wrapping(
    MARK_OF_TEXT,
    lambda cell: cell.str.replace(r"^\s*['‘’]", "").str.replace(r"['‘’]\s*$", ""),
    "the apostrophe by which a spreadsheet marks text",
)
FIRST_SIGNS = ["'", '"', "="]
"""What a cell in ASCII begins with where something was put around its text."""


def unwrapped(cells: pl.DataFrame, extract: Extract, columns: list[str]) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The cells as they were meant, stripped, and one notice for each column and sort of thing taken off, with its count."""
    stripped = cells.with_columns(pl.col(columns).str.strip_chars())
    notices: list[str] = []
    changed: dict[str, pl.Series] = {}
    for column in columns:
        if beyond_ascii(cells[column]) or stripped[column].str.head(1).is_in(FIRST_SIGNS).any():
            changed[column], taken = _unwrap(cells[column], extract.field(column).kind in KEEP_APOSTROPHE)
            notices += [f"{column}: {called}, left out: {rows:,} cells" for called, rows in taken.items()]
    return stripped.with_columns(**changed), tuple(notices)


def _unwrap(column: pl.Series, keep_apostrophe: bool) -> tuple[pl.Series, Mapping[str, int]]:
    """The column stripped, and how many cells each thing was taken off."""
    taken: dict[str, int] = {}
    for wrapping in WRAPPINGS:
        column = _without(column, column.str.contains(wrapping.shown_by), wrapping, taken)
    if keep_apostrophe:
        return _without(column, _surely_marked(column), APOSTROPHE, taken), taken
    return _without(column, column.str.contains(MARK_OF_TEXT), APOSTROPHE, taken), taken


def _without(column: pl.Series, marked: pl.Series, wrapping: Wrapping, taken: dict[str, int]) -> pl.Series:
    rows = int(marked.sum() or 0)
    if not rows:
        return column
    taken[wrapping.called] = rows
    table = pl.DataFrame({"cell": column, "marked": marked})
    bare = wrapping.take_off(pl.col("cell")).str.strip_chars()
    return table.select(pl.when("marked").then(bare).otherwise("cell")).to_series()


def _surely_marked(column: pl.Series) -> pl.Series:
    """Cells of a column of names or addresses whose apostrophe is a mark: before a digit, or where every cell has one."""
    marked = column.str.contains(MARK_OF_TEXT)
    given = column.filter(column.str.len_chars() > 0).drop_nulls()
    if len(given) >= FEWEST and given.str.contains(MARK_OF_TEXT).all():
        return marked
    return column.str.contains(MARK_BEFORE_DIGIT)
