"""Disclosure control: small counts hidden, others hidden beside them so that none can be worked out, the rest rounded.

Sources of the rule: the research services' threshold of ten with secondary suppression; rounding to five, with totals made from
rounded counts.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.disclosure_solver import Tables, tables_of

SMALLEST_SHOWN = 10
"""Counts below this are hidden, nought too: to say that nobody in a group was housed tells something of every one of them."""
LEAST_SPREAD = SMALLEST_SHOWN
"""How far apart the values that a hidden count may have must lie at least: then nobody can say that it is a small one."""
ROUNDED_TO = 5
Place = tuple[int, int]
"""A count: which table, and where in it."""
Ints = NDArray[np.int64]


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


@dataclass(frozen=True)
class Within:
    """What is known of two tables of the same logs: those counted at `part` are all, or nearly all, among those at `whole`."""

    part: tuple[Place, ...]
    whole: tuple[Place, ...]


def rounded(count: int) -> int:
    """The count to the nearest five, halves up.

    >>> rounded(12), rounded(13), rounded(10)
    (10, 15, 10)
    """
    return (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def protected(tables: Sequence[Sequence[int]], known: Iterable[Within] = ()) -> tuple[Shown, ...]:
    """The tables as they may be shown side by side, to somebody who knows how they hang together.

    They are taken to know the worst: the exact total of every table, every count that is shown exactly, and `known`, with how
    many at most are too many where the counts do not quite bear it out. For every count that is hidden there remain tables that
    agree with all of it and in which it differs by `LEAST_SPREAD` or more, unless nothing at all is shown.

    >>> [protected([table])[0].counts for table in ([40, 23, 3], [40, 23, 12], [3, 2])]
    [(40, None, None), (40, 25, 10), (None, None)]
    """
    puzzle = _puzzle(tables, known)
    hidden = _hidden(puzzle)
    shown = [None if at in hidden else rounded(count) for at, count in enumerate(puzzle.counts.tolist())]
    return tuple(Shown(tuple(shown[at] for at in table)) for table in puzzle.tables)


@dataclass(frozen=True)
class _Puzzle:
    """All counts one after the other, and which of them somebody can add up.

    `low` and `high` hold the least and the most of each count in the tables found so far that agree with what is known.
    """

    counts: Ints
    tables: tuple[range, ...]
    within: tuple[tuple[list[int], list[int]], ...]
    low: Ints
    high: Ints

    def safe(self, at: int) -> bool:
        return bool(self.high[at] - self.low[at] >= LEAST_SPREAD)

    def tried(self) -> "_Puzzle":
        return replace(self, low=self.low.copy(), high=self.high.copy())


def _puzzle(tables: Sequence[Sequence[int]], known: Iterable[Within]) -> _Puzzle:
    ends = np.cumsum([0, *map(len, tables)]).tolist()
    counts = np.array([count for table in tables for count in table], dtype=np.int64)
    within = [([ends[table] + at for table, at in one.part], [ends[table] + at for table, at in one.whole]) for one in known]
    ranges = tuple(range(*pair) for pair in itertools.pairwise(ends))
    return _Puzzle(counts, ranges, tuple(within), counts.copy(), counts.copy())


def _hidden(puzzle: _Puzzle) -> set[int]:
    hidden = set(np.flatnonzero(puzzle.counts < SMALLEST_SHOWN).tolist())
    while hidden and len(hidden) < len(puzzle.counts):
        _spread(puzzle, hidden, hidden)
        bare = next((at for at in sorted(hidden) if not puzzle.safe(at)), None)
        if bare is None:
            break
        hidden.add(_to_hide_beside(bare, puzzle, hidden))
    return hidden


def _to_hide_beside(bare: int, puzzle: _Puzzle, hidden: set[int]) -> int:
    """The smallest shown count that keeps a hidden one safe, of its own table if there is one; else the one that helps most."""
    own = next(table for table in puzzle.tables if bare in table)
    shown = [at for at in range(len(puzzle.counts)) if at not in hidden]
    helped: dict[int, int] = {}
    for at in sorted(shown, key=lambda at: (at not in own, puzzle.counts[at], at)):
        trial = puzzle.tried()
        _spread(trial, hidden | {at}, {bare})
        if trial.safe(bare):
            return at
        helped[at] = int(trial.high[bare] - trial.low[bare])
    return max(helped, key=lambda at: helped[at])


def _spread(puzzle: _Puzzle, hidden: set[int], asked: Iterable[int]) -> None:
    """Looks for tables that agree with what is known and in which the counts asked for are as small, or as great, as can be."""
    places = sorted(hidden)
    sums, amounts = _sums(puzzle, places)
    agreeing = tables_of(sums.astype(np.float64), amounts.astype(np.float64))
    for at in sorted(asked):
        for sign in (1.0, -1.0):
            if not puzzle.safe(at):
                _look(puzzle, places, (agreeing, sums, amounts), sign * np.eye(sums.shape[1])[places.index(at)])


def _look(puzzle: _Puzzle, places: list[int], system: tuple[Tables, Ints, Ints], goal: NDArray[np.float64]) -> None:
    agreeing, sums, amounts = system
    found = np.rint(agreeing.furthest(goal)).astype(np.int64)
    if (found >= 0).all() and (sums @ found == amounts).all():  # only a table in whole numbers proves anything
        puzzle.low[places] = np.minimum(puzzle.low[places], found[: len(places)])
        puzzle.high[places] = np.maximum(puzzle.high[places], found[: len(places)])


def _sums(puzzle: _Puzzle, places: list[int]) -> tuple[Ints, Ints]:
    """What somebody can add up of the hidden counts, one row a sum, and what it comes to; a rest for each part of a whole."""
    rests = len(puzzle.within)
    sums = np.zeros((len(puzzle.tables) + rests, len(puzzle.counts) + rests), dtype=np.int64)
    for row, table in enumerate(puzzle.tables):
        sums[row, table] = 1
    for n, (part, whole) in enumerate(puzzle.within):
        row = len(puzzle.tables) + n
        np.add.at(sums[row], part, 1)
        np.add.at(sums[row], whole, -1)
        sums[row, len(puzzle.counts) + n] = 1
    known = sums[:, : len(puzzle.counts)] @ puzzle.counts
    truth = np.concatenate([puzzle.counts, np.maximum(-known[len(puzzle.tables) :], 0)])
    columns = [*places, *range(len(puzzle.counts), len(puzzle.counts) + rests)]
    return sums[:, columns], sums[:, columns] @ truth[columns]
