"""Postcodes as the service keeps them and judges them."""

import re

import polars as pl

from pipeline.core.spaces import TRIMMED

_GEOGRAPHIC = re.compile(
    r"([A-PR-UWYZ01][A-HJ-Z0]?)(?:([0-9IO][0-9A-HJKMNPR-YIO]?)(?:\s*([0-9IO])([ABD-HJLNPQ-Z]{2})?)?)?\n?",
    re.IGNORECASE | re.ASCII,
)
_GIRO = re.compile(r"G[I1]R\s*[0O]AA", re.IGNORECASE | re.ASCII)
_AS_LETTERS = str.maketrans("10", "IO")
_AS_DIGITS = str.maketrans("IO", "10")

ACCEPTED = (
    r"(?im)^(([A-Z]{1,2}[0-9][A-Z0-9]?|ASCN|STHL|TDCU|BBND|[BFS]IQQ|PCRN|TKCA) ?[0-9][A-Z]{2}|BFPO ?[0-9]{1,4}"
    r"|(KY[0-9]|MSR|VG|AI)[ -]?[0-9]{4}|[A-Z]{2} ?[0-9]{2}|GE ?CX|GIR ?0A{2}|SAN ?TA1)$"
)
"""The shapes the service accepts, those of the overseas territories and of the forces among them."""


def tidy(text: str) -> str:
    """A postcode in the service's spelling: capitals, one space, letters and digits put right where they were mixed up.

    >>> tidy("nowhere"), tidy("4AA")
    ('nowhere', '4AA')
    >>> tidy("ME4 4AA\u00a0") == "ME4 4AA\u00a0"  # the service does not take a no-break space for one
    True
    >>> tidy("me44aa"), tidy("ME4 4AA "), tidy("ME4"), tidy("SW1A OAA")
    ('ME4 4AA', 'ME4 4AA', 'ME4', 'SW1A 0AA')
    """
    if _GIRO.fullmatch(text.strip(TRIMMED)):
        return "GIR 0AA"
    parts = _GEOGRAPHIC.fullmatch(text.strip(TRIMMED))
    if not parts:
        return text
    area, district, sector, unit = (part.upper() if part else "" for part in parts.groups())
    outward = area.translate(_AS_LETTERS) + district.translate(_AS_DIGITS)
    inward = sector.translate(_AS_DIGITS) + unit.translate(_AS_LETTERS)
    return f"{outward} {inward}".strip()


def tidied(postcodes: pl.Series) -> pl.Series:
    """A column of postcodes in the service's spelling; blank stays null."""
    distinct = postcodes.drop_nulls().unique()
    return postcodes.replace_strict(distinct, pl.Series([tidy(text) for text in distinct], dtype=pl.String), default=None)


def unusable(answer: str) -> pl.Expr:
    """True where a postcode is given that the service does not accept."""
    return pl.col(answer).is_not_null() & ~pl.col(answer).str.contains(ACCEPTED).fill_null(True)
