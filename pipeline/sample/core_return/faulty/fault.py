"""A deliberate fault: a sound log with one thing wrong, and what has to find it."""

from collections.abc import Mapping
from dataclasses import dataclass

Row = Mapping[str, str | None]

SERVICE, READING, DRAFT, LEFT_OUT, DROPPED, BLANKED = (
    "a check of the service",
    "the reading of the file",
    "the drafting of the log",
    "left out: no log is due",
    "what the service would drop, listed",
    "left blank: it may not be collected",
)
"""What finds a fault: those in the input itself are found before any check of the service could see them."""


@dataclass(frozen=True)
class Fault:
    """One fault: the checks that it is meant for, what is wrong in words, the whole row, and what catches it.


        `checks` names checks of the year, parted by spaces; or, in a word, what the return itself looks after. `again` is what
    differs in a second row of the same log, where it is told twice.
    """

    checks: str
    what: str
    row: Row
    caught: str = SERVICE
    again: Row | None = None


def faulty(sound: Row, checks: str, what: str, *wrong: Row, caught: str = SERVICE) -> Fault:
    """A fault in a sound row: what is wrong takes the place of what stood there, None of a blank."""
    changed = dict(sound)
    for values in wrong:
        changed |= values
    return Fault(checks, what, changed, caught)
