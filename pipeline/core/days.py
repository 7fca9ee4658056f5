"""Dates from the three cells that a form splits them into."""

import polars as pl

from pipeline.core.rules import cell

IMPOSSIBLE = pl.date(1, 1, 1)
"""What stands for a date that no calendar has: long before anything, as in the service, so that every check of order sees it."""

_LAST_YEAR = 9999
_BEYOND_32_BITS = 2**31


def from_parts(day: str, month: str, year: str) -> pl.Expr:
    """The date of the three parts; null where one is missing, `IMPOSSIBLE` where no calendar has it.

    Days and months below zero count from the end, and a year of one or two characters is one of this century: the service's ways.
    """
    years, months = full_year(year), _counted(pl.col(month), pl.lit(12))
    days = _counted(pl.col(day), _in_calendar(years, months, pl.lit(1)).dt.days_in_month())
    complete = pl.all_horizontal(pl.col(part).is_not_null() for part in (day, month, year))
    return pl.when(complete).then(_in_calendar(years, months, days).fill_null(IMPOSSIBLE))


def unreckonable(what: str) -> pl.Expr:
    """True where the day or month of a date, all of whose parts are told, takes over 32 bits: no day is made of it at all."""
    parts = [pl.col(cell(f"{what}_{part}")) for part in ("day", "month", "year")]
    told = pl.all_horizontal(part.is_not_null() for part in parts)
    return told & ~pl.all_horizontal(part.is_between(-_BEYOND_32_BITS, _BEYOND_32_BITS - 1) for part in parts[:2])


def full_year(year: str) -> pl.Expr:
    """The year, where one or two characters mean a year of this century; one of five digits stands as the last of four."""
    short = pl.col(year).cast(pl.String).str.len_chars() <= 2
    return pl.when(short).then(pl.col(year) + 2000).otherwise(pl.col(year).clip(upper_bound=_LAST_YEAR))


def _in_calendar(years: pl.Expr, months: pl.Expr, days: pl.Expr) -> pl.Expr:
    text = [part.cast(pl.String).str.zfill(width) for part, width in ((years, 4), (months, 2), (days, 2))]
    return pl.concat_str(text, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _counted(part: pl.Expr, last: pl.Expr) -> pl.Expr:
    return pl.when(part < 0).then(last + part + 1).otherwise(part)


def years_before(date: str, years: int) -> pl.Expr:
    """The same day so many years earlier (28 February where there is no 29th)."""
    return pl.col(date).dt.offset_by(f"-{years}y")


def midnight_in_london(day: str) -> pl.Expr:
    """The moment at which the day begins in London, in universal time: an hour earlier in summer, as the service compares it."""
    local = pl.col(day).cast(pl.Datetime).dt.replace_time_zone("Europe/London")
    return local.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
