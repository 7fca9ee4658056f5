"""Rows settled: blank ones counted, those that are no records set aside, the others numbered."""

from dataclasses import dataclass

import polars as pl

from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.cells import unwrapped
from pipeline.stages.read.grid import Grid
from pipeline.stages.read.no_record import REPEATED_HEADER, TOTALS, TOTALS_CELL
from pipeline.stages.read.old_encodings import put_right


@dataclass(frozen=True)
class Settled:
    """A file's rows and what is none of them.

    `rows`: `line`, `row`, the columns, blank as null. `set_aside`: `line`, `row`, `reason`, `content`.
    `notices` says what was taken off cells and which letters were restored.
    """

    rows: pl.DataFrame
    set_aside: pl.DataFrame
    blank_lines: int
    notices: tuple[str, ...] = ()


def settle(grid: Grid, asked: Asked) -> Settled:
    """The rows of a grid, numbered from 1 in the order of the file: those set aside count, blank lines don't."""
    columns = list(grid.header.positions)
    reread, rereading = put_right(grid.cells, columns)  # first, for what is no letter yet may look like a space
    stripped, unwrapping = unwrapped(reread, asked.extract, columns)
    _refuse_monstrous_cell(stripped, columns, asked)
    cells = stripped.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in columns)
    filled = cells.filter(pl.any_horizontal(pl.col(columns).is_not_null()))
    judged = filled.with_columns(reason=_reason(filled, grid, asked))
    records = judged.filter(pl.col("reason").is_null()).drop("reason")
    set_aside = pl.concat([_without_columns(judged, columns), grid.odd]).sort("line")
    every_line = pl.concat([judged["line"], grid.odd["line"]]).sort()
    return Settled(
        _numbered(records, every_line).select("line", "row", *columns),
        _numbered(set_aside, every_line).select("line", "row", "reason", "content"),
        grid.blank_lines + cells.height - filled.height,
        (*rereading, *unwrapping),
    )


def _reason(filled: pl.DataFrame, grid: Grid, asked: Asked) -> pl.Expr:
    """Why a row is no record, or null. A totals row is looked for only where a mandatory cell is blank."""
    header = grid.header
    repeated = pl.all_horizontal(pl.col(name) == header.cells[at] for name, at in header.positions.items())
    blank = pl.any_horizontal(pl.col(name).is_null() for name in asked.extract.required)
    totals = pl.any_horizontal(pl.col(name).str.contains(TOTALS_CELL) for name in header.positions)
    lines = filled.filter(blank).filter(totals)["line"]
    return pl.when(repeated).then(pl.lit(REPEATED_HEADER)).when(pl.col("line").is_in(lines.implode())).then(pl.lit(TOTALS))


def _without_columns(judged: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    aside = judged.filter(pl.col("reason").is_not_null())
    return aside.select("line", "reason", content=pl.struct(columns).struct.json_encode())


def _numbered(rows: pl.DataFrame, every_line: pl.Series) -> pl.DataFrame:
    """With `row`: the place of its line among all lines that hold something."""
    place = every_line.search_sorted(rows["line"]) if rows.height else pl.Series([], dtype=pl.UInt32)
    return rows.with_columns(row=(place + 1).cast(pl.UInt32))


def _refuse_monstrous_cell(cells: pl.DataFrame, columns: list[str], asked: Asked) -> None:
    limit = asked.limits.cell_characters
    for name in columns:
        if (cells[name].str.len_bytes().max() or 0) > limit:  # type: ignore[operator]
            too_long = cells.filter(pl.col(name).str.len_chars() > limit)["line"]
            if len(too_long):
                where = f"{asked.file}: line {too_long[0]}, column {name}"
                raise Refused(f"{where}: the cell has more than {limit:,} characters. Correct it.")
