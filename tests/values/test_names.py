"""Who is a person: names that look like void entries, people of one name, and what is written beside a name."""

import io

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.catalogue import EXTRACTS
from pipeline.stages.read import read
from pipeline.stages.validate import validate
from tests.bad_files.builders import SNAPSHOT, TENANCY, csv, rows
from tests.stages.test_validate import raw

WORDS = ("Na", "Null", "Blank", "Test", "None", "Rip", "Void", "Demo", "Tenant", "NULL", "na")
EVIDENCE = ({"date_of_birth": "04/06/1955"}, {"nino": "BE310257A"})
NO_NAME = ("", ".", "-", "X", "N/A", "Not known", "Unknown", "TBC", "FNU", "*", "--")


def judged(**cells):
    count = max(len(value) for value in cells.values() if isinstance(value, list))
    optional = {"date_of_birth": None, "nino": None}
    return validate(raw("tenancy", rows(TENANCY, count, **(optional | cells)), list(EXTRACTS["tenancy"].names)), SNAPSHOT)


def people(**cells):
    return judged(**cells).accepted.frame.select("forename", "surname").rows()


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize("column", ["forename", "surname"])
def test_a_word_of_void_entries_is_a_name_where_the_row_is_a_persons(column, evidence):
    checked = judged(**{column: list(WORDS)}, **evidence)
    assert checked.accepted.frame[column].to_list() == [word.casefold() for word in WORDS]
    assert not checked.accepted.frame["not_a_person"].any() and not checked.accepted.frame["death_marker"].any()
    assert any(notice.startswith("names that look like void entries, accepted") for notice in checked.about["notices"])


@pytest.mark.parametrize("column", ["forename", "surname"])
@pytest.mark.parametrize(
    "doubtful", [{}, {"date_of_birth": "01/01/1900"}, {"nino": "QQ123456C"}, {"date_of_birth": "01/01/2030"}]
)
def test_without_a_birth_date_or_number_it_is_a_void_entry(column, doubtful):
    checked = judged(**{column: ["Ann", "Void", "Test"]}, **doubtful)
    assert checked.about["reasons"] == {f"{column}: void or test entry": 2}


@pytest.mark.parametrize("text", ["Do not use", "TEST TENANT", "A N Other", "Test record"])
def test_phrases_that_no_name_has_stay_set_aside_whatever_the_row(text):
    assert judged(surname=["Ann", text], **EVIDENCE[0]).about["reasons"] == {"surname: void or test entry": 1}


def test_companies_stay_set_aside():
    assert judged(surname=["Ann", "Kent Lettings Ltd"], **EVIDENCE[1]).about["reasons"] == {"surname: a company": 1}
    assert judged(forename=["Ann", "Kent Homes"], **EVIDENCE[1]).accepted.frame["not_a_person"].to_list() == [False, True]


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_a_person_without_a_forename_is_accepted_and_counted(evidence):
    checked = judged(forename=["Ann", *NO_NAME], surname="Able", **evidence)
    assert checked.accepted.frame.rows() and checked.about["rows_quarantined"] == 0
    assert checked.accepted.frame["forename"].to_list() == ["ann"] + [None] * len(NO_NAME)
    told = f"people of one name, or whose forename is not known, accepted for their birth date or National Insurance number: {len(NO_NAME)}"
    assert told in checked.about["notices"]
    assert checked.blanked.filter(pl.col("column") == "forename").is_empty()


def test_a_person_whose_one_name_stands_under_forename_bears_it_as_the_surname():
    assert people(forename=["Suharto"] * 4, surname=["", ".", "-", "Not known"], **EVIDENCE[0]) == [(None, "suharto")] * 4


def test_a_row_that_names_nobody_is_set_aside_with_its_reason():
    checked = judged(forename=["", ".", "N/A", "J"], surname="Able")
    assert checked.about["reasons"] == {"forename: blank": 1, "forename: no letters": 1, "forename: void or test entry": 1}
    nobody = judged(forename=["Ann", "", "."], surname=["Able", "", "-"], **EVIDENCE[0])
    assert nobody.accepted.frame["surname"].to_list() == ["able"]


def test_a_middle_name_of_none_blanks_itself_and_nothing_else():
    checked = judged(
        middle_names=["None", "N/A", ".", "Test", "Mary"], former_surname=["None", "N/A", "Unknown", "Void", "Baker"]
    )
    frame = checked.accepted.frame
    assert frame["middle_names"].to_list() == [None] * 4 + ["mary"] and frame["former_surname"].to_list() == [None] * 4 + [
        "baker"
    ]
    assert not frame["not_a_person"].any() and checked.blanked.is_empty()


@pytest.mark.parametrize(
    ("text", "surname", "dead"),
    [("Rip", "rip", False), ("RIP", "rip", False), ("Able RIP", "able", True), ("Able (decd)", "able", True), ("Ripley", "ripley", False),
     ("Able R.I.P.", "able", True), ("The late Able", "able", True)],
)  # fmt: skip
def test_a_mark_of_a_death_stands_beside_a_name(text, surname, dead):
    frame = judged(surname=[text], **EVIDENCE[0]).accepted.frame
    assert (frame["surname"][0], frame["death_marker"][0]) == (surname, dead)


TEXTS = st.one_of(
    st.sampled_from([*WORDS, *NO_NAME, "Ann", "O'Brien", "Kent Homes Ltd", "Do not use", "Smith (decd)"]), st.text(max_size=6)
)


@settings(deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([{}, *EVIDENCE]))
def test_every_row_is_accepted_with_a_surname_or_set_aside_with_a_reason(forename, surname, evidence):
    first, last = forename.strip(), surname.strip()
    cells = {"forename": ["Ann", first], "surname": ["Able", last]} | evidence
    checked = judged(**cells)
    assert checked.about["rows_accepted"] + checked.about["rows_quarantined"] == 2
    frame = checked.accepted.frame
    assert frame["surname"].null_count() == 0
    assert bool(evidence) or frame["forename"].null_count() == 0


LITERAL = [
    {"forename": first, "surname": last, "date_of_birth": "1955-06-04"}
    for first, last in (("Na", "Li"), ("Jo", "Null"), ("None", "NULL"), ("Jo", "NA"))
]
READ = [("na", "li"), ("jo", "null"), ("none", "null"), ("jo", "na")]


def workbook(table):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, cells in enumerate([list(table[0]), *(list(row.values()) for row in table)]):
        for at, cell in enumerate(cells):
            sheet.write_string(line, at, cell)
    book.close()
    return file.getvalue()


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
def test_no_format_takes_na_and_null_for_blanks(tmp_path, suffix):
    table = [row | cells for row, cells in zip(rows(TENANCY, 4), LITERAL, strict=True)]
    if suffix == "parquet":
        pl.DataFrame(table).write_parquet(tmp_path / "tenancy.parquet")
    else:
        (tmp_path / f"tenancy.{suffix}").write_bytes(csv(table) if suffix == "csv" else workbook(table))
    assert validate(read(tmp_path)["tenancy"], SNAPSHOT).accepted.frame.select("forename", "surname").rows() == READ
