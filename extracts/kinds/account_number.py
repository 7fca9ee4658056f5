"""Bank account numbers: eight digits."""

import re

import polars as pl

from extracts.kinds.filler import is_filler
from extracts.kinds.kind import Kind

SHORTEST = 6
"""Banks print numbers of six digits; they are padded to eight."""


def tidy(text: str) -> str | None:
    """The eight digits, or None; numbers of six or seven digits are padded on the left, as banks do.

    >>> tidy("12345670"), tidy("1234576")
    ('12345670', '01234576')
    >>> tidy("1.2E+07"), tidy("00000000"), tidy("12345678"), tidy("99999999"), tidy("123")
    (None, None, None, None, None)
    """
    digits = _digits(text)
    if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= 8):
        return None
    return None if _placeholder(digits) else digits.zfill(8)


def _placeholder(digits: str) -> bool:
    shorter = digits.lstrip("0")
    return is_filler(digits) or (len(shorter) >= SHORTEST and is_filler(shorter))


def _digits(text: str) -> str:
    return re.sub(r"[\s\-]", "", text).removesuffix(".0")


def lost_zero(text: str) -> bool:
    """Whether a usable number was shorter than eight digits.

    >>> lost_zero("1234567"), lost_zero("01234567")
    (True, False)
    """
    return bool(re.fullmatch(r"\d{6,7}(\.0)?", text))


def why_unusable(text: str) -> str:
    """What kept the text from being an account number.

    >>> why_unusable("1.2E+07"), why_unusable("123"), why_unusable("11111111")
    ('scientific notation', 'not eight digits', 'placeholder')
    """
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", text):
        return "scientific notation"
    return "placeholder" if re.fullmatch(r"[0-9]{6,8}", _digits(text)) else "not eight digits"


ACCOUNT_NUMBER = Kind(
    "account number",
    "A bank account number of eight digits; 12345678, 11111111 and the like are unknown",
    pl.String(),
    tidy,
    why_unusable,
)
