"""Disclosure control: small counts hidden, others hidden beside them so that none can be worked out, the rest rounded.

Sources of the rule: the research services' threshold of ten with secondary suppression; rounding to five, with totals made from
rounded counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_SHOWN = 10
"""Counts below this are hidden, nought too: to say that nobody in a group was housed tells something of every one of them."""
ROUNDED_TO = 5
FEWEST_HIDDEN = 2
"""A hidden count that stands alone beside a total is no secret."""


@dataclass(frozen=True)
class Shown:
    """A table of counts as it may be shown: each count rounded, or None where it is hidden, and their total.

    `total` adds up the rounded counts that are shown; `complete` is false where hidden ones are missing from it.
    """

    counts: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """The sum of the counts that are shown."""
        return sum(count for count in self.counts if count is not None)

    @property
    def complete(self) -> bool:
        """Whether no count is hidden."""
        return None not in self.counts


def rounded(count: int) -> int:
    """The count to the nearest five, halves up.

    >>> rounded(12), rounded(13), rounded(10)
    (10, 15, 10)
    """
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def protected(counts: Sequence[int], lines: Sequence[Sequence[int]] = ()) -> Shown:
    """The counts as they may be shown.

    `lines` are further sets of places whose sum somebody may know (a subtotal shown elsewhere); the whole table is always one.

    >>> protected([40, 23, 3]).counts, protected([40, 23, 12]).counts, protected([3, 2]).counts
    ((40, None, None), (40, 25, 10), (None, None))
    """
    every = [*(tuple(line) for line in lines), tuple(range(len(counts)))]  # the narrow ones first: they leave most in sight
    hidden = {at for at, count in enumerate(counts) if count < SMALLEST_SHOWN}
    while short := next((line for line in every if _gives_away(counts, line, hidden)), None):
        hidden.add(min((counts[at], at) for at in short if at not in hidden)[1])
    return Shown(tuple(None if at in hidden else rounded(count) for at, count in enumerate(counts)))


def _gives_away(counts: Sequence[int], line: Sequence[int], hidden: set[int]) -> bool:
    """Whether the line's sum would tell a hidden count, or that they are few together, and something is left to hide."""
    covered = [at for at in line if at in hidden]
    if not covered or len(covered) == len(line):
        return False
    return len(covered) < FEWEST_HIDDEN or sum(counts[at] for at in covered) < SMALLEST_SHOWN


def ranges(shown: Shown, known: Sequence[int], lines: Sequence[tuple[Sequence[int], int]]) -> list[tuple[int, int]]:
    """What somebody could work out: for each place the least and the most it can be.

    They are taken to know the worst: every count that is shown exactly (`known`, whatever stands at hidden places is not looked
    at), and the exact sum of each line. Narrowed line by line until nothing narrows any more.

    >>> ranges(Shown((40, None, None)), [41, 0, 0], [((0, 1, 2), 64)])
    [(41, 41), (0, 23), (0, 23)]
    """
    most = max((total for _, total in lines), default=0)
    spans = [(0, most) if count is None else (known[at], known[at]) for at, count in enumerate(shown.counts)]
    while True:
        narrowed = list(spans)
        for line, total in lines:
            for at in line:
                least = total - sum(narrowed[other][1] for other in line if other != at)
                largest = total - sum(narrowed[other][0] for other in line if other != at)
                narrowed[at] = (max(narrowed[at][0], least), min(narrowed[at][1], largest))
        if narrowed == spans:
            return spans
        spans = narrowed
