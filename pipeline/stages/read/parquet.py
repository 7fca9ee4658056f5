"""Parquet: typed columns as the text a delimited file would hold."""

import io

import polars as pl

from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.grid import Grid, no_odd_rows
from pipeline.stages.read.header import agreed, best_header
from pipeline.stages.read.numbers import days_without_midnight, number_text

PLAIN = (pl.String, pl.Boolean, pl.Date, pl.Datetime, pl.Decimal, pl.Categorical, pl.Enum, pl.Null)


def read_parquet(data: bytes, asked: Asked) -> Grid:
    """The rows of a Parquet file as text, `line` counting them from 1; Refused where file or column cannot be read."""
    try:
        header = agreed(asked, best_header(asked, [list(pl.read_parquet_schema(io.BytesIO(data)))])[0])
        names = {header.cells[at]: name for name, at in header.positions.items()}
        table = pl.read_parquet(io.BytesIO(data), columns=list(names)).rename(names)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise Refused(f"{asked.file}: this is not a Parquet file that can be read; it is damaged or encrypted.") from None
    cells = table.select(_as_text(table[name], asked) for name in header.positions)
    cells = cells.with_columns(days_without_midnight(cells.columns)).with_row_index("line", offset=1)
    return Grid(header, cells, no_odd_rows())


def _as_text(column: pl.Series, asked: Asked) -> pl.Series:
    if column.dtype.is_float():
        numbers = column.fill_nan(None).unique().drop_nulls().cast(pl.Float64)
        return column.replace_strict(numbers, [number_text(one) for one in numbers], return_dtype=pl.String, default=None)
    if column.dtype.is_integer() or isinstance(column.dtype, PLAIN):
        return column.cast(pl.String)
    kind = str(column.dtype)[:40]
    raise Refused(f"{asked.file}: column {column.name} holds {kind}. Expected text, a number, a date or true/false.")
