"""Headers as words: short forms written out, what is one thing written together, and how well two headers agree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache

import jellyfish

from extracts.contract import plain

SHORTEST_NEAR, LONGEST_ONE_SLIP, MOST_SLIPS = 6, 10, 2
"""A spelling is near from six letters on: one slip is allowed up to ten letters, two beyond. Shorter words differ by one letter
and mean other things (`end` and `send`, `NINO` and `UNO`)."""

ANOTHER = frozenset({"other", "second"})
"""Words that, beside one for a person, make it another person: "Other Occupant Name" is not the occupant's other names."""


class Fit(IntEnum):
    """How well a header fits a name, the better the higher."""

    NOT = 0
    NEAR = 6
    SUBJECT = 7
    USUAL = 8
    NAME = 10


@dataclass(frozen=True)
class Dictionary:
    """Short forms, words that are one thing, and words that say nothing."""

    short: dict[str, str]
    together: dict[str, str]
    ignored: frozenset[str]
    _done: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def words(self, header: str) -> frozenset[str]:
        """The words of a header, without order, short forms written out."""
        if header not in self._done:
            self._done[header] = self._words(header)
        return self._done[header]

    def _words(self, header: str) -> frozenset[str]:
        parted = re.sub(r"([a-z])([A-Z])", r"\1 \2", header)
        parted = re.sub(r"(?<=[A-Za-z]{3})(?=\d)", " ", parted).casefold().replace("'", "")
        text = f" {' '.join(re.findall(r'[a-z]+|[0-9]+', parted))} "
        for apart, joined in self.together.items():
            text = text.replace(f" {apart} ", f" {joined} ")
        listed = [self.short.get(word, word) for word in text.split()]
        return frozenset(self.short.get(one, one) for one in map(_singular, listed))

    def fits(self, words: frozenset[str], wanted: frozenset[str], subject: frozenset[str]) -> Fit:
        """How well the words of a header fit those of a usual wording, where `subject` is what the whole table is about."""
        left, lacking = words - wanted - self.ignored, wanted - words - self.ignored
        if not left and not lacking:
            return Fit.USUAL
        if not lacking and left <= subject and wanted - self.ignored and not wanted & ANOTHER:
            return Fit.SUBJECT
        return Fit.NOT


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def is_named(header: str, names: Iterable[str]) -> bool:
    """Whether a header is one of the names, as the reader of extracts compares them.

    >>> is_named("Post Code", ("postcode",)), is_named("Post Codes", ("postcode",))
    (True, False)
    """
    return _plain(header) in {_plain(name) for name in names}


def nearly_named(header: str, names: Iterable[str]) -> bool:
    """Whether a header is a misspelling of one of the names.

    >>> nearly_named("Surnmae", ("surname",)), nearly_named("Date of bith", ("date_of_birth",))
    (True, True)
    >>> nearly_named("end", ("send",)), nearly_named("address_line_2", ("address_line_1",))
    (False, False)
    """
    mine = _plain(header)
    return len(mine) >= SHORTEST_NEAR and any(
        _near(mine, name) for name in map(_plain, names) if abs(len(mine) - len(name)) <= MOST_SLIPS
    )


@cache
def _plain(name: str) -> str:
    return plain(name)


@cache
def _near(header: str, name: str) -> bool:
    if len(name) < SHORTEST_NEAR or re.findall(r"\d", header) != re.findall(r"\d", name):
        return False
    slips = 1 if len(name) <= LONGEST_ONE_SLIP else MOST_SLIPS
    return 0 < jellyfish.damerau_levenshtein_distance(header, name) <= slips
