"""Validation: typed rows, rows set aside whole, values blanked into the vault's keeping, and figures that add up."""

import json
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused
from pipeline.stages.validate import validate
from pipeline.tables import RawTable
from tests.bad_files.builders import ACCOUNT, AWARD, CANARY, PAYMENT, POSTING, SNAPSHOT, TENANCY, Row, rows

PATTERNS = {
    "tenancy": TENANCY,
    "rent_account": ACCOUNT,
    "rent_transaction": POSTING,
    "benefit_award": AWARD,
    "benefit_payment": PAYMENT,
}


def raw(extract: str, table: list[Row], columns: list[str] | None = None) -> RawTable:
    """A file as it comes from the front door."""
    names = columns or [name for name in EXTRACTS[extract].names if name in table[0]]
    cells = pl.DataFrame([{name: row.get(name) or None for name in names} for row in table], dict.fromkeys(names, pl.String))
    lines = pl.int_range(2, len(table) + 2, dtype=pl.UInt32, eager=True)
    numbered = cells.select(lines.alias("line"), (lines - 1).cast(pl.UInt32).alias("row"), *names)
    aside = {"line": pl.UInt32, "row": pl.UInt32, "reason": pl.String, "content": pl.String}
    missing = [name for name in EXTRACTS[extract].names if name not in names]
    about = {"file": f"{extract}.csv", "columns_missing": missing}
    return RawTable(EXTRACTS[extract], numbered, pl.DataFrame(schema=aside), about)


@pytest.mark.parametrize("extract", EXTRACTS)
def test_every_column_of_the_contract_is_there_with_its_type(extract):
    table = [PATTERNS.get(extract, dict.fromkeys(EXTRACTS[extract].required, "x"))]
    frame = validate(raw(extract, table), SNAPSHOT).accepted.frame
    wanted = {one.name: one.kind.dtype for one in EXTRACTS[extract].fields} | {"line": pl.UInt32, "row": pl.UInt32}
    assert {name: frame.schema[name] for name in wanted} == wanted
    assert set(frame.columns) - set(wanted) <= {"death_marker", "not_a_person", "payer_death_marker"}


def test_values_are_tidy_and_typed():
    table = rows(
        TENANCY,
        1,
        tenancy_ref="00123/4",
        nino="jk 34 56 12 c",
        restricted="Y",
        occupants="3",
        postcode="me44aa",
        tenancy_end="2026-10-06",
        date_of_birth="05/10/80",
        tenancy_type="General Needs",
    )
    checked = validate(raw("tenancy", table), SNAPSHOT)
    first = checked.accepted.frame.row(0, named=True)
    assert (first["tenancy_ref"], first["nino"], first["restricted"]) == ("00123/4", "JK345612", True)
    assert (first["tenancy_start"], first["tenancy_end"]) == (date(2020, 2, 1), date(2026, 10, 6))
    assert (first["date_of_birth"], first["tenancy_type"], first["occupants"]) == (
        date(1980, 10, 5),
        "general_needs",
        3,
    )
    assert (first["postcode"], first["mobile"]) == ("ME4 4AA", None)
    account = validate(raw("rent_account", rows(ACCOUNT, 1, balance="£1,234.5")), SNAPSHOT).accepted.frame
    assert account["balance"].to_list() == [Decimal("1234.50")]


def test_a_row_set_aside_keeps_its_content_whole_for_the_vault():
    checked = validate(raw("tenancy", rows(TENANCY, 2, tenant_status=["?", "F"], nino="JK345612C")), SNAPSHOT)
    (aside,) = checked.set_aside.rows(named=True)
    assert (aside["extract"], aside["line"], aside["row"]) == ("tenancy", 2, 1)
    assert aside["reasons"] == ["tenant_status: not a known code"]
    content = json.loads(aside["content"])
    assert (content["tenant_status"], content["surname"], content["nino"]) == ("?", CANARY, "JK345612C")
    assert checked.accepted.frame["row"].to_list() == [2]


def test_a_value_blanked_is_kept_for_the_vault():
    table = rows(TENANCY, 3, nino=["QQ123456C", "JK345612C", "QQ123456C"], postcode=["ME4 4AA", "ME4 4AA", ""])
    checked = validate(raw("tenancy", table), SNAPSHOT)
    assert checked.blanked.rows() == [("tenancy", 2, 1, "nino", "placeholder number", "QQ123456C")]
    assert checked.accepted.frame["nino"].to_list() == [None, "JK345612"]


def test_the_account_of_columns_counts_all_rows_read():
    table = rows(TENANCY, 4, nino=["QQ123456C", "JK345612C", "", None], postcode=["", "ME4 4AA", "ME4 4AA", "ME4 4AA"])
    columns = {one["name"]: one for one in validate(raw("tenancy", table), SNAPSHOT).about["columns"]}
    assert columns["nino"] == {"name": "nino", "given": 2, "usable": 1, "blank": 2, "unusable": 1}
    assert columns["postcode"] == {"name": "postcode", "given": 3, "usable": 3, "blank": 1, "unusable": 0}
    assert list(columns) == [name for name in EXTRACTS["tenancy"].names if name in table[0]]


def test_the_reading_and_the_judging_account_together():
    aside = pl.DataFrame({"line": [9], "row": [9], "reason": ["totals row"], "content": ["[]"]})
    table = raw("tenancy", rows(TENANCY, 2, tenant_status=["?", "F"]))
    aside = aside.cast({"line": pl.UInt32, "row": pl.UInt32})
    read = RawTable(table.extract, table.rows, aside, {"notices": ["said before"], "sha256": "00"})
    checked = validate(read, SNAPSHOT)
    assert checked.about["reasons"] == {"tenant_status: not a known code": 1, "totals row": 1}
    assert (checked.about["rows_read"], checked.about["rows_accepted"], checked.about["rows_quarantined"]) == (3, 1, 2)
    assert checked.about["notices"][0] == "said before" and checked.about["sha256"] == "00"
    assert checked.set_aside["row"].to_list() == [1, 9]


def test_marks_of_a_death_and_of_nobody_are_seen_in_the_name_as_given():
    table = rows(
        TENANCY,
        4,
        surname=["Able (decd)", "Able", "Able", "Able"],
        forename=["Ann", "Exors of Ann", "Ann", "Kent Homes"],
    )
    frame = validate(raw("tenancy", table), SNAPSHOT).accepted.frame
    assert frame["death_marker"].to_list() == [True, True, False, False]
    assert frame["not_a_person"].to_list() == [False, False, False, True]
    assert frame["surname"].to_list() == ["able"] * 4
    postings = validate(raw("rent_transaction", rows(POSTING, 2, payer_name=["Exors of A Able", None])), SNAPSHOT)
    assert postings.accepted.frame["payer_death_marker"].to_list() == [True, False]


def test_references_lost_to_scientific_notation_are_told_from_those_that_were_not():
    table = rows(TENANCY, 3, tenancy_ref=["1.234567E+06", "1.23457E+11", "1E5"])
    checked = validate(raw("tenancy", table), SNAPSHOT)
    assert checked.accepted.frame["tenancy_ref"].to_list() == ["1234567", "1E5"]
    assert checked.set_aside["reasons"].to_list() == [["tenancy_ref: scientific notation"]]


def test_two_rows_with_one_reference_are_both_accepted_and_rows_of_two_landlords_do_not_clash():
    table = rows(TENANCY, 3, tenancy_ref="T1", person_ref="P1", landlord_code=["A", "A", "B"])
    checked = validate(raw("tenancy", table), SNAPSHOT)
    assert checked.accepted.frame.height == 3
    assert checked.about["duplicates"] == 2


def test_rows_that_differ_only_in_blanks_are_no_repetition():
    table = rows(
        TENANCY,
        3,
        tenancy_ref="T1",
        person_ref="P1",
        property_ref="U1",
        address_line_1="1 High Street",
        nino=[None, "JK345612C", None],
    )
    checked = validate(raw("tenancy", table), SNAPSHOT)
    assert checked.accepted.frame["row"].to_list() == [1, 2]
    assert checked.about["reasons"] == {"repeated row": 1}


def test_an_extract_without_rows_is_valid():
    checked = validate(raw("deceased", [], list(EXTRACTS["deceased"].names)), SNAPSHOT)
    assert checked.accepted.frame.is_empty() and checked.set_aside.is_empty() and checked.blanked.is_empty()
    assert checked.about["rows_read"] == 0


VALUES = st.one_of(
    st.none(),
    st.sampled_from(["F", "MHS", "ME4 4AA", "01/02/2020", "31/02/2020", "2019-01-01", "43862", "garage", "-1", "1.2E+11", "0"]),
    st.text(max_size=8).map(str.strip),
)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(sorted(PATTERNS)))
def test_no_cell_crashes_and_every_row_is_accepted_or_set_aside(data, extract):
    names = list(EXTRACTS[extract].names)
    spoiled = data.draw(st.lists(st.dictionaries(st.sampled_from(names), VALUES, max_size=4), max_size=6))
    table = raw(extract, [PATTERNS[extract] | row for row in spoiled], names)
    try:
        checked = validate(table, SNAPSHOT)
    except Refused as refusal:
        assert EXTRACTS[extract].mandatory and f"none of its {len(spoiled)} rows can be used" in str(refusal)
        return
    together = pl.concat([checked.accepted.frame["row"], checked.set_aside["row"]]).sort()
    assert together.to_list() == table.rows["row"].to_list()
    assert checked.about["rows_read"] == checked.about["rows_accepted"] + checked.about["rows_quarantined"]
    assert checked.accepted.frame.select(pl.col(EXTRACTS[extract].required).is_null().any()).row(0).count(True) == 0
    assert all(one["given"] == one["usable"] + one["unusable"] for one in checked.about["columns"])
    assert set(checked.blanked["column"]).isdisjoint(EXTRACTS[extract].required)
    assert checked.set_aside["reasons"].list.len().eq(0).any() is False
