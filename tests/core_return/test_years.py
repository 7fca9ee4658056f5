"""A collection year stands in rooms of its own, known only where years are listed, and beside another."""

import re
from dataclasses import replace

import pytest

from extracts.core.catalogue import CATALOGUES
from pipeline import core_journey
from pipeline.core import years as forms
from pipeline.errors import WrongUse
from pipeline.keys import RootKey
from pipeline.stages.core_return import years as fillings
from tests.core_return.small import WHOLE, folder_with, order
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


def test_a_year_that_nobody_declares_is_refused(tmp_path):
    with pytest.raises(WrongUse, match="2026"):
        core_journey.read_records(replace(order(folder_with(tmp_path / "in", **WHOLE)), year=2031))
