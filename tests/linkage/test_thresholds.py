"""Thresholds without labels: what probabilities promise of themselves."""

import polars as pl
import pytest

from pipeline.stages.link.thresholds import STATED_PRECISION, best, expected, least_for, thresholds

HALF_SURE = pl.Series("match_probability", [1.0] * 90 + [0.9] * 10 + [0.4] * 10 + [0.0] * 500)


def test_precision_and_recall_are_the_means_of_the_probabilities():
    told = expected(HALF_SURE)
    assert told.filter(pl.col("threshold") == 0.9)["precision"][0] == pytest.approx((90 + 9) / 100)
    assert told.filter(pl.col("threshold") == 0.9)["recall"][0] == pytest.approx(99 / 103)
    assert told["recall"][-1] == pytest.approx(1.0)


def test_the_least_threshold_for_a_precision_is_on_its_edge():
    told = expected(HALF_SURE)
    assert least_for(told, 0.99) == 0.9
    assert least_for(told, 0.9901) == 1.0
    assert least_for(expected(pl.Series("match_probability", [0.5])), 0.6) is None


def test_the_best_f1_leaves_out_pairs_that_are_more_likely_two_people():
    assert best(expected(HALF_SURE)) == 0.9


def test_the_run_record_says_what_the_links_promise():
    told = thresholds(HALF_SURE)
    assert told["links"] == 0.95
    assert told["expected_precision"] == 1.0
    assert told["stated_precision"] == STATED_PRECISION
    assert thresholds(pl.Series("match_probability", [0.2, 0.3]))["expected_precision"] is None
    assert thresholds(pl.Series("match_probability", [], dtype=pl.Float64))["links"] == 0.95
