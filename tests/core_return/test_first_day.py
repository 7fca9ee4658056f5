"""What a log says is of the letting's first day: ages from birth dates, and the rent that was charged then."""

from datetime import date, timedelta

import pytest

from pipeline.return_settings import Settings
from tests.core_return.small import ACCOUNT, LETTING, SETTINGS, TENANCY, WHOLE, drafted, findings, folder_with, returned, rows

SUMS = {name: ACCOUNT[name] for name in ("basic_rent", "service_charge", "personal_service_charge", "support_charge")}


def letting(tmp_path, due="2026-10-09", as_of=None, answers=None, settings=SETTINGS, born="1986-09-09"):
    """Fate of the letting, and name and kind of each finding."""
    tenancy = TENANCY | {"tenancy_start": due, "date_of_birth": born}
    made = WHOLE | {"core_sales": [], "tenancy": [tenancy], "core_lettings": rows(LETTING, answers or {})}
    made |= {"rent_account": [ACCOUNT | {"as_of": as_of}]}
    lettings = drafted(folder_with(tmp_path / "in", settings, **made))["lettings"]
    return lettings.outcome.logs["fate"][0], lettings.findings.select("Name", "What it is").rows(), lettings


@pytest.mark.parametrize("year", range(2020, 2041))
def test_rents_change_on_the_first_monday_of_april_unless_told_otherwise(year):
    days = [day for n in range(30) if (day := date(year, 4, 1) + timedelta(n)).weekday() == 0]
    assert Settings(()).rent_changes_of([year]) == [min(days)]
    assert Settings((), rent_changes=(date(year, 10, 1),)).rent_changes_of([year]) == [date(year, 10, 1)]


@pytest.mark.parametrize(
    ("as_of", "held"),
    [(None, False), ("2026-11-01", False), ("2026-04-06", False), ("2026-04-05", True), ("2026-10-09", False)],
)
def test_an_account_from_before_a_rent_change_does_not_answer_for_a_later_first_day(tmp_path, as_of, held):
    fate, found, _ = letting(tmp_path, as_of=as_of)
    assert (fate == "held back", ("basic_rent", "to be decided") in found) == (held, held), found


@pytest.mark.parametrize(
    ("change", "held"), [("2026-10-09", False), ("2026-10-10", True), ("2026-11-01", True), ("2026-11-02", False)]
)
def test_a_rent_change_after_the_first_day_holds_back_and_is_named(tmp_path, change, held):
    fate, _, made = letting(tmp_path, as_of="2026-11-01", settings=f"rent_changes = [{change}]\n{SETTINGS}")
    assert (fate == "held back") is held
    if held:
        said = " ".join(made.findings["What is wrong, and what to do"])
        assert "9 October 2026" in said
        assert "1 November 2026" in said


def test_charges_that_sign_up_gives_stand_against_an_account_of_another_rent_year(tmp_path):
    settings = f"rent_changes = [2026-10-20]\n{SETTINGS}"
    fate, found, made = letting(tmp_path, as_of="2026-11-01", settings=settings, answers=SUMS | {"basic_rent": "105.25"})
    assert fate == "written", found
    assert made.outcome.draft.logs["basic_rent"][0] == "105.25"


def test_an_age_that_an_earlier_workbook_miscounted_is_corrected_with_a_word(tmp_path):
    _, found, made = letting(tmp_path, due="2026-04-08", as_of="2026-11-01", born="1962-03-01", answers={"age_1": "63"})
    assert ("age_1", "corrected") in found
    assert ("age_1", "disagrees") not in found
    assert made.outcome.draft.logs["age_1"][0] == "64"
    other = letting(tmp_path / "b", due="2026-04-08", as_of="2026-11-01", born="1962-03-01", answers={"age_1": "62"})[1]
    assert ("age_1", "disagrees") in other


def test_a_corrected_age_is_in_the_record_by_line_and_column_and_in_the_report(tmp_path):
    tenancy = TENANCY | {"tenancy_start": "2026-04-08", "date_of_birth": "1962-03-01"}
    made = WHOLE | {"core_sales": [], "tenancy": [tenancy], "core_lettings": rows(LETTING, {"age_1": "63"})}
    done = returned(folder_with(tmp_path / "in", **made), tmp_path / "out")
    assert done.record["ages_corrected"]["lettings"] == [{"line": 2, "column": "age_1"}]
    assert "corrected" in findings(tmp_path / "out")["What it is"].to_list()


def test_a_void_after_the_start_is_told_of_with_both_days(tmp_path):
    fate, found, made = letting(tmp_path, answers={"void_date": "2026-10-10"})
    assert fate == "held back"
    assert ("void_date", "disagrees") in found
    assert any(
        "10 October 2026 and the first day 9 October 2026" in one for one in made.findings["What is wrong, and what to do"]
    )
    assert ("void_date", "disagrees") not in letting(tmp_path / "b")[1]


def test_a_tenant_without_a_birth_date_and_an_age_is_asked_about(tmp_path):
    fate, found, _ = letting(tmp_path, born=None)
    assert (fate, ("age_1", "missing") in found) == ("held back", True)
    assert letting(tmp_path / "b", born=None, answers={"age_1": "R"})[0] != "held back"


@pytest.mark.parametrize(("end", "asked"), [("2026-10-09", True), ("2026-10-10", False)])
def test_a_tenancy_that_ends_on_its_first_day_is_asked_about(tmp_path, end, asked):
    made = WHOLE | {"core_sales": [], "tenancy": [TENANCY | {"tenancy_end": end}]}
    lettings = drafted(folder_with(tmp_path / "in", **made))["lettings"]
    assert ("tenancy_end" in lettings.findings["Name"].to_list()) is asked
