"""Which lettings and sales are due, and what keeps a row back before the service is asked."""

import json

import polars as pl
import pytest

from tests.core_return.small import (
    ACCOUNT,
    LETTING,
    NAMES,
    PROPERTY,
    SALE,
    SETTINGS,
    TENANCY,
    WHOLE,
    drafted,
    folder_with,
    numbered,
    rows,
    sheet,
)

NO_SALES = {"core_sales": []}


def by_number(made):
    """The first log that is written, by field number."""
    return numbered(made)[0]


def one_letting(tmp_path, tenancy=None, answers=None, tenancies=None, **tables):
    """What became of the first letting with these changes: fate, why it was left out, its findings, and all lettings."""
    held = tenancies or rows(TENANCY, tenancy or {})
    made = WHOLE | NO_SALES | {"tenancy": held, "core_lettings": rows(LETTING, answers or {})} | tables
    lettings = drafted(folder_with(tmp_path / "in", **made))["lettings"]
    first = lettings.outcome.logs.row(0, named=True)
    return first["fate"], first["left_out"], lettings.findings, lettings


@pytest.mark.parametrize(
    ("tenancy", "answers", "reason"),
    [
        ({"acquisition_route": "mutual_exchange"}, {}, "mutual exchange"),
        ({"acquisition_route": "succession"}, {}, "succession"),
        ({"acquisition_route": "assignment"}, {}, "assignment"),
        ({"tenancy_type": "market_rent"}, {}, "let as market rent"),
        ({"tenancy_type": "temporary"}, {}, "let as temporary"),
        ({"tenancy_type": "shared_ownership"}, {}, "let as shared ownership"),
        ({}, {"tenancy_type": "4", "tenancy_length": "1"}, "general needs, under two years"),
        ({}, {"not_due": "holder"}, "same household, another holder of the tenancy"),
        ({"tenancy_start": "2026-03-31"}, {}, "begins in another collection year"),
        ({"tenancy_start": "2027-04-01"}, {}, "begins in another collection year"),
    ],
)
def test_what_is_not_due_is_left_out_with_its_reason(tmp_path, tenancy, answers, reason):
    assert one_letting(tmp_path, tenancy, answers)[:2] == ("left out", reason)


@pytest.mark.parametrize(
    ("tenancy", "answers"),
    [
        ({}, {}),
        ({}, {"tenancy_type": "4", "tenancy_length": "2"}),
        ({}, {"tenancy_type": "8", "tenancy_length": "1"}),
        ({"acquisition_route": "transfer"}, {}),
        ({"tenancy_start": "2026-08-01"}, {}),
    ],
)
def test_what_is_due_is_written(tmp_path, tenancy, answers):
    assert one_letting(tmp_path, tenancy, answers)[0] == "written"


def test_a_stray_term_on_a_tenancy_for_life_does_not_make_it_short(tmp_path):
    fate, _, findings, _ = one_letting(tmp_path, answers={"tenancy_type": "2", "tenancy_length": "1"})
    assert fate == "written, to be confirmed"
    assert findings.select("Name", "What it is").rows() == [("tenancy_length", "would be dropped")]


def test_each_company_of_a_group_is_judged_as_its_own_uploader(tmp_path):
    settings = SETTINGS + '[[organisation]]\nlandlord_code = "HOM"\nowner = "ORG5"\nprovider = "PRP"\n'
    theirs = {name: row | {"landlord_code": "HOM"} for name, row in NAMES.items()}
    theirs |= {name: theirs[name] | {"uprn": "100012345679"} for name in ("tenancy", "property")}
    folder = folder_with(tmp_path / "in", settings, **{name: [row, theirs[name]] for name, row in NAMES.items()})
    known = {code: {"provider_type": "PRP"} for code in ("ORG1", "ORG5")}
    world = tmp_path / "world.json"
    world.write_text(json.dumps({"today": "2026-11-21", "orgs": known}))
    for made in drafted(folder, world=world).values():
        assert made.outcome.counts["written"] == 2, made.findings


def test_a_decant_is_due_only_when_it_is_for_good(tmp_path):
    before = {"tenancy_ref": "T0", "property_ref": "H0", "uprn": "100012340000", "tenancy_start": "2015-01-05"}
    moved = {"acquisition_route": "decant", "prior_tenancy_ref": "T0"}
    for name, ended, expected in (("a", None, "left out"), ("b", "2026-10-08", "written")):
        tenancies = rows(TENANCY, moved, before | {"acquisition_route": "new_let", "tenancy_end": ended, "postcode": "ME5 7AA"})
        fate, _, found, _ = one_letting(tmp_path / name, answers={"previous_postcode": None}, tenancies=tenancies)
        assert fate == expected, found.to_dicts()


def test_a_renewal_is_its_own_letting_under_the_same_tenancy(tmp_path):
    renewal = {
        "start_date": "2026-09-01", "renewal": "1", "tenancy_type": "4", "tenancy_length": "5", "starter_tenancy": "2",
        "reason_for_leaving": "50", "previous_tenure": None, "time_waiting": None, "previous_postcode": None,
        "previous_authority": None, "referral_association": None,
    }  # fmt: skip
    fate, _, found, made = one_letting(tmp_path, {"tenancy_start": "2021-09-01"}, renewal)
    assert fate == "written", found.to_dicts()
    row = by_number(made)
    assert (row["7"], row["8"], row["9"], row["10"]) == ("1", "1", "9", "2026")
    assert [row[str(field)] for field in (16, 17, 29, 112, 118, 132)] == [None] * 6


def test_the_same_home_and_tenant_again_waits_for_somebody_to_say_what_it_is(tmp_path):
    before = TENANCY | {"tenancy_ref": "T0", "tenancy_start": "2019-01-07", "tenancy_end": "2026-10-08"}
    again = TENANCY | {"prior_tenancy_ref": "T0", "acquisition_route": None}
    fate, _, found, _ = one_letting(tmp_path, tenancies=[again, before])
    assert fate == "held back"
    assert "not_due" in found.filter(pl.col("Name") == "renewal")["What is wrong, and what to do"][0]


def test_a_tenancy_of_the_year_without_answers_is_held_back_and_told_what_it_lacks(tmp_path):
    fate, _, found, _ = one_letting(tmp_path, core_lettings=[])
    assert fate == "held back"
    assert {"core_lettings", "ethnicity", "declaration", "work_1"} <= set(found["Name"])


def test_two_records_that_differ_are_told_of_and_never_chosen_between(tmp_path):
    fate, _, found, _ = one_letting(tmp_path, answers={"bedrooms": "3"})
    assert fate == "held back"
    assert found.filter(pl.col("What it is") == "disagrees")["Name"].to_list() == ["bedrooms"]


def test_an_age_that_is_not_the_birth_dates_is_told_of(tmp_path):
    assert one_letting(tmp_path / "a", answers={"age_1": "40"})[0] == "written"
    assert one_letting(tmp_path / "b", answers={"age_1": "41"})[0] == "held back"


@pytest.mark.parametrize(("born", "age"), [("1986-10-09", "40"), ("1986-10-10", "39"), ("2026-10-01", "1"), ("1996-02-29", "30")])
def test_ages_are_taken_on_the_first_day(tmp_path, born, age):
    *_, made = one_letting(
        tmp_path, answers={"person_ref_2": "P2", "partner_2": "2" if int(age) > 15 else None, "sex_2": "M", "gender_same_2": "1",
                           "work_2": "1" if int(age) > 15 else None, "household_size": "2", "income_known": "2",
                           "income_frequency": None, "income": None},
        tenancies=rows(TENANCY, {}, {"person_ref": "P2", "tenant_status": "H", "date_of_birth": born}),
    )  # fmt: skip
    assert by_number(made)["48"] == age


@pytest.mark.parametrize(
    ("table", "changes"),
    [("property", {"uprn": None}), ("property", {"uprn": "100012345678", "second": True})],
)
def test_a_home_without_a_uprn_of_its_own_waits_for_a_decision(tmp_path, table, changes):
    homes = [PROPERTY | {"uprn": changes["uprn"]}]
    if changes.get("second"):
        homes.append(PROPERTY | {"property_ref": "H2"})
    settings = '[[organisation]]\nlandlord_code = "MHS"\nowner = "ORG1"\nprovider = "PRP"\n'
    decided = (
        settings + '[decisions.address_where_no_uprn]\nby = "A Manager"\non = 2026-05-01\nwhy = "new homes without a UPRN yet"\n'
    )
    tables = WHOLE | NO_SALES | {"tenancy": rows(TENANCY, {"uprn": None}), "property": homes}
    found = drafted(folder_with(tmp_path / "a", settings, **tables))["lettings"].findings
    assert found.filter(pl.col("What it is") == "to be decided")["Name"].to_list() == ["uprn"]
    assert not set(found["Name"]) & {"address_line_1", "town", "postcode_outward", "postcode_inward"}
    row = by_number(drafted(folder_with(tmp_path / "b", decided, **tables))["lettings"])
    assert [row[field] for field in ("18", "19", "20", "21", "22", "23", "24")] == [
        None,
        "1 High Street",
        None,
        "Chatham",
        None,
        "ME4",
        "4AA",
    ]


def test_a_vacancy_is_that_of_the_letting_it_ended_in(tmp_path):
    later = {"tenancy_ref": "T2", "person_ref": "P9", "tenancy_start": "2026-11-02"}
    homes = rows(PROPERTY, {"void_date": "2026-10-20"})
    fate, _, found, _ = one_letting(tmp_path, tenancies=rows(TENANCY, {"tenancy_end": "2026-10-19"}, later), property=homes)
    assert fate == "held back"
    of_first = found.filter(pl.col("Reference") == "T1")
    assert of_first["Name"].to_list() == ["void_date"]


def test_two_accounts_with_other_charges_are_not_chosen_between(tmp_path):
    fate, _, found, _ = one_letting(tmp_path, rent_account=rows(ACCOUNT, {}, {"account_ref": "A2", "basic_rent": "99.00"}))
    assert fate == "held back"
    assert "Two rent accounts" in " ".join(found["What is wrong, and what to do"])


def test_who_pays_nothing_still_carries_four_noughts(tmp_path):
    supported = {"tenancy_type": "5", "pays_charges": "1", "shortfall": None}
    homes = rows(PROPERTY, {"scheme": "S1", "location": "1", "older_people_housing": "3"})
    free = rows(ACCOUNT, {"basic_rent": "0"})
    fate, _, found, made = one_letting(tmp_path, {"tenancy_type": "supported"}, supported, property=homes, rent_account=free)
    assert fate == "written", found.to_dicts()
    row = by_number(made)
    assert [row[str(field)] for field in range(140, 146)] == ["1", None, "0", "0", "0", "0"]
    assert [row[str(field)] for field in (5, 6, 25, 26, 27, 28)] == ["S1", "1", None, None, None, None]


def test_sales_not_completed_outright_or_of_another_year_are_left_out(tmp_path):
    sales = rows(
        SALE, {}, {"sale_ref": "S2", "completion_date": None}, {"sale_ref": "S3", "ownership": "3"},
        {"sale_ref": "S4", "completion_date": "2026-03-31"},
    )  # fmt: skip
    logs = drafted(folder_with(tmp_path / "in", property=WHOLE["property"], core_sales=sales))["sales"].outcome.logs
    assert logs["left_out"].to_list() == [None, "not completed yet", "outright sale", "completed in another collection year"]
    assert logs["fate"][0] == "written"


def test_a_day_that_is_none_leaves_nothing_out(tmp_path):
    sale = drafted(
        folder_with(tmp_path / "a", property=WHOLE["property"], core_sales=rows(SALE, {"completion_date": "31/06/2026"}))
    )["sales"]
    assert sale.outcome.logs["fate"].to_list() == ["held back"]
    assert "completion_date" in sale.findings["Name"]
    renewal = {"start_date": "31/06/2026", "renewal": "1"}
    fate, _, found, _ = one_letting(tmp_path / "b", {"tenancy_start": "2021-09-01"}, renewal)
    assert fate == "held back"
    assert "start_date" in found["Name"]


def test_of_two_rows_for_one_home_neither_is_chosen(tmp_path):
    fate, _, found, _ = one_letting(tmp_path, property=rows(PROPERTY, {}, {"bedrooms": "3"}))
    assert fate == "held back"
    assert "property_ref" in found["Name"]


def test_every_row_of_answers_has_a_fate(faulty):
    for log_type, name in (("Lettings", "core_lettings"), ("Sales", "core_sales")):
        told = sheet(faulty.out, log_type).filter(pl.col("From") == name)
        aside = sheet(faulty.out, "Unusable").filter((pl.col("Extract") == name) & pl.col("Column").is_null())
        read = faulty.record["inputs"][name]["rows_read"]
        assert told.height + aside.height == read
        assert told["Line"].to_list() == sorted(told["Line"])
