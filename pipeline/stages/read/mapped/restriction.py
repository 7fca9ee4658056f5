"""Protection fails closed: a header that speaks of it is mapped, or the file is refused; of several, each one protects."""

import json
from collections.abc import Callable, Sequence

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract, plain
from extracts.kinds.flag import FLAG
from extracts.protection import PROTECTED, speaks_of_protection
from pipeline.errors import Refused
from pipeline.inputs.mapping import MAPPING_FILE, Mapping
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.inputs.mapping.model import listed
from pipeline.stages.read.header import Header, shown


def refuse_unmapped_restriction(source: MappedSource, extract: Extract, file: str, header: Header, mapping: Mapping) -> None:
    """Refused where a header that nobody mapped may say who is protected, and the mapping does not say that it does not."""
    if extract != EXTRACTS.get(extract.name) or PROTECTED in source.constants:
        return
    settled = {plain(word) for word in (*source.not_used, *_read_by_another(source, mapping))}
    used = set(header.positions.values())
    for at, cell in enumerate(header.cells):
        if at not in used and plain(cell) not in settled and speaks_of_protection(cell):
            raise Refused(_unmapped(source, extract, file, shown(cell, at + 1)))


def _read_by_another(source: MappedSource, mapping: Mapping) -> list[str]:
    """The headers that another source of the same file reads as the column that protects."""
    others = [other for other in mapping.source if set(other.files) & set(source.files)]
    return [header for other in others for header in listed(other.columns.get(PROTECTED, ()))]


def _unmapped(source: MappedSource, extract: Extract, file: str, header: str) -> str:
    """The refusal, with what to write: all headers that protect, or that this one does not."""
    opening = f"{file}: the header '{header}' may say whose address is protected, and {MAPPING_FILE} does not use it. "
    headers = [*listed(source.columns.get(PROTECTED, ())), header]
    listing = json.dumps(headers if len(headers) > 1 else header, ensure_ascii=False)
    use = f"Write {PROTECTED} = {listing} in [source.columns] of {extract.name}"
    if PROTECTED not in extract.names:
        use = f"{extract.name} has no column for it: mark the people concerned in the column {PROTECTED} of tenancy"
    return f'{opening}{use}; if it says something else, or is marked elsewhere, write not_used = ["{header}"] in its [[source]].'


def most_protecting(columns: Sequence[pl.Series], ours: Callable[[str], str | None]) -> pl.Expr:
    """Of several columns that protect, in each row the first text that is no plain no, else the first that is not blank.

    `ours` says what the mapping makes of a text.
    """
    return pl.coalesce(*(_without_no(column, ours) for column in columns), *columns)


def protecting_all(rows: pl.DataFrame, group: Sequence[str]) -> pl.DataFrame:
    """The rows, in which one that protects protects each row that is alike in the columns of the group, none of them blank."""
    if PROTECTED not in rows.columns:
        return rows
    marked = rows.with_columns(_marked=_without_no(rows[PROTECTED], lambda text: text))
    whole = pl.all_horizontal(pl.col(group).is_not_null())
    first = pl.when(whole).then(pl.col("_marked").drop_nulls().first().over(group))
    return marked.with_columns(pl.coalesce(first, PROTECTED).alias(PROTECTED)).drop("_marked")


def _without_no(column: pl.Series, ours: Callable[[str], str | None]) -> pl.Series:
    """The texts of a column that are no plain no, the others as blanks."""
    texts = column.drop_nulls().unique()
    harmless = [text for text in texts if (said := ours(text)) is None or FLAG.tidy(said) is False]
    table = pl.DataFrame({"text": column})
    return table.select(pl.when(~pl.col("text").is_in(harmless)).then("text")).to_series().alias(column.name)
