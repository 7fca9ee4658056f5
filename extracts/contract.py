"""The shape of an extract: its columns, what each means, whether it must be there, and what it may be used for."""

import re
from dataclasses import dataclass
from enum import StrEnum

from extracts.kinds.kind import Kind


class Use(StrEnum):
    """What a column may be used for once it has been read; the privacy of every stage follows from this word."""

    FACT = "fact"
    """Kept in clear after pseudonymisation: a date, a code, a sum of money."""
    REFERENCE = "reference"
    """Replaced by a pseudonym, equal wherever the same reference of the same sort stands."""
    IDENTIFIER = "identifier"
    """Replaced by disguises for record linkage and rules; in clear only in the vault."""
    SHOWN = "shown"
    """Kept in the vault for the officer's page; no stage matches on it."""
    RETURN = "return"
    """Only ever in the CORE return: no extract that matching reads declares such a column."""


UNREADABLE = "unreadable"
"""The code of a value that was given and cannot be read, in columns where it may be the reason why all is well."""


@dataclass(frozen=True)
class Presumed:
    """What stands for a value that is given and cannot be read, where a blank would turn it into its opposite.

    It is the reading that accuses nobody; `words` says so in the notice that counts such values.
    """

    value: bool | str
    words: str


class Ends(StrEnum):
    """What a column of dates ends, and so what becomes of a row whose end was given and cannot be read."""

    NOTHING = "nothing"
    """No end: a value that cannot be read is blanked, or sets the row aside where the column must be there."""
    RECORD = "record"
    """The whole record: blank, it runs on. A row with an unreadable end is set aside; without the column all run on."""
    PART = "part"
    """A part of what the record says: a row with an unreadable end is set aside; the column may be missing."""
    CONSENT = "consent"
    """A consent: an unreadable end is blanked, so that the consent counts and nobody is referred for want of it."""
    IN_RETURN = "in return"
    """A record of the CORE return: an unreadable end is blanked, and the return keeps the log back by itself."""


@dataclass(frozen=True)
class Years:
    """The years that a column of dates may hold: from `least` to so many `ahead` of the snapshot's."""

    least: int = 1900
    ahead: int = 10

    def hold(self, year: int, snapshot: int) -> bool:
        """Whether a year is possible at the snapshot's year.

        >>> Years().hold(1899, 2026), Years().hold(1900, 2026), Years().hold(2036, 2026), Years().hold(2037, 2026)
        (False, True, True, False)
        """
        return self.least <= year <= snapshot + self.ahead


LONG_TERM = Years(ahead=150)
"""Ends that are agreed beforehand: a lease may run for 125 years."""


@dataclass(frozen=True)
class Field:
    """One column of an extract.

    `domain` says which references share a pseudonym (`tenancy_ref` and `prior_tenancy_ref` are both of domain "tenancy").
    `presumed` is what an unreadable value is taken for; None: it is blanked.
    `ends` says what a column of dates ends, `years` which years it may hold.
    """

    name: str
    kind: Kind
    use: Use
    meaning: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    domain: str = ""
    presumed: Presumed | None = None
    ends: Ends = Ends.NOTHING
    years: Years = Years()


@dataclass(frozen=True)
class Extract:
    """One file that a landlord or a partner gives: its columns, the columns of its reference, and its date order.

    `key` makes the reference that officers see, joined by "/"; extracts without one are numbered by data row.
    `scope` holds the columns within which that reference is unique (the landlord; the scheme and source body).
    `order` holds pairs of date columns of which the second may not come before the first.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    names_people: bool = False
    mandatory: bool = False

    def field(self, name: str) -> Field:
        """The column of that canonical name; KeyError when there is none."""
        return {one.name: one for one in self.fields}[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Canonical column names in the order of the contract."""
        return tuple(one.name for one in self.fields)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns without which the file is refused."""
        return tuple(one.name for one in self.fields if one.required)

    def ending(self, *sorts: Ends) -> tuple[Field, ...]:
        """The columns that end something of one of these sorts, in the order of the contract."""
        return tuple(one for one in self.fields if one.ends in sorts)

    def having(self, use: Use) -> tuple[Field, ...]:
        """The columns of one use, in the order of the contract."""
        return tuple(one for one in self.fields if one.use is use)


def plain(header: str) -> str:
    """A header as it is compared: lower case, letters and digits only.

    >>> plain("Forename(s)"), plain("TENANCY_REF"), plain("Home telephone number")
    ('forenames', 'tenancyref', 'hometelephonenumber')
    """
    return re.sub(r"[\W_]+", "", header.casefold())
