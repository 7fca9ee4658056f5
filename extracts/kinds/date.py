"""Dates, day before month, as extracts and spreadsheets write them."""

import re
from datetime import date, timedelta

import polars as pl

from extracts.kinds.kind import Kind

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?")
_BRITISH = re.compile(r"(?P<d>\d{1,2})(?P<sep>[/\-.])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?: \d{2}:\d{2}(?::\d{2})?)?")
_SOLID = re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})")
_ONE_SHORT = re.compile(r"(?P<d>\d)(?P<m>\d{2})(?P<y>\d{4})")
_FIRST_DAY_OF_EXCEL = date(1899, 12, 30)
DEFAULTS = frozenset(
    {
        date(1900, 1, 1),
        date(1901, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1111, 11, 11),
        date(1800, 1, 1),
        date(9999, 12, 31),
        date(9999, 1, 1),
        date(1753, 1, 1),
        date(1, 1, 1),
        date(1970, 1, 1),
    }
)
OLDEST_YEARS = 120
"""Nobody living is older: a birth date before it is a default or a slip."""


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parts(text: str) -> tuple[str, int, int] | None:
    """Year as written, month and day, or None; the month is not judged yet."""
    for pattern in (_ISO, _BRITISH, _SOLID):
        if found := pattern.fullmatch(text):
            return found["y"], int(found["m"]), int(found["d"])
    return None


def tidy_before(text: str, snapshot: date) -> date | None:
    """The date, or None; a year of two digits takes the century that puts it before the snapshot.

    >>> tidy_before("05/10/26", date(2026, 10, 5)), tidy_before("06/10/26", date(2026, 10, 5))
    (datetime.date(2026, 10, 5), datetime.date(1926, 10, 6))
    """
    parts = _parts(text.strip()) if text.isascii() else None
    if not parts:
        return None
    year, month, day = parts
    if len(year) == 4:
        return _made(int(year), month, day)
    for century in (snapshot.year // 100 * 100, snapshot.year // 100 * 100 - 100):
        found = _made(century + int(year), month, day)
        if found and found <= snapshot:
            return found
    return None


def tidy(text: str) -> date | None:
    """The date, or None; day before month, and a year of two digits is not guessed at.

    >>> tidy("2026-10-05"), tidy("05/10/2026"), tidy("05102026")
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 5), datetime.date(2026, 10, 5))
    >>> tidy("31/02/2026"), tidy("10/25/2026"), tidy("05/10/26")
    (None, None, None)
    """
    parts = _parts(text.strip()) if text.isascii() else None
    return _made(int(parts[0]), parts[1], parts[2]) if parts and len(parts[0]) == 4 else None


def only_month_first(text: str) -> bool:
    """Whether the text is a date only if its month comes first.

    >>> only_month_first("10/25/2026"), only_month_first("05/10/2026"), only_month_first("31/02/2026")
    (True, False, False)
    >>> only_month_first("10/25/26"), only_month_first("10252026")
    (True, True)
    """
    found = _BRITISH.fullmatch(text.strip()) or _SOLID.fullmatch(text.strip()) if text.isascii() else None
    if not found or int(found["m"]) <= 12:
        return False
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    return _made(year, int(found["d"]), int(found["m"])) is not None


def from_serial(text: str) -> date | None:
    """The date that a spreadsheet keeps as a count of days since 1899-12-30, or None.

    >>> from_serial("46300"), from_serial("46300.0")
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 5))
    >>> from_serial("12"), from_serial("99999999")
    (None, None)
    """
    found = re.fullmatch(r"(\d{4,5})(\.0+)?", text.strip()) if text.isascii() else None
    return _FIRST_DAY_OF_EXCEL + timedelta(days=int(found[1])) if found and int(found[1]) >= 1000 else None


def from_one_short(text: str) -> date | None:
    """The date of a day, month and year whose first zero a spreadsheet took, or None.

    >>> from_one_short("5102026"), from_one_short("05102026")
    (datetime.date(2026, 10, 5), None)
    """
    found = _ONE_SHORT.fullmatch(text.strip()) if text.isascii() else None
    return _made(int(found["y"]), int(found["m"]), int(found["d"])) if found else None


def why_unusable(text: str) -> str:
    """What kept the text from being a date.

    >>> why_unusable("10/25/2026"), why_unusable("31/02/2026"), why_unusable("46300"), why_unusable("soon")
    ('month before day', 'no such day', 'a spreadsheet serial number', 'not a date')
    """
    if only_month_first(text):
        return "month before day"
    if from_serial(text):
        return "a spreadsheet serial number"
    parts = _parts(text.strip()) if text.isascii() else None
    return "not a date" if parts is None else "no such day" if len(parts[0]) == 4 else "a year of two digits"


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
