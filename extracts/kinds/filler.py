"""Digits that somebody typed because a form asked for a number: all alike, or counting up or down."""

from itertools import pairwise


def is_filler(digits: str) -> bool:
    """Whether two digits or more are all alike or count up or down by one, 0 after 9.

    >>> [is_filler(one) for one in ("11111111", "12345678", "87654321", "1234567890", "12345670", "12121212")]
    [True, True, True, True, False, False]
    """
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return steps in ({0}, {1}, {9})
