"""Flags: yes or no, as extracts write them."""

import polars as pl

from extracts.kinds.kind import Kind

_YES, _NO = ("y", "yes", "true", "t", "1"), ("n", "no", "false", "f", "0")
_WORDS = dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False)


def tidy(text: str) -> bool | None:
    """True or False, or None for what is neither.

    >>> tidy("Y"), tidy("False")
    (True, False)
    >>> tidy("maybe")
    """
    return _WORDS.get(text.strip().casefold())


def why_unusable(_: str) -> str:
    """The reason for every refused flag."""
    return "neither yes nor no"


FLAG = Kind("flag", "Yes or no: Y/N, yes/no, true/false, 1/0, in any case", pl.Boolean(), tidy, why_unusable)
