"""Bank sort codes: six digits."""

import re

import polars as pl

from extracts.kinds.kind import Kind


def tidy(text: str) -> str | None:
    """The six digits, or None; a code that lost its first zero in a spreadsheet has it put back.

    >>> tidy("12-34-56"), tidy("123456"), tidy("70116")
    ('123456', '123456', '070116')
    >>> tidy("1234"), tidy("00-00-00")
    (None, None)
    """
    digits = re.sub(r"[\s\-/]", "", text).removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (5, 6)):
        return None
    return digits.zfill(6) if digits.strip("0") else None


def lost_zero(text: str) -> bool:
    """Whether a usable code had lost its leading zero.

    >>> lost_zero("70116"), lost_zero("07-01-16")
    (True, False)
    """
    return bool(re.fullmatch(r"\d{5}(\.0)?", text))


def why_unusable(_: str) -> str:
    """The reason for every refused sort code."""
    return "not six digits"


SORT_CODE = Kind("sort code", "A bank sort code of six digits", pl.String(), tidy, why_unusable)
