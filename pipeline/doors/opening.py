"""The one door back to people: a named officer opens referrals, and the trail says so before the vault is opened."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.audit import Entry, Trail, log, now, read_trail, trail_file
from pipeline.cases.capacity import Cut, cut, placed
from pipeline.cases.case_policy import read_case_policy
from pipeline.cases.current import with_clocks, with_current
from pipeline.cases.recall import Standing, standing
from pipeline.cases.roles import admit
from pipeline.clerical import clerical_pairs, sampled
from pipeline.doors.overwriting import answered_pairs, refuse_inside, refuse_to_lose, unrecorded_rows
from pipeline.errors import KeyProblem, WrongUse
from pipeline.keys import RootKey, landlord_key
from pipeline.officer import Edition, comma_separated, match_reports, page, workbook
from pipeline.officer.plain import plain_csv
from pipeline.private_files import write_private
from pipeline.run_record import FILE as RUN_RECORD
from pipeline.run_record import read_record
from pipeline.stages.reidentify import reidentify as with_identities
from pipeline.vault import Vault, open_vault

PURGED = "purged.json"
"""The proof that a purge leaves, instead of a vault."""
WRITERS = {".xlsx": workbook, ".csv": comma_separated, ".html": page}
"""What writes an officer's file, by the ending of its name."""
RECORD_IT = "Record it with: tenancy-match outcome OUT --from FILE --officer NAME; or give another name with --to."
KEEP_ANSWERS = "Give another name with --to."


@dataclass(frozen=True)
class Opening:
    """A named officer's request to see who is behind the referrals of an exercise.

    `capacity` is how many the team can work; 0: all of them, None: as many as the policy of cases says.
    """

    out: Path
    officer: str
    reason: str
    restricted: bool = False
    referral: str | None = None
    capacity: int | None = None


@dataclass(frozen=True)
class Opened:
    """What an opening came to: the officer's file, how many referrals it shows, and how many wait for want of capacity."""

    path: Path
    officer: str
    restricted: bool
    count: int
    waiting: int = 0


def reidentify(opening: Opening, to: Path | None, key: Path | None) -> Opened:
    """Writes the officer's file: the referrals asked for, with identities, to `to` (else a workbook beside `out`).

    The opening is in the audit trail before the vault is opened. Raises WrongUse for a name whose ending no writer knows,
    KeyProblem for an officer who may not open what is asked for.
    """
    target = to or own_workbook(opening.out)
    if target.suffix.lower() not in WRITERS:
        raise WrongUse(f"{target.name}: an officer's file ends in {', '.join(WRITERS)}")
    refuse_inside(target, opening.out)
    record = read_record(opening.out)
    state = standing(opening.out, landlord_key(key, (opening.out,), make=False))
    _keep_notes(target, state)
    asked = _asked_for(opening, state)
    did = "opened restricted referrals" if opening.restricted else "opened referrals"
    vault = unlocked(opening, record, key, did, asked.listed.height)
    content = WRITERS[target.suffix.lower()](with_identities(asked.listed, identities(vault)), _edition(opening, state, asked))
    target.parent.mkdir(parents=True, exist_ok=True)
    write_private(target, content)
    return Opened(target, opening.officer, opening.restricted, asked.listed.height, sum(asked.waiting.values()))


def own_workbook(out: Path) -> Path:
    """Where an officer's workbook lies when nobody says: beside the exercise."""
    return out.with_name(f"{out.name}-referrals.xlsx")


def keep_officers_notes(out: Path, key: Path | None) -> None:
    """Raises WrongUse where the workbook beside an exercise holds what is not recorded, before a run would write it again."""
    if (out / RUN_RECORD).exists():
        _keep_notes(own_workbook(out), standing(out, landlord_key(key, (out,), make=False)))


def _keep_notes(target: Path, state: Standing) -> None:
    if target.suffix.lower() == ".xlsx":
        refuse_to_lose(target, unrecorded_rows(state), RECORD_IT)


def identities(vault: Vault) -> dict[str, pl.DataFrame]:
    """The vault's tables of identities, by extract."""
    return {name: vault.table(name) for name in vault.names() if name in EXTRACTS}


def unlocked(opening: Opening, record: dict[str, Any], key: Path | None, did: str, count: int) -> Vault:
    """The vault, opened for a named officer: the trail says so, with how many records or referrals it is for, before it is.

    Raises KeyProblem for a key that is missing or another, and where the trail was changed.
    """
    root = landlord_key(key, (opening.out,), make=False)
    if (opening.out / PURGED).exists():
        raise WrongUse(f"{opening.out} was purged, and {PURGED} says when: nobody can be identified from it any more")
    vault = open_vault(opening.out, record["snapshot"], root, record["key_fingerprint"])
    try:
        admit(opening.officer, opening.restricted, key)
    except KeyProblem:
        _logged(opening, root, f"was refused: {did}", 0)
        raise
    _logged(opening, root, did, count)
    return vault


def _logged(opening: Opening, root: RootKey, did: str, count: int) -> None:
    which = opening.referral or "all"
    log(trail_file(opening.out), root, Entry(now(), opening.officer, opening.reason, did, opening.out.name, count, which))


def _edition(opening: Opening, state: Standing, asked: Cut) -> Edition:
    record = state.record
    gone = state.cases.filter((pl.col("standing") == "resolved") & (pl.col("priority") != "restricted"))
    return Edition(
        state.snapshot,
        opening.officer,
        opening.reason,
        match_reports(record),
        record["restricted_referrals"],
        opening.restricted,
        asked.waiting,
        gone if record["memory"]["previous"] and not opening.restricted else None,
    )


def _asked_for(opening: Opening, state: Standing) -> Cut:
    """The referrals asked for as they stand now, each with its place; and what a limit to the list leaves out."""
    every = with_clocks(with_current(pl.read_parquet(opening.out / "referrals.parquet"), state), state)
    side = every.filter((pl.col("priority") == "restricted") == opening.restricted)
    policy = read_case_policy().capacity
    known = placed(side, state.cases, policy)
    if opening.referral is not None:
        return Cut(_one(opening, known), {})
    limit = policy.cases if opening.capacity is None else opening.capacity
    return cut(known, 0 if opening.restricted else limit)


def _one(opening: Opening, side: pl.DataFrame) -> pl.DataFrame:
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
    refuse_inside(to, opening.out)
    refuse_to_lose(to, answered_pairs, KEEP_ANSWERS)
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
