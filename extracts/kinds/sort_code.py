"""Bank sort codes: six digits."""

import re

import polars as pl

from extracts.kinds.filler import is_filler
from extracts.kinds.kind import Kind


def tidy(text: str) -> str | None:
    """The six digits, or None; a code that lost its first zero in a spreadsheet has it put back.

    >>> tidy("08-92-99"), tidy("089299"), tidy("70116")
    ('089299', '089299', '070116')
    >>> tidy("1234"), tidy("00-00-00"), tidy("12-34-56"), tidy("99-99-99")
    (None, None, None, None)
    """
    digits = _digits(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) in (5, 6)):
        return None
    return None if is_filler(digits) else digits.zfill(6)


def _digits(text: str) -> str:
    return re.sub(r"[\s\-/]", "", text).removesuffix(".0")


def lost_zero(text: str) -> bool:
    """Whether a usable code had lost its leading zero.

    >>> lost_zero("70116"), lost_zero("07-01-16")
    (True, False)
    """
    return bool(re.fullmatch(r"\d{5}(\.0)?", text))


def why_unusable(text: str) -> str:
    """What kept the text from being a sort code.

    >>> why_unusable("1234"), why_unusable("11-11-11")
    ('not six digits', 'placeholder')
    """
    return "placeholder" if re.fullmatch(r"[0-9]{5,6}", _digits(text)) else "not six digits"


SORT_CODE = Kind(
    "sort code", "A bank sort code of six digits; 12-34-56, 11-11-11 and the like are unknown", pl.String(), tidy, why_unusable
)
