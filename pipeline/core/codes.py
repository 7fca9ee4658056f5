"""The codes by which a service knows its organisations and schemes: a letter or three, then a number."""

import polars as pl

from pipeline.core.numbers import leading_number


def plain(prefix: str, text: str) -> str:
    """The code without what the service does not read: noughts before its number and anything behind it.

    >>> plain("ORG", "ORG01"), plain("ORG", "org1"), plain("S", "S12 "), plain("", "01")
    ('ORG1', 'org1', 'S12', '1')
    """
    return f"{prefix}{leading_number(text.removeprefix(prefix))}" if text.startswith(prefix) else text


def plainly(codes: pl.Series, prefix: str) -> pl.Series:
    """A column of codes in that spelling; null stays null."""
    distinct = codes.drop_nulls().unique()
    return codes.replace_strict(distinct, pl.Series([plain(prefix, code) for code in distinct], dtype=pl.String), default=None)
