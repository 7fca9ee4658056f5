"""Guards against a person's slips: what an exercise refuses to replace, and what it asks about before it runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec
import polars as pl

from pipeline.cases.case_book import read_book
from pipeline.errors import Refused, Stop, WrongUse
from pipeline.keys import RootKey, hex_ids
from pipeline.policy import POLICIES, read_strictly
from pipeline.private_files import FORMER, PARTIAL
from pipeline.run_record import FILE, read_record
from pipeline.tables import Checked

TAKEN = (("rent_account", "as_of"), ("rent_transaction", "posted_on"), ("benefit_payment", "paid_on"))
"""Columns whose newest date says when an extract was taken: they are written every week or month, up to that day."""
STARTS = (("tenancy", "tenancy_start"), ("benefit_award", "award_start"))
"""Columns whose dates say only that an extract is not older than they are."""
INSIST = "If that is right, run it again with --yes."


class SnapshotPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far, in days, --as-of may lie from the newest date, and what share of starts may lie beyond it."""

    days_from_newest: int
    share_of_rows: float


class ExercisePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """exercise.toml as it is written."""

    snapshot: SnapshotPolicy


@dataclass(frozen=True)
class Consent:
    """What the person at the keyboard has agreed to: `insist` on what is questioned (--yes), `replace` results (--replace)."""

    insist: bool = False
    replace: bool = False


@dataclass(frozen=True)
class Planned:
    """An exercise about to run: where it is to lie, its snapshot, and the keyed digests of its landlords' codes."""

    out: Path
    snapshot: date
    landlords: frozenset[str]


def read_exercise_policy(path: Path = POLICIES / "exercise.toml") -> ExercisePolicy:
    """The policy in force; raises Refused naming what is wrong with the file."""
    return read_strictly(path, ExercisePolicy)


def landlords_of(checked: Mapping[str, Checked], root: RootKey) -> frozenset[str]:
    """Keyed digests (12 hex digits) of the landlord codes in `tenancy`: enough to tell landlords apart, naming none."""
    codes = checked["tenancy"].accepted.frame["landlord_code"].drop_nulls().unique()
    return frozenset(hex_ids(codes, root.subkey("landlord code")).str.head(12))


def refuse_nested(out: Path, extracts: Path) -> None:
    """Raises WrongUse where results (`--out`, or `--to` of the return) and extracts lie inside one another."""
    results, inputs = out.resolve(), extracts.resolve()
    if results.is_relative_to(inputs) or inputs.is_relative_to(results):
        raise WrongUse(
            f"the results ({out}) and the extracts ({extracts}) may not lie inside one another: results replace what is in their "
            "folder. Give a folder outside the extracts, e.g. --out exercises/2026-10."
        )


def snapshot_doubt(as_of: date | None, checked: Mapping[str, Checked], policy: SnapshotPolicy) -> str | None:
    """Why a snapshot that was typed does not fit the extracts, in a sentence that names column, dates and days; else None."""
    if as_of is None:
        return None
    newest = _newest(checked)
    if newest is None:
        return _starts_beyond(as_of, checked, policy)
    column, day = newest
    days = abs((as_of - day).days)
    if days <= policy.days_from_newest:
        return None
    side = "after" if as_of > day else "before"
    return f"--as-of {as_of} is {days:,} days {side} the newest date in the extracts ({column}: {day})."


def question_snapshot(doubt: str | None, consent: Consent) -> None:
    """Raises WrongUse where the snapshot that was typed is in doubt and nobody insists on it."""
    if doubt and not consent.insist:
        raise WrongUse(f"{doubt} Check the date and the extracts. {INSIST}")


def question_sums(checked: Mapping[str, Checked], consent: Consent) -> None:
    """Raises WrongUse where a column of sums is beyond what such sums are, as pence are, and nobody insists on it."""
    doubts = [str(doubt) for table in checked.values() for doubt in _listed(table.about.get("questioned"))]
    if doubts and not consent.insist:
        raise WrongUse(f"{' '.join(doubts)} {INSIST}")


def _listed(given: object) -> list[object]:
    return given if isinstance(given, list) else []


def refuse_replacing(planned: Planned, consent: Consent) -> None:
    """Raises Refused where `out` holds an exercise of another snapshot or of other landlords, and --replace was not given."""
    if consent.replace or not (planned.out / FILE).exists():
        return
    record = read_record(planned.out)
    before = frozenset(record.get("landlords", ()))
    if record["snapshot"] != planned.snapshot.isoformat():
        reason = f"the snapshot {record['snapshot']}; this one is of {planned.snapshot}"
    elif before and not before & planned.landlords:
        reason = "another landlord's extracts: no landlord code of these extracts is in it"
    else:
        return
    raise Refused(
        f"{planned.out} holds an exercise of {reason}. Give another folder with --out, or --replace to replace that exercise."
    )


def question_forgotten(planned: Planned, root: RootKey, consent: Consent) -> None:
    """Raises WrongUse where earlier exercises with recorded outcomes lie beside `out`: without --previous they are forgotten."""
    if consent.insist or not read_book(planned.out, root):
        return
    earlier = sorted(_earlier(planned, root))
    if earlier:
        snapshot, folder = earlier[-1]
        raise WrongUse(
            f"outcomes are recorded for earlier exercises in {planned.out.parent}, and --previous was not given: closed cases "
            f"would be raised again as new. The latest is {folder.name} ({snapshot}): add --previous {folder}. "
            "If this exercise is to start without a past, run it again with --yes."
        )


def _newest(checked: Mapping[str, Checked]) -> tuple[str, date] | None:
    dates = [(f"{extract}.{column}", _days(checked, extract, column).max()) for extract, column in TAKEN]
    given = [(name, day) for name, day in dates if isinstance(day, date)]
    return max(given, key=lambda pair: pair[1]) if given else None


def _starts_beyond(as_of: date, checked: Mapping[str, Checked], policy: SnapshotPolicy) -> str | None:
    last = as_of + timedelta(days=policy.days_from_newest)
    for extract, column in STARTS:
        days = _days(checked, extract, column)
        beyond = int((days > last).sum())
        if beyond and beyond >= policy.share_of_rows * len(days):
            share = f"{beyond:,} of the {len(days):,} dates in {extract}.{column}"
            return f"--as-of {as_of} is more than {policy.days_from_newest} days before {share}."
    return None


def _days(checked: Mapping[str, Checked], extract: str, column: str) -> pl.Series:
    if extract not in checked:
        return pl.Series([], dtype=pl.Date)
    return checked[extract].accepted.frame[column].drop_nulls()


def _earlier(planned: Planned, root: RootKey) -> Iterable[tuple[str, Path]]:
    """Exercises of the same key beside `out` that describe an earlier day: snapshot and folder."""
    for path in planned.out.parent.glob(f"*/{FILE}"):
        folder = path.parent
        if folder.name.startswith((PARTIAL, FORMER)) or folder.resolve() == planned.out.resolve():
            continue
        try:
            record = read_record(folder)
        except Stop:
            continue
        snapshot = record.get("snapshot", "")
        if record.get("key_fingerprint") == root.fingerprint and snapshot < planned.snapshot.isoformat():
            yield snapshot, folder
