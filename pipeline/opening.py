"""The one door back to people: a named officer opens referrals, and the trail says so before the vault is opened."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.audit import Entry, Trail, log, now, read_trail, trail_file
from pipeline.clerical import clerical_pairs, sampled
from pipeline.errors import WrongUse
from pipeline.keys import landlord_key
from pipeline.officer import Edition, comma_separated, match_reports, page, workbook
from pipeline.officer.plain import plain_csv
from pipeline.private_files import write_private
from pipeline.run_record import read_record
from pipeline.stages.reidentify import reidentify as with_identities
from pipeline.vault import Vault, open_vault

WRITERS = {".xlsx": workbook, ".csv": comma_separated, ".html": page}
"""What writes an officer's file, by the ending of its name."""


@dataclass(frozen=True)
class Opening:
    """A named officer's request to see who is behind the referrals of an exercise."""

    out: Path
    officer: str
    reason: str
    restricted: bool = False
    referral: str | None = None


@dataclass(frozen=True)
class Opened:
    """What an opening came to: the officer's file, and how many referrals it shows."""

    path: Path
    officer: str
    restricted: bool
    count: int


def reidentify(opening: Opening, to: Path | None, key: Path | None) -> Opened:
    """Writes the officer's file: the referrals asked for, with identities, to `to` (else a workbook beside `out`).

    The opening is in the audit trail before the vault is opened. Raises WrongUse for a name whose ending no writer knows.
    """
    target = to or opening.out.with_name(f"{opening.out.name}-referrals.xlsx")
    if target.suffix.lower() not in WRITERS:
        raise WrongUse(f"{target.name}: an officer's file ends in {', '.join(WRITERS)}")
    record = read_record(opening.out)
    asked = _asked_for(opening)
    did = "opened restricted referrals" if opening.restricted else "opened referrals"
    vault = unlocked(opening, record, key, did, asked.height)
    people = identities(vault)
    content = WRITERS[target.suffix.lower()](with_identities(asked, people), _edition(opening, record))
    target.parent.mkdir(parents=True, exist_ok=True)
    write_private(target, content)
    return Opened(target, opening.officer, opening.restricted, asked.height)


def identities(vault: Vault) -> dict[str, pl.DataFrame]:
    """The vault's tables of identities, by extract."""
    return {name: vault.table(name) for name in vault.names() if name in EXTRACTS}


def unlocked(opening: Opening, record: dict[str, Any], key: Path | None, did: str, count: int) -> Vault:
    """The vault, which the trail says was opened before it is."""
    root = landlord_key(key, (opening.out,), make=False)
    vault = open_vault(opening.out, record["snapshot"], root, record["key_fingerprint"])
    which = opening.referral or "all"
    log(trail_file(opening.out), root, Entry(now(), opening.officer, opening.reason, did, opening.out.name, count, which))
    return vault


def _edition(opening: Opening, record: dict[str, Any]) -> Edition:
    reports = match_reports(record)
    snapshot = date.fromisoformat(record["snapshot"])
    return Edition(snapshot, opening.officer, opening.reason, reports, record["restricted_referrals"], opening.restricted)


def _asked_for(opening: Opening) -> pl.DataFrame:
    every = pl.read_parquet(opening.out / "referrals.parquet")
    side = every.filter((pl.col("priority") == "restricted") == opening.restricted)
    if opening.referral is None:
        return side
    one = side.filter(pl.col("referral_id") == opening.referral)
    if one.is_empty():
        raise WrongUse(
            f"{opening.out} has no such referral on this list; the numbers stand in referrals.parquet and the workbook"
        )
    return one


def clerical(opening: Opening, sample: int | None, to: Path, key: Path | None) -> Opened:
    """Writes pairs for clerical review to `to` (CSV): a stratified sample of about that size, or every pair compared."""
    if to.suffix.lower() != ".csv":
        raise WrongUse(f"{to.name}: pairs for clerical review are written as .csv")
    record = read_record(opening.out)
    count = sample or record["linkage"]["pairs_compared"]
    vault = unlocked(opening, record, key, "opened pairs for clerical review", count)
    candidates = vault.table("candidates")
    chosen = sampled(candidates, sample, record["linkage"]["threshold"]) if sample else candidates
    pairs = clerical_pairs(chosen, identities(vault))
    to.parent.mkdir(parents=True, exist_ok=True)
    write_private(to, plain_csv(pairs))
    return Opened(to, opening.officer, opening.restricted, pairs.height)


def audit(out: Path, key: Path | None) -> Trail:
    """The audit trail of an exercise, checked."""
    read_record(out)
    return read_trail(trail_file(out), landlord_key(key, (out,), make=False))
