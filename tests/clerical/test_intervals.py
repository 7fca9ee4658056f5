"""Intervals hold the truth about as often as they say, also for few answers and shares near one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clerical.intervals import Estimate, ratio, share, total

ROUNDS = 2000
SEED = 7


@pytest.mark.parametrize(
    ("yes", "answered", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (98, 100, 0.9300, 0.9945)]
)
def test_wilsons_interval_has_the_ends_that_textbooks_print(yes, answered, low, high):
    found = share(yes, answered, 10**12)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 500))))
def test_an_interval_holds_its_figure_and_more_answers_of_a_few_narrow_it(drawn):
    yes, answered, population = drawn
    found = share(yes, answered, population)
    assert 0 <= found.low <= found.value <= found.high <= 1
    wide = share(yes, answered, 10**9)
    assert found.high - found.low <= wide.high - wide.low + 1e-12


STRATA = ((4000, 20, 0.999), (300, 20, 0.9), (60, 20, 0.5), (900, 20, 0.03), (20000, 20, 0.0005))
"""Pairs, answers and the true share of each stratum, as a linkage has them."""


def drawn(dice) -> tuple[list[Estimate], float, list[int]]:
    true = [round(pairs * part) for pairs, _, part in STRATA]
    seen = [int(dice.hypergeometric(good, pairs - good, n)) for good, (pairs, n, _) in zip(true, STRATA, strict=True)]
    parts = [share(yes, n, pairs).times(pairs) for yes, (pairs, n, _) in zip(seen, STRATA, strict=True)]
    return parts, true


def test_sums_and_ratios_hold_the_truth_at_least_as_often_as_they_say():
    dice = np.random.default_rng(SEED)
    held = {"precision": 0, "missed to found": 0}
    for _ in range(ROUNDS):
        parts, true = drawn(dice)
        found, missed = total(parts[:3]), total(parts[3:])
        held["precision"] += found.low <= sum(true[:3]) <= found.high
        quotient = ratio(missed, found)
        held["missed to found"] += quotient.low <= sum(true[3:]) / sum(true[:3]) <= quotient.high
    for what, times in held.items():
        assert times / ROUNDS >= 0.93, what


def test_a_ratio_to_nothing_is_unbounded():
    some, nothing = Estimate(3, 1, 5), Estimate(0, 0, 2)
    assert ratio(some, nothing) == Estimate(math.inf, 0.0, math.inf)
    assert ratio(nothing, some).value == 0
    assert ratio(nothing, some).low == 0
    assert ratio(Estimate(2, 1, 4), Estimate(3, 0, 5)).high == math.inf


def test_a_certain_ratio_is_certain():
    assert ratio(Estimate(2, 2, 2), Estimate(8, 8, 8)) == Estimate(0.25, 0.25, 0.25)
