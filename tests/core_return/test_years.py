"""A collection year stands in rooms of its own, known only where years are listed, and beside another."""

import re
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from extracts.core.catalogue import CATALOGUES
from pipeline import core_journey
from pipeline.core import years as forms
from pipeline.core.given import Given
from pipeline.core.years import newest
from pipeline.errors import WrongUse
from pipeline.keys import RootKey
from pipeline.sample.core_return import MADE_FOR, write_core_return
from pipeline.sample.core_return.moved import moved_day
from pipeline.stages.core_return import years as fillings
from tests.core_return.small import WHOLE, folder_with, order
from tests.journey.conftest import program
from tests.test_architecture import OURS

OF_A_YEAR = re.compile(r"_20\d\d\b")
LISTS = {"extracts.core.catalogue", "pipeline.core.years", "pipeline.stages.core_return.years"}


def test_only_the_lists_of_years_know_a_year():
    known = {module for module, uses in OURS.items() if any(map(OF_A_YEAR.search, uses))}
    outside = {module for module in known if not OF_A_YEAR.search(module)}
    assert outside == LISTS


@pytest.fixture
def another_year(monkeypatch):
    """2027 as a copy of 2026."""
    monkeypatch.setitem(CATALOGUES, 2027, CATALOGUES[2026])
    monkeypatch.setitem(fillings.FILLINGS, 2027, fillings.FILLINGS[2026])
    copies = [replace(form, layout=replace(form.layout, year=2027)) for form in forms.YEARS]
    monkeypatch.setattr(forms, "YEARS", (*forms.YEARS, *copies))


def test_one_folder_serves_two_years(another_year, tmp_path):
    folder = folder_with(tmp_path / "in", **WHOLE)
    fates = {}
    for year in (2026, 2027):
        asked = replace(order(folder), year=year)
        outcomes = core_journey.judged(asked, core_journey.read_records(asked), RootKey(bytes(32)))
        fates[year] = [fate for *_, outcome in outcomes for fate in outcome.logs["fate"]]
    assert fates == {2026: ["written", "written"], 2027: ["left out", "left out"]}


def made_up(folder, year, homes=300):
    write_core_return(folder, homes, 5, "core-return", year)
    return core_journey.Order(folder, year, lambda _: "", Given(date(year, 10, 5)))


def logs_of(outcome, year):
    logs = outcome.logs.join(outcome.answers.select("log", "age_1", "age_2"), on="log", how="left", maintain_order="left")
    return logs.select("ref", "left_out", pl.col("due").dt.year() - year, "age_1", "age_2").rows()


def test_the_made_up_landlord_moves_with_the_years(another_year, tmp_path):
    """The same logs a year later, with the same ages and no fault but that the copied form still has the days of 2026."""
    told = {}
    for year in (2026, 2027):
        asked = made_up(tmp_path / str(year), year)
        outcomes = core_journey.judged(asked, core_journey.read_records(asked), RootKey(bytes(32)))
        told[year] = [logs_of(outcome, year) for *_, outcome in outcomes]
    assert told[2027] == told[2026]
    assert all(outcome.findings["says"].str.contains("in the collection year").all() for *_, outcome in outcomes)


def test_the_sample_is_of_the_newest_year_unless_another_is_asked_for(tmp_path):
    assert newest() == MADE_FOR  # a form of a later year is declared: make the landlord's codes and sums those of that year
    write_core_return(tmp_path / "default", 60, 5, "core-return-faults")
    for extracts, year, expected in (("core-return-faults", "2028", 0), ("core", "2028", 2)):
        words = ["sample", tmp_path / year / extracts, "--homes", "60", "--seed", "5", "--extracts", extracts, "--year", year]
        assert program(*words, key=tmp_path / "key").status == expected
    later = tmp_path / "2028" / "core-return-faults"
    names = {path.relative_to(tmp_path / "default") for path in (tmp_path / "default").rglob("*") if path.is_file()}
    assert {str(name).replace("2026", "2028") for name in names} == {
        str(path.relative_to(later)) for path in later.rglob("*") if path.is_file()
    }
    before, after = ((folder / "tenancy.csv").read_text() for folder in (tmp_path / "default", later))
    assert moved_day(before, 2) == after


def test_a_year_that_nobody_declares_is_refused(tmp_path):
    with pytest.raises(WrongUse, match="2026"):
        core_journey.read_records(replace(order(folder_with(tmp_path / "in", **WHOLE)), year=2031))
