"""The sign-up workbook: what it marks is so, it reads back in either form, and it never takes the place of answers."""

import random
import re
import zipfile
from datetime import date

import polars as pl
import pytest
from xlsxwriter import Workbook

from pipeline import core_journey, core_sign_up
from pipeline.core.given import world_of
from pipeline.core_report.to_do import SHEET
from pipeline.errors import WrongUse
from pipeline.stages.core_return import ANSWER, NOT_ASKED, RECORDS, WRONG, fillings, marks_of, places_of, verdict_on
from tests.core_return.conftest import order_of
from tests.core_return.small import LETTING, PROPERTY, SALE, TENANCY, WHOLE, folder_with, order, returned, rows

CELL = re.compile(r"<v>(-?[0-9.]+(?:[eE][-+]?\d+)?)</v>")


def marked(given, log_type):
    """The outcome of a return and the marks of its sign-up workbook."""
    records = core_journey.read_records(given)
    filling, form = next((one, year) for one, year in fillings(2026) if one.log_type == log_type)
    outcome = verdict_on(filling.draft(records), form, world_of(given.given, 2026), records.settings.organisation)
    places = places_of(filling.answers.names, tuple(field.name for field in form.layout.fields), filling.elsewhere)
    answered = core_sign_up._answered(records, filling, outcome.draft.known)
    return outcome, marks_of(outcome, form, answered, places)


def of(marks, mark):
    return set(marks.filter(pl.col("mark") == mark)["column"])


@pytest.mark.parametrize(("log_type", "extract"), [("lettings", "core_lettings"), ("sales", "core_sales")])
def test_no_answer_that_the_service_keeps_is_marked_as_not_asked(clean, tmp_path, log_type, extract):
    """Answers of whole logs are taken away by chance: whatever is left to answer, none that was there is called not asked."""
    whole = pl.read_csv(clean.folder / f"{extract}.csv", infer_schema=False)
    free = [name for name in whole.columns if name not in ("landlord_code", "tenancy_ref", "sale_ref", "property_ref")]
    dice = random.Random(7)
    gone = [pl.Series(name, [dice.random() < 0.3 for _ in range(whole.height)]) for name in free]
    holed = whole.with_columns(pl.when(~mask).then(pl.col(mask.name)).alias(mask.name) for mask in gone)
    for path in clean.folder.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    holed.write_csv(tmp_path / f"{extract}.csv")
    outcome, _ = marked(order_of(clean.folder), log_type)
    kept = outcome.to_write.select("log")
    _, marks = marked(order_of(tmp_path), log_type)
    taken = whole.with_row_index("log").join(kept, on="log", how="semi")
    blamed = marks.filter(pl.col("mark") == NOT_ASKED)
    lost = [
        (name, found["log"].to_list())
        for name in free
        if not (found := taken.drop_nulls(name).join(blamed.filter(pl.col("column") == name), on="log", how="semi")).is_empty()
    ]
    assert taken.height > 10
    assert blamed.height > taken.height
    assert not lost


def test_marks_say_what_is_missing_told_by_the_records_and_not_asked(tmp_path):
    answers = LETTING | {"ethnicity": None, "armed_forces": "2", "void_date": "2026-12-01"}
    folder = folder_with(tmp_path / "in", **(WHOLE | {"core_sales": [], "core_lettings": [answers]}))
    _, marks = marked(order(folder), "lettings")
    assert of(marks, ANSWER) == {"ethnicity"}
    assert of(marks, WRONG) == {"void_date"}
    assert {"basic_rent", "unit_type", "age_1", "uprn"} <= of(marks, RECORDS)
    assert {"still_serving", "service_injury", "sex_2", "age_8", "scheme"} <= of(marks, NOT_ASKED)
    assert "ethnicity" not in of(marks, RECORDS)


def test_the_first_sheet_lists_what_to_do_and_rows_with_something_to_do_come_first(tmp_path):
    second = TENANCY | {"tenancy_ref": "T2", "person_ref": "P2", "property_ref": "H2", "uprn": "100012345679"}
    homes = rows(PROPERTY, {}, {"property_ref": "H2", "uprn": "100012345679"})
    folder = folder_with(tmp_path / "in", **(WHOLE | {"core_sales": [], "tenancy": [TENANCY, second], "property": homes}))
    written = core_sign_up.template(order(folder), "lettings", tmp_path / "t.xlsx")
    todo = pl.read_excel(written.path, sheet_name=SHEET, read_options={"header_row": 8}, infer_schema_length=0)
    assert set(todo["Log"]) == {"MHS T2"}
    assert {"The letting", "Rent and charges"} <= set(todo["Section"])
    sheet = pl.read_excel(written.path, sheet_name="core_lettings", read_options={"header_row": 2}, infer_schema_length=0)
    assert sheet["tenancy_ref"].drop_nulls().to_list() == ["T2", "T1"]
    assert sheet["state when written"].drop_nulls().to_list()[1] == "ready"
    xml = zipfile.ZipFile(written.path).read("xl/worksheets/sheet2.xml").decode()
    assert "<autoFilter" in xml
    assert 'outlineLevel="1"' in xml
    assert 'state="frozen"' in xml


@pytest.mark.parametrize("with_first_sheet", [False, True])
def test_workbooks_of_both_forms_are_read_back(tmp_path, with_first_sheet):
    """Those handed out before had the answers on their first sheet, under one row of guidance."""
    folder = folder_with(tmp_path / "in", **(WHOLE | {"core_sales": [], "core_lettings": []}))
    book = Workbook(folder / "core_lettings.xlsx")
    if with_first_sheet:
        book.add_worksheet(SHEET).write_column(0, 0, [SHEET, "MHS T1", "MHS T2"])
    sheet = book.add_worksheet("core_lettings")
    for at, (name, value) in enumerate(LETTING.items()):
        sheet.write_column(0, at, ["what it asks", name, value])
    book.close()
    assert returned(folder, tmp_path / "out").record["logs"]["lettings"]["written"] == 1


@pytest.mark.parametrize(("log_type", "name"), [("lettings", "core_lettings"), ("sales", "core_sales")])
def test_a_workbook_with_answers_that_are_held_nowhere_else_is_never_written_over(tmp_path, log_type, name):
    path = tmp_path / "t.xlsx"
    folder = folder_with(tmp_path / "in", **WHOLE)
    core_sign_up.template(order(folder), log_type, path)
    core_sign_up.template(order(folder), log_type, path)  # holds nothing that the answers do not
    changed = {"lettings": LETTING | {"ethnicity": "2"}, "sales": SALE | {"ethnicity": "2"}}[log_type]
    other = folder_with(tmp_path / "other", **(WHOLE | {name: [changed]}))
    before = path.read_bytes()
    with pytest.raises(WrongUse, match=r"holds 1 answers? that the extracts do not hold") as said:
        core_sign_up.template(order(other), log_type, path)
    assert name in str(said.value)
    assert path.read_bytes() == before


def test_a_file_of_another_form_is_never_written_over(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"somebody's")
    with pytest.raises(WrongUse, match="is there already"):
        core_sign_up.template(order(folder_with(tmp_path / "in", **WHOLE)), "lettings", path)
    assert path.read_bytes() == b"somebody's"


def too_fine(text):
    return "e" in text.lower() or len(text.partition(".")[2]) > 2


def test_no_cell_of_a_return_has_more_than_two_decimals(clean, tmp_path):
    """Reports, statistics, workbooks and upload files print sums to the penny, and no noise of a division."""
    template = core_sign_up.template(order_of(clean.folder), "lettings", tmp_path / "t.xlsx").path
    for path in (*clean.out.glob("*.xlsx"), template):
        book = zipfile.ZipFile(path)
        for sheet in (name for name in book.namelist() if name.startswith("xl/worksheets/sheet")):
            fine = [number for number in CELL.findall(book.read(sheet).decode()) if too_fine(number)]
            assert not fine, (path.name, sheet, fine[:3])
    for path in (*clean.out.glob("*.csv"), *clean.out.glob("*.html")):
        text = re.sub(r"<(svg|style)\b.*?</\1>", "", path.read_text(), flags=re.DOTALL)
        assert not re.findall(r"\d+\.\d{3,}", text), path.name
    assert clean.record["today"] == date(2026, 10, 5).isoformat()
