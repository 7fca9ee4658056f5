"""Bank account numbers: eight digits."""

import re

import polars as pl

from extracts.kinds.kind import Kind


def tidy(text: str) -> str | None:
    """The eight digits, or None; numbers of six or seven digits are padded on the left, as banks do.

    >>> tidy("12345678"), tidy("1234567")
    ('12345678', '01234567')
    >>> tidy("1.2E+07"), tidy("00000000"), tidy("123")
    (None, None, None)
    """
    digits = re.sub(r"[\s\-]", "", text).removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and 6 <= len(digits) <= 8):
        return None
    return digits.zfill(8) if digits.strip("0") else None


def lost_zero(text: str) -> bool:
    """Whether a usable number was shorter than eight digits.

    >>> lost_zero("1234567"), lost_zero("01234567")
    (True, False)
    """
    return bool(re.fullmatch(r"\d{6,7}(\.0)?", text))


def why_unusable(text: str) -> str:
    """What kept the text from being an account number.

    >>> why_unusable("1.2E+07"), why_unusable("123")
    ('scientific notation', 'not eight digits')
    """
    return "scientific notation" if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", text) else "not eight digits"


ACCOUNT_NUMBER = Kind("account number", "A bank account number of eight digits", pl.String(), tidy, why_unusable)
