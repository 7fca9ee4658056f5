"""What answers say: figures near the truth, a threshold that is borne out, and m nearer to what it is."""

import math

import numpy as np
import polars as pl
import pytest

from pipeline.clerical import relearnt, reviewed, sampled
from pipeline.clerical.strata import OFFSETS, edges, stratum, weight_of
from tests.clerical.made import THRESHOLD, M, compared, linkage


@pytest.fixture(scope="module")
def pairs() -> pl.DataFrame:
    return compared()


def answered(pairs: pl.DataFrame, size: int | None = None) -> pl.DataFrame:
    chosen = sampled(pairs, size, THRESHOLD) if size else pairs
    return chosen.select("left", "right", "same")


def review(pairs, answers, threshold, wanted):
    return reviewed(pairs.drop("same"), answers, threshold, wanted)


def taught(pairs, answers, said):
    return relearnt(pairs.drop("same"), answers, said)


def test_a_stratum_begins_just_at_the_threshold():
    weights = pl.DataFrame({"match_weight": [weight_of(THRESHOLD) - 1e-9, weight_of(THRESHOLD), -99.0, 99.0]})
    place = OFFSETS.index(0)
    assert weights.select(stratum(THRESHOLD)).to_series().to_list() == [place, place + 1, 0, len(OFFSETS)]
    assert edges(THRESHOLD)[place] == pytest.approx(4.2479, abs=1e-4)


def test_a_sample_is_spread_over_the_strata_and_the_same_whatever_the_order(pairs):
    few = sampled(pairs, 120, THRESHOLD)
    assert few.equals(sampled(pairs.sample(fraction=1, shuffle=True, seed=2), 120, THRESHOLD))
    sizes = pairs.select(stratum(THRESHOLD)).to_series().value_counts()
    taken = few.select(stratum(THRESHOLD)).to_series().value_counts()
    both = sizes.join(taken, on="stratum", suffix="_taken")
    assert both.height == sizes.height
    share = both["count_taken"].max()
    assert ((both["count_taken"] == share) | (both["count_taken"] == both["count"])).all()
    assert 120 - sizes.height < few.height <= 120


def test_a_sample_of_all_is_all(pairs):
    assert sampled(pairs.head(50), 80, THRESHOLD).height == 50
    assert sampled(pairs.clear(), 80, THRESHOLD).is_empty()


def test_all_answers_give_precision_and_recall_exactly(pairs):
    found = review(pairs, answered(pairs), THRESHOLD, 0.99).in_force
    linked = pairs.filter(pl.col("match_probability") >= THRESHOLD)
    precision, recall = linked["same"].mean(), linked["same"].sum() / pairs["same"].sum()
    for figure, truth in ((found.precision, precision), (found.recall, recall)):
        assert (figure.value, figure.low, figure.high) == (pytest.approx(truth), pytest.approx(truth), pytest.approx(truth))


def test_few_answers_give_intervals_that_hold_the_truth():
    truths = 0
    for seed in range(20):
        pairs = compared(pairs=4000, seed=seed)
        found = review(pairs, answered(pairs, 150), THRESHOLD, 0.99).in_force
        exact = review(pairs, answered(pairs), THRESHOLD, 0.99).in_force
        truths += found.precision.low <= exact.precision.value <= found.precision.high
        truths += found.recall.low <= exact.recall.value <= found.recall.high
    assert truths >= 36


def test_strata_nobody_answered_leave_everything_open(pairs):
    found = review(pairs, answered(pairs.filter(pl.col("match_weight") < 0)), THRESHOLD, 0.99)
    assert found.in_force.precision.high > 0.99
    assert found.in_force.precision.low < 0.3
    assert found.suggested is None


def test_pairs_of_one_number_and_different_people_are_no_links(pairs):
    strange = pairs.head(400).with_columns(
        key_class=pl.lit("K5"), match_weight=pl.lit(30.0), same=pl.lit(value=False), left=pl.lit("f") + pl.col("left")
    )
    with_them = pl.concat([pairs, strange])
    one, other = (review(frame, answered(frame), THRESHOLD, 0.99) for frame in (pairs, with_them))
    assert one == other


def test_the_suggested_threshold_is_the_least_that_surely_keeps_the_precision(pairs):
    found = review(pairs, answered(pairs), THRESHOLD, 0.97)
    assert found.suggested.precision.low >= 0.97
    lower = [cut for cut in found.cuts if cut.weight < found.suggested.weight]
    assert all(cut.precision.low < 0.97 for cut in lower)
    assert review(pairs, answered(pairs), THRESHOLD, 1.01).suggested is None


WRONG = {"forename": (0.6, 0.3, 0.1), "nino": (0.7, 0.3)}


def off(parameters, m=M) -> float:
    """How far m is from the truth, in bits, over all levels."""
    known = {(name, f"level {place}"): p for name, ps in m.items() for place, p in enumerate(ps)}
    return sum(abs(math.log2(one["m"] / known[one["comparison"], one["level"]])) for one in parameters)


@pytest.mark.parametrize("size", [60, 300, None])
def test_answers_bring_m_nearer_to_the_truth(size):
    pairs, said = compared(WRONG), linkage(WRONG)
    before, after = off(said["parameters"]), off(taught(pairs, answered(pairs, size), said))
    assert after < before / (3 if size else 8)


def test_all_answers_give_m_as_it_was_seen():
    pairs = compared(WRONG, pairs=3000)
    found = taught(pairs, answered(pairs), linkage(WRONG))
    true = pairs.filter("same")
    for one in found:
        size = len(M[one["comparison"]])
        seen = (true[f"gamma_{one['comparison']}"] == size - 1 - int(one["level"][-1])).mean()
        assert one["m"] == pytest.approx(seen, abs=1e-3)
        assert one["match_weight"] == pytest.approx(math.log2(one["m"] / one["u"]), abs=1e-3)


def test_only_m_and_weights_change_and_strata_agree():
    pairs, said = compared(WRONG, pairs=2000), linkage(WRONG)
    found = taught(pairs, answered(pairs, 100), said)
    for one, before in zip(found, said["parameters"], strict=True):
        assert {k: v for k, v in one.items() if k not in ("m", "match_weight")} == {
            k: v for k, v in before.items() if k not in ("m", "match_weight")
        }
    half = len(found) // 2
    assert [one["m"] for one in found[:half]] == [one["m"] for one in found[half:]]


def test_a_comparison_that_no_true_pair_knows_keeps_its_m():
    pairs = compared(pairs=500).with_columns(gamma_nino=pl.lit(-1, pl.Int8))
    found = taught(pairs, answered(pairs), linkage())
    assert [one["m"] for one in found if one["comparison"] == "nino"] == [*M["nino"], *M["nino"]]


def test_no_level_is_ever_impossible():
    pairs = compared(pairs=800).with_columns(gamma_nino=pl.lit(1, pl.Int8))
    found = taught(pairs, answered(pairs), linkage())
    assert min(one["m"] for one in found) == pytest.approx(0.001, rel=0.01)
    assert np.isfinite([one["match_weight"] for one in found]).all()
