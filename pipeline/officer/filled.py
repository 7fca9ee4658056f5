"""An officer's workbook as it comes back: what stands in its yellow cells, and which rows were changed."""

import re
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

from pipeline.errors import Refused, WrongUse
from pipeline.keys import hex_ids

ASKED = {
    "Full referral number": "referral", "Status": "status", "Outcome": "outcome", "Value": "value", "Comment": "comment",
    "As written": "as_written",
}  # fmt: skip
"""Headings of a match report's sheet that are read, and what each is called here."""
CELLS = ("status", "outcome", "value", "comment")
HEADER_WITHIN = 20
REPORT = re.compile(r"[A-Z]\d+ .+")
"""How a match report's sheet is called: its rule, then words."""


@dataclass(frozen=True)
class Filled:
    """One row: where it stands, the referral's full number, the yellow cells, and what they were when the file was written."""

    where: str
    referral: str
    status: str
    outcome: str
    value: str
    comment: str
    as_written: str
    now: str

    @property
    def changed(self) -> bool:
        """Whether any of the yellow cells says something else than when the file was written."""
        return self.now != self.as_written


def as_written(cells: pl.DataFrame) -> pl.Series:
    """Twelve digits that stand for what is in `status`, `outcome`, `value` and `comment`, whatever blanks surround it."""
    said = [pl.col(name).fill_null("").str.replace_all(r"\s+", " ").str.strip_chars() for name in CELLS]
    return hex_ids(cells.select(pl.concat_str(said, separator="\x1f")).to_series(), b"as written").str.head(12)


def _sheets(workbook: Path) -> dict[str, pl.DataFrame]:
    """The sheets by name, every cell as text."""
    try:
        book = fastexcel.read_excel(workbook.read_bytes())
        return {name: book.load_sheet(name, header_row=None, dtypes="string").to_polars() for name in book.sheet_names}
    except OSError:
        raise WrongUse(f"{workbook} cannot be read; give the workbook that `tenancy-match referrals` wrote") from None
    except (fastexcel.FastExcelError, ValueError):
        raise Refused(f"{workbook.name} is damaged or no .xlsx; open it in Excel and save it again") from None


def _header(cells: pl.DataFrame) -> tuple[int, dict[str, str]]:
    """The row of the headings that are read, counted from 0, and the column of each; (0, {}) where there is none."""
    for at, row in enumerate(cells.head(HEADER_WITHIN).iter_rows()):
        columns = {ASKED[said]: name for name, said in zip(cells.columns, row, strict=True) if said in ASKED}
        if len(columns) > 1:
            return at, columns
    return 0, {}


def _rows(file: str, sheet: str, cells: pl.DataFrame) -> list[Filled]:
    at, columns = _header(cells)
    lacking = [heading for heading, name in ASKED.items() if name not in columns]
    if lacking:
        raise WrongUse(
            f'{file}, sheet "{sheet}": the heading {lacking[0]!r} is not there; leave the headings as they were written'
        )
    text = cells.with_row_index("row", offset=1).slice(at + 1).select("row", *(pl.col(c).alias(n) for n, c in columns.items()))
    told = text.filter(pl.col("referral").is_not_null()).with_columns(pl.col(list(ASKED.values())).fill_null(""))
    known = told.with_columns(as_written(told).alias("now"))
    return [Filled(f'{file}, sheet "{sheet}", row {row.pop("row")}', **row) for row in known.iter_rows(named=True)]


def filled_rows(workbook: Path) -> list[Filled]:
    """The rows of every match report in a workbook that `tenancy-match referrals` wrote, in the order of its sheets.

    Other sheets are an officer's own. Raises WrongUse where a match report lacks a heading or there is none, Refused for a file
    that is no workbook.
    """
    sheets = _sheets(workbook)
    reports = {name: cells for name, cells in sheets.items() if REPORT.fullmatch(name) or _header(cells)[1]}
    if not reports:
        raise WrongUse(f"{workbook.name} holds no match report; give the workbook that `tenancy-match referrals` wrote")
    return [row for name, cells in reports.items() for row in _rows(workbook.name, name, cells)]
