"""UPRN: the Unique Property Reference Number of an address, up to twelve digits (GeoPlace)."""

import re

import polars as pl

from extracts.kinds.kind import Kind

_DIGITS = re.compile(r"0*([1-9]\d{0,11})(\.0+)?")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")


def tidy(text: str) -> str | None:
    """The number without leading zeros, or None.

    >>> tidy("010012345678")
    '10012345678'
    >>> tidy("1.00123E+11"), tidy("000000000000"), tidy("1234567890123")
    (None, None, None)
    """
    found = _DIGITS.fullmatch(text.replace(" ", "")) if text.isascii() else None
    return found[1] if found else None


def why_unusable(text: str) -> str:
    """What kept the text from being a UPRN.

    >>> why_unusable("1.00123E+11"), why_unusable("0"), why_unusable("12 High St")
    ('scientific notation', 'all zeros', 'not up to twelve digits')
    """
    if _SCIENTIFIC.fullmatch(text):
        return "scientific notation"
    return "all zeros" if re.fullmatch(r"0+", text) else "not up to twelve digits"


UPRN = Kind(
    "UPRN",
    "Unique Property Reference Number, up to 12 digits, compared without leading zeros",
    pl.String(),
    tidy,
    why_unusable,
    source="GeoPlace",
)
