"""Dates, day before month, as extracts and spreadsheets write them."""

import re
from datetime import date, timedelta

import polars as pl

from extracts.kinds.date_forms import Written, made, taken_apart
from extracts.kinds.kind import Kind
from extracts.kinds.no_day import EPOCHS, NIL_DAYS
from extracts.kinds.spreadsheet import why_no_value

_ONE_SHORT = re.compile(r"(?P<d>\d)(?P<m>\d{2})(?P<y>\d{4})", re.ASCII)
_FIRST_DAY_OF_EXCEL = date(1899, 12, 30)
DAYS_TO_1904 = 1462
"""How many days the serial numbers of a workbook in the 1904 date system are behind the usual ones."""
DEFAULTS = NIL_DAYS | EPOCHS | {date(9999, 12, 31)}
"""Days of birth that are nobody's."""
OLDEST_YEARS = 120
"""Nobody living is older: a birth date before it is a default or a slip."""


def tidy_before(text: str, latest: date) -> date | None:
    """The date, or None; a year of two digits takes the century that puts it on the latest day or before it.

    >>> tidy_before("05/10/26", date(2026, 10, 5)), tidy_before("06-Oct-26", date(2026, 10, 5))
    (datetime.date(2026, 10, 5), datetime.date(1926, 10, 6))
    """
    written = taken_apart(text)
    if not written:
        return None
    if len(written.year) == 4:
        return _day(written, int(written.year))
    for century in (latest.year // 100 * 100, latest.year // 100 * 100 - 100):
        day = _day(written, century + int(written.year))
        if day and day <= latest:
            return day
    return None


def _day(written: Written, year: int) -> date | None:
    """The day in that year, unless the text names another day of the week than it was."""
    day = made(year, written.month, written.day)
    return None if day and written.weekday not in (None, day.weekday()) else day


def tidy(text: str) -> date | None:
    """The date, or None; day before month, and a year of two digits is not guessed at.

    >>> tidy("2026-10-05"), tidy("05/10/2026"), tidy("05102026")
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 5), datetime.date(2026, 10, 5))
    >>> tidy("31/02/2026"), tidy("10/25/2026"), tidy("05/10/26"), tidy("Friday 5 October 2026")
    (None, None, None, None)
    """
    written = taken_apart(text)
    return _day(written, int(written.year)) if written and len(written.year) == 4 else None


def changed_over(text: str) -> bool:
    """Whether the text is a date only if day and month change places.

    >>> changed_over("10/25/2026"), changed_over("2026-25-10"), changed_over("05/10/2026"), changed_over("31/02/2026")
    (True, True, False, False)
    >>> changed_over("10/25/26"), changed_over("10252026"), changed_over("20262510")
    (True, True, True)
    """
    written = taken_apart(text)
    if not written or not written.numeric or written.month <= 12:
        return False
    year = int(written.year) + (2000 if len(written.year) == 2 else 0)
    return made(year, written.day, written.month) is not None


def year_first(text: str) -> bool:
    """Whether the text begins with its year.

    >>> year_first("2026-25-10"), year_first("10/25/2026")
    (True, False)
    """
    written = taken_apart(text)
    return written is not None and written.year_first


def from_serial(text: str) -> date | None:
    """The date that a spreadsheet keeps as a count of days since 1899-12-30, or None; a time of day is left out.

    >>> from_serial("46300"), from_serial("46300.75")
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 5))
    >>> from_serial("12"), from_serial("99999999")
    (None, None)
    """
    match = re.fullmatch(r"(\d{4,5})(\.\d+)?", text.strip()) if text.isascii() else None
    return _FIRST_DAY_OF_EXCEL + timedelta(days=int(match[1])) if match and int(match[1]) >= 1000 else None


def from_one_short(text: str) -> date | None:
    """The date of a day, month and year whose first zero a spreadsheet took, or None.

    >>> from_one_short("5102026"), from_one_short("05102026")
    (datetime.date(2026, 10, 5), None)
    """
    match = _ONE_SHORT.fullmatch(text.strip())
    return made(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def why_unusable(text: str) -> str:
    """What kept the text from being a date.

    >>> why_unusable("10/25/2026"), why_unusable("31/02/2026"), why_unusable("46300"), why_unusable("soon")
    ('month before day', 'no such day', 'a spreadsheet serial number', 'not a date')
    >>> why_unusable("#N/A"), why_unusable("2026-25-10"), why_unusable("Friday 5 October 2026")
    ('spreadsheet error', 'day before month after the year', 'another day of the week')
    """
    if why := why_no_value(text):
        return why
    if changed_over(text):
        return "day before month after the year" if year_first(text) else "month before day"
    if from_serial(text):
        return "a spreadsheet serial number"
    written = taken_apart(text)
    if written is None:
        return "not a date"
    if len(written.year) == 2:
        return "a year of two digits"
    return "another day of the week" if made(int(written.year), written.month, written.day) else "no such day"


def why_no_birth(born: date, snapshot: date) -> str | None:
    """Why a date can be nobody's date of birth at that snapshot, or None when it can.

    >>> why_no_birth(date(1900, 1, 1), date(2026, 10, 5)), why_no_birth(date(2030, 1, 2), date(2026, 10, 5))
    ('default', 'in the future')
    >>> why_no_birth(date(1980, 5, 17), date(2026, 10, 5))
    """
    if born in DEFAULTS:
        return "default"
    if born > snapshot:
        return "in the future"
    return "over 120 years ago" if born < snapshot.replace(year=snapshot.year - OLDEST_YEARS, day=min(snapshot.day, 28)) else None


def weak(born: pl.Expr) -> pl.Expr:
    """Boolean: whether a birth date carries little weight: 1 January stands in for "some time that year".

    >>> pl.select(weak(pl.lit(date(1980, 1, 1)))).item(), pl.select(weak(pl.lit(date(1980, 1, 2)))).item()
    (True, False)
    """
    return born.dt.ordinal_day() == 1


DATE = Kind("date", "A day: ISO, or day before month", pl.Date(), tidy, why_unusable)
BIRTH = Kind(
    "date of birth", "A day of birth; defaults, days to come and over 120 years ago are unknown", pl.Date(), tidy, why_unusable
)
