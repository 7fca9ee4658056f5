"""What programs put around the text of a cell: marks of text, formulas, signs that cannot be seen, second quotation marks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.entities import name2codepoint

import polars as pl

from extracts.contract import Extract
from extracts.kinds import address, name
from pipeline.stages.read.old_encodings import beyond_ascii

UNSEEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe]"
"""Control signs, soft hyphens, zero-width and direction marks, byte-order marks: copied from web pages, compared as letters."""
ODD_SPACES = "[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
TEXT = r'"((?:[^"]|"")*)"'
FUNCTION = rf'(?:T|TEXT|CONCATENATE|TRIM|CLEAN)?\s*\(\s*{TEXT}\s*(?:[,;]\s*"[@0#]*"\s*)?\)'
FORMULA = rf'(?s)^\s*[=+@]+\s*(?:{FUNCTION}|{TEXT}(?:\s*&\s*"")*)\s*$'
"""A formula that gives a text, as exporters write to keep a spreadsheet from reading a number: `="00123"`, `=T("00123")`."""
ENTITY = r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d?);"
"""A sign as web pages write it: `&#39;`, `&amp;`, `&eacute;`."""
ENTITIES = (
    {f"&{called};": chr(sign) for called, sign in name2codepoint.items()}
    | {
        f"&{spelled};": chr(sign)
        for sign in (*range(0x20, 0x250), 0x2018, 0x2019, 0x201C, 0x201D, 0x2013, 0x2014)
        for spelled in (f"#{sign}", f"#{sign:03}", f"#x{sign:x}", f"#x{sign:X}")
    }
    | {"&apos;": "'"}
)
"""What each of them stands for: the names of HTML, and the numbers of letters and of typographic signs."""
ESCAPE = r"_x00[01][0-9A-Fa-f]_"
"""A control sign as workbooks write it: `_x000D_`."""
QUOTED = r'(?s)^\s*"(.*)"\s*$'
MARK_OF_TEXT = r"^\s*['‘’`´]"
MARK_BEFORE_DIGIT = r"^\s*['‘’`´]\s*\d"
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
    groups = [cell.str.extract(FORMULA, group) for group in (1, 2)]
    return pl.coalesce(*groups).str.replace_all('""', '"', literal=True)


def _without_entities(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_many(ENTITIES)


WRAPPINGS = (
    Wrapping(ENTITY, _without_entities, "signs as web pages write them (&amp;)"),
    Wrapping(ESCAPE, lambda cell: cell.str.replace_all(ESCAPE, " "), "control signs as workbooks write them (_x000D_)"),
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
    lambda cell: cell.str.replace(MARK_OF_TEXT, "").str.replace(r"['‘’`´]\s*$", ""),
    "the apostrophe by which a spreadsheet marks text",
)
SHOWN = rf"^\s*['\"=+@`]|{ENTITY}|{ESCAPE}|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
"""What shows in ASCII that something was put around a cell's text, or into it."""


def unwrapped(cells: pl.DataFrame, extract: Extract, columns: list[str]) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The cells as they were meant, stripped, and one notice for each column and sort of thing taken off, with its count."""
    stripped = cells.with_columns(pl.col(columns).str.strip_chars())
    notices: list[str] = []
    changed: dict[str, pl.Series] = {}
    for column in columns:
        if beyond_ascii(cells[column]) or stripped[column].str.contains(SHOWN).any():
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
