"""The days on which a log may start: which collection years the service has open, as of the day of the upload.

The days are those of `DEADLINES` in the service's `app/models/form.rb`, one table for lettings and sales alike; how they are used
is read from `app/models/form_handler.rb` and the two `setup_validations.rb`. A new year needs a new line here
(docs/adding-a-core-year.md).
"""

from datetime import date, timedelta

import polars as pl

from pipeline.core.world import World

DAYS_AHEAD = 14
"""A log may start so many days after today, and no more."""
YEAR_BEGINS = (4, 1)
CLOSED_TO_NEW_LOGS = {2025: date(2026, 7, 12), 2026: date(2027, 7, 3)}
"""The days from which a collection year, named by its first calendar year, takes no new log."""


def with_window(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The rows with the first and last day of the years that are open (`opens`, `closes`), and `latest_day`, as of today."""
    opens, closes = open_on(world.today)
    latest = world.today + timedelta(days=DAYS_AHEAD)
    return rows.with_columns(opens=pl.lit(opens), closes=pl.lit(closes), latest_day=pl.lit(latest))


def open_on(today: date) -> tuple[date, date]:
    """The first and the last day for which logs can be made.

    >>> open_on(date(2026, 11, 21))
    (datetime.date(2026, 4, 1), datetime.date(2027, 3, 31))
    >>> open_on(date(2027, 7, 2)), open_on(date(2027, 7, 3))
    ((datetime.date(2026, 4, 1), datetime.date(2028, 3, 31)), (datetime.date(2027, 4, 1), datetime.date(2028, 3, 31)))
    """
    year = collection_year(today)
    closed = CLOSED_TO_NEW_LOGS.get(year - 1)
    first = year - 1 if closed is not None and today < closed else year
    return first_day(first), first_day(year + 1) - timedelta(days=1)


def collection_year(day: date) -> int:
    """The calendar year in which the collection year of that day began.

    >>> collection_year(date(2027, 3, 31)), collection_year(date(2027, 4, 1))
    (2026, 2027)
    """
    return day.year if (day.month, day.day) >= YEAR_BEGINS else day.year - 1


def first_day(year: int) -> date:
    """The first day of a collection year."""
    return date(year, *YEAR_BEGINS)


def last_day_in_file(year: int) -> date:
    """The last start that a row of that year's file may have: the day before the year closes, whatever year it falls in.

    The upload's own check of a row goes by the form's closing day, not by its last day (`valid_start_date_for_form?`).

    >>> last_day_in_file(2026)
    datetime.date(2027, 7, 2)
    """
    return CLOSED_TO_NEW_LOGS[year] - timedelta(days=1)
