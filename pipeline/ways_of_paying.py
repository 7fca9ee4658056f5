"""Payers' names that name no payer: the channel the money came by, an agent with the place of its counter, a public body."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.fillers_policy import Payers

SHORTEST = 3
"""Letters of a word that may be run together with others ("directdebit"): two letters stand in too many surnames."""

INITIALS = re.compile(r"\b\w(?: \w)+\b")
"""Letters that stand apart, as in "P.O." and "B.A.C.S."."""


@dataclass(frozen=True)
class Channels:
    """The words of ways of paying: those of the policy, `landlords` (their codes) and `places` (words of our addresses)."""

    payers: Payers
    landlords: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def is_way(self, name: str) -> bool:
        """Whether a tidy name says only how the money came: all its words do, or an agent's stands beside those of a place."""
        name = INITIALS.sub(lambda letters: letters[0].replace(" ", ""), name)
        words = frozenset(name.split())
        together = name.replace(" ", "")
        if words <= self._words or together in self._words or self._run_together.fullmatch(together):
            return True
        return self.is_agent(name) and words - self._agents_words(name) <= self._words | self.places

    def is_agent(self, name: str) -> bool:
        """Whether an agent is named, in one word or in two ("pay point")."""
        return bool(self._agents_words(name))

    def _agents_words(self, name: str) -> frozenset[str]:
        words = name.split()
        pairs = [pair for pair in pairwise(words) if "".join(pair) in self.payers.agents]
        return frozenset(words) & self.payers.agents | {word for pair in pairs for word in pair}

    @cached_property
    def _words(self) -> frozenset[str]:
        return self.payers.agents | self.payers.banks | self.payers.ways | self.landlords

    @cached_property
    def _run_together(self) -> re.Pattern[str]:
        """Several words of the list without spaces between them; a word that stands in no other place is none of a name."""
        long = sorted(word for word in self._words if len(word) >= SHORTEST)
        return re.compile(f"(?:{'|'.join(map(re.escape, long))}){{2,}}")


def body_of(name: str, payers: Payers) -> str | None:
    """The class of a payer that is a public body ("benefit" or "council") by its tidy name, else None."""
    spaced = f" {name} "
    for payer_class, phrases in (("benefit", payers.benefit), ("council", payers.council)):
        if any(f" {phrase} " in spaced for phrase in phrases):
            return payer_class
    return None
