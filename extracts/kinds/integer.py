"""Whole numbers of things."""

import re

import polars as pl

from extracts.kinds.kind import Kind

_WHOLE = re.compile(r"\d{1,4}(\.0+)?")


def tidy(text: str) -> int | None:
    """The count as a whole number, or None.

    >>> tidy("4"), tidy("4.0")
    (4, 4)
    >>> tidy("-1"), tidy("four")
    (None, None)
    """
    return int(text.partition(".")[0]) if _WHOLE.fullmatch(text) and text.isascii() else None


def why_unusable(_: str) -> str:
    """The reason for every refused count."""
    return "not a whole number"


COUNT = Kind("count", "A whole number of at most four digits", pl.Int32(), tidy, why_unusable)
