"""What is remembered of a case: which facts bring a closed one back, who is who in it, and what becomes of those that are gone."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest

from pipeline.cases.case_policy import Changes
from pipeline.keys import hex_ids
from pipeline.stages.refer import COLUMNS, KEPT
from pipeline.stages.remember import CASES, Memory, Present, blank, counted, missing, recognised, remember

THEN, NOW = date(2026, 9, 7), date(2026, 10, 5)
POLICY = Changes(weekly_amount_percent=12, running_days=62)
USUAL = {
    "referral_id": "r1", "rule": "B1", "priority": "P1", "score": 8, "left_extract": "tenancy", "right_extract": "benefit_award",
    "left_record": "l", "right_record": "r", "person": "p", "key_class": "K2", "overlap_to": NOW, "change": "new",
    "status": "unreviewed", "date_evidence_known": NOW, "what_changed": "", "case_key": "k", "birth_key": 1, "nino_key": 2,
    "left_case": "lc", "right_case": "rc", "left_from": date(2020, 1, 6), "right_from": date(2025, 1, 6),
    "right_weekly_amount": Decimal("100.00"), "right_uprn_key": 7, "right_postcode_key": 8,
}  # fmt: skip


def found(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame([USUAL | row for row in rows], schema=COLUMNS | KEPT)


def run(rows: pl.DataFrame, memory: Memory, on: date = NOW, ceased: dict | None = None, off: dict | None = None):
    reasons = ceased or {}
    why = pl.DataFrame(
        {"referral_id": list(reasons), "reason": list(reasons.values())}, schema={"referral_id": pl.String, "reason": pl.String}
    )
    return remember(rows, memory, POLICY, Present(on, why, off or {}))


def memory_of(*rows: dict, status: str = "unreviewed", **case) -> Memory:
    """What an exercise a month ago left, with something put down since."""
    first = run(found(*(row | {"date_evidence_known": THEN} for row in rows or ({"overlap_to": THEN},))), blank(KEPT), on=THEN)
    outcome = {"outcome": "no issue – explained", "closed_on": date(2026, 9, 20)} if status == "closed" else {}
    changed = {"status": status} | outcome | case
    return Memory(first.cases.with_columns(pl.lit(v, CASES[k]).alias(k) for k, v in changed.items()), first.kept)


def only(frame: pl.DataFrame) -> dict:
    (row,) = frame.to_dicts()
    return row


def test_without_a_memory_every_case_is_new():
    done = run(found({}), blank(KEPT))
    assert only(done.referrals)["change"] == only(done.cases)["standing"] == "new"
    assert only(done.referrals)["date_evidence_known"] == NOW


def test_a_case_that_was_there_persists_with_its_first_day_and_status():
    case = only(run(found({}), memory_of(status="enquiry")).referrals)
    assert (case["change"], case["status"], case["date_evidence_known"], case["what_changed"]) == (
        "persisting",
        "enquiry",
        THEN,
        "",
    )


def test_a_closed_case_with_unchanged_facts_is_not_raised_and_still_counted():
    done = run(found({}), memory_of(status="closed"))
    assert done.referrals.is_empty()
    case = only(done.cases)
    assert (case["standing"], case["last_raised"], case["outcome"]) == ("closed", THEN, "no issue – explained")
    assert counted(done.cases)["standing"]["closed"] == 1


CHANGED = [
    ({"right_from": date(2025, 1, 7)}, "right: award began 2025-01-07 (before: 2025-01-06)"),
    ({"right_ended": date(2026, 9, 30)}, "right: award ends 2026-09-30 (before: open)"),
    ({"left_ended": date(2026, 9, 30)}, "left: tenancy ends 2026-09-30 (before: open)"),
    ({"right_uprn_key": 70, "right_postcode_key": 80}, "right: the record names another home than before"),
    ({"died": date(2026, 8, 1)}, "death on 2026-08-01 (before: no date)"),
    ({"key_class": "K1"}, "the records are linked by more: K1 (before: K2)"),
    ({"right_weekly_amount": Decimal("112.01")}, "right: £112.01 a week (before: £100.00)"),
    ({"right_weekly_amount": Decimal("87.99")}, "right: £87.99 a week (before: £100.00)"),
]
UNCHANGED = [
    {"right_weekly_amount": Decimal("112.00")},
    {"right_weekly_amount": Decimal("88.00")},
    {"key_class": "K3"},
    {"right_postcode_key": 80},
    {"right_uprn_key": None, "right_postcode_key": None},
    {"amount_at_issue": Decimal("5000.00"), "overlap_days": 900, "score": 3, "priority": "P3"},
    {"left_record": "new number", "right_record": "other", "person": "q"},
    {"agreements": "surname agrees", "rule_version": 2, "corroboration": "also found by T1"},
]


@pytest.mark.parametrize(("row", "said"), CHANGED)
def test_a_closed_case_comes_back_with_the_fact_that_changed(row, said):
    case = only(run(found(row), memory_of(status="closed")).referrals)
    assert case["change"] == "reopened"
    assert case["what_changed"] == f"closed on 2026-09-20 (no issue – explained); since then: {said}"
    assert (case["status"], case["date_evidence_known"]) == ("unreviewed", THEN)


@pytest.mark.parametrize(("row", "said"), CHANGED)
def test_an_open_case_says_what_changed(row, said):
    case = only(run(found(row), memory_of()).referrals)
    assert (case["change"], case["what_changed"]) == ("persisting", said)


@pytest.mark.parametrize("row", UNCHANGED)
def test_what_is_no_changed_fact(row):
    assert run(found(row), memory_of(status="closed")).referrals.is_empty()


@pytest.mark.parametrize(("idle", "back"), [(62, False), (63, True)])
def test_only_what_had_stopped_can_start_again(idle, back):
    memory = memory_of({"overlap_to": THEN - timedelta(days=idle)}, status="closed")
    done = run(found({"overlap_to": NOW}), memory)
    assert done.referrals.height == back
    if back:
        assert "it went on: days at issue until 2026-10-05" in only(done.referrals)["what_changed"]


def test_the_last_days_of_a_sighting_are_no_fact():
    seen = {"right_extract": "residency", "right_ended": THEN}
    done = run(found(seen | {"right_ended": NOW}), memory_of(seen, status="closed"))
    assert done.referrals.is_empty()


def test_a_reopened_case_keeps_its_last_closing_in_the_book_of_cases():
    case = only(run(found({"key_class": "K1"}), memory_of(status="closed")).cases)
    assert (case["standing"], case["status"], case["outcome"]) == ("reopened", "unreviewed", "no issue – explained")
    assert (case["decided_on"], case["closed_on"]) == (None, date(2026, 9, 20))


def test_a_case_that_is_gone_is_resolved_with_its_reason_and_once():
    done = run(found(), memory_of(), ceased={"r1": "no longer so: the homes differ"})
    assert (only(done.cases)["standing"], only(done.cases)["what_changed"]) == ("resolved", "no longer so: the homes differ")
    assert counted(done.cases)["gone"] == [{"rule": "B1", "reason": "no longer so: the homes differ", "count": 1}]
    later = run(found(), Memory(done.cases, done.kept))
    assert only(later.cases)["standing"] == "resolved earlier"
    assert counted(later.cases)["gone"] == []


def test_a_case_whose_rule_could_not_run_is_not_resolved_and_persists_when_it_can():
    done = run(found(), memory_of(status="enquiry"), off={"B1": "there is no benefit_award extract"})
    assert (only(done.cases)["standing"], only(done.cases)["what_changed"]) == (
        "not looked for",
        "there is no benefit_award extract",
    )
    again = only(run(found({}), Memory(done.cases, done.kept)).referrals)
    assert (again["change"], again["status"]) == ("persisting", "enquiry")


def test_a_resolved_case_that_is_found_again_comes_back():
    gone = run(found(), memory_of())
    case = only(run(found({}), Memory(gone.cases, gone.kept)).referrals)
    assert (case["change"], case["what_changed"]) == ("reopened", "it was not found last time, and is again")


def test_a_closed_case_that_was_gone_stays_closed_when_it_is_found_unchanged():
    gone = run(found(), memory_of(status="closed"))
    assert only(gone.cases)["standing"] == "closed"
    assert run(found({}), Memory(gone.cases, gone.kept)).referrals.is_empty()


def test_why_a_case_ceased_is_asked_only_of_open_ones_that_are_gone():
    memory = memory_of({"referral_id": "r1"}, {"referral_id": "r2"}, {"referral_id": "r3"})
    closed = memory.cases.with_columns(
        status=pl.when(pl.col("referral_id") == "r3").then(pl.lit("closed")).otherwise(pl.col("status"))
    )
    assert missing(found({"referral_id": "r1"}), Memory(closed, memory.kept))["referral_id"].to_list() == ["r2"]


def number(column: pl.Series) -> pl.Series:
    return hex_ids(column, b"k")


def test_people_of_one_case_are_known_by_number_birth_date_or_record_whatever_else_changed():
    kept = memory_of(
        {"referral_id": "one", "birth_key": 1, "nino_key": None, "left_record": "a", "person": "pa"},
        {"referral_id": "two", "birth_key": 2, "nino_key": 5, "left_record": "b", "person": "pb"},
    ).kept
    now = found(
        {"referral_id": "one", "birth_key": 9, "nino_key": 5, "left_record": "x", "person": "px"},
        {"referral_id": "two", "birth_key": 1, "nino_key": None, "left_record": "y", "person": "py"},
    )
    assert recognised(now, kept, number)["referral_id"].to_list() == ["two", "one"]


def test_another_person_in_a_case_is_another_referral():
    kept = memory_of({"referral_id": "one", "birth_key": 1, "nino_key": None}).kept
    now = found({"referral_id": "one", "birth_key": 9, "nino_key": None, "left_record": "x", "person": "px"})
    (known,) = recognised(now, kept, number)["referral_id"]
    assert known != "one"
    assert recognised(now, kept, number)["referral_id"].to_list() == [known]


def test_whoever_stays_keeps_the_number_when_somebody_leaves_a_case():
    kept = memory_of({"referral_id": "one", "birth_key": 1}, {"referral_id": "two", "birth_key": 2, "nino_key": 6}).kept
    now = found({"referral_id": "one", "birth_key": 2, "nino_key": 6, "left_record": "x", "person": "q"})
    assert recognised(now, kept, number)["referral_id"].to_list() == ["two"]
