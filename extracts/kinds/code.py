"""Codes: a closed list of words, or a short word of somebody else's."""

import re
from collections.abc import Callable

import polars as pl

from extracts.kinds.kind import Kind


def _plain(text: str) -> str:
    return re.sub(r"[\s\-]+", "_", text.strip()).casefold()


def _among(values: tuple[str, ...]) -> Callable[[str], str | None]:
    known = {_plain(value): value for value in values}
    return lambda text: known.get(_plain(text))


def _unknown(_: str) -> str:
    return "not a known code"


def codes(name: str, *values: str) -> Kind:
    """A kind that knows only these codes, in any case, with spaces and hyphens as underscores.

    >>> tenure = codes("tenure", "general_needs", "garage")
    >>> tenure.tidy("General-Needs")
    'general_needs'
    >>> tenure.tidy("castle"), tenure.why_unusable("castle")
    (None, 'not a known code')
    """
    return Kind(name, "one of " + ", ".join(values), pl.String(), _among(values), _unknown, accepted=values)


def tidy_any(text: str) -> str | None:
    """A free code with its spaces collapsed.

    >>> tidy_any(" MHS ")
    'MHS'
    """
    return " ".join(text.split()) or None


ANY = Kind("code", "A short code of the landlord's or the payer's own", pl.String(), tidy_any)
