"""The tables that pass between stages; a frame with identities and one without are different types."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from extracts.contract import Extract


@dataclass(frozen=True)
class RawTable:
    """One file as text: canonical column names, nothing judged yet.

    `rows` holds `line` (UInt32, the physical line a record begins on), `row` (UInt32, which data row it is, from 1) and one
    String column per contract column found in the file, blank as null. `set_aside` holds rows that are no records (`line`,
    `row`, `reason`, `content`: JSON of the cells). `about` is what the run record says of the file.
    """

    extract: Extract
    rows: pl.DataFrame
    set_aside: pl.DataFrame
    about: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Identified:
    """Tidy, typed rows of one extract with identities in clear: `line`, `row` and the contract's columns.

    What a name column said beside the name follows as flags (Boolean, never null): `death_marker` and `not_a_person` in
    extracts that name people, `payer_death_marker` in `rent_transaction`.
    """

    extract: Extract
    frame: pl.DataFrame


@dataclass(frozen=True)
class Checked:
    """One extract judged: rows accepted, rows set aside, values blanked, and what the run record says of it.

    `set_aside` holds `extract`, `line`, `row`, `reasons` (List[String], "column: reason") and `content` (JSON of the cells).
    `blanked` holds the unusable values of optional columns in accepted rows: `extract`, `line`, `row`, `column`, `reason`,
    `value`. Both name people: they go to the vault and nowhere else.
    """

    accepted: Identified
    set_aside: pl.DataFrame
    blanked: pl.DataFrame
    about: dict[str, object] = field(default_factory=dict)

    @property
    def notices(self) -> list[object]:
        """What there is to notice about the extract, in sentences."""
        notices = self.about.get("notices", [])
        return notices if isinstance(notices, list) else []


@dataclass(frozen=True)
class Pseudonymised:
    """The same rows with nothing that names a person or a place: `record`, facts, reference pseudonyms, address keys."""

    extract: Extract
    frame: pl.DataFrame


@dataclass(frozen=True)
class People:
    """One row per accepted row that names a person: `record`, `extract` and the disguises linkage compares."""

    frame: pl.DataFrame


@dataclass(frozen=True)
class Links:
    """Pairs of records that may be one person: `left`, `right`, `match_weight`, `match_probability`, `key_class`, levels."""

    frame: pl.DataFrame


LEVELS = ("forename", "surname", "date_of_birth", "nino", "contact")
"""The attributes compared: each a column of a link, saying "agree", "close", "conflict" or "missing"."""


@dataclass(frozen=True)
class Evidence:
    """What rules are applied to: pseudonymous tables with persons, the links between records, and the snapshot."""

    facts: dict[str, Pseudonymised]
    links: Links
    snapshot: date
    candidates: pl.DataFrame | None = None
    """Every pair compared (`left`, `right`, `key_class`), linked or not: for asking whether somebody may be known after all."""
