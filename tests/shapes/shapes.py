"""A shape: which columns and extracts are left out or blank, how many rows and landlords there are, and in what order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from extracts.catalogue import EXTRACTS
from tests.shapes.landlord import Tables

Column = tuple[str, str]
ONE_LANDLORD = "ABC"
MANDATORY = tuple(name for name, extract in EXTRACTS.items() if extract.mandatory)
OPTIONAL_EXTRACTS = tuple(name for name in EXTRACTS if name not in MANDATORY)
OPTIONAL = tuple((name, one.name) for name, extract in EXTRACTS.items() for one in extract.fields if not one.required)
"""Every column that the contract allows a file to be without."""


FAMILIES = {
    "address": ("address_line_1", "address_line_2", "address_line_3", "address_line_4", "postcode", "uprn"),
    "contact": ("home_telephone", "mobile", "email"),
    "identity": ("date_of_birth", "nino"),
    "payer": ("payer_name", "payer_sort_code", "payer_account_number", "payer_class", "payee_sort_code", "payee_account_number"),
}
"""Columns that a source has together or not at all, and that one piece of code reads together."""


@dataclass(frozen=True)
class Shape:
    """What is done to the tiny landlord before it is written.

    `absent` columns are left out of their file, `blank` ones have no value in any row, `without` extracts have no file; of
    `one_row` extracts only the first row is kept. `one_landlord` gives every row the same landlord, `turned` writes the columns
    from the last to the first.
    """

    absent: frozenset[Column] = frozenset()
    blank: frozenset[Column] = frozenset()
    without: frozenset[str] = frozenset()
    one_row: frozenset[str] = frozenset()
    one_landlord: bool = False
    turned: bool = False
    typed: bool = field(default=False)
    """Written as Parquet, where a blank column has the type of nothing at all."""


def shaped(name: str, rows: pl.DataFrame, shape: Shape) -> pl.DataFrame:
    """One extract's table in that shape."""
    kept = rows.head(1) if name in shape.one_row else rows
    nothing = [pl.lit(None, pl.Null if shape.typed else pl.String).alias(column) for of, column in shape.blank if of == name]
    owned = [pl.lit(ONE_LANDLORD).alias("landlord_code")] if shape.one_landlord and "landlord_code" in rows.columns else []
    made = kept.with_columns(*owned, *nothing).drop(column for of, column in shape.absent if of == name)
    return made.select(reversed(made.columns)) if shape.turned else made


def write_shape(tables: Tables, shape: Shape, folder: Path) -> dict[str, int]:
    """Writes the landlord in that shape; the rows written by extract."""
    folder.mkdir(parents=True, exist_ok=True)
    written = {name: shaped(name, rows, shape) for name, rows in tables.items() if name not in shape.without}
    for name, rows in written.items():
        if shape.typed:
            rows.write_parquet(folder / f"{name}.parquet")
        else:
            rows.write_csv(folder / f"{name}.csv")
    return {name: rows.height for name, rows in written.items()}


def each_alone() -> Iterator[tuple[str, Shape]]:
    """Every optional column left out alone and blank alone, and every optional extract left out alone, each with its name."""
    for name, column in OPTIONAL:
        yield f"{name}.{column} left out", Shape(absent=frozenset({(name, column)}))
        yield f"{name}.{column} blank", Shape(blank=frozenset({(name, column)}))
    for name in OPTIONAL_EXTRACTS:
        yield f"no {name}", Shape(without=frozenset({name}))


def families() -> Iterator[tuple[str, Shape]]:
    """Each family of optional columns left out, and blank, in each extract; and every extract with no optional column at all."""
    for name in EXTRACTS:
        optional = frozenset(column for column in OPTIONAL if column[0] == name)
        chosen = {family: optional & {(name, column) for column in columns} for family, columns in FAMILIES.items()}
        for family, columns in (chosen | {"optional columns": optional}).items():
            if columns:
                yield f"{name}: no {family}", Shape(absent=columns)
                yield f"{name}: {family} blank", Shape(blank=columns)


EVERYTHING, ALL_EXTRACTS = frozenset(OPTIONAL), frozenset(EXTRACTS)
SMALLEST = {
    "every optional column left out": Shape(absent=EVERYTHING),
    "every optional column blank": Shape(blank=EVERYTHING),
    "every optional column blank, typed as nothing": Shape(blank=EVERYTHING, typed=True),
    "tenancies only": Shape(without=frozenset(OPTIONAL_EXTRACTS)),
    "tenancies only, every optional column left out": Shape(absent=EVERYTHING, without=frozenset(OPTIONAL_EXTRACTS)),
    "one row of everything": Shape(one_row=ALL_EXTRACTS),
    "one row of everything, every optional column left out": Shape(absent=EVERYTHING, one_row=ALL_EXTRACTS),
    "one tenancy and nothing else": Shape(without=frozenset(OPTIONAL_EXTRACTS), one_row=frozenset({"tenancy"})),
    "one landlord": Shape(one_landlord=True),
    "columns from last to first": Shape(turned=True),
    "typed": Shape(typed=True),
}
"""Shapes at the edges of what the contract allows."""


def covering(parts: int) -> Iterator[tuple[str, Shape]]:
    """So many shapes in which each optional column is left out once and blank once, and pairs of shapes that are opposites.

    Column number n goes by n modulo the number of parts, so that neighbours, which one piece of code reads together, part.
    """
    for part in range(parts):
        absent = frozenset(column for n, column in enumerate(OPTIONAL) if n % parts == part)
        blank = frozenset(column for n, column in enumerate(OPTIONAL) if (n + parts // 2) % parts == part)
        yield f"part {part} of {parts}", Shape(absent=absent, blank=blank - absent, typed=part % 3 == 2, turned=part % 2 == 1)
