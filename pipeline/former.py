"""The exercise before: who was who in it, so that persons keep their ids. No identity is read, only pseudonyms."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.errors import Refused
from pipeline.keys import RootKey
from pipeline.run_record import read_record
from pipeline.vault import open_vault

SIGNS = "signs"
"""The vault's table of keyed signs by which persons are known again."""


@dataclass(frozen=True)
class Former:
    """The persons of an exercise: `persons` (`record`, `person`), their `signs` (`person`, `sign`), and which exercise it was."""

    persons: pl.DataFrame
    signs: pl.DataFrame
    snapshot: str


def read_former(out: Path, root: RootKey) -> Former:
    """The persons of the exercise that `match` left in `out`.

    Raises WrongUse where there is none, KeyProblem where it was made with another key, Refused where a file of it is broken.
    """
    record = read_record(out)
    vault = open_vault(out, record["snapshot"], root, record["key_fingerprint"])
    try:
        persons = pl.read_parquet(out / "persons.parquet").select("record", "person")
    except (OSError, pl.exceptions.PolarsError):
        raise Refused(f"{out}/persons.parquet cannot be read; give --previous another exercise, or run that one again") from None
    return Former(persons, vault.table(SIGNS), record["snapshot"])
