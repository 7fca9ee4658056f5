"""The careful way to read delimited text: record by record, with what is no record put apart."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress, pairwise

import polars as pl

from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.encoding import Text, line_of
from pipeline.stages.read.grid import ODD, Grid, no_odd_rows
from pipeline.stages.read.layout import Layout
from pipeline.stages.read.no_record import CUT_OFF, TOO_FEW, TOO_MANY, TOTALS, is_totals
from pipeline.stages.read.records import Batch, batches, never_closed


def parse_carefully(text: Text, layout: Layout, asked: Asked) -> Grid:
    """The rows of a delimited file, the misshapen ones apart.

    Raises Refused for a quotation mark that is never closed, for a cell beyond the limit, and where no row has the
    header's number of cells.
    """
    data, tail = _without_cut_letter(text)
    parts = [
        replace(_empty(layout), blank_lines=layout.blank_above),
        *(_part(batch, layout, asked) for batch in batches(data, layout, asked.file)),
    ]
    grid = Grid(
        header=layout.header,
        cells=pl.concat([part.cells for part in parts]),
        odd=pl.concat([*(part.odd for part in parts), tail]),
        blank_lines=sum(part.blank_lines for part in parts),
        encoding=text.encoding,
        delimiter=layout.delimiter,
    )
    _refuse_if_none_fits(grid, asked)
    return grid if data.endswith((b"\n", b"\r")) else _last_cut_off(grid)


def _empty(layout: Layout) -> Grid:
    columns = {"line": pl.UInt32} | dict.fromkeys(layout.header.positions, pl.String)
    return Grid(layout.header, pl.DataFrame(schema=columns), no_odd_rows())


def _part(batch: Batch, layout: Layout, asked: Asked) -> Grid:
    """One batch as a grid: columns nobody asked for go no further than this."""
    _refuse_swallowed_lines(batch, layout, asked)
    width = len(layout.header.cells)
    fits = [len(record) == width for record in batch.records]
    columns: Sequence[Sequence[str]] = list(zip(*compress(batch.records, fits), strict=True)) or [()] * width
    lines = {"line": list(compress(batch.lines, fits))}
    cells = {name: columns[at] for name, at in layout.header.positions.items()}
    misshapen = list(_misshapen(batch, width))
    empty = _empty(layout)
    return replace(
        empty,
        cells=pl.DataFrame(lines | cells, schema=empty.cells.schema),
        odd=pl.DataFrame(misshapen + batch.broken, schema=ODD, orient="row"),
        blank_lines=fits.count(False) - len(misshapen),
    )


def _misshapen(batch: Batch, width: int) -> Iterator[tuple[int, str, str]]:
    """Line, reason and content of the records that are neither blank nor of the header's width."""
    for line, record in zip(batch.lines, batch.records, strict=False):
        if len(record) != width and any(cell.strip() for cell in record):
            why = TOTALS if is_totals(record) else TOO_MANY if len(record) > width else TOO_FEW
            yield line, why, json.dumps(record, ensure_ascii=False)


def _refuse_swallowed_lines(batch: Batch, layout: Layout, asked: Asked) -> None:
    """Refused where a quotation mark has made one record of several: every line of it has a record's delimiters."""
    if batch.lines[-1] - batch.lines[0] == len(batch.records):
        return
    for (begin, after), record in zip(pairwise(batch.lines), batch.records, strict=True):
        lines = re.split(r"\r\n|\r|\n", layout.delimiter.join(record)) if after - begin > 1 else []
        if lines and all(line.count(layout.delimiter) == len(layout.header.cells) - 1 for line in lines):
            raise Refused(never_closed(asked.file, begin))


def _without_cut_letter(text: Text) -> tuple[bytes, pl.DataFrame]:
    """The text up to a last line that ends inside a letter, and that line."""
    if not text.cut_off:
        return text.data, no_odd_rows()
    kept = max(text.data.rfind(b"\n"), text.data.rfind(b"\r")) + 1
    odd = (line_of(text.data, kept), CUT_OFF, json.dumps([text.data[kept:].decode()], ensure_ascii=False))
    return text.data[:kept], pl.DataFrame([odd], schema=ODD, orient="row")


def _last_cut_off(grid: Grid) -> Grid:
    """The same rows, the last one called cut off where it has too few cells and no line end after it."""
    last = max(grid.cells["line"].max() or 0, grid.odd["line"].max() or 0)
    cut = (pl.col("line") == last) & (pl.col("reason") == TOO_FEW)
    return replace(grid, odd=grid.odd.with_columns(reason=pl.when(cut).then(pl.lit(CUT_OFF)).otherwise("reason")))


def _refuse_if_none_fits(grid: Grid, asked: Asked) -> None:
    misshapen = grid.odd.filter(pl.col("reason").is_in([TOO_FEW, TOO_MANY]))
    if grid.cells.is_empty() and not misshapen.is_empty():
        raise Refused(
            f"{asked.file}: no row has the {len(grid.header.cells)} cells of the header; "
            f"line {misshapen['line'][0]} is the first with {misshapen['reason'][0]}. "
            "Check that header and rows have the same delimiter, and that a text with a delimiter in it is quoted."
        )
