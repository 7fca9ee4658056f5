"""What two rows of a file have to share to be each other's duplicates: numbers as read, texts to the letter.

The service compares what its parser holds of a row (`spreadsheet_duplicate_hash` of the year's `row_parser.rb`): a number by its
value, a text by its characters, so that a blank of spaces is another than an empty cell.
"""

from collections.abc import Collection

import polars as pl

from pipeline.core.field import Layout
from pipeline.core.rules import cell, written


def twin_key(layout: Layout, names: Collection[str], case_blind: Collection[str]) -> tuple[pl.Expr, ...]:
    """The columns on which two rows have to agree, one for each named field; those of `case_blind` agree in capitals."""
    numeric = {field.name for field in layout.fields if field.cell.numeric}
    return tuple(_part(name, name in numeric, name in case_blind) for name in names)


def _part(name: str, numeric: bool, case_blind: bool) -> pl.Expr:
    if numeric:
        return pl.col(cell(name))
    text = pl.col(written(name))
    return text.str.to_uppercase() if case_blind else text
