"""A fault of the records is told of once, by its cause: what the service would only say because of it is not repeated."""

import pytest

from tests.core_return.small import ACCOUNT, LETTING, PROPERTY, TENANCY, WHOLE, drafted, folder_with, rows

SECOND = {"person_ref": "P2", "date_of_birth": "1988-01-01"}
T0 = {"tenancy_ref": "T0", "person_ref": "P7", "tenancy_start": "2020-01-01"}
CASES = {
    "two first-named": ({"tenancy": rows(TENANCY, {}, SECOND)}, "person_ref_1", "Two people are first-named"),
    "nobody first-named": ({"tenancy": rows(TENANCY, {"tenant_status": "O"})}, "person_ref_1", "Nobody is first-named"),
    "no birth date": ({"tenancy": rows(TENANCY, {"date_of_birth": None})}, "age_1", "No birth date is held"),
    "end before start": (
        {"tenancy": rows(TENANCY, {"tenancy_end": "2026-10-01"})}, "tenancy_ref", "line 2 of tenancy (tenancy_end: before",
    ),
    "another tenant's end before start": (
        {"tenancy": rows(TENANCY, {}, SECOND | {"tenant_status": "O", "tenancy_end": "2026-10-01"})}, "tenancy_ref",
        "A row of this tenancy in the tenancy extract could not be used. Correct line 3",
    ),
    "another tenancy of the home": (
        {"tenancy": rows(TENANCY, {}, T0 | {"tenancy_end": "2019-01-01"})}, "renewal", "A row of another tenancy of this home",
    ),
    "no such tenancy": (
        {"core_lettings": rows(LETTING, {"tenancy_ref": "T9"}), "tenancy": rows(TENANCY, {"tenancy_start": "2025-01-01"}),
         "rent_account": rows(ACCOUNT, {"tenancy_ref": "T9"})},
        "tenancy_ref", "has no such tenancy",
    ),
    "void after the start": (
        {"core_lettings": rows(LETTING, {"void_date": "2026-10-10"}), "property": rows(PROPERTY, {"void_date": "2026-10-10"})},
        "void_date", "10 October 2026 and the first day 9 October 2026",
    ),
    "the home's vacancy after the start": (
        {"property": rows(PROPERTY, {"void_date": "2026-10-10"})}, "void_date", "began on 10 October 2026, after the first day",
    ),
    "transfer from nowhere": (
        {"tenancy": rows(TENANCY, {"acquisition_route": "transfer"}),
         "core_lettings": rows(LETTING, {"previous_postcode": None})}, "previous_postcode_known", "The tenancy is a transfer",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", CASES)
def test_one_fault_is_one_finding(tmp_path, fault):
    tables, name, says = CASES[fault]
    lettings = drafted(folder_with(tmp_path / "in", **(WHOLE | {"core_sales": []} | tables)))["lettings"]
    found = lettings.findings.select("Name", "What is wrong, and what to do").rows()
    assert [one for one, _ in found] == [name], found
    assert says in found[0][1]
    assert lettings.outcome.logs["fate"].to_list() == ["held back"]


@pytest.mark.parametrize(
    ("fault", "answers"),
    [
        ("two first-named", {"person_ref_1": "P2"}),
        ("nobody first-named", {"person_ref_1": "P1", "joint_tenancy": "1", "household_size": "2", "age_2": "R", "sex_2": "R",
                                "partner_2": "3", "work_2": "10", "gender_same_2": "3"}),
        ("no birth date", {"age_1": "R"}),
        ("transfer from nowhere", {"previous_postcode_known": "2", "previous_postcode": None}),
    ],
)  # fmt: skip
def test_what_the_finding_asks_for_settles_it(tmp_path, fault, answers):
    tables = WHOLE | {"core_sales": []} | CASES[fault][0] | {"core_lettings": rows(LETTING, answers)}
    lettings = drafted(folder_with(tmp_path / "in", **tables))["lettings"]
    assert lettings.outcome.logs["fate"][0] != "held back", lettings.findings.to_dicts()


def test_a_cause_hides_no_other_fault_of_the_same_letting(tmp_path):
    other = {"ethnicity": None, "age_2": "x", "sex_2": "F"}
    tables = WHOLE | {"core_sales": []} | CASES["no birth date"][0] | {"core_lettings": rows(LETTING, other)}
    names = drafted(folder_with(tmp_path / "in", **tables))["lettings"].findings["Name"].to_list()
    assert {"age_1", "ethnicity", "age_2"} <= set(names)


def test_the_sign_up_workbook_does_not_choose_between_two_leads(tmp_path):
    tables = WHOLE | {"core_sales": [], "core_lettings": [], "tenancy": rows(TENANCY, {}, SECOND)}
    known = drafted(folder_with(tmp_path / "in", **tables))["lettings"].outcome.draft.known
    assert known["person_ref_1"].to_list() == [None]
