"""Workbooks of 1904, formulas without a stored value and errors in cells: what Excel shows is what is read."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter

from pipeline.stages.read import read
from pipeline.stages.read.workbook_mended import mended
from pipeline.stages.validate import validate
from tests.bad_files.builders import ERROR, SNAPSHOT, TENANCY, grid, rows, workbook

LATER = (
    b'<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" '
    b'xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>'
)
"""What Excel since 2013 adds to `xl/workbook.xml`."""
STARTS = [date(2000, 1, 1), date(1962, 5, 17), date(2026, 2, 28)]


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with each part changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(file, "w") as copy:
        for name in book.namelist():
            copy.writestr(name, change(name, book.read(name)))
    return file.getvalue()


def book_of(cells: list[list[object]], *, of_1904: bool) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "date_1904": of_1904}) as book:
        sheet, day = book.add_worksheet("Data"), book.add_format({"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(cells):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                else:
                    sheet.write_string(at, column, str(cell))
    return file.getvalue()


def in_workbook(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new) if name == "xl/workbook.xml" else part


def prefixed(name: str, part: bytes) -> bytes:
    """The part with the main namespace under a prefix, as some writers have it."""
    if name != "xl/workbook.xml":
        return part
    return (
        part.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:").replace(b"<x:?", b"<?").replace(b"<x:x15:", b"<x15:")
        .replace(b"xmlns=", b"xmlns:x=")
    )  # fmt: skip


@pytest.mark.parametrize("of_1904", [True, False])
@pytest.mark.parametrize(
    "spelling",
    [
        lambda name, part: part,
        in_workbook(b"</workbook>", LATER + b"</workbook>"),
        in_workbook(b'date1904="1"', b"date1904 = 'true'"),
        prefixed,
    ],
)
def test_days_are_those_that_excel_shows(of_1904, spelling, tmp_path):
    data = changed(book_of(grid(rows(TENANCY, 3, tenancy_start=STARTS)), of_1904=of_1904), spelling)
    (tmp_path / "tenancy.xlsx").write_bytes(data)
    assert read(tmp_path)["tenancy"].rows["tenancy_start"].to_list() == [day.isoformat() for day in STARTS]


def test_a_later_element_alone_makes_no_workbook_of_1904(tmp_path):
    later = LATER.replace(b"chartTrackingRefBase", b"date1904")
    data = changed(
        book_of(grid(rows(TENANCY, 3, tenancy_start=STARTS)), of_1904=False), in_workbook(b"</workbook>", later + b"</workbook>")
    )
    (tmp_path / "tenancy.xlsx").write_bytes(data)
    assert mended(data)[1] is False
    assert read(tmp_path)["tenancy"].rows["tenancy_start"].to_list() == [day.isoformat() for day in STARTS]


def formulas(value: bytes) -> bytes:
    """Three tenancies with a formula as the end of the first, whose stored value is written as given."""
    table = rows(TENANCY, 3, tenancy_end=["@", date(2022, 2, 1), None])
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("Data"), book.add_format({"num_format": "dd/mm/yyyy"})
        for at, row in enumerate(grid(table)):
            for column, cell in enumerate(row):
                if cell == "@":
                    sheet.write_formula(at, column, '=IF(A1="x",1,2)', None, 77777)
                elif isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                elif cell is not None:
                    sheet.write_string(at, column, cell)
    return changed(file.getvalue(), lambda name, part: part.replace(b"<v>77777</v></c>", value + b"</c>"))


@pytest.mark.parametrize("value", [b"", b"<v></v>", b"<v/>"])
def test_a_formula_without_a_stored_value_is_an_end_that_cannot_be_read(value, tmp_path):
    (tmp_path / "tenancy.xlsx").write_bytes(formulas(value))
    checked = validate(read(tmp_path)["tenancy"], SNAPSHOT)
    assert checked.about["reasons"] == {"tenancy_end: formula without a stored value": 1}
    assert any(notice.startswith("formulas without a stored value") for notice in checked.about["notices"])


def test_a_formula_whose_value_is_an_empty_text_is_blank(tmp_path):
    empty = changed(formulas(b"<v></v>"), lambda _, part: part.replace(b'<c r="L2"><f>', b'<c r="L2" t="str"><f>'))
    assert b't="str"><f>' in zipfile.ZipFile(io.BytesIO(empty)).read("xl/worksheets/sheet1.xml")
    (tmp_path / "tenancy.xlsx").write_bytes(empty)
    assert validate(read(tmp_path)["tenancy"], SNAPSHOT).accepted.frame["tenancy_end"].to_list() == [None, date(2022, 2, 1), None]


@pytest.mark.parametrize("error", ["#N/A", "#SPILL!", "#CALC!", "#GETTING_DATA", "#REF!", "#FIELD!"])
def test_an_error_is_no_blank_though_the_reader_may_not_know_it(error, tmp_path):
    data = workbook(grid(rows(TENANCY, 3, tenancy_end=[ERROR, date(2022, 2, 1), None], mobile=[None, ERROR, None])))
    (tmp_path / "tenancy.xlsx").write_bytes(
        changed(data, lambda _, part: part.replace(b"<v>#N/A</v>", f"<v>{error}</v>".encode()))
    )
    checked = validate(read(tmp_path)["tenancy"], SNAPSHOT)
    assert checked.about["reasons"] == {"tenancy_end: spreadsheet error": 1}
    assert checked.blanked.select("column", "reason").rows() == [("mobile", "spreadsheet error")]
    assert "cells with an error such as #N/A, which cannot be used: 2" in checked.about["notices"]


def test_errors_alone_make_no_row(tmp_path):
    table = grid(rows(TENANCY, 2, tenancy_end=None))
    (tmp_path / "tenancy.xlsx").write_bytes(workbook([*table, [None] * 11 + [ERROR], [None] * 11 + [ERROR]]))
    assert read(tmp_path)["tenancy"].rows.height == 2


def test_serial_numbers_in_a_workbook_of_1904_count_from_1904(tmp_path):
    serials = [str((day - date(1904, 1, 1)).days) for day in (date(2000, 1, 1), date(1995, 5, 17), date(2026, 2, 28))]
    (tmp_path / "tenancy.xlsx").write_bytes(book_of(grid(rows(TENANCY, 3, tenancy_start=serials)), of_1904=True))
    accepted = validate(read(tmp_path)["tenancy"], SNAPSHOT).accepted.frame
    assert accepted["tenancy_start"].to_list() == [date(2000, 1, 1), date(1995, 5, 17), date(2026, 2, 28)]
