"""Money as so much a week, to the penny, as the service reckons it."""

from decimal import ROUND_HALF_UP, Context, Decimal

import polars as pl

WEEKS_IN_A_YEAR = 52
_DIVIDING = Context(prec=32, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=60)
"""The service divides first, to 32 digits, and only then multiplies: some half pennies fall the other way for it."""


def a_week(pence: int, times_a_year: int) -> int:
    """The pence a week of an amount that is paid so many times a year.

    >>> a_week(11050, 52), a_week(43333, 12), a_week(13001, 26)
    (11050, 10000, 6500)
    """
    part = _DIVIDING.divide(Decimal(pence).scaleb(-2), Decimal(WEEKS_IN_A_YEAR))
    return int(_EXACT.multiply(part, Decimal(times_a_year)).quantize(Decimal("0.01"), ROUND_HALF_UP, _EXACT).scaleb(2))


def weekly(frame: pl.DataFrame, amount: str, times_a_year: str) -> pl.Series:
    """The pence a week of a column of pence; null where the amount or how often it is paid is not told."""
    told = frame.select(pl.struct(pence=amount, times=times_a_year).alias("paid"))["paid"]
    distinct = told.unique()
    found = [a_week(paid["pence"], paid["times"]) if None not in paid.values() else None for paid in distinct]
    lookup = distinct.struct.unnest().with_columns(pl.Series("weekly", found, dtype=pl.Int64))
    return told.struct.unnest().join(lookup, on=["pence", "times"], how="left", nulls_equal=True, maintain_order="left")["weekly"]
