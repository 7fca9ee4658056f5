"""What a journey does with its past: recalls it, sets the referrals beside it, and says in the run record what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.cases.case_book import read_book
from pipeline.cases.case_policy import read_case_policy
from pipeline.cases.recall import Recalled, recall
from pipeline.errors import WrongUse
from pipeline.keys import RootKey
from pipeline.rulebook import Rule
from pipeline.stages.apply_rules import why_ceased
from pipeline.stages.refer import KEPT, Exercise
from pipeline.stages.remember import Memory, Present, Remembered, blank, counted, missing, recognised, remember
from pipeline.tables import Evidence


@dataclass(frozen=True)
class Past:
    """What earlier exercises left (None: nothing was recalled), and how many notes lay in the case book when the run began."""

    recalled: Recalled | None
    notes: int

    @property
    def memory(self) -> Memory:
        """The cases and what is kept of them; blank where nothing was recalled."""
        return Memory(self.recalled.cases, self.recalled.kept) if self.recalled else blank(KEPT)

    def off(self, because: Mapping[str, str], rules: Iterable[Rule]) -> dict[str, str]:
        """Why rules are not applied: they lack something in the extracts, or their card is gone and cases of theirs are known."""
        gone = set(self.memory.cases["rule"]) - {one.card.rule for one in rules}
        return {**because, **dict.fromkeys(sorted(gone), "its card was taken away")}

    def check_order(self, snapshot: date) -> None:
        """Raises WrongUse where the exercise recalled describes a later day than this snapshot."""
        if self.recalled and self.recalled.about["snapshot"] > snapshot.isoformat():
            was = self.recalled.about
            raise WrongUse(
                f"--previous {was['exercise']} describes {was['snapshot']}, a later day than this snapshot, {snapshot}"
            )

    def as_record(self, cases: pl.DataFrame) -> dict[str, Any]:
        """What the run record says of the memory: what was recalled, the notes known, and what became of the cases."""
        return {"previous": self.recalled.about if self.recalled else None, "notes_known": self.notes} | counted(cases)


def past_of(previous: Path | None, out: Path, root: RootKey) -> Past:
    """What the exercise in `previous` remembers; its notes are counted first, so that one put down meanwhile is not lost."""
    notes = len(read_book(out, root))
    return Past(recall(previous, root) if previous else None, notes)


@dataclass(frozen=True)
class Applied:
    """What rules were applied to and under what: the evidence, the rules that ran, why others did not, and what they matched."""

    evidence: Evidence
    rules: Sequence[Rule]
    off: Mapping[str, str]
    matches: Mapping[str, pl.DataFrame]


def beside_the_past(found: pl.DataFrame, past: Past, applied: Applied, exercise: Exercise) -> Remembered:
    """The referrals set beside what is remembered: which to raise, what changed about them, and what became of the others."""
    memory = past.memory
    known = recognised(found, memory.kept, exercise.number)
    ceased = why_ceased(applied.rules, applied.evidence, applied.matches, missing(known, memory))
    return remember(known, memory, read_case_policy().changes, Present(exercise.snapshot, ceased, applied.off))
