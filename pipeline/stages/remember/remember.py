"""The stage itself: referrals in, with what was remembered; referrals out that say what is new, and the cases there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from pipeline.cases.case_policy import Changes
from pipeline.cases.outcomes import CLOSED, UNREVIEWED
from pipeline.stages.remember.changes import changed_facts

CASES: dict[str, pl.DataType] = {
    "referral_id": pl.String(), "rule": pl.String(), "priority": pl.String(), "score": pl.Int64(),
    "amount_at_issue": pl.Decimal(12, 2), "standing": pl.String(), "what_changed": pl.String(),
    "date_evidence_known": pl.Date(), "last_raised": pl.Date(), "status": pl.String(), "decided_on": pl.Date(),
    "outcome": pl.String(), "value": pl.String(), "closed_on": pl.Date(),
}  # fmt: skip
"""cases.parquet: every case ever raised. `outcome`, `value`, `closed_on` are of its last closing, also where it came back."""
NO_LONGER = ("resolved", "resolved earlier")
STANDINGS = ("new", "persisting", "reopened", CLOSED, *NO_LONGER, "not looked for")
"""What a case may be in an exercise; the first three are raised."""
ALWAYS = {
    name: pl.String() for name in ("referral_id", "left_record", "right_record", "person", "key_class")
} | {"overlap_to": pl.Date()}  # fmt: skip
"""What is kept of a case out of the contract's columns."""
HISTORY = ("date_evidence_known", "last_raised", "status", "decided_on", "outcome", "value", "closed_on")


@dataclass(frozen=True)
class Memory:
    """What earlier exercises left: the cases (`CASES`), and what is kept to know them again, with `seen_on` (the vault's)."""

    cases: pl.DataFrame
    kept: pl.DataFrame


@dataclass(frozen=True)
class Remembered:
    """The referrals to raise, all cases there are (`CASES`), and what is to be kept of them in the vault."""

    referrals: pl.DataFrame
    cases: pl.DataFrame
    kept: pl.DataFrame


@dataclass(frozen=True)
class Present:
    """What is so in this exercise: the snapshot, why a case ceased (`referral_id`, `reason`), and which rules are off and why."""

    snapshot: date
    ceased: pl.DataFrame
    off: Mapping[str, str]


def blank(kept: Mapping[str, pl.DataType]) -> Memory:
    """The memory of a first exercise: no cases, and nothing kept in the columns given."""
    return Memory(pl.DataFrame(schema=CASES), pl.DataFrame(schema=ALWAYS | dict(kept) | {"seen_on": pl.Date()}))


def counted(cases: pl.DataFrame) -> dict[str, Any]:
    """What became of the cases, for the run record: how many of each `standing`, and why those that ceased did (`gone`)."""
    known = dict(cases.group_by("standing").len().iter_rows())
    gone = cases.filter(pl.col("standing") == "resolved").group_by("rule", reason="what_changed").len("count")
    return {"standing": {name: known.get(name, 0) for name in STANDINGS}, "gone": gone.sort("rule", "reason").to_dicts()}


def missing(found: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """What is kept of the cases that were open last time and were not found now."""
    open_ = memory.cases.filter((pl.col("status") != CLOSED) & ~pl.col("standing").is_in(NO_LONGER))
    gone = open_.join(found, on="referral_id", how="anti").select("referral_id", "rule")
    return memory.kept.join(gone, on="referral_id", how="inner")


def _beside_what_was(found: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    case = memory.cases.select("referral_id", "standing", *HISTORY)
    known = case.join(memory.kept, on="referral_id", how="left")
    before = known.rename({name: f"was_{name}" for name in known.columns if name != "referral_id"})
    return found.join(before, on="referral_id", how="left", maintain_order="left")


def _closing() -> pl.Expr:
    """How a case was closed, for one that comes back."""
    day = pl.col("was_closed_on").dt.to_string("%Y-%m-%d").fill_null("an unknown day")
    return pl.format("closed on {} ({}); since then: {}", day, pl.col("was_outcome").fill_null("no outcome"), pl.col("facts"))


def _judged(found: pl.DataFrame, policy: Changes) -> pl.DataFrame:
    """The referrals with `change`, of which "closed" is not raised, and what changed in words."""
    closed, gone = pl.col("was_status") == CLOSED, pl.col("was_standing").is_in(NO_LONGER)
    again = pl.concat_list(pl.lit("it was not found last time, and is again"), pl.col("facts"))
    said = pl.when(closed & (pl.col("facts") != "")).then(_closing()).when(gone).then(again.list.join("; ").str.strip_chars("; "))
    seen = found.with_columns(facts=changed_facts(policy))
    return seen.with_columns(
        change=pl.when(pl.col("was_standing").is_null())
        .then(pl.lit("new"))
        .when(closed & (pl.col("facts") == ""))
        .then(pl.lit(CLOSED))
        .when(closed | gone)
        .then(pl.lit("reopened"))
        .otherwise(pl.lit("persisting")),
        what_changed=pl.when(pl.col("was_standing").is_null()).then(pl.lit("")).otherwise(said.otherwise("facts")),
    )


def _dated(judged: pl.DataFrame, snapshot: date) -> pl.DataFrame:
    """The referrals with the history that goes on: first day known, where each stands, and its last closing."""
    goes_on = pl.col("change").is_in(["persisting", CLOSED])
    return judged.with_columns(
        status=pl.when(goes_on).then("was_status").otherwise(pl.lit(UNREVIEWED)),
        date_evidence_known=pl.coalesce("was_date_evidence_known", "date_evidence_known"),
        last_raised=pl.when(pl.col("change") == CLOSED).then("was_last_raised").otherwise(pl.lit(snapshot)),
        decided_on=pl.when(goes_on).then("was_decided_on"),
        standing="change",
        **{name: pl.col(f"was_{name}") for name in ("outcome", "value", "closed_on")},
    )


def _gone(found: pl.DataFrame, memory: Memory, present: Present) -> pl.DataFrame:
    """The cases that were not found: no longer so, not looked for, or closed before."""
    gone = memory.cases.join(found, on="referral_id", how="anti").join(present.ceased, on="referral_id", how="left")
    off = pl.col("rule").replace_strict(list(present.off), list(present.off.values()), default=None, return_dtype=pl.String)
    standing = (
        pl.when(pl.col("status") == CLOSED).then(pl.lit(CLOSED))
        .when(pl.col("standing").is_in(NO_LONGER)).then(pl.lit("resolved earlier"))
        .when(off.is_not_null()).then(pl.lit("not looked for"))
        .otherwise(pl.lit("resolved"))
    )  # fmt: skip
    judged = gone.with_columns(standing=standing)
    why = (
        pl.when(pl.col("standing") == "not looked for").then(off)
        .when(pl.col("standing") == "resolved").then(pl.col("reason").fill_null("the facts no longer meet the card"))
        .otherwise("what_changed")
    )  # fmt: skip
    return judged.with_columns(what_changed=why).select(memory.cases.columns)


def remember(found: pl.DataFrame, memory: Memory, policy: Changes, present: Present) -> Remembered:
    """The referrals of an exercise set beside what was remembered.

    `change` is new, persisting or reopened, and `what_changed` names the facts that are others than before. A case that was
    closed and whose facts are the same is not among the referrals, only among the cases; nor is one that was not found.
    """
    judged = _dated(_judged(_beside_what_was(found, memory), policy), present.snapshot)
    kept = judged.with_columns(seen_on=pl.lit(present.snapshot)).select(memory.kept.columns)
    gone = _gone(judged, memory, present)
    cases = pl.concat([judged.select(*CASES), gone]).sort("referral_id")
    still = memory.kept.join(gone, on="referral_id", how="semi")
    raised = judged.filter(pl.col("change") != CLOSED)
    return Remembered(raised.select(found.columns), cases, pl.concat([kept, still]).sort("referral_id"))
