"""The landlord's own codes, put into ours before anything is judged, as core.toml says."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from pipeline.tables import RawTable


def own_codes(raw: RawTable, columns: Mapping[str, Mapping[str, str]]) -> RawTable:
    """The table with each of the landlord's codes of a column replaced by ours, in any case; other texts stay as they are."""
    known = {name: codes for name, codes in columns.items() if name in raw.rows.columns}
    return replace(raw, rows=raw.rows.with_columns(_replaced(name, codes) for name, codes in known.items()))


def _replaced(name: str, codes: Mapping[str, str]) -> pl.Expr:
    folded = {theirs.casefold().strip(): ours for theirs, ours in codes.items()}
    column = pl.col(name)
    return pl.coalesce(column.str.to_lowercase().replace_strict(folded, default=None, return_dtype=pl.String), column).alias(name)
