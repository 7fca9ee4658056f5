"""Short free text that is only shown."""

import polars as pl

from extracts.kinds.kind import Kind


def tidy(text: str) -> str | None:
    """The text with its spaces collapsed.

    >>> tidy(" Mrs  ")
    'Mrs'
    """
    return " ".join(text.split()) or None


TITLE = Kind("title", "A form of address, shown to officers only", pl.String(), tidy)
