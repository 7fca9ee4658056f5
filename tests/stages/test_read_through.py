"""What programs put around a file's cells is read through: whatever the wrapping, the same rows come out, and a notice says so."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused
from pipeline.stages.read import read
from pipeline.stages.read.asked import Asked, Limits
from pipeline.stages.read.delimited import read_delimited
from pipeline.stages.read.settle import settle
from tests.bad_files.builders import ACCOUNT, AWARD, PAYMENT, POSTING, TENANCY, csv, grid, rows, workbook

PATTERNS = {
    "tenancy": TENANCY,
    "rent_account": ACCOUNT,
    "rent_transaction": POSTING,
    "benefit_award": AWARD,
    "benefit_payment": PAYMENT,
}
SIGNS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u00ad"
WRAPPINGS = {
    "formula": '="{}"',
    "formula T": '=T("{}")',
    "unseen after": "{}\u200b",
    "unseen before": "\u200e{}",
    "no-break space": "\u00a0{}\u00a0",
    "second quotation marks": '"{}"',
    "apostrophe": "'{}",
}


def read_text(name: str, data: bytes):
    """The settled rows of a delimited file of that extract."""
    asked = Asked(EXTRACTS[name], f"{name}.csv", {}, Limits())
    return settle(read_delimited(data, asked), asked)


def cells(settled, names) -> list[list[str]]:
    return [list(row) for row in settled.rows.select(list(names)).rows()]


def quoted_by(table, quote: str, between: str) -> bytes:
    """A file whose cells are all in that quotation mark, doubled inside, with `between` the cells."""
    lines = [list(table[0]), *([str(cell) for cell in row.values()] for row in table)]
    spelled = (between.join(quote + cell.replace(quote, quote * 2) + quote for cell in line) for line in lines)
    return ("\n".join(spelled) + "\n").encode()


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(PATTERNS)), wrapping=st.sampled_from(sorted(WRAPPINGS)), data=st.data())
def test_a_column_in_any_wrapping_reads_as_the_column(name, wrapping, data):
    table = rows(PATTERNS[name], 4)
    column = data.draw(st.sampled_from(sorted(table[0])))
    wrapped = [row | {column: WRAPPINGS[wrapping].format(row[column])} for row in table]
    settled = read_text(name, quoted_by(wrapped, '"', ","))
    assert cells(settled, table[0]) == [list(row.values()) for row in table]
    assert any(notice.startswith(f"{column}: ") and "4 cells" in notice for notice in settled.notices)


@settings(max_examples=60, deadline=None)
@given(signs=st.text(SIGNS, min_size=1, max_size=3), at=st.integers(0, 3))
def test_no_sign_that_cannot_be_seen_is_left_anywhere(signs, at):
    table = rows(TENANCY, 2, tenancy_ref=["T100"[:at] + signs + "T100"[at:], "T2"])
    assert cells(read_text("tenancy", csv(table)), ["tenancy_ref"]) == [["T100"], ["T2"]]


AWKWARD = (
    st.text(st.sampled_from("abZ ,;'\"|’-"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text and not re.match(r"^['‘’\"=]", text))
)


@settings(max_examples=120, deadline=None)
@given(name=st.sampled_from(sorted(PATTERNS)), style=st.sampled_from(['", "', '" ,"', '" , "', "','", "', '"]), data=st.data())
def test_any_way_of_quoting_reads_as_the_ordinary_one(name, style, data):
    column = data.draw(st.sampled_from(sorted(EXTRACTS[name].required)))
    table = rows(PATTERNS[name], 3, **{column: data.draw(st.lists(AWKWARD, min_size=3, max_size=3))})
    settled = read_text(name, quoted_by(table, style[0], style[1:-1]))
    assert cells(settled, table[0]) == [list(row.values()) for row in table]


@settings(max_examples=40, deadline=None)
@given(
    titles=st.lists(
        st.sampled_from(["Tenancy listing", "Run on 05/10/2026", "", "Parameters: all, current", "sep=,"]), max_size=12
    ),
    total=st.booleans(),
)
def test_titles_above_and_a_total_below_change_no_row(titles, total):
    table = rows(TENANCY, 3)
    data = "".join(f"{title}\n" for title in titles).encode() + csv(table)
    width = ",".join([""] * (len(table[0]) - 1))
    settled = read_text("tenancy", data + (b"Total,3" + width[1:].encode() + b"\n" if total else b""))
    assert cells(settled, table[0]) == [list(row.values()) for row in table]
    assert settled.rows["line"].to_list() == [len(titles) + n for n in (2, 3, 4)]
    assert settled.set_aside["reason"].to_list() == (["totals row"] if total else [])


@pytest.mark.parametrize("marks", [b"\xef\xbb\xbf" * 2, b"\xef\xbb\xbf" * 3])
def test_byte_order_marks_written_twice(marks):
    table = rows(TENANCY, 2)
    assert cells(read_text("tenancy", marks + quoted_by(table, '"', ",")), table[0]) == [list(row.values()) for row in table]


def test_lines_quoted_a_second_time_as_a_whole():
    table = rows(TENANCY, 2, address_line_1=["1, High Street", "2 High Street"])
    inner = quoted_by(table, '"', ",").decode().splitlines()
    data = "".join('"' + line.replace('"', '""') + '"\r\n' for line in inner).encode()
    assert cells(read_text("tenancy", data), table[0]) == [list(row.values()) for row in table]


def test_an_apostrophe_that_belongs_to_a_name_stays_and_a_mark_on_every_cell_goes():
    table = rows(
        TENANCY, 3, surname=["'t Hooft", "O'Brien", "'s-Gravesande"], forename=["'Ann", "'Ben", "'Cy"], nino="'JK345612C"
    )
    settled = read_text("tenancy", csv(table))
    assert settled.rows["surname"].to_list() == ["'t Hooft", "O'Brien", "'s-Gravesande"]
    assert settled.rows["forename"].to_list() == ["Ann", "Ben", "Cy"]
    assert settled.rows["nino"].to_list() == ["JK345612C"] * 3


AS_1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
NAMES = ["Renée", "Zoë", "José", "Siân", "Chloë", "André", "Jürgen", "Núñez", "François", "Hélène", "Seán", "Noël", "Müller"]


@settings(max_examples=60, deadline=None)
@given(names=st.lists(st.sampled_from(NAMES), min_size=3, max_size=6, unique=True), upper=st.booleans())
@pytest.mark.parametrize("codec", ["cp850", "mac_roman"])
def test_names_of_an_old_code_page_are_restored_or_told(codec, names, upper):
    given_names = [name.upper() for name in names] if upper else names
    table = rows(TENANCY, len(names), forename=given_names)
    settled = read_text("tenancy", csv(table, encoding=codec))
    restored = settled.rows["forename"].to_list() == given_names
    notices = [notice for notice in settled.notices if notice.startswith("forename: ") and "first on line" in notice]
    assert notices, settled.notices
    assert restored or "not put right" in notices[0]


@settings(max_examples=40, deadline=None)
@given(
    names=st.lists(st.sampled_from([*NAMES, "O’Brien", "ŁUKASZ", "ZOË"]), min_size=1, max_size=6, unique=True),
    times=st.integers(1, 2),
)
def test_utf_8_written_more_than_once_is_read_once(names, times):
    twisted = names
    for _ in range(times):
        twisted = ["".join(AS_1252[byte] for byte in name.encode()) for name in twisted]
    table = rows(TENANCY, len(names), surname=twisted)
    settled = read_text("tenancy", csv(table))
    assert settled.rows["surname"].to_list() == names
    assert any("UTF-8 written twice" in notice and f"{len(names)} cells" in notice for notice in settled.notices)


@settings(max_examples=60, deadline=None)
@given(
    names=st.lists(
        st.sampled_from([*NAMES, "Žaneta", "ŠIMKUS", "O’Brien", "D‘Arcy", "½", "£5", "Ann-Marie"]), min_size=1, max_size=5
    )
)
@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_names_that_are_right_are_left_alone(codec, names):
    settled = read_text("tenancy", csv(rows(TENANCY, len(names), forename=names), encoding=codec))
    assert settled.rows["forename"].to_list() == names
    assert settled.notices == ()


def test_letters_lost_for_good_are_counted():
    table = rows(TENANCY, 4, forename=["Ren\ufffde", "Zo\ufffd", "Ren?e", "Ann"])
    notices = " ".join(read_text("tenancy", csv(table)).notices)
    assert "forename: the sign � that stands for a letter lost, not put right: 2 cells, first on line 2" in notices
    assert "forename: a question mark between letters, not put right: 1 cells, first on line 4" in notices


def renamed(table, **headers):
    return [{headers.get(name, name): cell for name, cell in row.items()} for row in table]


REMARKED = {
    "date_of_birth": ["Date of Birth (dd/mm/yyyy)", "D.O.B.", "Date of birth dd-mm-yyyy", "DOB *", "Birth date (if known)"],
    "nino": ["National Insurance", "NI Number (if known)", "National Insurance No.", "N.I. Number", "Nat Ins No"],
    "postcode": ["Post code *", "POSTCODE (mandatory)", "Postcode - required"],
    "tenancy_ref": ["Tenancy ref.", "Tenancy Reference Number", "Tenancy Ref No"],
    "surname": ["Surname/Family name", "Last Name *", "Surname (max 35 chars)"],
    "home_telephone": ["Home Tel. No.", "Home telephone number"],
}


@pytest.mark.parametrize(("column", "header"), [(column, header) for column, headers in REMARKED.items() for header in headers])
def test_a_header_with_a_remark_is_found(column, header, tmp_path):
    table = renamed(
        rows(TENANCY, 2, date_of_birth="01/02/1950", nino="JK345612C", home_telephone="01634960123"), **{column: header}
    )
    (tmp_path / "tenancy.csv").write_bytes(csv(table))
    assert column in read(tmp_path)["tenancy"].rows.columns


@pytest.mark.parametrize("header", ["Date of birth (partner)", "DoB of tenant", "Date of Brith"])
def test_a_header_that_only_looks_like_a_column_is_proposed_and_never_taken(header, tmp_path):
    (tmp_path / "tenancy.csv").write_bytes(csv(renamed(rows(TENANCY, 2, date_of_birth="01/02/1950"), date_of_birth=header)))
    raw = read(tmp_path)["tenancy"]
    assert "date_of_birth" not in raw.rows.columns
    assert "date_of_birth" in raw.about["columns_missing"]
    line = f'under [tenancy]: date_of_birth = ["{header}"]'
    assert any(line in notice for notice in raw.about["headers_alike"]), raw.about["headers_alike"]


def test_a_refusal_names_the_missing_column_beside_the_header_that_looks_like_it(tmp_path):
    (tmp_path / "tenancy.csv").write_bytes(csv(renamed(rows(TENANCY, 2), postcode="Post cde")))
    with pytest.raises(Refused, match=re.escape("'Post cde' looks like postcode: if it is, write in aliases.toml")):
        read(tmp_path)


COVER = [["Report", "Tenancies"], ["Run by", "Housing"]]


def test_the_one_sheet_with_every_column_is_read_and_named(tmp_path):
    table = rows(TENANCY, 2)
    (tmp_path / "tenancy.xlsx").write_bytes(workbook(COVER, [["Listing"], [], *grid(table)], [["Draft"]]))
    raw = read(tmp_path)["tenancy"]
    assert [list(row) for row in raw.rows.select(list(TENANCY)).rows()] == [list(row.values()) for row in table]
    assert "read of the sheets sheet 'Sheet 0', sheet 'Sheet 1', sheet 'Sheet 2': sheet 'Sheet 1'" in raw.about["notices"]
    assert any("the header is row 3" in notice for notice in raw.about["notices"])


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        ([grid(rows(TENANCY, 1)), grid(rows(TENANCY, 1))], ("'Sheet 0'", "'Sheet 1'", "each hold every column")),
        ([COVER, [["Draft", "x"]]], ("'Sheet 0'", "'Sheet 1'", "one row above the data")),
    ],
)
def test_two_tables_or_none_are_refused_with_the_sheets_named(sheets, says, tmp_path):
    (tmp_path / "tenancy.xlsx").write_bytes(workbook(*sheets))
    with pytest.raises(Refused) as refusal:
        read(tmp_path)
    assert [words for words in says if words not in str(refusal.value)] == [], str(refusal.value)
    assert "comma" not in str(refusal.value)


def test_a_hidden_second_table_is_no_rival(tmp_path):
    (tmp_path / "tenancy.xlsx").write_bytes(workbook(grid(rows(TENANCY, 3)), grid(rows(TENANCY, 1)), hidden=1))
    assert read(tmp_path)["tenancy"].rows.height == 1
