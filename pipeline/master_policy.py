"""The policy of master records, read strictly from matching_rules/policy/master.toml."""

from pathlib import Path
from typing import Literal

import msgspec

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused
from pipeline.policy import read_strictly

FILE = Path(__file__).resolve().parent.parent / "matching_rules" / "policy" / "master.toml"
Test = Literal["sources", "records", "strength", "recency"]


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked of two values of a field, first things first: of one that lasts for life, and of one that changes."""

    lasting: tuple[Test, ...]
    changing: tuple[Test, ...]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How strong an extract's word is, and the columns that say until when and since when a row was true."""

    strength: int
    until: tuple[str, ...]
    since: tuple[str, ...]


class MasterPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the best-attested value of each field is chosen."""

    order: Order
    fields: dict[str, Literal["lasting", "changing"]]
    source: dict[str, Source]

    def tests(self, field: str) -> tuple[Test, ...]:
        """What is asked of two values of that field, first things first."""
        return self.order.lasting if self.fields[field] == "lasting" else self.order.changing


def read_master_policy(path: Path = FILE) -> MasterPolicy:
    """The policy in force; raises Refused naming what is wrong with the file, or the extract that it says nothing of."""
    policy = read_strictly(path, MasterPolicy)
    unsaid = [one.name for one in EXTRACTS.values() if one.names_people and one.name not in policy.source]
    if unsaid:
        raise Refused(f"{path.name}: it has no [source.{unsaid[0]}]; every extract that names people needs one")
    return policy
