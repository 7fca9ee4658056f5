"""A list as long as the team can work, in the order of what cases can be expected to come to."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipeline.cases.capacity import cut, expected, placed
from pipeline.cases.case_policy import Capacity, read_case_policy, read_values
from pipeline.cases.precision import judged, precisions, wilson
from pipeline.stages.remember import CASES

POLICY = Capacity(cases=0, prior_cases=10, prior_precision=0.25)
NONE = pl.DataFrame(schema=CASES)
SHAPE = {
    "referral_id": pl.String, "rule": pl.String, "status": pl.String, "priority": pl.String, "score": pl.Int64,
    "amount_at_issue": pl.Decimal(12, 2),
}  # fmt: skip


def closed(rule: str, *outcomes: str, priority: str = "P1") -> pl.DataFrame:
    rows = [{"rule": rule, "outcome": one, "status": "closed", "priority": priority} for one in outcomes]
    return pl.DataFrame(rows, schema=CASES)


def listed(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SHAPE, orient="row")


LIST = listed(
    ("a", "T1", "unreviewed", "P2", 6, None),
    ("b", "B1", "unreviewed", "P1", 7, Decimal("10.00")),
    ("c", "B1", "unreviewed", "P1", 7, Decimal("90.00")),
    ("d", "T1", "unreviewed", "P1", 7, None),
    ("e", "B1", "enquiry", "P3", 1, None),
    ("f", "B1", "closed", "P1", 9, None),
)


def order(frame: pl.DataFrame) -> list[str]:
    return frame.drop_nulls("place").sort("place")["referral_id"].to_list()


def test_begun_cases_come_first_then_priority_then_score_then_money():
    assert order(placed(LIST, NONE, POLICY)) == ["e", "c", "b", "d", "a"]


def test_a_rule_that_was_right_before_goes_before_one_that_was_not():
    history = pl.concat([closed("T1", *["fraud proven"] * 8), closed("B1", *["no issue – explained"] * 8)])
    assert order(placed(LIST, history, POLICY)) == ["e", "d", "c", "b", "a"]


def test_it_is_printed_how_a_case_was_placed():
    said = dict(
        placed(LIST, closed("B1", "fraud proven", "record corrected"), POLICY).select("referral_id", "how_placed").iter_rows()
    )
    assert said["b"] == "score 7 x 0.5 (1 of 2 closed came to something) = 3.5"
    assert "none closed yet" in said["d"]
    assert said["f"] is None


@pytest.mark.parametrize(
    ("outcomes", "precision"),
    [((), 0.25), (("fraud proven",), 1.0), (("fraud proven", "no issue – explained"), 0.5), (("already known",), 0.25)],
)
def test_few_closed_cases_lean_on_those_of_all_rules(outcomes, precision):
    rules = {row["rule"]: row["precision"] for row in expected(closed("B1", *outcomes), POLICY).to_dicts()}
    assert rules.get("B1", rules[""]) == pytest.approx(precision)
    both = pl.concat([closed("B1", *outcomes), closed("T1", *["no issue – explained"] * 30)])
    if outcomes == ("fraud proven",):
        known = {row["rule"]: row["precision"] for row in expected(both, POLICY).to_dicts()}
        assert known["B1"] == pytest.approx((1 + 10 / 31) / 11)


@pytest.mark.parametrize(("limit", "kept", "waiting"), [(0, 6, {}), (1, 1, {"P1": 3, "P2": 1}), (4, 4, {"P2": 1}), (40, 5, {})])
def test_the_rest_is_counted(limit, kept, waiting):
    done = cut(placed(LIST, NONE, POLICY), limit)
    assert (done.listed.height, done.waiting) == (kept, waiting)


def test_restricted_cases_tell_nothing_of_a_rule():
    assert judged(closed("B1", "fraud proven", priority="restricted")).is_empty()


def test_only_outcomes_that_judge_the_rule_count():
    (row,) = precisions(closed("B1", "fraud proven", "record corrected", "no issue – wrong person", "insufficient resource"))
    assert (row["closed"], row["judged"], row["found"], row["put_right"]) == (4, 3, 1, 2)
    assert row["share"] == pytest.approx(1 / 3)
    assert row["low"] < 1 / 3 < row["high"]


@pytest.mark.parametrize("of", [1, 5, 40, 1000])
def test_an_interval_holds_its_share_and_stays_between_nought_and_one(of):
    for hits in (0, of // 2, of):
        low, high = wilson(hits, of)
        assert 0 <= low <= hits / of + 1e-12
        assert hits / of - 1e-12 <= high <= 1
    assert wilson(of, of)[1] == pytest.approx(1)
    assert wilson(0, of)[0] == pytest.approx(0)


def test_the_policy_in_force_can_be_read():
    policy = read_case_policy()
    assert policy.clocks.months_from_evidence == 6
    assert list(policy.backlog.bands) == sorted(policy.backlog.bands)


@pytest.mark.parametrize(
    ("day", "pounds"),
    [
        (date(2018, 8, 31), 0),
        (date(2018, 9, 1), 93_000),
        (date(2021, 11, 30), 93_000),
        (date(2021, 12, 1), 42_000),
        (date(2026, 10, 5), 42_000),
    ],
)
def test_a_home_counts_what_it_counted_on_the_day(day, pounds):
    assert read_values().home_on(day) == pounds
