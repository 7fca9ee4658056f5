"""What comes back: matches of the National Fraud Initiative, kept apart in the vault, and an officer's worklist of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from extracts.nfi_match import NFI_MATCH
from pipeline.audit import now
from pipeline.doors.opening import Opening, identities, unlocked
from pipeline.doors.overwriting import annotated_matches, refuse_inside, refuse_to_lose
from pipeline.errors import WrongUse
from pipeline.nfi.joined import STATES, Local, joined
from pipeline.nfi.returned import Returned, read_returned, refuse_unmapped
from pipeline.nfi.worklist import as_csv, as_workbook
from pipeline.officer import Edition
from pipeline.private_files import locked, write_private
from pipeline.restricted import restricted_records, with_cases
from pipeline.rulebook import read_rulebook
from pipeline.run_record import read_record
from pipeline.stages.read import ReadOptions, read_one
from pipeline.stages.reidentify import reidentify
from pipeline.stages.validate import validate
from pipeline.tables import Checked, RawTable

WRITERS = {".xlsx": as_workbook, ".csv": as_csv}
APART = "returned"
"""The part of the vault that no other door reads: what others matched is used for what it was given for, and for nothing else."""


@dataclass(frozen=True)
class Receiving:
    """A named officer's request to take in a file of matches, with the landlord's alias file for it."""

    opening: Opening
    file: Path
    aliases: Path | None
    password: Callable[[str], str | None]
    key: Path | None = None


@dataclass(frozen=True)
class Received:
    """What came of it: the worklist, how many matches of each state it shows, and how many rows it could not show and why."""

    path: Path
    states: dict[str, int]
    held: int
    reasons: dict[str, int]


@dataclass(frozen=True)
class _File:
    raw: RawTable
    checked: Checked
    aliases: Returned


def _read(asked: Receiving, snapshot: date) -> _File:
    """The file, every column of it mapped or left out on purpose."""
    aliases = read_returned(asked.aliases)
    raw = read_one(asked.file, NFI_MATCH, ReadOptions({NFI_MATCH.name: aliases.nfi_match}, asked.password))
    dropped = raw.about["columns_dropped"]
    refuse_unmapped(asked.file.name, dropped if isinstance(dropped, list) else (), aliases)
    return _File(raw, validate(raw, snapshot), aliases)


def receive(asked: Receiving, to: Path | None) -> Received:
    """Keeps the file's matches in the vault, apart and with their purpose, and writes a worklist of them (`to`, else beside OUT).

    Raises Refused for a file that cannot be read, or with columns that nobody knows; then nothing is changed.
    """
    opening, record = asked.opening, read_record(asked.opening.out)
    target = to or opening.out.with_name(f"{opening.out.name}-nfi-matches.xlsx")
    if target.suffix.lower() not in WRITERS:
        raise WrongUse(f"{target.name}: a worklist ends in {', '.join(WRITERS)}")
    refuse_inside(target, opening.out)
    refuse_to_lose(target, annotated_matches, "Give another name with --to.")
    with locked(opening.out):
        file = _read(asked, date.fromisoformat(record["snapshot"]))
        matches = file.checked.accepted.frame
        did = f"took in matches of the National Fraud Initiative (SHA-256 {file.raw.about['sha256']!s:.12})"
        vault = unlocked(opening, record, asked.key, did, matches.height)
        tables = identities(vault)
        found = _found(file, tables, opening.out, record)
        listed = found.filter(pl.col("held") == opening.restricted)
        edition = Edition(date.fromisoformat(record["snapshot"]), opening.officer, opening.reason, (), 0, opening.restricted)
        content = WRITERS[target.suffix.lower()](listed, edition)
        vault.keep(f"{APART}/nfi-{file.raw.about['sha256']!s:.12}", _kept(file, opening))
        target.parent.mkdir(parents=True, exist_ok=True)
        write_private(target, content)
    states = {state: listed.filter(pl.col("state") == state).height for state in STATES}
    reasons: Any = file.checked.about["reasons"]
    return Received(target, states, int(found["held"].sum()), dict(reasons))


def _kept(file: _File, opening: Opening) -> pl.DataFrame:
    """The rows as they were printed, those set aside too, with the purpose they are kept for and who took them in."""
    aside = file.raw.set_aside.select("line", "row", "content")
    tags = {
        "purpose": file.aliases.purpose,
        "taken_in_by": opening.officer,
        "taken_in": now(),
        "file": str(file.raw.about["file"]),
    }
    return pl.concat([file.raw.rows, aside], how="diagonal").with_columns(pl.lit(said).alias(tag) for tag, said in tags.items())


def _found(file: _File, tables: dict[str, pl.DataFrame], out: Path, record: dict[str, Any]) -> pl.DataFrame:
    """The matches joined to what we hold, with both sides as they are printed."""
    cases = with_cases(tables, out)
    titles = {one.card.rule: one.card.nfi_title for one in read_rulebook()}
    referrals = pl.read_parquet(out / "referrals.parquet")
    local = Local(cases, restricted_records(cases.values()), referrals, titles, file.aliases.title)
    found = joined(file.checked.accepted.frame, local, pl.lit(date.fromisoformat(record["snapshot"])))
    return _printed(found, file.raw.rows, tables["tenancy"])


def _printed(found: pl.DataFrame, rows: pl.DataFrame, tenancy: pl.DataFrame) -> pl.DataFrame:
    """Their side as the file prints it; ours as the vault does."""
    there = [name for name in NFI_MATCH.names if name in rows.columns and name not in ("other_start", "other_end")]
    theirs = found.drop(there).join(rows.select("row", *there), on="row", how="left", maintain_order="left")
    joined_up = {"other_name": ("other_forename", "other_surname"), "other_place": ("other_address", "other_postcode")}
    spaced = [pl.concat_str(parts, separator=" ", ignore_nulls=True).alias(name) for name, parts in joined_up.items()]
    sides = theirs.with_columns(*spaced, left_record="record", right_record=pl.lit(None, pl.String))
    ours = {f"left_{name}": name for name in ("name", "date_of_birth", "address", "landlord_code")}
    return reidentify(sides, {"tenancy": tenancy}).rename(ours)
