"""The tables that agree with all that somebody knows: how far a hidden count can lie from what it is.

A linear programme, left to HiGHS. Most sets of sums that tables share have whole corners; whoever uses a corner checks that it is
one.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class _Silent(highspy.Highs):
    """HiGHS without a word on the terminal: it would greet as soon as its callbacks are enabled, which making one does."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Tables:
    """Every table, of counts from nought, for which some sums come to what is known of them."""

    programme: highspy.Highs

    def furthest(self, goal: Floats) -> Floats:
        """The counts of that one of the tables in which the sum of `goal` times counts is the greatest; it must be bounded."""
        places = np.arange(len(goal), dtype=np.int32)
        self.programme.changeColsCost(len(goal), places, goal)
        self.programme.run()
        return np.array(self.programme.getSolution().col_value)


def tables_of(sums: Floats, amounts: Floats) -> Tables:
    """The tables for which `sums` times their counts are `amounts`; there must be one.

    >>> tables = tables_of(np.array([[1.0, 1.0, 1.0]]), np.array([24.0]))
    >>> tables.furthest(np.array([0.0, 1.0, 0.0])).tolist()
    [0.0, 24.0, 0.0]
    """
    many, counts = sums.shape
    rows, columns = np.nonzero(sums)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = many, counts
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_ = np.zeros(counts), np.zeros(counts)
    model.col_upper_ = np.full(counts, highspy.kHighsInf)
    model.row_lower_ = model.row_upper_ = amounts
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(rows, np.arange(many + 1)).astype(np.int32)
    model.a_matrix_.index_, model.a_matrix_.value_ = columns.astype(np.int32), sums[rows, columns]
    programme = _Silent()
    programme.setOptionValue("threads", 1)  # the same corner on every machine
    programme.passModel(model)
    return Tables(programme)
