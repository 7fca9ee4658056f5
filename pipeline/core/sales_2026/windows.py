"""The days on which a completion may fall: which collection years the service has open, as of today."""

from datetime import date, timedelta

import polars as pl

from pipeline.core.world import World

DAYS_AHEAD = 14
"""A sale may be completed so many days after today, and no more."""
YEAR_BEGINS = (4, 1)
CLOSED_TO_NEW_LOGS = {2025: date(2026, 7, 12), 2026: date(2027, 7, 3)}
"""The days from which a collection year, named by its first calendar year, takes no new log."""


def with_window(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The answers with the first and the last day of the collection years that are open, and the latest day taken as of today."""
    opens, closes = _open_on(world.today)
    latest = world.today + timedelta(days=DAYS_AHEAD)
    return rows.with_columns(opens=pl.lit(opens), closes=pl.lit(closes), latest_day=pl.lit(latest))


def _open_on(today: date) -> tuple[date, date]:
    """The first and the last day for which logs can be made.

    >>> _open_on(date(2026, 11, 21))
    (datetime.date(2026, 4, 1), datetime.date(2027, 3, 31))
    >>> _open_on(date(2027, 7, 2)), _open_on(date(2027, 7, 3))
    ((datetime.date(2026, 4, 1), datetime.date(2028, 3, 31)), (datetime.date(2027, 4, 1), datetime.date(2028, 3, 31)))
    """
    year = today.year if (today.month, today.day) >= YEAR_BEGINS else today.year - 1
    closed = CLOSED_TO_NEW_LOGS.get(year - 1)
    first = year - 1 if closed is not None and today < closed else year
    return date(first, *YEAR_BEGINS), date(year + 1, *YEAR_BEGINS) - timedelta(days=1)
