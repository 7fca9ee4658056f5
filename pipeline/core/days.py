"""Dates from the three cells that a form splits them into."""

import polars as pl

from pipeline.core.rules import cell

IMPOSSIBLE = pl.date(1, 1, 1)
"""What stands for a date that no calendar has: long before anything, as in the service, so that every check of order sees it."""

_LAST_YEAR = 9999
_CYCLE, _CYCLE_IN_CALENDAR = 400, 8000
"""A calendar repeats itself every 400 years: a year beyond the last of four digits stands as its like, from 8000 on."""
_BEYOND_32_BITS = 2**31

_DATABASE_LAST_YEAR = 294_276
_DATABASE_FIRST = (-4713, 11, 24)
"""The last year and the first day that a time of PostgreSQL can hold; the service looks its authorities up by the day of a log,
and breaks off the whole upload where the database refuses the day."""


def from_parts(day: str, month: str, year: str) -> pl.Expr:
    """The date of the three parts; null where one is missing, `IMPOSSIBLE` where no calendar has it.

    Days and months below zero count from the end, and a year of one or two characters is one of this century: the service's ways.
    """
    complete = pl.all_horizontal(pl.col(part).is_not_null() for part in (day, month, year))
    return pl.when(complete).then(_day_of(day, month, full_year(year)).fill_null(IMPOSSIBLE))


def _day_of(day: str, month: str, years: pl.Expr) -> pl.Expr:
    months = _counted(pl.col(month), pl.lit(12))
    days = _counted(pl.col(day), _in_calendar(years, months, pl.lit(1)).dt.days_in_month())
    return _in_calendar(years, months, days)


def unreckonable(what: str) -> pl.Expr:
    """True where the day or month of a date, all of whose parts are told, takes over 32 bits: no day is made of it at all."""
    parts = [pl.col(cell(f"{what}_{part}")) for part in ("day", "month", "year")]
    told = pl.all_horizontal(part.is_not_null() for part in parts)
    return told & ~pl.all_horizontal(part.is_between(-_BEYOND_32_BITS, _BEYOND_32_BITS - 1) for part in parts[:2])


def beyond_database(what: str) -> pl.Expr:
    """True where the day of a log is one of the calendar and lies outside what the service's database can hold."""
    day, month, year = (cell(f"{what}_{part}") for part in ("day", "month", "year"))
    years, (first_year, first_month, first_date) = _written_year(year), _DATABASE_FIRST
    before = (years < first_year) | ((years == first_year) & _earlier(day, month, first_month, first_date))
    outside = (years > _DATABASE_LAST_YEAR) | before
    like_years = pl.when(years < 0).then(_CYCLE_IN_CALENDAR + years % 4).otherwise(full_year(year))
    in_calendar = _day_of(day, month, like_years).is_not_null()
    return (outside & in_calendar & ~unreckonable(what)).fill_null(False)


def _earlier(day: str, month: str, than_month: int, than_day: int) -> pl.Expr:
    months = _counted(pl.col(month), pl.lit(12))
    days = _counted(pl.col(day), pl.lit(31))
    return (months < than_month) | ((months == than_month) & (days < than_day))


def full_year(year: str) -> pl.Expr:
    """The year, where one or two characters mean a year of this century; one of five digits stands as its like of four."""
    years = _written_year(year)
    return pl.when(years > _LAST_YEAR).then(_CYCLE_IN_CALENDAR + years % _CYCLE).otherwise(years)


def _written_year(year: str) -> pl.Expr:
    short = pl.col(year).cast(pl.String).str.len_chars() <= 2
    return pl.when(short).then(pl.col(year) + 2000).otherwise(pl.col(year))


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
