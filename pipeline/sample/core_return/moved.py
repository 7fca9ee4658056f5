"""The made-up landlord in another collection year: every day of its records that many years later."""

import re

import polars as pl

MADE_FOR = 2026
"""The collection year in which the landlord is made up, before its days are moved."""
_BRITISH, _ISO = r"^\d{2}/\d{2}/\d{4}$", r"^\d{4}-\d{2}-\d{2}$"
_DAY = re.compile(r"\b(?:(?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4})|(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2}))\b")


def moved_day(text: str, years: int) -> str:
    """The text with each day in it that many years later; 29 February becomes 28 February where the year has none.

    >>> moved_day("14/09/2026", 1), moved_day("2028-02-29", 1), moved_day("31/09/2026", 2)
    ('14/09/2027', '2029-02-28', '31/09/2028')
    """
    return _DAY.sub(lambda found: _later(found, years), text)


def _later(found: re.Match[str], years: int) -> str:
    year = int(found["year"] or found["y"]) + years
    month, day = found["month"] or found["m"], found["day"] or found["d"]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    day = "28" if (month, day) == ("02", "29") and not leap else day
    return f"{day}/{month}/{year:04}" if found["year"] else f"{year:04}-{month}-{day}"


def moved_rows(rows: pl.DataFrame, years: int) -> pl.DataFrame:
    """The rows of an extract, as text, with each cell that is a day that many years later."""
    return rows if years == 0 else rows.with_columns(_moved_column(column, years) for column in rows if column.dtype == pl.String)


def _moved_column(column: pl.Series, years: int) -> pl.Series:
    days = column.filter(column.str.contains(f"{_BRITISH}|{_ISO}")).unique()
    if days.is_empty():
        return column
    return column.replace(days, [moved_day(day, years) for day in days])
