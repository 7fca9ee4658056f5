"""Subject access: what an exercise holds about one person, opened through the named officer's door."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from extracts.kinds import flag
from extracts.people import RESTRICTED
from pipeline.audit import read_trail, trail_file
from pipeline.doors.opening import Opening, unlocked
from pipeline.doors.overwriting import refuse_inside
from pipeline.doors.receiving import APART
from pipeline.errors import Refused, WrongUse
from pipeline.keys import landlord_key
from pipeline.private_files import whole_folder, write_private
from pipeline.restricted import restricted_records, with_cases
from pipeline.run_record import read_record
from pipeline.subject.answer import Answer, files_of
from pipeline.subject.find import Person
from pipeline.subject.held import Entry, called, matches_about, rows_about, set_aside_about
from pipeline.subject.referred import openings_about, referrals_about, touching
from pipeline.vault import Vault

MARK = "person.json"


@dataclass(frozen=True)
class Request:
    """A named officer's request on behalf of a person: who it is about, how the name is written, and what is withheld."""

    opening: Opening
    person: Person
    written: str
    withheld: tuple[str, ...] = ()
    key: Path | None = None


@dataclass(frozen=True)
class Answered:
    """What was found: where the answer is, and how many rows, rows set aside, referrals, and rows for the officer to look at."""

    folder: Path
    rows: int
    set_aside: int
    referrals: int
    to_look_at: int


def _protected(entries: list[Entry]) -> bool:
    """Whether a row says of itself that it is restricted."""
    return any(name == called(RESTRICTED.name) and flag.tidy(value) for entry in entries for name, value in entry.fields)


def _answer(request: Request, vault: Vault, record: dict[str, Any], today: date) -> tuple[Answer, list[tuple[str, str, str]]]:
    out, asked = request.opening.out, request.person
    tables = {name: vault.table(name) for name in vault.names()}
    cases = with_cases(tables, out)
    held = rows_about(asked, tables, pl.read_parquet(out / "persons.parquet"))
    aside, noted = set_aside_about(asked, tables["set_aside"])
    at_risk = _protected(aside) or restricted_records(cases.values()).is_in(held.records).any()
    if at_risk and not request.opening.restricted:
        raise Refused("this person's records are restricted: a senior role answers, with --restricted")
    titles = {rule["rule"]: rule["title"] for rule in record["rules"]}
    touched = touching(pl.read_parquet(out / "referrals.parquet"), held.records)
    touched = touched.with_columns(title=pl.col("rule").replace_strict(titles, return_dtype=pl.String))
    if unknown := [one for one in request.withheld if one not in set(touched["referral_id"])]:
        raise WrongUse(f"{len(unknown)} of the referrals to withhold do not touch this person; give their full numbers")
    trail = read_trail(trail_file(out), landlord_key(request.key, (out,), make=False))
    openings = openings_about(trail.entries, set(touched["referral_id"]) - set(request.withheld))
    day = date.fromisoformat(record["snapshot"])
    given, matches = referrals_about(touched, request.withheld), matches_about(asked, map(vault.table, vault.names(APART)))
    return Answer(request.written, asked.born, day, today, held.rows, aside, given, matches, openings), held.maybe + noted


def answer(request: Request, to: Path | None, today: date) -> Answered:
    """Writes what is held about a person into a folder (`to`, else OUT-person): a page, the same as JSON, a list for the officer.

    The trail says that somebody's data were looked up, not whose. Raises Refused for a restricted person who was not asked for as
    such, WrongUse for a referral to withhold that is none of the person's; then nothing is written.
    """
    opening, record = request.opening, read_record(request.opening.out)
    kept = f", {len(request.withheld)} referrals withheld" if request.withheld else ""
    folder = to or opening.out.with_name(f"{opening.out.name}-person")
    refuse_inside(folder, opening.out)
    with whole_folder(folder, MARK) as making:
        vault = unlocked(
            replace(opening, referral="one person"), record, request.key, f"looked up what is held about a person{kept}", 1
        )
        found, noted = _answer(request, vault, record, today)
        for name, content in files_of(found, noted).items():
            write_private(making / name, content)
    return Answered(folder, len(found.rows), len(found.set_aside), len(found.referrals), len(noted))
