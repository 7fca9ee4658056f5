"""A small made-up exercise in the shapes of the contract, for tests of what people read. Everybody in it is invented."""

import json
from pathlib import Path

from tests.made_exercise.cases import SNAPSHOT, links, persons, referrals, reidentified
from tests.made_exercise.record import run_record

__all__ = ["SNAPSHOT", "leave_exercise", "links", "persons", "referrals", "reidentified", "run_record"]


def leave_exercise(out: Path, each: int = 5) -> Path:
    """Writes what an exercise leaves for analysts into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "run.json").write_text(json.dumps(run_record(each)), encoding="utf-8")
    referrals(each).write_parquet(out / "referrals.parquet")
    links(each).write_parquet(out / "links.parquet")
    persons(each).write_parquet(out / "persons.parquet")
    return out
