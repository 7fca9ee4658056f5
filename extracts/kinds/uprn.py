"""UPRN: the Unique Property Reference Number of an address, up to twelve digits (GeoPlace)."""

import re

import polars as pl

from extracts.kinds.filler import is_filler
from extracts.kinds.kind import Kind

_DIGITS = re.compile(r"0*([1-9]\d{0,11})(\.0+)?")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")


def tidy(text: str) -> str | None:
    """The number without leading zeros, or None.

    >>> tidy("010012345678")
    '10012345678'
    >>> tidy("1.00123E+11"), tidy("000000000000"), tidy("1234567890123"), tidy("1"), tidy("999999999999")
    (None, None, None, None, None)
    """
    digits = _DIGITS.fullmatch(text.replace(" ", "")) if text.isascii() else None
    return digits[1] if digits and not _placeholder(digits[1]) else None


def _placeholder(digits: str) -> bool:
    """1, 12345, 999999999999 and the like: where there are such UPRNs, the words of the address tell the home as well."""
    return digits == "1" or (len(digits) > 1 and is_filler(digits))


def why_unusable(text: str) -> str:
    """What kept the text from being a UPRN.

    >>> why_unusable("1.00123E+11"), why_unusable("0"), why_unusable("12 High St")
    ('scientific notation', 'all zeros', 'not up to twelve digits')
    """
    if _SCIENTIFIC.fullmatch(text):
        return "scientific notation"
    digits = _DIGITS.fullmatch(text.replace(" ", ""))
    if digits and _placeholder(digits[1]):
        return "placeholder"
    return "all zeros" if re.fullmatch(r"0+", text) else "not up to twelve digits"


UPRN = Kind(
    "UPRN",
    "Unique Property Reference Number, up to 12 digits, compared without leading zeros",
    pl.String(),
    tidy,
    why_unusable,
    source="GeoPlace",
)
