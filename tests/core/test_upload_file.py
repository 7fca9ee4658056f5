"""A file read as the service reads it: what it takes, and what it holds against the whole file, said in plain words."""

import pytest

from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.core.sales_2026.fields import LAYOUT as SALES
from pipeline.core.upload_file import LARGEST_FILE, read_upload
from pipeline.errors import Refused
from tests.core.files import write_upload
from tests.core.lettings import GENERAL, row

NUMBERS = [str(field.number) for field in LAYOUT.fields]


def read(path):
    return read_upload(path, [LAYOUT, SALES])


@pytest.fixture
def sound(tmp_path):
    return write_upload(tmp_path / "letting.csv", LAYOUT, GENERAL)


def test_the_count_of_fields_tells_the_log_type(sound):
    assert read(sound).layout is LAYOUT


def test_rows_above_the_field_numbers_and_other_columns_are_ignored(tmp_path, sound):
    lines = sound.read_text().splitlines()
    path = tmp_path / "with guidance.csv"
    path.write_text("\n".join(["Question,How?", f"{lines[0]},our notes", f"{lines[1]},for us alone", ",,,", ""]))
    upload = read(path)
    assert upload.rows.height == 1
    assert upload.rows["line"].to_list() == [3]
    assert upload.about["columns_ignored"] == ["our notes"]
    assert upload.about["blank_rows"] == 1


def test_columns_may_come_in_any_order(tmp_path):
    back = tmp_path / "back.csv"
    cells = [GENERAL.get(field.name) or "" for field in LAYOUT.fields]
    back.write_text(",".join(["field NUMBER", *reversed(NUMBERS)]) + "\n" + ",".join(["", *reversed(cells)]))
    upload = read(back)
    assert upload.rows["address_line_1"].to_list() == ["7 Mill Lane"]
    assert not upload.about["columns_in_template_order"]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_every_newline_will_do_and_a_byte_order_mark(tmp_path, sound, newline):
    path = tmp_path / "other.csv"
    path.write_bytes(b"\xef\xbb\xbf" + sound.read_text().replace("\n", newline).encode())
    assert read(path).rows["town"].to_list() == ["Chatham"]


def test_quoted_commas_and_newlines_stay_in_their_cell(tmp_path):
    path = write_upload(tmp_path / "q.csv", LAYOUT, row("address_line_1 7 Mill Lane, Old Town", GENERAL))
    assert read(path).rows["address_line_1"].to_list() == ["7 Mill Lane, Old Town"]


def test_bytes_that_are_no_utf8_are_deleted_and_counted(tmp_path, sound):
    path = tmp_path / "latin.csv"
    path.write_bytes(sound.read_bytes().replace(b"Mill Lane", "Caf\u00e9 Lane".encode("latin-1")))
    upload = read(path)
    assert upload.rows["address_line_1"].to_list() == ["7 Caf Lane"]
    assert upload.about["bytes_dropped_as_no_utf8"] == 1


def refusal(path):
    with pytest.raises(Refused) as caught:
        read(path)
    return str(caught.value)


def test_a_file_without_field_numbers_is_refused(tmp_path):
    path = tmp_path / "bare.csv"
    path.write_text("1,2,3\na,b,c\n")
    assert "field number" in refusal(path)


@pytest.mark.parametrize("headings", [NUMBERS[:-1], [*NUMBERS, "148"], [f"field_{number}" for number in NUMBERS]])
def test_a_wrong_count_of_fields_is_refused(tmp_path, headings):
    path = write_upload(tmp_path / "count.csv", LAYOUT, GENERAL, headings=headings)
    assert "numbered columns" in refusal(path)
    assert "147 (lettings 2026)" in refusal(path)


def test_a_field_named_twice_is_refused(tmp_path):
    path = write_upload(tmp_path / "twice.csv", LAYOUT, GENERAL, headings=[*NUMBERS[:-1], "1"])
    assert "no column for field 147" in refusal(path)


@pytest.mark.parametrize(
    ("month", "year", "refused"), [("3", "26", True), ("4", "26", False), ("3", "27", False), ("4", "27", True)]
)
def test_the_first_row_tells_the_year_of_the_file(tmp_path, month, year, refused):
    path = write_upload(tmp_path / "year.csv", LAYOUT, row(f"start_month {month}; start_year {year}", GENERAL))
    if refused:
        assert "outside 2026/27" in refusal(path)
    else:
        assert read(path).rows.height == 1


def test_a_first_row_without_a_date_lets_the_file_pass(tmp_path):
    path = write_upload(tmp_path / "dateless.csv", LAYOUT, row("start_day; start_month; start_year", GENERAL))
    assert read(path).rows.height == 1


def test_empty_large_binary_and_absent_files_are_refused(tmp_path, sound):
    path = tmp_path / "file.csv"
    assert "cannot be read" in refusal(path)
    path.write_bytes(b" \n")
    assert "empty" in refusal(path)
    path.write_bytes(sound.read_text().encode("utf-16"))
    assert "CSV UTF-8" in refusal(path)
    path.write_bytes(b"x" * (LARGEST_FILE + 1))
    assert "10 MiB" in refusal(path)
    path.write_text(sound.read_text().splitlines()[0])
    assert "no row below" in refusal(path)


def test_a_quotation_mark_out_of_place_is_named_by_its_row(tmp_path, sound):
    sound.write_text(sound.read_text().replace("7 Mill Lane", '7 "Mill Lane'))
    assert "quotation mark" in refusal(sound)
    assert "row 2" in refusal(sound)


@pytest.mark.parametrize("heading", ["001", "01", "0", '"1\nnote"'])
def test_a_heading_that_is_no_field_by_that_name_stops_the_service(tmp_path, sound, heading):
    """`field_numbers` of the service's csv_parser.rb makes `field_001` of 001, which its row parser does not have."""
    path = tmp_path / "headed.csv"
    path.write_text(sound.read_text().replace(",1,", f",{heading},", 1))
    with pytest.raises(Refused, match="field number"):
        read(path)


@pytest.mark.parametrize(
    ("day", "month", "year", "taken"),
    [
        ("14", "9", "26", True), ("14", "9", " 26 ", True), ("14", "9", "2_6", True), ("-1", "-1", "26", True),
        ("31", "6", "25", True), ("29", "2", "27", True), ("x", "9", "25", True), ("14", "", "25", True),
        ("14", "9", "25", False), ("14", "9", "", False), ("14", "9", "x", False), ("14", "9", "08", False),
        ("14", "9", "00", False), ("-1", "-1", "25", False), ("14", "9", "0x1a", False),
    ],
)  # fmt: skip
def test_the_first_rows_day_tells_the_year_where_it_is_a_day(tmp_path, day, month, year, taken):
    """`first_record_start_date` of csv_parser.rb: cells that are no numbers count as 0, and an impossible day lets the file pass."""
    path = write_upload(tmp_path / "dated.csv", LAYOUT, GENERAL | {"start_day": day, "start_month": month, "start_year": year})
    if taken:
        assert read(path).rows.height == 1
    else:
        with pytest.raises(Refused, match="another year"):
            read(path)


@pytest.mark.parametrize(("first", "taken"), [("," * 147, True), ("", False)])
def test_a_first_row_of_empty_cells_hides_the_year_and_an_empty_line_does_not(tmp_path, first, taken):
    path = write_upload(tmp_path / "late.csv", LAYOUT, GENERAL | {"start_year": "25"})
    head, *rest = path.read_text().splitlines()
    path.write_text("\n".join([head, first, *rest]))
    if taken:
        assert read(path).rows["line"].to_list() == [3]
    else:
        with pytest.raises(Refused, match="another year"):
            read(path)


def test_rows_of_empty_cells_are_counted_apart_from_empty_lines(tmp_path, sound):
    path = tmp_path / "tail.csv"
    path.write_text(sound.read_text().rstrip("\n") + "\n" + "," * 147 + "\n" + "," * 147 + "\n\n")
    about = read(path).about
    assert about["blank_rows_with_cells"] == 2
    assert about["rows"] == 1
