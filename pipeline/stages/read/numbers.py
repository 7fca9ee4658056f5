"""Numbers and days of typed cells as text, in the one spelling a delimited file would have."""

from decimal import Decimal

import polars as pl

MIDNIGHT = r"^(\d{4}-\d{2}-\d{2})[ T]00:00:00(?:\.0+)?$"


def number_text(number: float) -> str:
    """A number as a workbook shows it: fifteen significant figures, no exponent, no zeros that say nothing.

    >>> number_text(1.23456789012e11), number_text(70.10000000000001), number_text(-0.0), number_text(5e-7)
    ('123456789012', '70.1', '0', '0.0000005')
    """
    text = format(Decimal(f"{number:.15g}"), "f")
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain == "-0" else plain


def days_without_midnight(columns: list[str]) -> pl.Expr:
    """Text columns in which a day that carries midnight as its time is the day alone."""
    return pl.col(columns).str.replace(MIDNIGHT, "$1")
