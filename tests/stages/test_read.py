"""The front door: every format, encoding and delimiter gives the same rows, and each row its own line."""

import hashlib
from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused
from pipeline.stages.read import ReadOptions, ignored_files, read
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.careful import parse_carefully
from pipeline.stages.read.delimited import layout_of, read_delimited
from pipeline.stages.read.encoding import Text
from pipeline.stages.read.quick import parse_quickly
from pipeline.stages.read.settle import settle
from tests.bad_files.builders import TENANCY, archive, csv, grid, parquet, quoted, rows, text, workbook
from tests.bad_files.refused import OLD_CIPHER

TABLE = rows(TENANCY, 3, forename=["Zoë", "Seán", "Ann-Marie"], tenancy_ref=["00123/4", "T2", "T3"])
EXPECTED = [list(row.values()) for row in TABLE]


def only(folder, name: str, content: bytes, options: ReadOptions | None = None):
    """The tenancy extract of a folder that holds one file."""
    (folder / name).write_bytes(content)
    return read(folder, options)["tenancy"]


def cells(raw) -> list[list[str]]:
    return [list(row) for row in raw.rows.select(list(TENANCY)).rows()]


@pytest.mark.parametrize("delimiter", [",", "|", ";", "~", "\t"])
@pytest.mark.parametrize("name", ["tenancy.csv", "TENANCY.TXT"])
def test_every_delimiter(delimiter, name, tmp_path):
    raw = only(tmp_path, name, csv(TABLE, delimiter=delimiter))
    assert cells(raw) == EXPECTED
    assert raw.about["delimiter"] == delimiter


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "windows-1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(codec, named, line_end, tmp_path):
    raw = only(tmp_path, "tenancy.csv", csv(TABLE, encoding=codec, line_end=line_end))
    assert cells(raw) == EXPECTED
    assert raw.about["encoding"] == named
    assert raw.rows["line"].to_list() == [2, 3, 4]


def test_big_endian_utf_16_with_its_mark(tmp_path):
    raw = only(tmp_path, "tenancy.csv", b"\xfe\xff" + csv(TABLE, encoding="utf-16-be"))
    assert cells(raw) == EXPECTED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tenancy.csv", quoted(TABLE).encode()),
        ("tenancy.xlsx", workbook(grid(TABLE))),
        ("tenancy.parquet", parquet(TABLE)),
        ("tenancy.zip", archive({"tenancy.csv": csv(TABLE)})),
        ("tenancy.zip", archive({"tenancy.csv": csv(TABLE)}, "secret")),
        ("Tenancy.csv.ZIP", archive({"export.csv": csv(TABLE), "__MACOSX/export.csv": b"x"}, "secret")),
        ("october.zip", archive({"data/Tenancy.xlsx": workbook(grid(TABLE)), "notes.doc": b"x"}, "secret")),
    ],
)
def test_every_format_and_archive(name, content, tmp_path):
    raw = only(tmp_path, name, content, ReadOptions(password="secret"))
    assert cells(raw) == EXPECTED
    assert raw.about["sha256"] == hashlib.sha256(content).hexdigest()
    assert raw.about["bytes"] == len(content)


def test_the_old_cipher_and_a_password_that_is_asked_for(tmp_path):
    asked = []
    raw = only(tmp_path, "tenancy.zip", OLD_CIPHER, ReadOptions(password=lambda name: asked.append(name) or "secret"))
    assert raw.rows.height == 1
    assert asked == ["tenancy.zip/tenancy.csv"]


def test_lines_are_physical_and_rows_count_what_is_no_blank_line(tmp_path):
    header, first, second, third = text(TABLE).splitlines()
    spread = second.replace("2 High Street", '"Flat 2\r\n2 High\nStreet"')
    raw = only(tmp_path, "tenancy.csv", f"\n{header}\n{first}\n\n{header}\n{spread}\nx,y\n{third}".encode())
    assert raw.rows.select("line", "row").rows() == [(3, 1), (6, 3), (10, 5)]
    assert raw.set_aside.select("line", "row", "reason").rows() == [(5, 2, "repeated header"), (9, 4, "too few cells")]
    assert raw.set_aside["content"].to_list()[1] == '["x", "y"]'
    assert raw.rows["address_line_1"][1] == "Flat 2\r\n2 High\nStreet"
    assert (raw.about["rows_read"], raw.about["blank_lines"]) == (5, 2)


def test_columns_nobody_asked_for_go_no_further_than_the_door(tmp_path):
    table = rows(TENANCY, 2, ethnicity="canary one", **{"shoe\tsize " + "x" * 60: "canary two", "": "canary three"})
    for name, content in {"tenancy.csv": quoted(table).encode(), "tenancy.xlsx": workbook(grid(table))}.items():
        raw = only(tmp_path, name, content)
        assert raw.about["columns_dropped"] == ["ethnicity", "shoe size " + "x" * 30, "(column 14, no header)"]
        assert raw.rows.columns == ["line", "row", *TENANCY]
        assert "canary" not in str(raw)
        (tmp_path / name).unlink()


def test_missing_optional_columns_are_named_and_order_is_the_contracts(tmp_path):
    raw = only(tmp_path, "tenancy.csv", csv([dict(reversed(row.items())) for row in TABLE]))
    assert cells(raw) == EXPECTED
    assert raw.about["columns_missing"] == [name for name in EXTRACTS["tenancy"].names if name not in TENANCY]


def test_headers_of_other_systems(tmp_path):
    theirs = {"forename": "Forename(s)", "tenant_status": "Tenant status flag", "postcode": "POST-CODE"}
    table = [{theirs.get(name, name): cell for name, cell in row.items()} for row in TABLE]
    assert cells(only(tmp_path, "tenancy.csv", csv(table))) == EXPECTED


def test_a_canonical_name_wins_over_an_alias_and_a_local_alias_over_both(tmp_path):
    table = [row | {"first_name": "other", "known_as": "Kit"} for row in TABLE]
    raw = only(tmp_path, "tenancy.csv", csv(table))
    assert raw.rows["forename"].to_list() == ["Zoë", "Seán", "Ann-Marie"]
    assert raw.about["columns_dropped"] == ["first_name", "known_as"]
    raw = read(tmp_path, ReadOptions(aliases={"tenancy": {"forename": ("Known As",)}}))["tenancy"]
    assert raw.rows["forename"].to_list() == ["Kit"] * 3
    assert raw.about["columns_dropped"] == ["forename", "first_name"]


def test_a_workbook_keeps_text_as_text_and_numbers_whole(tmp_path):
    table = [
        row | {"uprn": 100012345678, "tenancy_start": date(2020, 2, 1), "mobile": "07700900123", "occupants": 3.0}
        for row in TABLE
    ]
    sheet = [["Tenancies at 5 October", None], [], *grid(table)]
    raw = only(tmp_path, "tenancy.xlsx", workbook([["hidden"]], sheet, [["second"]], hidden=1))
    first = raw.rows.row(0, named=True)
    assert (first["uprn"], first["tenancy_start"], first["mobile"]) == ("100012345678", "2020-02-01", "07700900123")
    assert (first["tenancy_ref"], first["occupants"]) == ("00123/4", "3")
    assert raw.rows["line"].to_list() == [4, 5, 6]


def test_sums_in_a_workbook_are_free_of_the_noise_of_binary_fractions(tmp_path):
    (tmp_path / "tenancy.csv").write_bytes(csv(TABLE))
    account = {"landlord_code": "M", "account_ref": "A", "tenancy_ref": "T", "weekly_charge": 0.1 + 0.2, "as_of": "x"}
    sheet = grid([account | {"balance": balance} for balance in (123456789.12, 70.1, -5, 1e-7)])
    (tmp_path / "rent_account.xlsx").write_bytes(workbook(sheet))
    raw = read(tmp_path)["rent_account"]
    assert raw.rows["balance"].to_list() == ["123456789.12", "70.1", "-5", "0.0000001"]
    assert raw.rows["weekly_charge"][0] == "0.3"


def test_parquet_columns_of_every_type(tmp_path):
    typed = {
        "tenancy_start": pl.Series([date(2020, 2, 1)] * 3),
        "tenancy_end": pl.Series([datetime(2026, 1, 2), None, datetime(2026, 1, 3)]),
        "uprn": pl.Series([100012345678, None, 1]),
        "occupants": pl.Series([2.0, float("nan"), None]),
        "restricted": pl.Series([True, False, None]),
        "tenant_status": pl.Series(["F", "O", "H"], dtype=pl.Categorical),
    }
    raw = only(tmp_path, "tenancy.parquet", parquet(TABLE, **typed))
    assert raw.rows["tenancy_start"].to_list() == ["2020-02-01"] * 3
    assert raw.rows["tenancy_end"].to_list() == ["2026-01-02", None, "2026-01-03"]
    assert raw.rows["uprn"].to_list() == ["100012345678", None, "1"]
    assert raw.rows["occupants"].to_list() == ["2", None, None]
    assert raw.rows["restricted"].to_list() == ["true", "false", None]
    assert raw.rows["tenant_status"].to_list() == ["F", "O", "H"]


def test_what_is_no_extract_is_ignored_and_listed(tmp_path):
    for name in ("tenancy.csv", "Deceased.CSV", "letters.docx", "~$tenancy.xlsx", "deceased.xls"):
        (tmp_path / name).write_bytes(csv(TABLE) if name == "tenancy.csv" else b"forename,surname,date_of_death,source\n")
    (tmp_path / "other.zip").write_bytes(b"no zip at all")
    (tmp_path / "truth").mkdir()
    assert list(read(tmp_path)) == ["tenancy", "deceased"]
    assert ignored_files(tmp_path) == ("deceased.xls", "letters.docx", "other.zip", "truth/", "~$tenancy.xlsx")


@pytest.mark.parametrize("problem", [PermissionError("Zyxwvutsrq"), OSError(5, "Zyxwvutsrq")])
def test_a_file_that_cannot_be_opened(problem, tmp_path, monkeypatch):
    (tmp_path / "tenancy.csv").write_bytes(csv(TABLE))
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda self: (_ for _ in ()).throw(problem))
    with pytest.raises(Refused, match=r"^tenancy.csv: the file cannot be opened"):
        read(tmp_path)


def test_a_folder_whose_files_cannot_be_looked_at(tmp_path, monkeypatch):
    (tmp_path / "tenancy.csv").write_bytes(csv(TABLE))
    monkeypatch.setattr("pathlib.Path.is_file", lambda self: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(Refused, match="the files in this folder cannot be opened"):
        read(tmp_path)


def test_an_archive_that_cannot_be_opened(tmp_path, monkeypatch):
    (tmp_path / "october.zip").write_bytes(archive({"tenancy.csv": csv(TABLE)}))
    monkeypatch.setattr("pyzipper.AESZipFile.__init__", lambda *_: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(Refused, match=r"^october.zip: the file cannot be opened"):
        read(tmp_path)


def test_a_folder_that_is_none(tmp_path, monkeypatch):
    with pytest.raises(Refused, match="there is no such folder"):
        read(tmp_path / "none")
    (tmp_path / "tenancy.csv").write_bytes(csv(TABLE))
    with pytest.raises(Refused, match="this is a file"):
        read(tmp_path / "tenancy.csv")
    monkeypatch.setattr("pathlib.Path.iterdir", lambda self: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(Refused, match="cannot be opened"):
        read(tmp_path)


ASKED = Asked(EXTRACTS["deceased"], "deceased.csv")
CELL = st.text(st.characters(codec="utf-8", exclude_characters='"\r\n\0,\x1f', exclude_categories=("Cs",)), max_size=6)
LINES = st.lists(st.lists(CELL, min_size=4, max_size=4).map(",".join), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_the_quick_way_and_the_careful_way_agree(lines, line_end, ended):
    table = line_end.join(["forename,date_of_death,surname,source", *lines]) + (line_end if ended else "")
    content = Text(table.encode(), "utf-8")
    layout = layout_of(content, ASKED)
    quick = parse_quickly(content, layout)
    assert quick is not None
    careful = parse_carefully(content, layout, ASKED)
    assert_frame_equal(quick.cells.with_columns(pl.col(pl.String).fill_null("")), careful.cells.select(quick.cells.columns))
    assert careful.odd.is_empty()


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from('ab,"\n\r é'), max_size=60), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_any_rows_at_all_add_up_or_are_refused(tail, codec):
    table = f"forename,surname,date_of_death,source\nAnn,Able,x,y\n{tail}"
    content = table.encode(codec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.stages.read.records.SIZE", 2)
        _adds_up(content)


def _adds_up(content: bytes) -> None:
    try:
        settled = settle(read_delimited(content, ASKED), ASKED)
    except Refused:
        return
    together = pl.concat([settled.rows["row"], settled.set_aside["row"]]).sort()
    assert together.to_list() == list(range(1, len(together) + 1))
    lines = pl.concat([settled.rows["line"], settled.set_aside["line"]])
    assert lines.n_unique() == len(lines)
    assert settled.rows.filter(pl.all_horizontal(pl.exclude("line", "row").is_null())).is_empty()
