"""Who stands in the files and who is left out, on both sides of every boundary."""

from datetime import date, timedelta

import polars as pl
import pytest

from pipeline.nfi.tenants import ENDED, HOUSEHOLD, MINOR, NOT_A_HOME, NOT_BEGUN, RESTRICTED, TWICE
from pipeline.restricted import restricted_records
from tests.nfi.landlord import SNAPSHOT, cells, sale, sales_file, tenant, tenants, tenants_file

DAY = timedelta(1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"tenant_status": "H"}, HOUSEHOLD),
        ({"tenant_status": "O"}, None),
        ({"tenancy_type": "garage"}, NOT_A_HOME),
        ({"tenancy_type": "other"}, NOT_A_HOME),
        ({"tenancy_type": "shared_ownership"}, None),
        ({"tenancy_end": SNAPSHOT}, ENDED),
        ({"tenancy_end": SNAPSHOT + DAY}, None),
        ({"person_end": SNAPSHOT}, ENDED),
        ({"person_end": SNAPSHOT + DAY}, None),
        ({"tenancy_start": SNAPSHOT}, None),
        ({"tenancy_start": SNAPSHOT + DAY}, NOT_BEGUN),
        ({"person_start": SNAPSHOT + DAY}, NOT_BEGUN),
        ({"born": "2008-10-05"}, None),
        ({"born": "2008-10-06"}, MINOR),
        ({"born": None}, None),
    ],
)
def test_a_row_is_in_the_first_file_or_left_out_for_one_reason(row, reason):
    chosen = tenants(tenant(surname="Stays"), tenant(**row))
    assert chosen.left_out == ({reason: 1} if reason else {})
    assert chosen.rows["tenancy"].height == (1 if reason else 2)


def test_born_on_a_leap_day_comes_of_age_on_the_last_of_february():
    chosen = tenants(tenant(born="2008-02-29"))
    assert chosen.rows["tenancy"].height == 1


def test_one_row_per_tenant_per_tenancy():
    same = {"tenancy_ref": "T1", "person_ref": "P1"}
    chosen = tenants(
        tenant(**same), tenant(**same, email="jo@example.org"), tenant(tenancy_ref="T1", person_ref="P2", tenant_status="O")
    )
    assert chosen.rows["tenancy"]["person_ref"].to_list() == ["P1", "P2"]
    assert chosen.left_out == {TWICE: 1}


def test_one_reference_of_two_landlords_is_two_tenancies():
    chosen = tenants(tenant(tenancy_ref="T", person_ref="P"), tenant(tenancy_ref="T", person_ref="P", landlord_code="HOM"))
    assert chosen.rows["tenancy"].height == 2


def test_restricted_tenants_are_left_out_and_counted():
    chosen = tenants(tenant(), tenant(), restricted=("tenancy_ref2/person_ref2",))
    assert chosen.rows["tenancy"]["tenancy_ref"].to_list() == ["tenancy_ref1"]
    assert chosen.left_out == {RESTRICTED: 1}


def test_restriction_spreads_to_the_person_and_the_tenancy_and_no_further():
    rows = pl.DataFrame(
        {
            "record": list("abcde"),
            "person": ["1", "1", "2", "3", None],
            "case": ["x", "y", "x", "z", "z"],
            "restricted": [True, None, False, False, None],
        }
    )
    assert restricted_records([rows, rows.select("record").head(1)]).to_list() == ["a", "b", "c"]


def test_the_stage_of_the_right_to_buy_comes_from_the_latest_application_where_the_tenancy_is_silent():
    file = tenants_file(
        tenant(),
        tenant(right_to_buy_stage="accepted"),
        tenant(right_to_buy_stage="none"),
        tenant(),
        right_to_buy=[
            sale(stage="applied", applied_on=date(2026, 2, 1), completed_on=None),
            sale(stage="withdrawn", applied_on=date(2024, 2, 1), completed_on=None),
            sale(tenancy_ref="tenancy_ref2", stage="applied", completed_on=None),
        ],
    )
    assert cells(file, "Right to Buy in progress / application stage") == ["applied", "accepted", None, None]


@pytest.mark.parametrize(
    ("day", "rows"),
    [(date(2009, 3, 31), 0), (date(2009, 4, 1), 1), (SNAPSHOT, 1), (SNAPSHOT + DAY, 0), (None, 1)],
)
def test_the_second_file_looks_back_so_far_and_no_further(day, rows):
    file = sales_file([tenant(tenancy_end=date(2025, 9, 1))], [sale(completed_on=day)])
    assert file.cells.height == rows
    assert sum(file.left_out.values()) == 1 - rows


def test_a_sale_names_every_tenant_of_the_home_and_nobody_else():
    joint = {"tenancy_ref": "T", "tenancy_end": date(2025, 9, 1)}
    rows = [
        tenant(**joint),
        tenant(**joint, forename="Al", tenant_status="O"),
        tenant(**joint, forename="Kid", tenant_status="H"),
        tenant(),
    ]
    file = sales_file(rows, [sale(tenancy_ref="T", discount=None), sale(tenancy_ref="tenancy_ref4", stage="applied")])
    assert cells(file, "Forename(s)") == ["Jo", "Al"]
    assert cells(file, "RTB completion date") == ["01092025"] * 2
    assert cells(file, "Amount of RTB discount") == [None] * 2


def test_buyers_of_homes_that_the_tenancy_extract_no_longer_holds_are_named_by_their_applications():
    file = sales_file(
        [tenant()], [sale(tenancy_ref="OLD"), sale(tenancy_ref="OLD", forename="Al"), sale(tenancy_ref="OLD2", born="2020-01-01")]
    )
    assert cells(file, "Tenancy/tenant reference") == ["OLD", "OLD"]
    assert cells(file, "Tenant status flag") == ["F", "O"]
    assert file.left_out == {MINOR: 1}


def test_a_tenancy_that_says_itself_that_it_was_bought_is_a_sale_without_a_day():
    file = sales_file([tenant(right_to_buy_stage="completed")])
    assert cells(file, "RTB completion date") == [None]
