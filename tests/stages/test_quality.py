"""Data quality: what leads nowhere, what cannot be judged, and which rules pay for it."""

import json

import pytest

from pipeline.needs import Needs, Reading, Way, having
from pipeline.rulebook import read_rulebook
from pipeline.stages.quality import Disabled, Orphans, Weakened, Weakness, quality
from pipeline.stages.validate import validate
from tests.bad_files.builders import ACCOUNT, AWARD, PAYMENT, POSTING, SNAPSHOT, TENANCY, rows
from tests.stages.test_validate import raw


def needs(**columns):
    """A rule that can run in one way, with all of these extracts and columns."""
    return Needs((Way(tuple(columns), tuple(having(extract, *asked) for extract, asked in columns.items())),))


NEEDS = {
    "T1": needs(tenancy=("nino", "tenancy_end")),
    "B1": needs(tenancy=("tenancy_start",), benefit_award=("award_start",)),
    "B6": needs(benefit_award=("claim_ref",), benefit_payment=("claim_ref", "amount")),
    "D2": needs(tenancy=("surname",), deceased=("date_of_death",)),
}
RULES = {one.card.rule: one.needs() for one in read_rulebook()}


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
        Disabled("T1", "tenancy has no column nino, tenancy_end"),
    )


def test_a_column_without_one_usable_value_disables_as_if_it_were_missing():
    found = quality(checked(tenancy=rows(TENANCY, 2, nino="QQ123456C", tenancy_end="01/02/2021")), NEEDS)
    assert Disabled("T1", "tenancy has no usable nino in any row") in found.disabled


def test_an_extract_without_a_usable_row_disables_too():
    tables = checked(tenancy=rows(TENANCY, 2), benefit_award=rows(AWARD, 2, role="?"))
    found = quality(tables, NEEDS | {"X": needs(tenancy=("surname",))})
    assert Disabled("B1", "benefit_award has no usable row") in found.disabled
    assert "no row can be used" in tables["benefit_award"].about["notices"]
    assert "X" not in {one.rule for one in found.disabled}


def test_an_end_that_nobody_gave_is_no_weakness_and_an_unusable_one_costs_its_row():
    ends = ["01/02/2021", "soon", "", ""]
    tables = checked(tenancy=rows(TENANCY, 4, nino=["JK345612C", "", "", "QQ123456C"], tenancy_end=ends))
    assert quality(tables, NEEDS).weaknesses == (
        Weakness("tenancy", "rows set aside", 1, ("T1",)),
        Weakness("tenancy", "nino unknown", 2, ("T1",)),
    )


def test_rows_set_aside_and_orphans_cost_the_running_rules_that_read_them():
    tables = checked(
        tenancy=rows(TENANCY, 2, tenant_status=["F", "?"], nino="JK345612C", tenancy_end="01/02/2021"),
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


@pytest.mark.parametrize(
    ("rule", "tables", "because"),
    [
        ("W2", {"tenancy": TENANCY, "benefit_award": AWARD}, "no waiting_list extract"),
        ("I2", {"tenancy": TENANCY, "benefit_award": AWARD}, "benefit_award has no column payee_sort_code, payee_account_number"),
        ("R2", {"tenancy": TENANCY, "rent_account": ACCOUNT, "rent_transaction": POSTING}, "rent_transaction has no column payer_sort_code, payer_account_number"),
        ("R1", {"tenancy": TENANCY, "rent_account": ACCOUNT, "rent_transaction": POSTING}, "rent_transaction has no column payer_name, payer_class"),
        ("B1", {"tenancy": TENANCY, "benefit_award": AWARD}, "tenancy has no column nino, date_of_birth; benefit_award has no column nino, date_of_birth"),
        ("I3", {"tenancy": TENANCY, "benefit_award": AWARD}, "tenancy has no column mobile, email; benefit_award has no column mobile, email"),
        ("Q2", {"tenancy": TENANCY, "benefit_award": AWARD}, "no right_to_buy extract"),
        ("D4", {"tenancy": TENANCY}, "tenancy has no column acquisition_route"),
        ("D3", {"tenancy": TENANCY | {"nino": "JK345612C"}}, "no deceased extract"),
    ],
)  # fmt: skip
def test_a_rule_of_the_book_that_lacks_what_it_reads_is_off_with_the_reason(rule, tables, because):
    found = quality(checked(**{name: rows(pattern, 3) for name, pattern in tables.items()}), RULES)
    assert because in {one.rule: one.because for one in found.disabled}[rule]


def test_a_rule_with_several_sides_runs_on_those_that_have_what_it_needs():
    known = {"date_of_birth": "01/02/1980"}
    found = quality(
        checked(tenancy=rows(TENANCY | known, 2), benefit_award=rows(AWARD | known | {"scheme": "council_tax_reduction"}, 2)),
        RULES,
    )
    assert "C1" not in {one.rule for one in found.disabled}
    assert (
        Weakened("C1", "runs on tenancy with benefit_award, benefit_award with benefit_award only: no residency extract")
        in found.weakened
    )


def test_a_suppressor_without_its_column_is_named_and_the_rule_runs():
    known = {"date_of_birth": "01/02/1980", "notice_given": ""}
    found = quality(checked(tenancy=rows(TENANCY | known, 2)), RULES)
    said = [one.because for one in found.weakened if one.rule == "T1"]
    assert (
        'cannot test "one tenancy followed the other by transfer or exchange": tenancy has no column acquisition_route, prior_tenancy_ref'
        in said
    )
    assert 'cannot test "the tenant gave notice at most so many days ago": tenancy has no usable notice_given in any row' in said


def test_birth_dates_that_a_benefit_schedule_does_not_give_are_said_to_cost_the_rules_that_link_by_them():
    """All of them blank: with no number either, the rules of linked claims are off; with numbers, they run on those alone."""
    tenancy = checked(tenancy=rows(TENANCY | {"date_of_birth": "01/02/1980", "nino": "JK345612C"}, 3))
    bare = quality(tenancy | checked(benefit_award=rows(AWARD, 3, date_of_birth="")), RULES)
    numbered = quality(tenancy | checked(benefit_award=rows(AWARD, 3, date_of_birth="", nino="JK345612C")), RULES)
    assert {"B1", "B4"} <= {one.rule for one in bare.disabled if "date_of_birth" in one.because}
    assert not {"B1", "B4"} & {one.rule for one in numbered.disabled}
    (cost,) = [one for one in numbered.weaknesses if (one.extract, one.what) == ("benefit_award", "date_of_birth unknown")]
    assert cost.rows == 3
    assert {"B1", "B4"} <= set(cost.rules)
    assert {"B1", "B4"} <= {one.rule for one in numbered.weakened if "has no usable date_of_birth" in one.because}


def test_a_rule_that_starts_from_rules_that_are_off_is_off_and_says_so():
    one = needs(tenancy=("nino",))
    found = quality(checked(tenancy=rows(TENANCY, 2)), {"A": one, "B": Needs(needs(tenancy=("surname",)).ways, of=("A",))})
    assert Disabled("B", "it starts from what other rules find, and A are all off") in found.disabled


def test_what_a_rule_reads_of_an_extract_that_is_not_there_is_named():
    tested = Needs(needs(tenancy=("surname",)).ways, (Reading("sees less", "household_event", "person_ref"),))
    assert quality(checked(tenancy=rows(TENANCY, 2)), {"A": tested}).weakened == (
        Weakened("A", "sees less: no household_event extract"),
    )
