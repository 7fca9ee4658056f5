"""The policy of priorities, read strictly from matching_rules/policy/priority.toml."""

from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.errors import Refused

FILE = Path(__file__).resolve().parent.parent / "matching_rules" / "policy" / "priority.toml"


class Corroboration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points for each independent source that says the same, and the most they add up to."""

    each: int
    most: int


class Duration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points for an overlap of at least so many days."""

    days: int
    points: int


class Money(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points for an amount of at least so many pounds."""

    pounds: int
    points: int


class Doubt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points taken off where an address does not tell, or the evidence is old."""

    unresolved_address: int
    stale_source: int
    stale_after_days: int


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a score is made and what priority it gives."""

    link: dict[str, int]
    corroboration: Corroboration
    duration: Duration
    money: Money
    doubt: Doubt
    priority: dict[str, int]
    caps: dict[str, str]


Page = TypeVar("Page")


def read_strictly(path: Path, form: type[Page]) -> Page:
    """A page of policy in the form it must have; raises Refused naming what is wrong with the file."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=form)
    except msgspec.ValidationError as error:
        raise Refused(f"{path.name}: {error}") from None
    except msgspec.DecodeError as error:
        raise Refused(f"{path.name} is not TOML: {error}") from None


def read_policy(path: Path = FILE) -> Policy:
    """The policy in force; raises Refused naming what is wrong with the file."""
    return read_strictly(path, Policy)
