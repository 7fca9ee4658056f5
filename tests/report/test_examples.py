"""The waterfall of one example a rule."""

import polars as pl
import pytest

from pipeline.report.examples import examples, steps
from tests.made_exercise import links, referrals

PAIR = {
    "mw_prior": -12.0, "mw_forename": 8.0, "mw_surname": 0.0, "mw_tf_adj_forename": 1.5, "match_weight": -2.5,
    "forename": "agree", "surname": "missing",
}  # fmt: skip


def test_steps_lead_from_nothing_to_the_total_without_a_gap():
    walked = steps(PAIR)
    assert walked["from"].to_list() == [0.0, -12.0, -4.0, -2.5, 0.0]
    assert walked["to"].to_list() == [-12.0, -4.0, -2.5, -2.5, -2.5]
    assert walked["step"].to_list() == [
        "before anything is compared", "Forename agrees", "and how common the forename is", "Surname is missing",
        "together",
    ]  # fmt: skip


def test_a_pair_that_may_never_be_linked_says_what_put_it_down():
    walked = steps(PAIR | {"match_weight": -10.0})
    assert walked.row(-2) == ("held back: conflicting facts", -2.5, -10.0, -7.5)
    assert walked["to"][-1] == -10.0


@pytest.mark.parametrize(("rarity", "shown"), [(0.04, False), (0.06, True), (-0.06, True)])
def test_an_adjustment_too_small_to_print_is_left_out(rarity, shown):
    said = steps(PAIR | {"mw_tf_adj_forename": rarity, "match_weight": -4.0 + rarity})["step"].to_list()
    assert ("and how common the forename is" in said) is shown
    assert "held back: conflicting facts" not in said


def test_an_example_for_each_rule_that_rests_on_a_link():
    found = examples(referrals(), links())
    assert [one.rule for one in found] == ["B1", "B2", "B6", "D2", "I1", "T1"]
    assert all(abs(one.steps["to"][-1] - one.weight) < 1e-9 for one in found)


def test_the_example_is_the_most_urgent_one_and_never_restricted():
    found = examples(referrals(), links())
    assert {one.priority for one in found} == {"P1"}
    hidden = referrals().filter(pl.col("priority") == "restricted")
    assert examples(hidden, links()) == []


def test_a_pair_is_found_whichever_way_round_it_is_stored():
    turned = referrals().with_columns(left_record="right_record", right_record="left_record")
    assert [one.weight for one in examples(turned, links())] == [one.weight for one in examples(referrals(), links())]
