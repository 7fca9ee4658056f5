"""One file for the National Fraud Initiative: its rows chosen, its cells spelled, and what became of every value on the way."""

from dataclasses import dataclass

import polars as pl

from pipeline.nfi.delimited import delimited, delimiter
from pipeline.nfi.plain import Plain, plain
from pipeline.nfi.printed import printed
from pipeline.nfi.specification import COLUMNS, Field
from pipeline.nfi.tenants import Chosen


@dataclass(frozen=True)
class File:
    """A file's fields and cells (by label, all text), its delimiter, whom it leaves out, and by label the values left blank.

    `rows` holds the same rows under the names of our own columns.
    """

    name: str
    fields: tuple[Field, ...]
    rows: pl.DataFrame
    plain: Plain
    delimiter: str
    left_out: dict[str, int]
    unusable: dict[str, int]

    @property
    def cells(self) -> pl.DataFrame:
        """The cells as they are written."""
        return self.plain.cells

    @property
    def content(self) -> bytes:
        """The file's bytes."""
        return delimited(self.cells, self.delimiter)


def _all_columns(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with every column that a field can be filled from, null where the extract has none."""
    missing = [pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in rows.columns]
    return rows.with_columns(missing).select("row", "record", *COLUMNS)


def _unusable(chosen: Chosen, blanked: pl.DataFrame, fields: tuple[Field, ...]) -> dict[str, int]:
    """By label, how many values of these rows were given and could not be used."""
    bad = [
        blanked.filter((pl.col("extract") == name) & pl.col("row").is_in(rows["row"].implode()))
        for name, rows in chosen.rows.items()
    ]
    counts = dict(pl.concat(bad)["column"].value_counts().iter_rows())
    return {one.label: counts[one.column] for one in fields if counts.get(one.column)}


def file_of(name: str, fields: tuple[Field, ...], chosen: Chosen, blanked: pl.DataFrame, delimiters: tuple[str, ...]) -> File:
    """The file of the chosen rows; `blanked` is the vault's table of values that were given and could not be used."""
    parts = [_all_columns(printed(rows, blanked, extract)) for extract, rows in chosen.rows.items()]
    rows = pl.concat(parts)
    made = plain(rows.select(pl.col(one.column).alias(one.label) for one in fields))
    between = delimiter(made.cells, delimiters)
    return File(name, fields, rows, made, between, chosen.left_out, _unusable(chosen, blanked, fields))
