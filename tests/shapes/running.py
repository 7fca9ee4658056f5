"""Every command run on a landlord in some shape, and what went wrong: nothing may crash, and rows add up."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.journey.conftest import Said, program
from tests.shapes.landlord import tiny
from tests.shapes.shapes import ONE_LANDLORD, Shape, write_shape

SNAPSHOT_DAY = date(2026, 10, 5)
SNAPSHOT = SNAPSHOT_DAY.isoformat()
OFFICER = ("--officer", "Jo Officer")
PASSWORD = "correct horse battery"


@dataclass(frozen=True)
class Ran:
    """What came of a shape: what each command said, the run record, and what is wrong with it."""

    said: dict[str, Said]
    record: dict[str, Any]
    faults: list[str]


def _core_settings(folder: Path) -> None:
    """The settings without which no return is made: every landlord of the tiny one is an organisation."""
    landlords = sorted({*tiny()["tenancy"]["landlord_code"], ONE_LANDLORD})
    owners = [f'[[organisation]]\nlandlord_code = "{code}"\nowner = "ORG1"\nprovider = "PRP"\n' for code in landlords]
    (folder / "core.toml").write_text("\n".join(owners), encoding="utf-8")


def _somebody() -> tuple[str, ...]:
    """The first tenant with a birth date, as a person who asks what is held of them."""
    known = tiny()["tenancy"].drop_nulls("date_of_birth").row(0, named=True)
    day, month, year = known["date_of_birth"].split("/")
    return ("--surname", known["surname"], "--forename", known["forename"], "--date-of-birth", f"{year}-{month}-{day}")


def _commands(base: Path) -> dict[str, tuple[object, ...]]:
    out, password = base / "out", base / "password"
    password.write_text(PASSWORD + "\n")
    return {
        "check": ("check", base / "in", "--as-of", SNAPSHOT),
        "match": ("match", base / "in", "--out", out, "--as-of", SNAPSHOT),
        "csv": ("referrals", out, *OFFICER, "--to", base / "list.csv"),
        "xlsx": ("referrals", out, *OFFICER, "--to", base / "list.xlsx"),
        "html": ("referrals", out, *OFFICER, "--to", base / "list.html"),
        "management": ("management", out),
        "nfi": ("nfi", out, *OFFICER, "--password-file", password),
        "person": ("person", out, *OFFICER, *_somebody()),
        "core": ("core", base / "in", "--to", base / "core", "--today", "2026-11-21"),
    }


def _refused(name: str, said: Said) -> list[str]:
    """A fault where a command did not end well; no shape gives a reason to refuse."""
    return [f"{name}: exit {said.status}: {said.err.strip()[:300]}"] if said.status or "Traceback" in said.both else []


def _unequal(record: dict[str, Any], written: dict[str, int]) -> list[str]:
    """A fault for each extract whose rows do not add up: written, read, accepted and set aside."""
    inputs = record["inputs"]
    told = {name: (one["rows_read"], one["rows_accepted"] + one["rows_quarantined"]) for name, one in inputs.items()}
    return [
        f"{name}: {rows} rows written, {told.get(name)} read" for name, rows in written.items() if told.get(name) != (rows, rows)
    ]


def _shown_though_off(record: dict[str, Any], said: Said) -> list[str]:
    """A fault for each rule that is off and yet has referrals, or is not named at the end of the run."""
    off = {one["rule"]: one["because"] for one in record["rules_disabled"]}
    raised = {one["rule"] for one in record["referrals"]}
    silent = [rule for rule, why in off.items() if f"Rule {rule} is off: {why}" not in " ".join(said.out.split())]
    return [f"{rule}: off, and has referrals" for rule in sorted(off.keys() & raised)] + [
        f"{rule}: off unsaid" for rule in silent
    ]


def run(shape: Shape, base: Path, only: tuple[str, ...] = ()) -> Ran:
    """Writes the tiny landlord in a shape and runs every command on it (or only those named)."""
    written = write_shape(tiny(), shape, base / "in")
    _core_settings(base / "in")
    chosen = {name: words for name, words in _commands(base).items() if not only or name in only}
    said = {name: program(*words, key=base / "key") for name, words in chosen.items()}
    faults = [fault for name, one in said.items() for fault in _refused(name, one)]
    if said["match"].status:
        return Ran(said, {}, faults)
    record = json.loads((base / "out" / "run.json").read_text(encoding="utf-8"))
    return Ran(said, record, faults + _unequal(record, written) + _shown_though_off(record, said["match"]))
