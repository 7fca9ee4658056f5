"""What is held about a person: found surely, or only noted; other people's data left out."""

import json
from datetime import date

import polars as pl
import pytest

from pipeline.audit import Entry as Logged
from pipeline.errors import WrongUse
from pipeline.nfi.returned import read_returned
from pipeline.subject.answer import Answer, files_of
from pipeline.subject.find import MAYBE, SURE, judged, person
from pipeline.subject.held import matches_about, rows_about, set_aside_about
from pipeline.subject.referred import openings_about, referrals_about, touching
from tests.made_exercise import reidentified
from tests.nfi.landlord import SNAPSHOT, tenant, vault

JO = person("Jo", "Bloggs", "1980-05-17", "JK345612C")


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ({}, SURE),
        ({"forename": "JO Anne", "surname": "BLOGGS "}, SURE),
        ({"surname": "Smith", "former_surname": "Bloggs"}, SURE),
        ({"date_of_birth": "17/05/1980"}, SURE),
        ({"surname": "Smith", "nino": "JK345612"}, SURE),
        ({"date_of_birth": None, "nino": "jk 34 56 12 c"}, SURE),
        ({"date_of_birth": None}, MAYBE),
        ({"date_of_birth": "not known"}, MAYBE),
        ({"forename": "Al"}, MAYBE),
        ({"forename": "Al", "surname": "Khan", "date_of_birth": "1950-01-02", "nino": "JK345612C"}, MAYBE),
        ({"date_of_birth": "1980-05-18"}, None),
        ({"surname": "Smith"}, None),
        ({"forename": None, "surname": None, "date_of_birth": None}, None),
    ],
)
def test_whom_a_row_is_about(row, verdict):
    usual = {"forename": "Jo", "surname": "Bloggs", "former_surname": None, "date_of_birth": "1980-05-17", "nino": None}
    table = pl.DataFrame([usual | row], schema=dict.fromkeys(usual, pl.String))
    assert judged(table, JO).to_list() == [verdict]


def test_a_table_without_some_of_the_columns_is_judged_by_the_rest():
    assert judged(pl.DataFrame({"forename": ["Jo"], "surname": ["Bloggs"]}), JO).to_list() == [MAYBE]
    assert judged(pl.DataFrame({"forename": []}, schema={"forename": pl.String}), JO).to_list() == []


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        (("", "Bloggs", "1980-05-17", None), "--forename"),
        (("Jo", "---", "1980-05-17", None), "--surname"),
        (("Jo", "Bloggs", "17 May", None), "--date-of-birth"),
        (("Jo", "Bloggs", "1980-05-17", "QQ123456C"), "--nino"),
    ],
)
def test_what_cannot_be_understood_is_said_and_not_repeated(typed, option):
    with pytest.raises(WrongUse, match=option) as error:
        person(*typed)
    assert "Bloggs" not in str(error.value) and "QQ" not in str(error.value)


def held(**extracts: list[dict]):
    tables = vault(**extracts)
    records = pl.concat([table.select("record") for name, table in tables.items() if name != "blanked"])
    persons = records.with_columns(person=pl.lit("one person"))
    return rows_about(JO, tables, persons)


def words(entries) -> str:
    return str([(one.what, one.fields) for one in entries])


def test_rows_of_the_person_are_given_and_those_of_others_left_out():
    joint = {"tenancy_ref": "T1"}
    found = held(
        tenancy=[tenant(**joint, email="jo@example.org"), tenant(**joint, forename="Kanari", surname="Vogel", born="1979-01-02", tenant_status="O")],
        rent_account=[{"landlord_code": "MHS", "tenancy_ref": "T1", "account_ref": "A1"}, {"landlord_code": "MHS", "tenancy_ref": "T2", "account_ref": "KANARI2"}],
        benefit_award=[tenant(award_start=date(2024, 1, 1)), tenant(forename="Kanari", surname="Vogel", born="1979-01-02")],
    )  # fmt: skip
    assert len(found.rows) == 3
    assert "jo@example.org" in words(found.rows) and "A1" in words(found.rows) and "01/01/2024" in words(found.rows)
    assert "Kanari" not in words(found.rows)
    assert "KANARI2" not in words(found.rows) and "Vogel" not in words(found.rows)
    assert {(extract, why.partition(" ")[0]) for extract, _, why in found.maybe} == {
        ("tenancy", "linked"),
        ("benefit_award", "linked"),
    }


def test_a_household_member_is_not_given_the_rent_account():
    account = [{"landlord_code": "MHS", "tenancy_ref": "tenancy_ref1", "account_ref": "A1"}]
    event = [{"tenancy_ref": "tenancy_ref1", "person_ref": "person_ref1", "event_date": date(2026, 1, 2), "kind": "visit"}]
    found = held(tenancy=[tenant(tenant_status="H")], rent_account=account, household_event=event)
    assert [one.what.partition(" ")[0] for one in found.rows] == ["Tenancies", "Repairs,"]


def test_an_event_is_given_where_it_names_the_person():
    event = {"tenancy_ref": "T1", "event_date": date(2026, 1, 2), "kind": "visit"}
    found = held(
        tenancy=[tenant(tenancy_ref="T1", person_ref="P1")],
        household_event=[event | {"person_ref": "P1"}, event | {"person_ref": "P2"}, event | {"person_ref": None}],
    )
    assert len(found.rows) == 2


def test_a_value_that_nobody_could_use_is_given_as_it_was_printed():
    tables = vault(tenancy=[tenant()])
    about = {"extract": "tenancy", "line": 2, "row": 1, "reason": "unusable"}
    lines = [
        about | {"column": "permission", "value": "LOGDER"},
        about | {"column": "nino", "value": "QQ"},
        about | {"row": 2, "column": "permission", "value": "OTHER"},
    ]
    tables["blanked"] = pl.DataFrame(lines, schema=tables["blanked"].schema)
    tables["tenancy"] = tables["tenancy"].with_columns(nino=pl.lit("QQ"))
    found = words(rows_about(JO, tables, tables["tenancy"].select("record", person=pl.lit("p"))).rows)
    assert "LOGDER" in found and "OTHER" not in found and found.count("QQ") == 1


ASIDE = {"extract": pl.String, "line": pl.UInt32, "row": pl.UInt32, "reasons": pl.List(pl.String), "content": pl.String}


def test_rows_set_aside_are_searched_and_a_broken_one_is_only_noted():
    jo = json.dumps({"forename": "Jo", "surname": "Bloggs", "date_of_birth": "17/05/1980", "postcode": "ME4 4AA"})
    al = json.dumps({"forename": "Al", "surname": "Khan", "date_of_birth": "01/01/1950"})
    rows = [
        (jo, ["tenancy_start: blank"]),
        (al, ["x"]),
        (json.dumps(["17", "Bloggs", "extra"]), ["too many cells"]),
        ("nonsense", ["y"]),
    ]
    table = pl.DataFrame(
        [("tenancy", n, n, why, content) for n, (content, why) in enumerate(rows, 2)], schema=ASIDE, orient="row"
    )
    given, noted = set_aside_about(JO, table)
    assert len(given) == 1 and "ME4 4AA" in words(given) and "tenancy_start: blank" in words(given)
    assert noted == [("tenancy", "line 4", "set aside when read")]


def test_a_match_of_others_is_named_and_their_record_left_out():
    table = pl.DataFrame(
        {
            "our_forename": ["Jo", "Al"], "our_surname": ["Bloggs", "Khan"], "our_date_of_birth": ["17/05/1980", "1950-01-02"],
            "match_ref": ["M1", "M2"], "report": ["R", "R"], "other_body": ["A council", "A council"], "other_surname": ["Kanari", "Kanari"],
            "other_address": ["77 Kanari Lane"] * 2, "purpose": [read_returned(None).purpose] * 2,
        }
    )  # fmt: skip
    given = matches_about(JO, [table])
    assert len(given) == 1
    assert "M1" in words(given) and "A council" in words(given) and "Kanari" not in words(given)


def test_a_referral_with_somebody_elses_record_tells_nothing_of_it():
    two = reidentified().filter(pl.col("rule").is_in(["T1", "D1"])).group_by("rule", maintain_order=True).head(1)
    two = two.with_columns(title=pl.lit("Noticed"), conflicts=pl.lit("left: Kanari; right: Kanari"))
    row = two.filter(pl.col("rule") == "T1").row(0, named=True)
    both = referrals_about(touching(two, [row["left_record"], row["right_record"]]), ())
    one = referrals_about(touching(two, [row["left_record"]]), ())
    assert "Kanari" in words(both) and "left out" not in words(both)
    assert "Kanari" not in words(one) and "left out" in words(one)
    assert referrals_about(touching(two, [row["left_record"]]), (row["referral_id"],)) == []
    alone = two.filter(pl.col("rule") == "D1").row(0, named=True)
    assert "Kanari" in words(referrals_about(touching(two, [alone["left_record"]]), ()))


def test_who_has_seen_it_names_no_officer_and_nobody_elses_referral():
    trail = [
        Logged(f"2026-0{n}", "Jo Officer", "why", did, "out", 1, which)
        for n, (did, which) in enumerate([("a", "all"), ("b", "f1"), ("c", "f2")])
    ]
    assert openings_about(trail, ["f2"]) == [("2026-00", "a"), ("2026-02", "c")]


def test_the_answer_is_a_page_json_and_a_list_for_the_officer():
    found = held(tenancy=[tenant(email='"><script>alert(1)</script>')])
    given = Answer("Jo Bloggs", JO.born, SNAPSHOT, date(2026, 11, 25), found.rows, [], [], [], [])
    content = files_of(given, [("tenancy", "=cmd", "why")])
    assert b"<script>" not in content["person.html"]
    assert json.loads(content["person.json"])["name"] == "Jo Bloggs"
    assert b'"\'=cmd"' in content["for-the-officer.csv"]
