"""What the landlord says about its return, read strictly from `core.toml` beside the extracts.

Who owns and manages what, which tenancies are let for which need, decisions that somebody has taken, the landlord's own codes and
headings. Nothing that a log asks about a person stands here.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from extracts.contract import Extract
from extracts.core.catalogue import Catalogue
from extracts.core.kinds import WORDS
from pipeline.core.world import Provider
from pipeline.errors import Refused

SETTINGS_FILE = "core.toml"
GENERAL_NEEDS, SUPPORTED, NO_LOG = "general needs", "supported housing", "no log"
TENANCY_TYPES = {
    "general_needs": GENERAL_NEEDS, "sheltered": SUPPORTED, "supported": SUPPORTED, "temporary": NO_LOG,
    "shared_ownership": NO_LOG, "market_rent": NO_LOG, "garage": NO_LOG, "other": NO_LOG,
}  # fmt: skip
"""What each tenancy type of the extract is let for, where core.toml does not say otherwise."""
NOT_FREE = ("scheme", "location")
"""Columns of words that hold a code of the service."""


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A company of the group: the codes by which the service knows who owns and who manages its homes, and what it is."""

    landlord_code: str
    owner: str
    provider: Provider
    manager: str = ""


Told = Annotated[str, msgspec.Meta(pattern=r"\S", description="words, not a blank")]


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a person decided: who, when and why; none of them blank."""

    by: Told
    on: date
    why: Told


class Decisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the return does only because somebody decided it: addresses where no UPRN is held, free text column by column."""

    address_where_no_uprn: Decision | None = None
    free_text: dict[str, Decision] = msgspec.field(default_factory=dict)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`core.toml`: organisations, what tenancy types are let for, decisions, and the landlord's own codes and headings.

    `codes` maps extract, column and the landlord's own code to ours; `headings` maps extract and column to headings.
    `rent_changes` are the days on which rents change, in place of the first Monday of April of the same years.
    """

    organisation: tuple[Organisation, ...]
    tenancy_types: dict[str, str] = msgspec.field(default_factory=dict)
    decisions: Decisions = Decisions()
    codes: dict[str, dict[str, dict[str, str]]] = msgspec.field(default_factory=dict)
    headings: dict[str, dict[str, tuple[str, ...]]] = msgspec.field(default_factory=dict)
    rent_changes: tuple[date, ...] = ()

    @property
    def needs(self) -> dict[str, str]:
        """What each tenancy type of the extract is let for: general needs, supported housing, or no log."""
        return TENANCY_TYPES | self.tenancy_types

    def rent_changes_of(self, years: Iterable[int]) -> list[date]:
        """The days of those years on which rents change, in order: those of `rent_changes`, else the first Monday of April."""
        given = {day.year for day in self.rent_changes}
        return sorted([*self.rent_changes, *(_first_monday_of_april(year) for year in years if year not in given)])


def _first_monday_of_april(year: int) -> date:
    first = date(year, 4, 1)
    return first + timedelta(days=-first.weekday() % 7)


def read_settings(folder: Path, today: date, extracts: Catalogue) -> Settings:
    """The landlord's settings on a day, about a year's extracts; raises Refused naming the file and what is wrong with it."""
    path = folder / SETTINGS_FILE
    try:
        told = msgspec.toml.decode(path.read_bytes(), type=Settings)
    except OSError:
        raise Refused(f"{path} cannot be read. The return needs it: see docs/returns.md for an example.") from None
    except msgspec.ValidationError as error:
        raise Refused(f"{path}: {error}; docs/returns.md lists what it may have") from None
    except msgspec.DecodeError as error:
        raise Refused(f"{path} is not TOML: {error}") from None
    _organisations(path, told)
    _known_types(path, told)
    for table in (told.codes, told.headings):
        _known_columns(path, table, extracts)
    _known_words(path, told.decisions.free_text, extracts)
    _taken_by_now(path, told.decisions, today)
    return told


def _organisations(path: Path, told: Settings) -> None:
    codes = [one.landlord_code for one in told.organisation]
    if not codes or len(set(codes)) < len(codes):
        raise Refused(f"{path}: give one [[organisation]] for each landlord_code of the extracts, and none twice")
    if len({(one.owner, one.provider) for one in told.organisation}) > len({one.owner for one in told.organisation}):
        raise Refused(f"{path}: one owner is given as two kinds of provider; correct [[organisation]]")


def _taken_by_now(path: Path, told: Decisions, today: date) -> None:
    taken = {f"free_text.{name}": one for name, one in told.free_text.items()}
    taken |= {"address_where_no_uprn": told.address_where_no_uprn} if told.address_where_no_uprn else {}
    for name, one in taken.items():
        if one.on > today:
            raise Refused(
                f"{path}: [decisions.{name}] is dated {one.on}, which is still to come: a decision counts once it is taken"
            )


def _known_types(path: Path, told: Settings) -> None:
    meanings = (GENERAL_NEEDS, SUPPORTED, NO_LOG)
    for name, meaning in told.tenancy_types.items():
        if name not in TENANCY_TYPES or meaning not in meanings:
            raise Refused(
                f"{path}: [tenancy_types] has {name!r} = {meaning!r}; it may have {', '.join(TENANCY_TYPES)}, "
                f"each one of {', '.join(meanings)}"
            )


def _known_columns(path: Path, table: Mapping[str, Mapping[str, object]], extracts: Catalogue) -> None:
    for extract, columns in table.items():
        known = extracts.get(extract)
        if known is None:
            raise Refused(f"{path}: there is no extract {extract!r}; there are {', '.join(extracts)}")
        for column in columns:
            if column not in known.names:
                raise Refused(f"{path}: {extract} has no column {column!r}; docs/return-inputs.md lists its columns")


def free_words(extracts: Catalogue) -> tuple[str, ...]:
    """The columns in which people write what they like, each left blank in the return unless allowed."""
    return tuple(dict.fromkeys(name for extract in extracts.values() for name in _words_of(extract)))


def _words_of(extract: Extract) -> list[str]:
    return [field.name for field in extract.fields if field.kind is WORDS and field.name not in NOT_FREE]


def _known_words(path: Path, allowed: Mapping[str, Decision], extracts: Catalogue) -> None:
    known = free_words(extracts)
    for name in allowed:
        if name not in known:
            raise Refused(f"{path}: [decisions.free_text] has {name!r}; columns of free text are {', '.join(known)}")
