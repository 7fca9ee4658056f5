"""Retention: what names people in an exercise or a return, and beside it, destroyed in time, and proof of it."""

import json
import os
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipeline.audit import Entry, log, now, trail_file
from pipeline.doors.opening import PURGED, Opening
from pipeline.errors import KeyProblem, Refused
from pipeline.keys import landlord_key
from pipeline.private_files import locked, write_private
from pipeline.run_record import RETURN_FILE, as_json, read_record, sha256_of
from pipeline.settings import Retention, read_settings

PLAN, PROOF = "purging.json", PURGED
"""What is to be destroyed, written first, so that an interrupted purge is finished and not forgotten; and what was."""
INSIDE = ("vault", "persons.parquet", "links.parquet")
"""What names people, and the tables of single records: without the vault they say nothing, and with the key they still could."""
OF_A_RETURN = ("*.csv", "report.xlsx")
"""The logs of single households, and the landlord's reference of each: what is left of a return counts and names nobody."""
BESIDE = ("-referrals.xlsx", "-nfi", "-nfi-matches.xlsx", "-council.zip", "-payer.zip", "-person")
"""Endings of the files and folders that commands leave beside an exercise when nobody says where."""
BLOCK = 1 << 20


@dataclass(frozen=True)
class Purge:
    """A named officer's request to destroy; `early` says that it may be before its time."""

    opening: Opening
    settings: Path | None = None
    key: Path | None = None
    early: bool = False


@dataclass(frozen=True)
class _Kept:
    """What a folder of results is: its record, the day in it from which its time is counted, and what of it has to go."""

    record: dict[str, Any]
    since: str
    inside: tuple[str, ...]


@dataclass(frozen=True)
class Purged:
    """What was done: how many files were destroyed, and where the proof is."""

    files: int
    proof: Path


def delete_after(retention: Retention, exercise: str, snapshot: date) -> date:
    """The last day on which an exercise may be kept: its own, by its folder's name, else so many days from the snapshot.

    Raises Refused where neither is settled.
    """
    if exercise in retention.delete_after:
        return retention.delete_after[exercise]
    if retention.days is None:
        raise Refused(
            f'landlord.toml does not say how long exercises are kept: give days under [retention], or "{exercise}" = a date '
            "under [retention.delete_after]"
        )
    return snapshot + timedelta(retention.days)


def _kept(out: Path) -> _Kept:
    if (out / RETURN_FILE).exists():
        record = read_record(out, RETURN_FILE)
        return _Kept(record, record["today"], OF_A_RETURN)
    record = read_record(out)
    return _Kept(record, record["snapshot"], INSIDE)


def _listed(out: Path, kept: _Kept) -> list[Path]:
    """Every file that is to go, sorted."""
    roots = [path for name in kept.inside for path in out.glob(name)] + [out.with_name(out.name + ending) for ending in BESIDE]
    own = [root for root in roots if not root.is_symlink()]  # what a link leads to was not made by the program
    found = [path for root in own for path in (root.rglob("*") if root.is_dir() else [root])]
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def _overwrite(path: Path) -> None:
    """Fills a file with zeros before it goes; a journal or a solid-state disk may keep the former bytes all the same."""
    left = path.stat().st_size
    with path.open("r+b") as stream:
        while left > 0:
            left -= stream.write(bytes(min(BLOCK, left)))
        stream.flush()
        os.fsync(stream.fileno())


def _planned(out: Path, until: date, kept: _Kept) -> dict[str, Any]:
    """What an interrupted purge had planned, else a plan of what there is now."""
    if (out / PLAN).exists():
        return dict(json.loads((out / PLAN).read_text(encoding="utf-8")))
    files = [
        {"file": Path(os.path.relpath(path, out.parent)).as_posix(), "bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in _listed(out, kept)
    ]
    about = {"exercise": out.name, "snapshot": kept.since, "key_fingerprint": kept.record["key_fingerprint"]}
    return about | {"delete_after": until.isoformat(), "begun": now(), "destroyed": files}


def _destroy(out: Path, kept: _Kept) -> None:
    for path in _listed(out, kept):
        _overwrite(path)
        path.unlink()
    for root in [out / "vault", *(out.with_name(out.name + ending) for ending in BESIDE)]:
        if root.is_dir() and not root.is_symlink():
            shutil.rmtree(root)


def _in_time(asked: Purge, today: date, snapshot: str) -> date:
    out, settings = asked.opening.out, read_settings(asked.settings, asked.opening.out)
    until = delete_after(settings.retention, out.name, date.fromisoformat(snapshot))
    if today <= until and not asked.early:
        raise Refused(f"{out.name} may be kept until {until:%d/%m/%Y}; to destroy it before, give --early and --reason")
    return until


def purge(asked: Purge, today: date) -> Purged:
    """Destroys what names people and the tables of single records; leaves the record, reports, counts, cases and `purged.json`.

    The trail says so before and, with the proof's SHA-256, after. Raises Refused before the time has come, and the second time.
    """
    opening, kept = asked.opening, _kept(asked.opening.out)
    out, root = opening.out, landlord_key(asked.key, (opening.out,), make=False)
    if (out / PROOF).exists() and not (out / PLAN).exists():
        raise Refused(f"{out} was purged already; {PROOF} says when")
    if root.fingerprint != kept.record["key_fingerprint"]:
        raise KeyProblem(f"{out} was made with another key; give the right one with --key or TENANCY_MATCH_KEY")
    until = _in_time(asked, today, kept.since)
    with locked(out):
        plan = _planned(out, until, kept)
        write_private(out / PLAN, as_json(plan).encode("utf-8"))
        count = len(plan["destroyed"])
        did = f"began to destroy what names people (to be kept until {until.isoformat()})"
        log(trail_file(out), root, Entry(now(), opening.officer, opening.reason, did, out.name, count, "all"))
        _destroy(out, kept)
        write_private(
            out / PROOF, as_json(plan | {"ended": now(), "officer": opening.officer, "reason": opening.reason}).encode()
        )
        (out / PLAN).unlink()
        did = f"destroyed them (proof {PROOF}, SHA-256 {sha256_of(out / PROOF)})"
        log(trail_file(out), root, Entry(now(), opening.officer, opening.reason, did, out.name, count, "all"))
    return Purged(count, out / PROOF)
