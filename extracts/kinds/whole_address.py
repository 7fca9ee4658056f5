"""A whole address in one cell, taken apart into lines and a postcode."""

import re
from dataclasses import dataclass

from extracts.kinds import postcode

LINES = 4
_BREAK = re.compile(r"[,;|\r\n]+")
_NUMBER_ALONE = re.compile(r"\d+[A-Za-z]?(?:\s*[-/]\s*\d+[A-Za-z]?)?")
_AT_THE_END = re.compile(r"(?:^|[\s,])([A-Za-z]{1,2}\d[A-Za-z\d]?\s*[\dOoIi][A-Za-z]{2})\W*$")
_COUNTRIES = frozenset(("uk", "u.k.", "united kingdom", "england", "great britain", "gb", "scotland", "wales"))


@dataclass(frozen=True)
class Parts:
    """Up to four lines, the last of which holds whatever is left, and the postcode where the text ends in one."""

    lines: tuple[str, ...]
    postcode: str | None = None


def parts_of(text: str) -> Parts:
    """The lines and postcode of an address; a house number on a line of its own goes with the line after it.

    >>> parts_of("Flat 3, 12, High Street, Chatham, ME4 4AA")
    Parts(lines=('Flat 3', '12 High Street', 'Chatham'), postcode='ME4 4AA')
    >>> parts_of("12 High Street Chatham me44aa")
    Parts(lines=('12 High Street Chatham',), postcode='me44aa')
    """
    pieces = [" ".join(piece.split()) for piece in _BREAK.split(text)]
    pieces = [piece for piece in pieces if piece]
    ending, code = _postcode_off(pieces)
    lines = _numbers_joined(ending)
    return Parts((*lines[: LINES - 1], *([", ".join(lines[LINES - 1 :])] if len(lines) >= LINES else [])), code)


def _postcode_off(pieces: list[str]) -> tuple[list[str], str | None]:
    """The pieces before the postcode, and it; the name of a country after it stays a line."""
    country = pieces[-1:] if pieces and pieces[-1].casefold() in _COUNTRIES else []
    before = pieces[: len(pieces) - len(country)]
    match = _AT_THE_END.search(before[-1]) if before else None
    if not match or postcode.tidy(match[1]) is None:
        return pieces, None
    rest = before[-1][: match.start()].strip()
    return [*before[:-1], *([rest] if rest else []), *country], match[1]


def _numbers_joined(pieces: list[str]) -> list[str]:
    lines: list[str] = []
    number = ""
    for piece in pieces:
        line = f"{number} {piece}".strip()
        number = line if _NUMBER_ALONE.fullmatch(line) else ""
        lines += [] if number else [line]
    return [*lines, number] if number else lines
