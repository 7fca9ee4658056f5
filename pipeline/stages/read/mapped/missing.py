"""Columns of ours where they are blank: a pattern of other columns, a position, a date worked out from another."""

from collections.abc import Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter

import polars as pl

from extracts.contract import Extract
from extracts.kinds.date import tidy_before
from pipeline.errors import Refused
from pipeline.inputs.mapping import MAPPING_FILE, Reckoned
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.inputs.mapping.model import PLACEHOLDER, POSITION, placeholders
from pipeline.stages.read.mapped.columns import looked_up
from pipeline.stages.read.mapped.headers import of_header, pattern_header, their_column

WITHIN = ("claim_ref", "account_ref", "application_ref", "tenancy_ref")
"""The references within which a position is counted: the first of them that the extract has."""
LAST_OF_THIS_CENTURY = date(2099, 12, 31)
"""Schedules are of this century: a two-digit year in date arithmetic is 20.. ."""


def with_missing(rows: pl.DataFrame, source: MappedSource, extract: Extract) -> pl.DataFrame:
    """The rows with what `where_missing` says in place of blanks; of several, those first that others are made of."""
    for column in _in_order(source):
        rule = source.where_missing[column]
        made = _reckoned(rows, source, rule) if isinstance(rule, Reckoned) else _pattern(rows, source, rule, extract)
        given = (
            rows[column] if column in rows.columns else pl.Series(column, [None], dtype=pl.String).new_from_index(0, rows.height)
        )
        rows = rows.with_columns(pl.select(pl.coalesce(given, made)).to_series().alias(column))
    return rows


def _in_order(source: MappedSource) -> list[str]:
    asks = {column: [name for name in _asked_by(source, rule) if name != column] for column, rule in source.where_missing.items()}
    try:
        return [column for column in TopologicalSorter(asks).static_order() if column in asks]
    except CycleError as circle:
        names = " from ".join(circle.args[1])
        raise Refused(f"{MAPPING_FILE}: [source.where_missing] of {source.extract} makes {names}: a circle. Break it.") from None


def _asked_by(source: MappedSource, rule: str | Reckoned) -> Sequence[str]:
    if isinstance(rule, str):
        return [name for name in placeholders(rule) if name != POSITION]
    return [name for name in (rule.per, None if of_header(source, rule) else rule.of) if name]


def _column(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name) if name in rows.columns else pl.lit(None, dtype=pl.String)


def _pattern(rows: pl.DataFrame, source: MappedSource, pattern: str, extract: Extract) -> pl.Series:
    """A text with the columns it names in their places; blank where one of them is."""

    def column(name: str) -> pl.Expr:
        if name == POSITION:
            return _position(rows, extract)
        return _column(rows, their_column(name) if pattern_header(source, name) else name)

    pieces = [pl.lit(piece) for piece in PLACEHOLDER.split(pattern)[::2]]
    names = [column(name) for name in placeholders(pattern)]
    parts = [part for at, piece in enumerate(pieces) for part in (piece, *names[at : at + 1])]
    return rows.select(pl.concat_str(parts).alias("made")).to_series() if rows.height else pl.Series("made", [], dtype=pl.String)


def _position(rows: pl.DataFrame, extract: Extract) -> pl.Expr:
    """1, 2, ... of the row within its tenancy, claim or account of one landlord or payer; where an extract has none, of all."""
    within = next((name for name in WITHIN if name in extract.names), None)
    number = pl.int_range(1, pl.len() + 1)
    if within is None or within not in rows.columns:
        return number.cast(pl.String)
    scope = [name for name in extract.scope if name in rows.columns]
    return number.over(*scope, within).cast(pl.String)


def _reckoned(rows: pl.DataFrame, source: MappedSource, rule: Reckoned) -> pl.Series:
    """The date of the row, or of its group, moved as the rule says, in ISO form; the text itself where it is no date, so that
    validation judges it.
    """
    texts = rows.select(_column(rows, their_column(rule.of) if of_header(source, rule) else rule.of).alias("text")).to_series()
    table = pl.DataFrame({"text": texts, "day": looked_up(texts, lambda text: tidy_before(text, LAST_OF_THIS_CENTURY), pl.Date)})
    if rule.per:
        day = pl.col("day").min() if rule.earliest else pl.col("day").max()
        groups = table.with_columns(rows.select(_column(rows, rule.per).alias("per")).to_series())
        table = groups.with_columns(day=pl.when(pl.col("per").is_not_null()).then(day.over("per")).otherwise("day"))
    moved = pl.col("day").dt.offset_by(f"{rule.add_months}mo").dt.offset_by(f"{rule.add_days}d")
    made = pl.coalesce(moved.dt.to_string("%Y-%m-%d"), "text")
    if rule.blank_within_days is not None:
        still = pl.col("day") >= pl.col("day").max().dt.offset_by(f"-{rule.blank_within_days}d")
        made = pl.when(still.fill_null(False)).then(None).otherwise(made)
    return table.select(made.alias("made")).to_series()
