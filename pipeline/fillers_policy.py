"""The policy of fillers: from how many unrelated people a shared value is nobody's, and which payers are ways of paying."""

from pathlib import Path

import msgspec

from pipeline.policy import POLICIES, read_strictly

FILE = POLICIES / "fillers.toml"


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many may share a value: `people` and `nino` count surnames, `accounts` rent accounts, `share` a part of them from
    `at_least` accounts on.
    """

    people: int
    nino: int
    accounts: int
    share: float
    at_least: int


class Payers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of which a payer's name consists that is a way of paying; `agents` are those with a bank account of their own."""

    agents: frozenset[str]
    ways: frozenset[str]


class FillersPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """fillers.toml as it is written."""

    shared: Shared
    payers: Payers


def read_fillers_policy(path: Path = FILE) -> FillersPolicy:
    """The policy in force; raises Refused naming what is wrong with the file."""
    return read_strictly(path, FillersPolicy)
