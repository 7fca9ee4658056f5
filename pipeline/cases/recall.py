"""What earlier exercises left for the next: their cases as they stand now, and the memory in their vault, which names nobody."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.cases.case_book import Note, brought_up_to_date, read_book
from pipeline.errors import Refused, WrongUse
from pipeline.keys import RootKey
from pipeline.run_record import read_record, sha256_of
from pipeline.vault import open_vault

CASES_FILE = "cases.parquet"
MEMORY = "memory"
"""The vault's table of what is kept to know a case again."""


@dataclass(frozen=True)
class Recalled:
    """The cases and what is kept of them, and what the run record says of where they came from."""

    cases: pl.DataFrame
    kept: pl.DataFrame
    about: dict[str, Any]


def read_cases(out: Path) -> pl.DataFrame:
    """cases.parquet as the run left it; WrongUse where an exercise has none, Refused where it cannot be read."""
    path = out / CASES_FILE
    if not path.exists():
        raise WrongUse(f"{out} has no {CASES_FILE}: an earlier version made it; run that exercise again")
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError):
        raise Refused(f"{path} cannot be read: it was changed or cut short; run the exercise again") from None


@dataclass(frozen=True)
class Standing:
    """An exercise as it stands now: its run record, the key, its cases brought up to date, and every note in the book."""

    record: dict[str, Any]
    root: RootKey
    cases: pl.DataFrame
    notes: tuple[Note, ...]

    @property
    def snapshot(self) -> date:
        """The day that the exercise describes."""
        return date.fromisoformat(self.record["snapshot"])


def standing(out: Path, root: RootKey) -> Standing:
    """The exercise in `out` as it stands now: as the run left it, and with what was put down since.

    Raises WrongUse where it holds no exercise, KeyProblem where it was made with another key or the case book is not whole.
    """
    record = read_record(out)
    open_vault(out, record["snapshot"], root, record["key_fingerprint"])
    cases, notes = read_cases(out), read_book(out, root)
    since = notes[record["memory"]["notes_known"] :]
    return Standing(record, root, brought_up_to_date(cases, since), notes)


def recall(previous: Path, root: RootKey) -> Recalled:
    """What the exercise in `previous` and those before it remember.

    Raises WrongUse where it holds no exercise, KeyProblem where it was made with another key.
    """
    now = standing(previous, root)
    vault = open_vault(previous, now.record["snapshot"], root, now.record["key_fingerprint"])
    about = {
        "exercise": previous.name,
        "snapshot": now.record["snapshot"],
        "sha256": sha256_of(previous / CASES_FILE),
        "notes": len(now.notes),
    }
    return Recalled(now.cases, vault.table(MEMORY), about)
