import polars as pl
import pytest

from pipeline.clerical import COLUMNS
from tests.journey.conftest import program


@pytest.fixture(scope="module")
def pairs(exercise, tmp_path_factory) -> pl.DataFrame:
    to = tmp_path_factory.mktemp("clerical") / "pairs.csv"
    said = program("clerical", exercise.out, "--officer", "Jo Reviewer", "--to", to, key=exercise.key)
    assert said.status == 0, said.both
    return pl.read_csv(to, infer_schema=False)


def test_every_pair_compared_is_there_with_the_contracts_columns(pairs, exercise):
    assert tuple(pairs.columns) == COLUMNS
    assert pairs.select("left_ref", "right_ref", "key_class").null_count().sum_horizontal()[0] == 0
    assert pairs["same_person"].null_count() == pairs.height > 100


def test_the_truth_can_be_laid_beside_it(pairs, exercise):
    truth = pl.read_parquet(exercise.extracts / "truth" / "people.parquet")
    sure = pairs.filter(pl.col("match_probability").cast(pl.Float64) >= 0.95)
    key = ["extract", "ref", "landlord_code", "scheme", "source_body"]
    known = truth.select(*(pl.col(c).cast(pl.String) for c in key), "true_person").unique(key, keep="none")
    for side in ("left", "right"):
        beside = known.rename({c: f"{side}_{c}" for c in known.columns})
        on = [c for c in beside.columns if c != f"{side}_true_person"]
        sure = sure.join(beside, on=on, nulls_equal=True)
    assert sure.height > 500
    right = sure.filter(pl.col("left_true_person") == pl.col("right_true_person")).height
    assert right / sure.height > 0.99


def test_a_sample_covers_every_band_of_weight(exercise, tmp_path, pairs):
    said = program("clerical", exercise.out, "--officer", "Jo", "--sample", 60, "--to", tmp_path / "s.csv", key=exercise.key)
    assert said.status == 0, said.both
    few = pl.read_csv(tmp_path / "s.csv")
    assert 20 <= few.height <= 60
    assert few["match_weight"].min() < -10
    assert few["match_weight"].max() > 20


def test_pairs_are_csv_or_nothing(exercise, tmp_path):
    said = program("clerical", exercise.out, "--officer", "Jo", "--to", tmp_path / "s.xlsx", key=exercise.key)
    assert said.status == 2
    assert ".csv" in said.err


def test_the_review_is_in_the_trail(exercise, pairs):
    assert "Jo Reviewer" in program("audit", exercise.out, key=exercise.key).out
