"""Days that were exported with a time of day: midnights in London that a database wrote in UTC."""

from datetime import date, datetime, time, timedelta
from typing import Any

import polars as pl

from extracts.contract import Field
from extracts.kinds.date import BIRTH
from extracts.kinds.date_forms import Written, taken_apart
from pipeline.stages.validate.column import Texts

EXPORTED_IN_UTC = 0.9
"""Where so many of the times that are not midnight are midnight in London, the column holds days and was exported in UTC.

In British Summer Time midnight is 23:00 of the day before; visits and payments with real times are never so regular.
"""
Days = list[date | None]


def days_in_london(field: Field, texts: Texts, days: Days) -> tuple[Days, tuple[str, ...]]:
    """The days in London of a column exported in UTC; else the days as written. With a notice of what was done."""
    clocks = [written if (written := taken_apart(text)) and written.clock else None for text in texts.texts]
    timed = texts.rows_of([clock is not None for clock in clocks])
    if not timed:
        return days, ()
    local = _in_london(clocks, days)
    rows = texts.rows_of([day is not None for day in local])
    if rows < EXPORTED_IN_UTC * timed:
        return days, _about_times(field, timed)
    left = _about_times(field, timed - rows)
    shifted = [there or day for there, day in zip(local, days, strict=True)]
    return shifted, (f"{field.name}: dates exported in UTC, put back to the day in London: {rows}", *left)


def _about_times(field: Field, rows: int) -> tuple[str, ...]:
    """A notice of times of day, which nobody is born at in a housing system: the days may be those of another time zone."""
    return (f"{field.name}: with a time of day, which is left out: {rows}",) if rows and field.kind is BIRTH else ()


def _in_london(clocks: list[Written | None], days: Days) -> Days:
    """For each time in UTC that is midnight in London the day it begins there, else None."""
    moments = [_moment(clock, day) for clock, day in zip(clocks, days, strict=True)]
    series = pl.Series(moments, dtype=pl.Datetime("us", "UTC"))
    local = series.dt.convert_time_zone("Europe/London").dt.replace_time_zone(None)
    midnight: Any = local.dt.time() == time(0)
    return pl.select(pl.when(midnight).then(local.dt.date())).to_series().to_list()


def _moment(clock: Written | None, day: date | None) -> datetime | None:
    if clock is None or clock.clock is None or day is None or not clock.utc:
        return None
    return datetime.combine(day, time(0)) + timedelta(minutes=clock.clock)
