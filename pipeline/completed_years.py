"""How many years are completed between two days, reckoned in one place for every age that the program works out."""

import polars as pl


def completed_years(since: pl.Expr, until: pl.Expr) -> pl.Expr:
    """Whole years between two days (Int32): null where either is unknown, negative where `until` is before `since`.

    Who was born on 29 February completes a year on 1 March where the year has no 29 February: the day itself has to come round.

    >>> from datetime import date
    >>> born = pl.Series([date(2004, 2, 29)] * 2)
    >>> pl.select(completed_years(pl.lit(born), pl.lit(pl.Series([date(2022, 2, 28), date(2022, 3, 1)])))).to_series().to_list()
    [17, 18]
    """
    birthday_to_come = _day_of_year(until) < _day_of_year(since)
    return until.dt.year().cast(pl.Int32) - since.dt.year().cast(pl.Int32) - birthday_to_come.cast(pl.Int32)


def _day_of_year(day: pl.Expr) -> pl.Expr:
    """Month and day as one number. Polars gives both as Int8, in which a month times 100 does not fit: hence the casts."""
    return day.dt.month().cast(pl.Int32) * 100 + day.dt.day().cast(pl.Int32)
