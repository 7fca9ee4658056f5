"""The tables that agree with all that somebody knows: how far a hidden count can lie from what it is.

A small linear programme, solved corner by corner. Most sets of sums that tables share have whole corners; whoever uses a corner
checks that it is one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NEAR = 1e-9
"""Below this a number that came of additions and divisions counts as nought."""


@dataclass(frozen=True)
class Corner:
    """One table that agrees with every sum: each row of `rows` says what one of `basis` is, the last column how much.

    The counts that are not in `basis` are nought. `rows` and `basis` move from corner to corner as questions are asked.
    """

    rows: Floats
    basis: list[int]

    def furthest(self, goal: Floats) -> Floats:
        """The counts of a table, none below nought, that make the sum of `goal` times counts the greatest; it must be bounded."""
        _climb(self.rows, self.basis, goal)
        counts = np.zeros(len(goal))
        counts[self.basis] = self.rows[:, -1]
        return counts


def corner_of(sums: Floats, amounts: Floats) -> Corner:
    """A table for which `sums` times its counts are `amounts`; there must be one.

    >>> corner = corner_of(np.array([[1.0, 1.0, 1.0]]), np.array([24.0]))
    >>> corner.furthest(np.array([0.0, 1.0, 0.0])).tolist()
    [0.0, 24.0, 0.0]
    """
    many, counts = sums.shape
    signs = np.where(amounts < 0, -1.0, 1.0)[:, None]
    rows = np.hstack([sums * signs, np.eye(many), amounts[:, None] * signs])
    basis = list(range(counts, counts + many))
    _climb(rows, basis, np.concatenate([np.zeros(counts), -np.ones(many)]))
    told = [row for row in range(many) if basis[row] < counts or _leaves(rows, basis, row, counts)]
    return Corner(np.hstack([rows[told, :counts], rows[told, -1:]]), [basis[row] for row in told])


def _leaves(rows: Floats, basis: list[int], row: int, counts: int) -> bool:
    """Puts a count in the place of what was made up to begin with; false where the row says nothing that others do not."""
    within = np.flatnonzero(np.abs(rows[row, :counts]) > NEAR)
    if within.size:
        _pivot(rows, basis, row, int(within[0]))
    return bool(within.size)


def _climb(rows: Floats, basis: list[int], goal: Floats) -> None:
    """Moves to the best corner: always the first column that gains (Bland's rule, which never goes round in circles)."""
    while True:
        gains = np.flatnonzero(goal - goal[basis] @ rows[:, :-1] > NEAR)
        if not gains.size:
            return
        column = int(gains[0])
        falling = np.flatnonzero(rows[:, column] > NEAR)
        reach = rows[falling, -1] / rows[falling, column]
        nearest = falling[reach <= reach.min() + NEAR]
        _pivot(rows, basis, min(nearest.tolist(), key=lambda row: basis[row]), column)


def _pivot(rows: Floats, basis: list[int], row: int, column: int) -> None:
    rows[row] /= rows[row, column]
    others = np.arange(len(rows)) != row
    rows[others] -= np.outer(rows[others, column], rows[row])
    basis[row] = column
