"""Opening what an exercise left."""

from pathlib import Path

import pytest

from pipeline.errors import Refused, WrongUse
from pipeline.exercise import PROJECT, chosen_folder, open_exercise
from tests.made_exercise import leave_exercise, links, persons, referrals, run_record


def test_it_gives_the_run_record_and_the_three_tables(tmp_path):
    opened = open_exercise(leave_exercise(tmp_path / "out"))
    assert opened.run == run_record()
    assert opened.referrals.equals(referrals())
    assert opened.links.equals(links())
    assert opened.persons.equals(persons())


@pytest.mark.parametrize("name", ["run.json", "referrals.parquet", "links.parquet", "persons.parquet"])
def test_an_exercise_that_lacks_a_file_says_which_and_what_to_do(tmp_path, name):
    out = leave_exercise(tmp_path / "out")
    (out / name).unlink()
    with pytest.raises(WrongUse, match=f"{name} is not there.*make match OUT="):
        open_exercise(out)


@pytest.mark.parametrize("name", ["run.json", "referrals.parquet"])
def test_a_broken_file_is_named_and_its_content_is_not(tmp_path, name):
    out = leave_exercise(tmp_path / "out")
    (out / name).write_bytes(b"Amara Okafor")
    with pytest.raises(Refused, match=f"{name} cannot be read") as refused:
        open_exercise(out)
    assert "Okafor" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_the_folder_meant_is_the_variables_or_the_latest(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TENANCY_MATCH_OUT", str(tmp_path))
    assert chosen_folder() == tmp_path
    monkeypatch.delenv("TENANCY_MATCH_OUT")
    assert chosen_folder() == PROJECT / Path("exercises/latest")
    monkeypatch.setenv("TENANCY_MATCH_OUT", "here")
    (tmp_path / "here").mkdir()
    assert chosen_folder() == Path("here")
