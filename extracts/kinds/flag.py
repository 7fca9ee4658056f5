"""Flags: yes or no, as extracts, spreadsheets and databases write them."""

import re

import polars as pl

from extracts.kinds.kind import Kind

_YES, _NO = ("y", "yes", "true", "t", "1", "-1", "x", "✓", "✔", "☑"), ("n", "no", "false", "f", "0")
_WORDS = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)
_EMPTY_FRACTION = re.compile(r"\.0*$")


def tidy(text: str) -> bool | None:
    """True or False, or None for what is neither; -1 is how Microsoft Access writes yes, 1.0 how a column with gaps does.

    >>> tidy("Y"), tidy("False"), tidy("1.0"), tidy("0.00"), tidy("-1")
    (True, False, True, False, True)
    >>> tidy("maybe"), tidy("No - checked"), tidy("2")
    (None, None, None)
    """
    return _WORDS.get(_EMPTY_FRACTION.sub("", text.strip().casefold()))


def why_unusable(_: str) -> str:
    """The reason for every refused flag."""
    return "neither yes nor no"


FLAG = Kind("flag", "Yes or no: Y/N, yes/no, true/false, 1/0, 1.0/0.0, -1/0, x or a tick", pl.Boolean(), tidy, why_unusable)
