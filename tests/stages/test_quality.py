"""Data quality: what leads nowhere, what cannot be judged, and which rules pay for it."""

import json

import pytest

from pipeline.stages.quality import Disabled, Orphans, Weakness, quality
from pipeline.stages.validate import validate
from tests.bad_files.builders import ACCOUNT, AWARD, PAYMENT, POSTING, SNAPSHOT, TENANCY, rows
from tests.stages.test_validate import raw

NEEDS = {
    "T1": {"tenancy": ("nino", "tenancy_end")},
    "B1": {"tenancy": ("tenancy_start",), "benefit_award": ("award_start",)},
    "B6": {"benefit_award": ("claim_ref",), "benefit_payment": ("claim_ref", "amount")},
    "D2": {"tenancy": ("surname",), "deceased": ("date_of_death",)},
}


def checked(**tables):
    return {extract: validate(raw(extract, table), SNAPSHOT) for extract, table in tables.items()}


def test_orphans_of_every_declared_reference():
    found = quality(
        checked(
            tenancy=rows(TENANCY, 3),
            rent_account=rows(ACCOUNT, 4, landlord_code=["MHS", "HOM", "MHS", "MHS"]),
            rent_transaction=rows(POSTING, 3, account_ref=["A1", "A2", "A9"]),
            benefit_award=rows(AWARD, 3, tenancy_ref=["T1", None, "T9"]),
            benefit_payment=rows(PAYMENT, 4, source_body=["Medway", "Swale", "Medway", "Medway"]),
        ),
        {},
    )
    assert found.orphans == (
        Orphans("rent_account", "tenancy", "tenancy_ref", 2),
        Orphans("rent_transaction", "rent_account", "account_ref", 1),
        Orphans("benefit_award", "tenancy", "tenancy_ref", 1),
        Orphans("benefit_payment", "benefit_award", "claim_ref", 2),
    )


def test_an_extract_that_is_not_there_has_no_orphans():
    assert quality(checked(benefit_payment=rows(PAYMENT, 2)), {}).orphans == ()


def test_rules_that_lack_an_extract_or_a_column_are_disabled_by_name():
    found = quality(checked(tenancy=rows(TENANCY, 2), benefit_award=rows(AWARD, 2)), NEEDS)
    assert found.disabled == (
        Disabled("B6", "no benefit_payment extract"),
        Disabled("D2", "no deceased extract"),
        Disabled("T1", "tenancy has no column nino; tenancy has no column tenancy_end"),
    )


def test_a_column_without_one_usable_value_disables_as_if_it_were_missing():
    found = quality(checked(tenancy=rows(TENANCY, 2, nino="QQ123456C", tenancy_end="")), NEEDS)
    assert Disabled("T1", "tenancy has no usable nino in any row") in found.disabled


def test_an_extract_without_a_usable_row_disables_too():
    tables = checked(tenancy=rows(TENANCY, 2), benefit_award=rows(AWARD, 2, role="?"))
    found = quality(tables, NEEDS | {"X": {"tenancy": ("property", "death_marker")}})
    assert Disabled("B1", "benefit_award has no usable row") in found.disabled
    assert "no row can be used" in tables["benefit_award"].about["notices"]
    assert "X" not in {one.rule for one in found.disabled}


def test_an_end_that_nobody_gave_is_no_weakness_and_an_unusable_one_costs_its_row():
    tables = checked(tenancy=rows(TENANCY, 4, nino=["JK345612C", "", "", "QQ123456C"], tenancy_end=["", "soon", "", ""]))
    assert quality(tables, NEEDS).weaknesses == (
        Weakness("tenancy", "rows set aside", 1, ("T1",)),
        Weakness("tenancy", "nino unknown", 2, ("T1",)),
    )


def test_rows_set_aside_and_orphans_cost_the_running_rules_that_read_them():
    tables = checked(
        tenancy=rows(TENANCY, 2, tenant_status=["F", "?"], nino="JK345612C", tenancy_end=""),
        benefit_award=rows(AWARD, 1),
        benefit_payment=rows(PAYMENT, 2),
    )
    assert quality(tables, NEEDS).weaknesses == (
        Weakness("tenancy", "rows set aside", 1, ("B1", "T1")),
        Weakness("benefit_payment", "claim_ref not in benefit_award", 1, ("B6",)),
    )


def test_completeness_validity_duplicates_and_order():
    table = rows(
        TENANCY,
        4,
        nino=["JK345612C", "QQ123456C", "", ""],
        tenancy_ref="T1",
        person_ref=["P1", "P1", "P2", "P3"],
        tenancy_end=["", "", "", "01/01/2019"],
    )
    found = quality(checked(tenancy=table), {})
    (nino,) = [one for one in found.columns if one.column == "nino"]
    assert (nino.rows, nino.given, nino.usable) == (4, 2, 1)
    assert (nino.completeness, nino.validity) == (0.5, 0.5)
    assert found.duplicates == {"tenancy": 2}
    assert found.out_of_order == {"tenancy": 1}


def test_an_empty_extract_divides_by_nothing():
    tables = {"deceased": validate(raw("deceased", [], ["forename", "surname", "date_of_death", "source"]), SNAPSHOT)}
    assert {(one.completeness, one.validity) for one in quality(tables, {}).columns} == {(0.0, 1.0)}


def test_the_figures_have_the_shape_of_the_run_record():
    tables = checked(tenancy=rows(TENANCY, 2), rent_account=rows(ACCOUNT, 3))
    record = json.loads(json.dumps(quality(tables, NEEDS).as_record()))
    assert record["inputs"]["tenancy"]["rows_accepted"] == 2
    assert record["orphans"] == [{"from": "rent_account", "to": "tenancy", "column": "tenancy_ref", "rows": 1}]
    assert {"rule": "D2", "because": "no deceased extract"} in record["rules_disabled"]


@pytest.mark.parametrize("extract", ["tenancy", "benefit_award"])
def test_no_value_is_in_the_figures(extract):
    pattern = {"tenancy": TENANCY, "benefit_award": AWARD}[extract]
    tables = checked(**{extract: rows(pattern, 2, nino="QQ123456C", mobile="no phone canary", postcode=["ME4", "ME4 4AA"])})
    said = json.dumps(quality(tables, NEEDS).as_record())
    assert [value for value in ("canary", "QQ123456C", pattern["surname"], "High Street") if value in said] == []
