"""How days are written: the forms that extracts and spreadsheets use, taken apart before anybody judges the day."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple

FORMS = {
    "year first": ("2026-10-05", "2026/10/05", "2026.10.05", "20261005"),
    "day before month": ("05/10/2026", "05-10-2026", "05.10.2026", "5 10 2026", "05102026", "05/10/26"),
    "the month as a word": ("5 October 2026", "05-Oct-2026", "05-OCT-26", "5th October 2026", "October 5, 2026", "05OCT2026"),
    "with the day of the week": ("Mon 05/10/2026", "Monday 5 October 2026"),
    "with a time, which is left out": ("2026-10-05T00:00:00", "2026-10-05T00:00:00.000Z", "05/10/2026 00:00"),
}
"""The forms by what marks them, with examples of 5 October 2026; the page about the extracts lists them."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_YEAR, LAST_YEAR = 1900, 2299
"""Eight digits are day, month and year where their last four are a year from here to there; a month and day never are."""

_NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY, _MONTH, _GAP = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<month>\d{1,2})", r"[-/., ]*"
_WEEKDAY = r"(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_TIME = (
    r"(?:(?:t|,? )(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,:]\d+)?)?(?: ?(?P<half>[ap])\.?m\.?)?)?"
    r" ?(?P<zone>z|utc|gmt|bst)?(?P<offset>[-+]\d{2}(?::?\d{2})?)?(?: \([a-z ]+\))?"
)
_PATTERNS = {
    "year first": rf"(?P<year>\d{{4}})(?P<sep>[-/. ]){_MONTH}(?P=sep)(?P<day>\d{{1,2}})",
    "day first": rf"{_DAY} ?(?P<sep>[-/. ]) ?{_MONTH} ?(?P=sep) ?(?P<year>\d{{4}}|\d{{2}})",
    "named": rf"{_DAY}(?: of)?{_GAP}{_NAME}{_GAP}'?(?P<year>\d{{4}}|\d{{2}})",
    "named, month first": rf"{_NAME}{_GAP}{_DAY}[-/., ]+(?P<year>\d{{4}})",
    "named, year first": rf"(?P<year>\d{{4}}){_GAP}{_NAME}{_GAP}(?P<day>\d{{1,2}})",
    "solid": r"(?P<solid>\d{8})(?:\.0+|t?(?P<hour2>\d{2})(?P<minute2>\d{2})\d{2})?",
}
_COMPILED = tuple(
    (form, re.compile(rf"(?:(?P<before>{_WEEKDAY})[,. ]*)?{pattern}{_TIME}(?:[ ,(]+(?P<after>{_WEEKDAY})\)?)?", re.ASCII))
    for form, pattern in _PATTERNS.items()
)


class Written(NamedTuple):
    """A day as it is written, not judged: `year` in its own digits, `clock` in minutes of a time, `utc` if it is said or may be.

    `numeric` says that month and day are both figures, so that they could have changed places.
    """

    year: str
    month: int
    day: int
    numeric: bool
    year_first: bool
    clock: int | None = None
    utc: bool = True
    weekday: int | None = None


def spaced(text: str) -> str:
    """The text in lower case with plain spaces and hyphens, and nothing invisible.

    >>> spaced("17\\u00a0Feb  1943\\u200e"), spaced("17\\u201302\\u20131943")
    ('17 feb 1943', '17-02-1943')
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    visible = "".join("-" if unicodedata.category(sign) == "Pd" or sign == "\u2212" else sign for sign in text)
    return " ".join("".join(sign for sign in visible if unicodedata.category(sign) != "Cf").casefold().split())


@lru_cache(maxsize=1 << 17)
def taken_apart(text: str) -> Written | None:
    """The parts of a day in any of the forms, or None.

    >>> taken_apart("17-Feb-43")[:3], taken_apart("Monday 17th February 1943")[:3], taken_apart("20101231")[:3]
    (('43', 2, 17), ('1943', 2, 17), ('2010', 12, 31))
    >>> taken_apart("1985-06-14T23:00:00.000Z").clock, taken_apart("Feb 17 1943 12:00AM").clock
    (1380, 0)
    >>> taken_apart("soon")
    """
    plain = spaced(text)
    for form, pattern in _COMPILED:
        if match := pattern.fullmatch(plain):
            return _written(form, match)
    return None


def _written(form: str, match: re.Match[str]) -> Written:
    parts = match.groupdict()
    weekday = parts["before"] or parts["after"]
    year, month, day = _solid(parts["solid"]) if form == "solid" else (parts["year"], _month(parts), int(parts["day"]))
    return Written(
        year,
        month,
        day,
        numeric="name" not in parts,
        year_first=form == "year first" or (form == "solid" and not _ends_in_a_year(parts["solid"])),
        clock=_clock(parts),
        utc=parts["zone"] != "bst" and not (parts["offset"] or "").strip("+-0:"),
        weekday=WEEKDAYS.index(weekday[:3]) if weekday else None,
    )


def _month(parts: dict[str, str]) -> int:
    return MONTHS.index(parts["name"][:3]) + 1 if "name" in parts else int(parts["month"])


def _clock(parts: dict[str, str]) -> int | None:
    hour, minute = parts["hour"] or parts.get("hour2"), parts["minute"] or parts.get("minute2")
    if not hour or not minute:
        return None
    half = {"a": 0, "p": 12}.get(parts["half"] or "")
    return (int(hour) if half is None else int(hour) % 12 + half) * 60 + int(minute)


def _solid(digits: str) -> tuple[str, int, int]:
    """Year, month and day of eight digits."""
    if _ends_in_a_year(digits):
        return digits[4:], int(digits[2:4]), int(digits[:2])
    return digits[:4], int(digits[4:6]), int(digits[6:])


def _ends_in_a_year(digits: str) -> bool:
    """Whether eight digits are day, month, year: they end in a year of this age, or in what is no month and day."""
    return FIRST_YEAR <= int(digits[4:]) <= LAST_YEAR or not _day_of_a_year(digits[4:])


def _day_of_a_year(digits: str) -> bool:
    """Whether four digits are a month and a day, in either order."""
    first, last = int(digits[:2]), int(digits[2:])
    return made(2000, first, last) is not None or made(2000, last, first) is not None or digits == "0000"


def made(year: int, month: int, day: int) -> date | None:
    """The day of the calendar, or None where there is no such day.

    >>> made(2026, 10, 5), made(2026, 2, 31)
    (datetime.date(2026, 10, 5), None)
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None
