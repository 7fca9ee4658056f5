"""What a run is told beside the extracts: key, allow-list, decisions of officers, and what earlier exercises left for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from pipeline.decisions import Decisions, decisions_file, read_decisions
from pipeline.former import Former, read_former
from pipeline.guards import Consent
from pipeline.keys import RootKey
from pipeline.local_files import Allowed, read_allowed
from pipeline.master_policy import read_master_policy
from pipeline.policy import read_policy
from pipeline.saved_model import Model, read_model


@dataclass(frozen=True)
class Extracts:
    """What an exercise is run on: the folder, the snapshot if it was given, and what gives the archives' password.

    `decisions` is the file of officers' decisions (else the one beside the key). `previous` is the exercise whose cases are
    remembered and whose persons keep their ids; None: every case and every person is new. `model` is the run record of the
    exercise whose linkage model is used again; None: this one trains its own. `consent` is what the person has agreed to
    beforehand.
    """

    folder: Path
    as_of: date | None
    password: Callable[[str], str | None]
    decisions: Path | None = None
    previous: Path | None = None
    model: Path | None = None
    consent: Consent = field(default_factory=Consent)


@dataclass(frozen=True)
class Told:
    """What the landlord brings along: the key, the allow-list, officers' decisions, who was who in the exercise before, and a
    linkage model trained before.
    """

    root: RootKey
    allowed: Allowed
    decisions: Decisions
    former: Former | None
    model: Model | None

    @property
    def configuration(self) -> dict[str, Any]:
        """What the run record says of the policies in force, the allow-list and the decisions."""
        return {
            "priority": msgspec.to_builtins(read_policy()),
            "master": msgspec.to_builtins(read_master_policy()),
            "allow_list": self.allowed.listed,
            "decisions": {"taken": len(self.decisions.taken), "sha256": self.decisions.sha256},
        }


def told_of(order: Extracts, root: RootKey, key: Path | None) -> Told:
    """All that was told for a run; raises Refused, WrongUse or KeyProblem for whatever of it cannot be read."""
    return Told(
        root,
        read_allowed(order.folder),
        read_decisions(order.decisions or decisions_file(key), root),
        read_former(order.previous, root) if order.previous else None,
        read_model(order.model) if order.model else None,
    )
