"""A model given back: the run record is read as one, and links as it did when it was trained."""

import json
import sys

import polars as pl
import pytest

from pipeline.errors import Refused, WrongUse
from pipeline.saved_model import read_model
from pipeline.stages.link import link
from tests.stages.test_link import linked


@pytest.fixture(scope="module")
def trained():
    people, found, _ = linked([])
    return people, found


@pytest.fixture
def record(tmp_path, trained):
    path = tmp_path / "run.json"
    path.write_text(json.dumps({"product": "x", "linkage": trained[1].about}))
    return path


def test_a_model_given_back_finds_what_it_found(trained, record):
    people, found = trained
    again = link(people, model=read_model(record))
    same = found.links.frame.select("left", "right", "key_class")
    assert again.links.frame.select("left", "right", "key_class").equals(same)
    apart = (again.links.frame["match_weight"] - found.links.frame["match_weight"]).abs().max()
    assert apart < 0.01
    assert again.about["model"] == read_model(record).sha256
    assert found.about["model"] is None
    learnt, given = (pl.DataFrame(one.about["parameters"]).drop("match_weight") for one in (found, again))
    assert given.equals(learnt)


def test_nothing_is_trained_with_a_model(trained, record, monkeypatch):
    def never(*_):
        raise AssertionError("trained all the same")

    for name in ("train", "chance_agreement"):
        monkeypatch.setattr(sys.modules["pipeline.stages.link.link"], name, never)
    link(trained[0], model=read_model(record))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"linkage": {"prior": 0.1}}'])
def test_what_is_no_run_record_is_wrong_use(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(WrongUse, match="holds no model"):
        read_model(tmp_path / "run.json")
    with pytest.raises(WrongUse, match="holds no model"):
        read_model(tmp_path / "absent.json")


def test_a_model_of_other_levels_is_refused(record):
    held = json.loads(record.read_text())
    held["linkage"]["parameters"] = held["linkage"]["parameters"][1:]
    record.write_text(json.dumps(held))
    with pytest.raises(Refused, match="other comparison levels"):
        read_model(record)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.2])
def test_an_impossible_share_is_refused(record, share):
    held = json.loads(record.read_text())
    held["linkage"]["parameters"][0]["m"] = share
    record.write_text(json.dumps(held))
    with pytest.raises(Refused, match="not between 0 and 1"):
        read_model(record)


def test_the_record_tells_how_far_independence_holds(trained):
    for one in trained[1].about["dependence"]:
        assert one["ratio"] == pytest.approx(one["seen"] / one["expected"], abs=0.1)
    assert pl.DataFrame(trained[1].about["histogram"])["pairs"].sum() == trained[1].about["pairs_compared"]
