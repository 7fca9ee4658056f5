"""The door to decisions: a named officer says of two records whether they are one person; it is logged, sealed and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.audit import now
from pipeline.clerical import clerical_pairs, read_answers
from pipeline.decisions import DIFFERENT, SAME, Decision, Decisions, add_decisions, decisions_file, read_decisions
from pipeline.doors.opening import Opening, identities, unlocked
from pipeline.errors import WrongUse
from pipeline.keys import landlord_key
from pipeline.officer.comma_separated import harmless
from pipeline.references import record_of
from pipeline.run_record import read_record


@dataclass(frozen=True)
class Place:
    """Where decisions are kept (None: beside the key), and the key (None: where it usually lies)."""

    decisions: Path | None
    key: Path | None

    @property
    def file(self) -> Path:
        """The file of decisions."""
        return self.decisions or decisions_file(self.key)


@dataclass(frozen=True)
class Decided:
    """What an officer's deciding came to: the file, who decided, and how many decisions were added."""

    file: Path
    officer: str
    count: int


def _add(opening: Opening, place: Place, said: Sequence[tuple[str, str, str]]) -> Decided:
    root, when = landlord_key(place.key, (opening.out,), make=False), now()
    snapshot = read_record(opening.out)["snapshot"]
    new = [
        Decision(when, opening.officer, opening.reason, snapshot, min(one, other), max(one, other), says)
        for one, other, says in said
    ]
    add_decisions(place.file, root, new)
    return Decided(place.file, opening.officer, len(new))


def decide(opening: Opening, sides: tuple[str, str], says: str, place: Place) -> Decided:
    """Keeps what the officer says of the two records called so; every later `match` honours it.

    Raises WrongUse for a reference that names no record or several, or the same one twice; Refused for a contradiction.
    """
    vault = unlocked(opening, read_record(opening.out), place.key, f"decided a pair: {says}", 1)
    people = identities(vault)
    left, right = (record_of(side, people, option) for side, option in zip(sides, ("--left", "--right"), strict=True))
    if left == right:
        raise WrongUse("--left and --right name the same record; name two")
    return _add(opening, place, [(left, right, says)])


def decide_from(opening: Opening, answered: Path, place: Place) -> Decided:
    """Keeps the answers of a clerical review as decisions: yes as one person, no as two; blanks say nothing.

    Raises Refused, and keeps nothing, where the file does not fit (`read_answers`) or answers contradict decisions in force.
    """
    vault = unlocked(opening, read_record(opening.out), place.key, "decided the pairs of a clerical review", 0)
    candidates = vault.table("candidates")
    answers = read_answers(answered, harmless(clerical_pairs(candidates, identities(vault))), candidates)
    said = answers.select("left", "right", pl.when("same").then(pl.lit(SAME)).otherwise(pl.lit(DIFFERENT)))
    return _add(opening, place, said.rows())


def decisions(out: Path, place: Place) -> Decisions:
    """All decisions that were taken, checked; they name nobody."""
    read_record(out)
    return read_decisions(place.file, landlord_key(place.key, (out,), make=False))
