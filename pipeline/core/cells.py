"""The cells of an upload as typed columns, and the cells that the service refuses before it asks anything."""

from dataclasses import dataclass

import polars as pl

from pipeline.core.field import Cell, Field, Layout
from pipeline.core.numbers import beyond_pence, in_units, over_distinct, whole_number
from pipeline.core.spaces import or_nothing


@dataclass(frozen=True)
class Cells:
    """One file's rows, typed, in file order.

    `text` holds the cells as they stand. `values` holds them typed: texts (blank is null, unless the service sees it), whole
    numbers, and decimals in whole pence (Int64), each with a Boolean beside it, named by `beyond_pence_of`, that tells whether it
    said more than pence can. `refused` holds one Boolean per number field: what stands there is no number.
    """

    layout: Layout
    text: pl.DataFrame
    values: pl.DataFrame
    refused: pl.DataFrame


def beyond_pence_of(name: str) -> str:
    """The name of the column that tells whether a decimal says more than pence can."""
    return f"{name}_beyond_pence"


def typed(layout: Layout, text: pl.DataFrame) -> Cells:
    """The rows of a file as typed columns; `text` has one String column per field of the layout."""
    values = [column for field in layout.fields for column in _read(field, text[field.name])]
    frame = pl.DataFrame(values)
    numbers = [field.name for field in layout.fields if field.cell.numeric]
    refused = pl.DataFrame([text[name].is_not_null() & frame[name].is_null() for name in numbers])
    return Cells(layout, text, frame, refused)


def _read(field: Field, text: pl.Series) -> list[pl.Series]:
    match field.cell:
        case Cell.TEXT:
            return [text.to_frame().select(or_nothing(pl.first()).alias(text.name))[text.name]]
        case Cell.SPACED:
            return [text]
        case Cell.WHOLE:
            return [over_distinct(text, whole_number)]
        case Cell.POUNDS:
            return [in_units(text, 0)]
        case Cell.DECIMAL:
            return [in_units(text, 2), beyond_pence(text).alias(beyond_pence_of(field.name))]
