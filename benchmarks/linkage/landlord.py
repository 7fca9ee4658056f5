"""The made-up landlord as a set with known truth: validated and freed of allowed numbers as in an exercise."""

import tempfile
from pathlib import Path

import polars as pl

from benchmarks.linkage.known import Known
from extracts.catalogue import EXTRACTS
from pipeline.local_files import read_allowed
from pipeline.sample import make_landlord
from pipeline.sample.allowed import ALLOW_LIST
from pipeline.sample.people import SNAPSHOT
from pipeline.stages.honour_allowed import honour_allowed
from pipeline.stages.validate import validate
from pipeline.tables import Identified, RawTable

NO_RECORDS = {"line": pl.UInt32, "row": pl.UInt32, "reason": pl.String, "content": pl.String}


def _read(name: str, rows: pl.DataFrame) -> Identified:
    numbered = rows.with_row_index("row", 1).with_columns(line=pl.col("row") + 1)
    raw = RawTable(EXTRACTS[name], numbered, pl.DataFrame(schema=NO_RECORDS))
    return validate(raw, SNAPSHOT).accepted


def landlord(homes: int, seed: int, errors: str) -> Known:
    """All extracts that name people, of a landlord with that many homes and slips as often as `errors` says."""
    made = make_landlord(homes, seed, extracts="all", errors=errors)
    tidy = {name: _read(name, rows) for name, rows in made.extracts.items() if EXTRACTS[name].names_people}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "allow.toml").write_text(ALLOW_LIST, encoding="utf-8")
        tidy = honour_allowed(tidy, read_allowed(Path(folder)))
    return Known(f"landlord, errors {errors}, seed {seed}", tidy, made.people)
