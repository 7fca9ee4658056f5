"""The answers of a clerical review read back, strictly: what does not fit is named by row and column, and nothing is taken."""

import csv
import io
from pathlib import Path

import polars as pl

from pipeline.clerical.pairs import COLUMNS, pair_number
from pipeline.errors import Refused, WrongUse

ANSWERS = {"yes": True, "y": True, "no": False, "n": False}
REFERENCES = ("left_extract", "left_ref", "right_extract", "right_ref")
"""What a row must still say of its pair; figures may have been printed anew by a spreadsheet."""


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongUse(f"{path} cannot be read: {error.strerror}; give the file that tenancy-match clerical wrote") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows below the header with their line numbers; Refused where the header is another."""
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    header = next(reader, [])
    for place, (found, wanted) in enumerate(zip([*header, *[""] * len(COLUMNS)], COLUMNS, strict=False), 1):
        if found.strip() != wanted:
            raise Refused(f"{path.name}: column {place} of the header should be {wanted}; leave the header as it was written")
    if len(header) > len(COLUMNS):
        raise Refused(f"{path.name}: column {len(COLUMNS) + 1} of the header is one too many; leave the header as it was written")
    return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]


def _frame(path: Path) -> pl.DataFrame:
    """`line` and the file's columns as text; Refused where a row has more or fewer cells than the header."""
    rows = _rows(path)
    for line, row in rows:
        if len(row) != len(COLUMNS):
            raise Refused(f"{path.name}, row {line}: {len(row)} columns instead of {len(COLUMNS)}; write the pairs anew")
    lines = pl.Series("line", [line for line, _ in rows], dtype=pl.Int64)
    cells = {name: [row[place].strip() for _, row in rows] for place, name in enumerate(COLUMNS)}
    return pl.DataFrame(cells, schema=dict.fromkeys(COLUMNS, pl.String)).with_columns(lines)


def _refuse_first(wrong: pl.DataFrame, path: Path, column: str, why: str) -> None:
    if wrong.height:
        more = f" (and {wrong.height - 1} rows more)" if wrong.height > 1 else ""
        raise Refused(f"{path.name}, row {wrong['line'][0]}, column {column}: {why}{more}; nothing was changed")


def read_answers(path: Path, written: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """`left`, `right` and `same` (Boolean) of the pairs that were answered, sorted; rows left blank are left out.

    `written` holds the exercise's pairs as they were printed, `candidates` the same with their record keys. Raises WrongUse for a
    file that cannot be read; Refused, naming row and column, for a changed header, an unknown or changed pair, one answered twice
    and otherwise, and an answer that is neither yes nor no.
    """
    rows = _frame(path)
    printed = written.select("pair", *(pl.col(name).alias(f"true_{name}") for name in REFERENCES))
    known = rows.join(printed, on="pair", how="left", maintain_order="left")
    _refuse_first(known.filter(pl.col("true_left_ref").is_null()), path, "pair", "no pair of this exercise has that number")
    for name in REFERENCES:
        _refuse_first(known.filter(pl.col(name) != pl.col(f"true_{name}")), path, name, "not what was written for that pair")
    given = known.filter(pl.col("same_person") != "").with_columns(pl.col("same_person").str.to_lowercase())
    neither = given.filter(~pl.col("same_person").is_in(list(ANSWERS)))
    _refuse_first(neither, path, "same_person", "neither yes nor no (leave it blank where you cannot say)")
    told = given.with_columns(same=pl.col("same_person").replace_strict(ANSWERS, return_dtype=pl.Boolean))
    _refuse_first(told.filter(pl.col("same").n_unique().over("pair") > 1), path, "same_person", "one pair is answered both ways")
    numbered = candidates.select("left", "right", pair_number())
    return numbered.join(told.select("pair", "same").unique(), on="pair").select("left", "right", "same").sort("left", "right")
