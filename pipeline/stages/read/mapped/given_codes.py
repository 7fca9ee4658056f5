"""Codes as an export gives them: how they are compared, and the rows that a mapping leaves out by them."""

import re

import polars as pl

from pipeline.inputs.mapping import BLANK
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.inputs.mapping.model import listed
from pipeline.stages.read.mapped.headers import their_column
from pipeline.tables import LEFT_OUT


def as_code(text: str) -> str:
    """A value as tables of values compare it: any case, spaces and hyphens as underscores.

    >>> as_code("Uc Payment"), as_code("UC-PAYMENT")
    ('uc_payment', 'uc_payment')
    """
    return re.sub(r"[\s\-]+", "_", text.strip()).casefold()


def left_out(source: MappedSource) -> pl.Expr:
    """Why a row is left out by `leave_out` or `keep_only`, with the header that says so; null for a row that is kept."""
    reasons = [
        *(_because(header, _holds(header, words)) for header, words in source.leave_out.items()),
        *(_because(header, ~_holds(header, words)) for header, words in source.keep_only.items()),
    ]
    return pl.coalesce(*reasons, pl.lit(None, dtype=pl.String))


def _because(header: str, condition: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.lit(f"{LEFT_OUT}: {header}"))


def _holds(header: str, words: str | tuple[str, ...]) -> pl.Expr:
    """Whether their column holds one of the words, compared as codes are; a blank holds only the word for a blank."""
    wanted = sorted({as_code(word) for word in listed(words)})
    cell = pl.col(their_column(header)).str.strip_chars()
    text = cell.str.replace_all(r"[\s\-]+", "_").str.to_lowercase()
    blank = cell.fill_null("") == ""
    return pl.when(blank).then(pl.lit(as_code(BLANK) in wanted)).otherwise(text.is_in(wanted))
