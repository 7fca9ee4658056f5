"""Scores are printed sums; each number of the policy has a test on both of its sides."""

from datetime import date, timedelta

import polars as pl
import pytest

from pipeline.keys import RootKey, hex_ids
from pipeline.policy import read_policy
from pipeline.rulebook import read_rulebook
from pipeline.stages.apply_rules.measures import completed
from pipeline.stages.refer import COLUMNS, KEPT, Exercise, refer

SNAPSHOT = date(2026, 10, 5)
RULES = {one.card.rule: one for one in read_rulebook()}
LEVELS = {"forename": "agree", "surname": "agree", "date_of_birth": "agree", "nino": "missing", "contact": "missing"}
USUAL = LEVELS | {
    "left_record": "l1", "right_record": "r1", "left_case": "lc", "right_case": "rc", "left_person": "p", "right_person": "p",
    "left_extract": "tenancy", "right_extract": "tenancy", "left_landlord_code": "MHS", "right_landlord_code": "MHS",
    "left_from": date(2020, 1, 6), "right_from": date(2024, 1, 8), "left_until": SNAPSHOT, "right_until": SNAPSHOT, "key_class": "K3",
    "match_weight": 12.0, "match_probability": 0.999, "overlap_from": date(2024, 1, 8), "overlap_to": SNAPSHOT, "overlap_days": 100,
    "same_property": False, "different_property": True, "unresolved_address": False, "died": None, "amount_pence": None,
    "paid_to": None, "days_paid_twice": None, "days_paid_outside": None, "receipt_days_after_end": None, "is_restricted": False,
}  # fmt: skip
TYPES = {
    "context": pl.List(pl.String),
    "context_points": pl.Int64,
    "died": pl.Date,
    "amount_pence": pl.Int64,
    "paid_to": pl.Date,
    "right_weekly_amount": pl.Decimal(12, 2),
} | dict.fromkeys(("days_paid_twice", "days_paid_outside", "receipt_days_after_end"), pl.Int64)


def matches(rule: str, *rows: dict) -> pl.DataFrame:
    whole = [USUAL | row | {"rule": rule} for row in rows]
    dtypes = {name: dtype for name, dtype in TYPES.items() if any(name in row for row in whole)}
    return completed(pl.DataFrame(whole, schema_overrides=dtypes))


def referred(rule: str = "T1", *rows: dict, others: dict | None = None) -> list[dict]:
    key = RootKey(b"r" * 32).subkey("referral")
    exercise = Exercise(SNAPSHOT, read_policy(), lambda column: hex_ids(column, key))
    found = {rule: matches(rule, *(rows or ({},)))} | (others or {})
    return refer(found, [RULES[name] for name in found], exercise).to_dicts()


@pytest.mark.parametrize(
    ("row", "score"),
    [
        ({}, 5),
        ({"key_class": "K1"}, 7),
        ({"key_class": "K2"}, 6),
        ({"key_class": "K4"}, 4),
        ({"key_class": None}, 5),
        ({"overlap_days": 179}, 5),
        ({"overlap_days": 180}, 6),
        ({"amount_pence": 99_999}, 5),
        ({"amount_pence": 100_000}, 6),
        ({"unresolved_address": True}, 3),
        ({"left_until": SNAPSHOT - timedelta(days=400), "right_until": SNAPSHOT - timedelta(days=365)}, 5),
        ({"left_until": SNAPSHOT - timedelta(days=400), "right_until": SNAPSHOT - timedelta(days=366)}, 4),
    ],
)
def test_every_part_of_a_score_on_both_of_its_sides(row, score):
    (found,) = referred("T1", row)
    assert found["score"] == score
    printed = [int(part.rsplit(" ", 1)[1]) for part in found["score_breakdown"].split("; ")]
    assert sum(printed) == score


@pytest.mark.parametrize(
    ("row", "priority"),
    [
        ({"key_class": "K1"}, "P1"),
        ({"key_class": "K2"}, "P2"),
        ({"key_class": "K4"}, "P2"),
        ({"key_class": "K4", "unresolved_address": True}, "P3"),
        ({"key_class": "K4", "overlap_days": 400, "amount_pence": 500_000, "left_person": "q", "right_person": "q"}, "P2"),
        ({"key_class": "K1", "overlap_days": 400, "amount_pence": 500_000, "unresolved_address": True}, "P2"),
    ],
)
def test_priorities_and_their_caps(row, priority):
    assert referred("T1", row)[0]["priority"] == priority


def test_a_death_known_by_name_and_birth_date_alone_is_never_the_most_urgent():
    row = {"right_extract": "deceased", "died": date(2026, 1, 1), "overlap_days": 400, "amount_pence": 500_000}
    assert referred("D2", row)[0]["priority"] == "P2"
    assert referred("D2", row | {"key_class": "K1"})[0]["priority"] == "P1"


def test_an_undated_mark_of_death_stays_at_p3():
    assert referred("D1", {"key_class": None, "died": None})[0]["priority"] == "P3"
    assert referred("D1", {"key_class": None, "died": date(2026, 1, 1)})[0]["priority"] == "P2"


def test_other_files_that_say_so_count_once_each_and_three_at_the_most():
    """Two rules that read the same files are one source, and a rule's own files are none."""
    files = {
        "B1": "benefit_award",
        "B2": "benefit_award",
        "O1": "residency",
        "D2": "deceased",
        "X1": "partner_tenancy",
        "T2": "tenancy",
    }
    others = {rule: matches(rule, {"right_extract": extract}) for rule, extract in files.items()}

    def found(*rules):
        (one,) = [o for o in referred("T1", {}, others={rule: others[rule] for rule in rules}) if o["rule"] == "T1"]
        return one

    assert "corroboration" not in found("T2")["score_breakdown"]
    assert "corroboration +1" in found("B1", "B2")["score_breakdown"]
    assert found("B1", "B2")["corroboration"] == "also found by B1, B2"
    assert "corroboration +3" in found("B1", "O1", "D2")["score_breakdown"]
    assert "corroboration +3" in found("B1", "O1", "D2", "X1")["score_breakdown"]


@pytest.mark.parametrize(("points", "score"), [(0, 5), (1, 6), (2, 7)])
def test_context_is_printed_as_context_and_not_as_evidence(points, score):
    (found,) = referred("T1", {"context": ["N2 no repair for 24 months"], "context_points": points})
    assert found["score"] == score
    assert ("context, not evidence" in found["score_breakdown"]) == (points > 0)
    assert found["corroboration"] == ("context, not evidence: N2 no repair for 24 months" if points else "")


def test_a_stranger_who_pays_weighs_more_where_something_else_was_found():
    money = {"right_extract": "rent_account", "key_class": None}
    assert referred("R1", money)[0]["score_breakdown"] == "base +2"
    (found,) = [one for one in referred("R1", money, others={"T2": matches("T2", {})}) if one["rule"] == "R1"]
    assert found["score_breakdown"].startswith("base +4")


@pytest.mark.parametrize(("whole", "part"), [("D3", "D2"), ("O2", "O1"), ("Q2", "T1"), ("Q2", "B1"), ("Q2", "O3")])
def test_a_rule_stands_instead_of_its_parts_for_the_same_person(whole, part):
    both = {part: matches(part, {}, {"left_person": "q", "right_person": "q", "left_case": "other", "right_case": "another"})}
    found = referred(whole, {}, others=both)
    assert sorted((one["rule"], one["person"]) for one in found) == sorted([(whole, "p"), (part, "q")])


def test_a_restricted_referral_is_never_scored():
    (found,) = referred("T1", {"is_restricted": True, "key_class": "K1"})
    assert found["priority"] == "restricted"
    assert found["score"] is found["score_breakdown"] is None


def test_a_referral_says_everything_an_officer_needs():
    (found,) = referred("T1", {"key_class": "K1", "nino": "agree"})
    assert list(found) == list(COLUMNS | KEPT)
    assert "National Insurance number agrees" in found["agreements"]
    assert "a tenancy of one home that runs / a tenancy of another home" in found["conflicts"]
    assert "left: tenancy from 2020-01-06, still open" in found["conflicts"]
    assert "transfer_between_them" in found["suppressors_tested"]
    assert found["innocent_explanations"]
    assert (found["change"], found["status"], found["date_evidence_known"]) == ("new", "unreviewed", SNAPSHOT)
    assert found["scope"] == "within"


def test_a_landlord_and_a_payer_are_two_bodies():
    assert (
        referred("B1", {"right_extract": "benefit_award", "right_landlord_code": None, "right_source_body": "MED"})[0]["scope"]
        == "between"
    )


def test_numbers_stay_when_spelling_people_and_order_change():
    first = referred("T1", {"left_record": "l1"}, {"left_case": "other"})
    again = referred("T1", {"left_case": "other"}, {"left_record": "changed", "left_person": "q", "match_weight": 3.0})
    assert {one["referral_id"] for one in first} == {one["referral_id"] for one in again}
    assert len({one["referral_id"] for one in first}) == 2


def test_two_people_in_one_case_are_two_referrals():
    found = referred("T1", {"left_record": "l1"}, {"left_record": "l2", "left_person": "q"})
    assert len({one["referral_id"] for one in found}) == 2


def test_the_most_urgent_come_first_and_restricted_ones_last():
    rows = [{"is_restricted": True, "left_case": "a"}, {"left_case": "b"}, {"key_class": "K1", "left_case": "c"}]
    assert [one["priority"] for one in referred("T1", *rows)] == ["P1", "P2", "restricted"]


def test_no_matches_give_an_empty_table_of_the_right_columns():
    exercise = Exercise(SNAPSHOT, read_policy(), lambda column: column)
    assert refer({}, [], exercise).schema == pl.Schema(COLUMNS | KEPT)
