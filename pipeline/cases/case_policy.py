"""The policy of cases, read strictly from matching_rules/policy/: what reopens one, how many are listed, what a home is worth."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from pipeline.policy import read_strictly

FOLDER = Path(__file__).resolve().parents[2] / "matching_rules" / "policy"


class Changes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which differences in the evidence are changed facts: how large in a weekly amount, and when days at issue still run."""

    weekly_amount_percent: int
    running_days: int


class Capacity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many cases a team can work (0: no limit), and what is taken for granted where few cases of a rule were closed."""

    cases: int
    prior_cases: int
    prior_precision: float


class Clocks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The time limits of the Prevention of Social Housing Fraud Act 2013, section 3."""

    months_from_evidence: int
    years_from_end: int


class Backlog(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ages in days at which the bands of waiting cases end."""

    bands: tuple[int, ...]


class CasePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """cases.toml as it is written."""

    changes: Changes
    capacity: Capacity
    clocks: Clocks
    backlog: Backlog


class HomeValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """What one recovered home is worth in pounds, since when we count it so, when that was published and by whom."""

    since: date
    pounds: int
    published: str
    source: str


class Values(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """values.toml as it is written."""

    recovered_home: tuple[HomeValue, ...]

    def home_on(self, day: date) -> Decimal:
        """The value of a home on a day: the latest entry that had begun, nothing before the first."""
        begun = [one for one in self.recovered_home if one.since <= day]
        return Decimal(max(begun, key=lambda one: one.since).pounds) if begun else Decimal(0)


def read_case_policy(folder: Path = FOLDER) -> CasePolicy:
    """The policy in force; raises Refused naming what is wrong with the file."""
    return read_strictly(folder / "cases.toml", CasePolicy)


def read_values(folder: Path = FOLDER) -> Values:
    """What recovered homes are worth; raises Refused naming what is wrong with the file."""
    return read_strictly(folder / "values.toml", Values)
