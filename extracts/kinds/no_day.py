"""What stands in a column of dates for "none": the days that systems store, zeros and nines, and words."""

import re
from datetime import date

from extracts.kinds.date_forms import spaced

NIL_DAYS = frozenset(
    {
        date(1900, 1, 1),
        date(1901, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1111, 11, 11),
        date(1800, 1, 1),
        date(9999, 1, 1),
        date(1753, 1, 1),
        date(1, 1, 1),
    }
)
"""Days that systems store for "none": the first days of Excel, SQL Server and .NET, and what people type in their place."""
EPOCHS = frozenset({date(1970, 1, 1), date(1904, 1, 1)})
"""The first day of Unix, and of Excel's 1904 date system: "none" where a column has it often, else a day like others."""
FAR_AHEAD = 2199
"""From this year on, the first and last day of a year stand for "no end" (2999-12-31, 3000-01-01, 9999-12-31)."""
_ZEROS = re.compile(r"0000-00-00|0?0([/.-])0?[01]\1(?:0000|1900|(?:19)?00)|0{8}|9{8}", re.ASCII)
"""How databases and Excel write a day that is not there: zeros, nines, and "day 0 of January 1900"."""
NO_END = frozenset(
    {
        "",
        "current", "ongoing", "on-going", "on going", "present", "open", "open ended", "open-ended", "none", "no end",
        "no end date", "not ended", "n/a", "na", "n.a.", "not applicable", "null", "(null)", "<null>", "nil", "live", "active",
        "continuing", "still current", "to date", "-", "--", "---", ".", "/ /", "//",
    }
)  # fmt: skip
"""What is written in an end column to say plainly that there is no end; "unknown", "tbc" or "ended" do not say so."""


def is_nil(day: date) -> bool:
    """Whether a day stands for "none" wherever a day may be missing.

    >>> is_nil(date(1900, 1, 1)), is_nil(date(2999, 12, 31)), is_nil(date(2026, 12, 31))
    (True, True, False)
    """
    return day in NIL_DAYS or (day.year >= FAR_AHEAD and (day.month, day.day) in ((1, 1), (12, 31)))


def says_no_day(text: str) -> bool:
    """Whether a text of zeros or nines stands for a day that is not there.

    >>> says_no_day("00/00/0000"), says_no_day("00/01/1900"), says_no_day("01/01/1900")
    (True, True, False)
    """
    return bool(_ZEROS.fullmatch(spaced(text).split(" ")[0]))


def says_no_end(text: str) -> bool:
    """Whether a text plainly says that there is no end.

    >>> says_no_end("Current"), says_no_end("n/a"), says_no_end("ENDED"), says_no_end("unknown")
    (True, True, False, False)
    """
    return spaced(text) in NO_END
