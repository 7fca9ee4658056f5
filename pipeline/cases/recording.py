"""Outcomes put down by a named officer, typed one by one or from a workbook: all of them or none, added and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from extracts.kinds import money
from pipeline.audit import now
from pipeline.cases.case_book import Note, put_down, sealed_comment
from pipeline.cases.current import with_current
from pipeline.cases.outcomes import CLOSED, HOME, OUTCOMES, STATUSES, meant
from pipeline.cases.recall import Standing, standing
from pipeline.cases.roles import admit
from pipeline.errors import WrongUse
from pipeline.keys import landlord_key
from pipeline.officer import Filled, as_written, filled_rows

LEAST_DIGITS = 8
"""Digits of a referral's number without which a part of it is taken for no number."""


@dataclass(frozen=True)
class Said:
    """What an officer says of one referral, as it was typed; `where` names the place of it in a message."""

    where: str
    referral: str
    status: str
    outcome: str = ""
    value: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Recording:
    """A named officer's request to put something down about the referrals of an exercise, as it was on a day."""

    out: Path
    officer: str
    dated: date
    today: date


@dataclass(frozen=True)
class Recorded:
    """What was put down: of how many referrals, how many closed, and how many had moved since the file was made."""

    count: int
    closed: int
    overtaken: int = 0


def _word(said: Said, text: str, words: tuple[str, ...], what: str) -> str:
    found = meant(text, words)
    if found is None:
        raise WrongUse(f"{said.where}: that is no {what}; it may be {', '.join(words)}")
    return found


def _value(said: Said) -> str:
    """The value in pounds with two places, "home", or blank."""
    if not said.value.strip() or said.value.strip().casefold() == HOME:
        return said.value.strip().casefold()
    pounds = money.tidy(said.value.strip())
    if pounds is None or pounds < 0:
        raise WrongUse(f'{said.where}: a value is a sum in pounds, e.g. 1234.50, or the word "{HOME}" for a recovered home')
    return str(pounds)


def _full_number(said: Said, cases: pl.DataFrame) -> str:
    """The referral that is meant: by its full number or the beginning of it, as printed."""
    typed = said.referral.strip().casefold().replace("-", "")
    usable = len(typed) >= LEAST_DIGITS and set(typed) <= set("0123456789abcdef")
    found = cases.filter(pl.col("referral_id").str.starts_with(typed))["referral_id"] if usable else cases["referral_id"].clear()
    if found.len() != 1:
        raise WrongUse(f"{said.where}: there is no such referral in this exercise; its number stands first in the officer's file")
    return str(found[0])


def _note(said: Said, asked: Recording, state: Standing) -> Note:
    """What goes into the book; raises WrongUse naming what cannot be."""
    referral, status = _full_number(said, state.cases), _word(said, said.status, STATUSES, "status")
    given, value = said.outcome.strip(), _value(said)
    if (status == CLOSED) != bool(given):
        raise WrongUse(f"{said.where}: an outcome is given when a case is closed, and only then; {CLOSED} asks for one")
    if value and status != CLOSED:
        raise WrongUse(f"{said.where}: a value is given when a case is closed, and only then")
    outcome = _word(said, given, OUTCOMES, "outcome") if given else ""
    comment = sealed_comment(said.comment.strip(), referral, state.root)
    return Note(now(), asked.officer, asked.out.name, referral, status, outcome, value, comment, asked.dated.isoformat())


def _check_day(asked: Recording, snapshot: date) -> None:
    if asked.dated > max(asked.today, snapshot):
        raise WrongUse(f"--date {asked.dated} has not come yet; give the day on which it was so")


def _admitted(asked: Recording, notes: Sequence[Note], state: Standing, key: Path | None) -> None:
    restricted = state.cases.filter(pl.col("priority") == "restricted")["referral_id"]
    admit(asked.officer, any(one.referral in restricted for one in notes), key)


def _put(asked: Recording, notes: list[Note], state: Standing, key: Path | None) -> Recorded:
    _admitted(asked, notes, state, key)
    put_down(asked.out, state.root, lambda _: notes)
    return Recorded(len(notes), sum(one.status == CLOSED for one in notes))


def record_outcome(asked: Recording, said: Said, key: Path | None) -> Recorded:
    """Puts down what an officer says of one referral. Raises WrongUse for what cannot be, KeyProblem for who may not."""
    state = standing(asked.out, landlord_key(key, (asked.out,), make=False))
    _check_day(asked, state.snapshot)
    return _put(asked, [_note(said, asked, state)], state, key)


def _as_said(row: Filled) -> Said:
    return Said(row.where, row.referral, row.status, row.outcome, row.value, row.comment)


def _current_digests(referrals: Sequence[str], state: Standing) -> pl.Series:
    """For each referral what stands in its yellow cells by the case book, as twelve digits."""
    listed = pl.DataFrame({"referral_id": list(referrals)}, schema={"referral_id": pl.String})
    return as_written(with_current(listed, state))


def _overtaken(rows: Sequence[Filled], notes: Sequence[Note], state: Standing) -> int:
    """How many of the rows stood otherwise in the book than when their workbook was written: somebody else was there first."""
    current = _current_digests([note.referral for note in notes], state)
    return int((current != pl.Series([row.as_written for row in rows], dtype=pl.String)).sum())


def unrecorded(rows: Sequence[Filled], state: Standing) -> int:
    """How many rows of a workbook were changed since it was written and say something else than the case book does now."""
    changed = [row for row in rows if row.changed]
    current = _current_digests([row.referral.strip().casefold().replace("-", "") for row in changed], state)
    return int((current != pl.Series([row.now for row in changed], dtype=pl.String)).sum())


def _once(rows: Sequence[Filled]) -> None:
    seen: dict[str, str] = {}
    for row in rows:
        if row.referral in seen:
            raise WrongUse(f"{row.where}: this referral also stands at {seen[row.referral]}; leave one of the two")
        seen[row.referral] = row.where


def record_workbook(asked: Recording, workbook: Path, key: Path | None) -> Recorded:
    """Puts down every row of an officer's workbook whose yellow cells were changed since it was written; all of them or none.

    Raises WrongUse for a workbook with other headings, and for the first row that says what cannot be, naming sheet and row.
    """
    state = standing(asked.out, landlord_key(key, (asked.out,), make=False))
    _check_day(asked, state.snapshot)
    rows = [row for row in filled_rows(workbook) if row.changed]
    _once(rows)
    notes = [_note(_as_said(row), asked, state) for row in rows]
    done = _put(asked, notes, state, key)
    return Recorded(done.count, done.closed, _overtaken(rows, notes, state))
