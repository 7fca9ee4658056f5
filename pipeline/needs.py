"""What a rule needs of the extracts: the ways in which it can run, and what it reads beside and can do without.

A requirement is any of several sets of columns, and each set is met where each of its parts has a usable value in some row: a
part is any of several columns. A column without a name stands for its extract, which must have a usable row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extracts.catalogue import EXTRACTS

Column = tuple[str, str]
Part = tuple[Column, ...]
Requirement = tuple[tuple[Part, ...], ...]
Form = tuple[tuple[tuple[str, ...], ...], ...]
"""The same of columns without their extract, for both sides of a pair."""

LINES = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")
IDENTITY: Form = ((("nino",),), (("date_of_birth",),))
"""What both records must know for linkage to take them for one person's: names alone never suffice."""
HOME: Form = ((("uprn",),), (("postcode",), LINES))
"""What both addresses must tell for two homes to be compared."""
FORMS: Mapping[str, Form] = {
    "home": HOME,
    "number, middle name or home": ((("nino",),), (("middle_names",),), *HOME),
}
"""What a word may ask of both sides, by the name that it is asked by."""


@dataclass(frozen=True)
class Reading:
    """A column, or a whole extract, that a rule reads and can run without, and what it then does less well."""

    says: str
    extract: str
    column: str = ""


@dataclass(frozen=True)
class Way:
    """The extracts on the two sides under which a rule can run, and what it needs there; all requirements must be met."""

    sides: tuple[str, ...]
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class Needs:
    """A rule can run in any of its `ways`; `readings` it can do without; it starts from what the rules `of` find."""

    ways: tuple[Way, ...]
    readings: tuple[Reading, ...] = ()
    of: tuple[str, ...] = ()

    @property
    def extracts(self) -> frozenset[str]:
        """Every extract that some way of the rule needs."""
        return frozenset(extract for way in self.ways for extract, _ in columns_of(way))


def columns_of(way: Way) -> frozenset[Column]:
    """Every column that a way's requirements name, and each side as a whole."""
    named = {column for need in way.requirements for parts in need for part in parts for column in part}
    return frozenset(named | {(side, "") for side in way.sides})


def having(extract: str, *parts: str) -> Requirement:
    """The requirement of columns in one extract; "a|b" is any of the two; without columns, of a usable row."""
    return (tuple(tuple((extract, column) for column in part.split("|")) for part in (parts or ("",))),)


def on_both(form: Form, sides: Iterable[str]) -> Requirement:
    """The form on every side; alternatives that the contract of a side has no columns for are left out."""
    found = []
    for alternative in form:
        parts = [_part(side, columns) for side in dict.fromkeys(sides) for columns in alternative]
        if all(parts):
            found.append(tuple(parts))
    return tuple(found)


def _part(extract: str, columns: tuple[str, ...]) -> Part:
    return tuple((extract, column) for column in columns if column in EXTRACTS[extract].names)
