"""The shape of `mapping.toml`: one table per file (or files) and the extract that they feed.

The file is data: it cannot execute, an auditor can read it, and its hash stands in the run record (docs/decisions/0049).
"""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

MAPPING_FILE = "mapping.toml"
OTHERWISE, BLANK = "*", "(blank)"
"""Keys of a table of values that stand for any other value, and for no value."""
POSITION = "position"
"""What a pattern may ask for beside columns: 1, 2, ... of the row within its tenancy, claim or account."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Words = Annotated[str, msgspec.Meta(pattern=r"\S", description="words, not a blank")]
Given = str | tuple[str, ...]
"""What a table of columns or of values holds. Not Words: within a dict, a union with their pattern ends Python in a segmentation
fault (msgspec 0.22); blank ones are refused on reading."""
OneOrMore = Words | Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]


def listed(words: str | tuple[str, ...]) -> tuple[str, ...]:
    """What may be written as one text or as a list of them, as a tuple.

    >>> listed("UPRN"), listed(("UPRN", "Parent UPRN"))
    (('UPRN',), ('UPRN', 'Parent UPRN'))
    """
    return (words,) if isinstance(words, str) else words


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table that may hold its own keys and no others."""


class Name(Strict, frozen=True):
    """One column of names to take apart into title, forename, middle_names and surname."""

    column: Words
    order: Literal["surname first", "forename first"] = "surname first"
    joint: bool = False


class Address(Strict, frozen=True):
    """One column of addresses to take apart into address_line_1 to address_line_4 and postcode."""

    column: Words


class DebitCredit(Strict, frozen=True):
    """Two columns of money that become one amount, its kind and its direction."""

    debit: Words
    credit: Words


class Reckoned(Strict, frozen=True):
    """A date worked out from another column, theirs or ours: that of the row, or the earliest or latest of a group.

    `blank_within_days` leaves the date blank where it lies no more than so many days before the newest one of the source: a
    payment schedule that still lists a claim does not say when it ended.
    """

    date: Words | None = None
    earliest: Words | None = None
    latest: Words | None = None
    per: Words | None = None
    add_days: int = 0
    add_months: int = 0
    blank_within_days: Annotated[int, msgspec.Meta(ge=0)] | None = None

    def __post_init__(self) -> None:
        if sum(word is not None for word in (self.date, self.earliest, self.latest)) != 1:
            raise ValueError("give exactly one of date, earliest and latest")
        if (self.per is None) != (self.date is not None):
            raise ValueError("earliest and latest need per = a column of ours; date has none")
        if self.blank_within_days is not None and self.latest is None:
            raise ValueError("blank_within_days goes with latest")

    @property
    def of(self) -> str:
        """The column whose dates it is worked out from."""
        return self.date or self.earliest or self.latest or ""


class OneRowPer(Strict, frozen=True):
    """The columns of ours by which rows are one: the last of each stands for all."""

    columns: Annotated[tuple[Words, ...], msgspec.Meta(min_length=1)]


class Source(Strict, frozen=True):
    """Which file or files feed an extract, and how their columns become the contract's. docs/your-exports.md has each key."""

    extract: Words
    file: OneOrMore
    sheet: Words | None = None
    header_row: Annotated[int, msgspec.Meta(ge=1)] | None = None
    no_end: bool = False
    not_used: tuple[Words, ...] = ()
    columns: dict[str, Given] = msgspec.field(default_factory=dict)
    constants: dict[str, str | int | float | bool] = msgspec.field(default_factory=dict)
    values: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    leave_out: dict[str, Given] = msgspec.field(default_factory=dict)
    keep_only: dict[str, Given] = msgspec.field(default_factory=dict)
    name: Name | None = None
    address: Address | None = None
    debit_credit: DebitCredit | None = None
    where_missing: dict[str, str | Reckoned] = msgspec.field(default_factory=dict)
    one_row_per: OneRowPer | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The names or patterns of its files, in the order of mapping.toml."""
        return listed(self.file)

    @property
    def ours(self) -> frozenset[str]:
        """The columns of the contract that it fills, from whatever key."""
        taken_apart = ("title", "forename", "middle_names", "surname") if self.name else ()
        lines = ("address_line_1", "address_line_2", "address_line_3", "address_line_4", "postcode") if self.address else ()
        money = ("amount", "kind", "direction") if self.debit_credit else ()
        return frozenset((*self.columns, *self.constants, *self.where_missing, *taken_apart, *lines, *money))


class Mapping(Strict, frozen=True):
    """`mapping.toml` as a whole."""

    source: tuple[Source, ...] = ()

    def of(self, extract: str) -> tuple[Source, ...]:
        """The sources that feed an extract, in the order of the file."""
        return tuple(source for source in self.source if source.extract == extract)


def placeholders(pattern: str) -> Iterator[str]:
    """The columns that a pattern asks for, ours or theirs.

    >>> list(placeholders("{tenancy_ref}-{position}"))
    ['tenancy_ref', 'position']
    """
    return (found[1] for found in PLACEHOLDER.finditer(pattern))
