"""References: the numbers by which a landlord or a payer calls its things. Text, for leading zeros and slashes count."""

import polars as pl

from extracts.kinds.kind import Kind


def tidy(text: str) -> str | None:
    """The reference with inner spaces collapsed; zeros, slashes and case are kept.

    >>> tidy(" 00123/4 ")
    '00123/4'
    >>> tidy("   ")
    """
    return " ".join(text.split()) or None


REFERENCE = Kind("reference", "A reference, compared as text: leading zeros and slashes count", pl.String(), tidy)
