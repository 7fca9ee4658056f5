"""British postcodes, in the one spelling "ME4 4AA"."""

import re

import polars as pl

from extracts.kinds.kind import Kind

_OUTWARD = r"(?:[A-Z]{1,2}\d{1,2}|[A-Z]{1,2}\d[A-Z]|GIR|BFPO)"
_AREA_AND_DISTRICT = r"(?:[A-PR-UWYZ][A-HK-Y]?\d{1,2})|(?:[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNPR-Y])"
_INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(rf"({_AREA_AND_DISTRICT})({_INWARD})|(GIR)(0AA)|(BFPO)(\d{{1,4}})")
_LETTER = str.maketrans("01", "OI")
_DIGIT = str.maketrans("OI", "01")


def _grammatical(compact: str) -> str | None:
    found = _POSTCODE.fullmatch(compact)
    return " ".join(part for part in found.groups() if part) if found else None


def _mended(compact: str) -> str | None:
    """The postcode with O and 0, I and 1 put where the inward code's grammar alone allows them."""
    outward, inward = compact[:-3], compact[-3:]
    return _grammatical(outward + inward[:1].translate(_DIGIT) + inward[1:].translate(_LETTER))


def tidy(text: str) -> str | None:
    """The postcode in capitals with one space, or None; slips of O for 0 and I for 1 in its second half are mended.

    >>> tidy("me44aa"), tidy("ME4 4AA"), tidy("ME4 OAA")
    ('ME4 4AA', 'ME4 4AA', 'ME4 0AA')
    >>> tidy("ME4"), tidy("not known")
    (None, None)
    """
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    return _grammatical(compact) or (_mended(compact) if 5 <= len(compact) <= 7 else None)


def why_unusable(text: str) -> str:
    """What kept the text from being a postcode.

    >>> why_unusable("ME4"), why_unusable("not known")
    ('only the first half', 'not a postcode')
    """
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    return "only the first half" if re.fullmatch(_OUTWARD, compact) else "not a postcode"


def outward(postcode: str) -> str:
    """The first half of a tidy postcode.

    >>> outward("ME4 4AA")
    'ME4'
    """
    return postcode.partition(" ")[0]


def sector(postcode: str) -> str:
    """The postcode without its last two letters.

    >>> sector("ME4 4AA")
    'ME4 4'
    """
    return postcode[:-2]


POSTCODE = Kind("postcode", "A British postcode", pl.String(), tidy, why_unusable, source="Royal Mail's postcode grammar")
