"""What a door never writes over: a file in which somebody has filled something in that is not recorded anywhere else."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import fastexcel
import polars as pl

from pipeline.cases.outcomes import STATUSES
from pipeline.cases.recall import Standing
from pipeline.cases.recording import unrecorded
from pipeline.errors import Stop, WrongUse
from pipeline.officer import filled_rows

COLUMN = "same_person"
HEADER_WITHIN = 20
Lost = Callable[[Path], int]
"""How many rows of a file would be lost with it. Raises Stop for a file of another form, which is somebody's too."""


def refuse_inside(target: Path, out: Path) -> None:
    """Raises WrongUse where what names people would lie in the exercise: only its vault does, and a run replaces all of it."""
    if target.resolve().is_relative_to(out.resolve()):
        raise WrongUse(
            f"{target} lies inside the exercise {out}, where only the vault names people, and which the next run replaces. "
            "Give a place outside it with --to."
        )


def refuse_to_lose(target: Path, lost: Lost, instead: str) -> None:
    """Raises WrongUse where `target` is there and holds what writing it again would lose, or is not a file of that form.

    `instead` says what to do with what was filled in.
    """
    if not target.exists():
        return
    try:
        rows = lost(target)
    except Stop:
        raise WrongUse(f"{target} is there already and was not written by this command. Give another name with --to.") from None
    if rows:
        many = "1 row has" if rows == 1 else f"{rows:,} rows have"
        raise WrongUse(f"{target} is there already, and {many} been filled in: writing it again would lose that. {instead}")


def unrecorded_rows(state: Standing) -> Lost:
    """What counts the rows of an officer's workbook whose yellow cells hold what the case book does not."""
    return lambda workbook: unrecorded(filled_rows(workbook), state)


def answered_pairs(file: Path) -> int:
    """How many rows of a clerical file have an answer under same_person; WrongUse where there is no such column."""
    rows = list(csv.DictReader(io.StringIO(_text(file), newline="")))
    if rows and COLUMN not in rows[0]:
        raise WrongUse(f"{file} has no column {COLUMN}")
    return sum(bool((row[COLUMN] or "").strip()) for row in rows)


def annotated_matches(file: Path) -> int:
    """How many rows of a worklist of NFI's matches an officer has filled in; WrongUse for a file that is not one."""
    cells = _worklist(file)
    headings = [n for n, row in enumerate(cells.head(HEADER_WITHIN).iter_rows()) if {"Status", "Outcome", "Comment"} <= set(row)]
    if not headings:
        raise WrongUse(f"{file} is not a worklist of NFI's matches")
    names = dict(zip(cells.row(headings[0]), cells.columns, strict=True))
    below = cells.slice(headings[0] + 1)
    own = [pl.col(names[heading]).fill_null("") != "" for heading in ("Outcome", "Comment")]
    status = pl.col(names["Status"]).fill_null(STATUSES[0]) != STATUSES[0]
    return below.filter(pl.any_horizontal(status, *own)).height


def _worklist(file: Path) -> pl.DataFrame:
    """The first sheet, or the comma-separated lines, every cell as text."""
    try:
        if file.suffix.lower() == ".csv":
            return pl.read_csv(io.StringIO(_text(file)), has_header=False, infer_schema=False)
        return fastexcel.read_excel(file.read_bytes()).load_sheet(0, header_row=None, dtypes="string").to_polars()
    except (OSError, fastexcel.FastExcelError, pl.exceptions.PolarsError):
        raise WrongUse(f"{file} cannot be read") from None


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError:
        raise WrongUse(f"{file} cannot be read") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
