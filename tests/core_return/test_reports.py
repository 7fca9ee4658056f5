"""What people read: the report in the order of the source rows, the statistics with nothing small in them, the sign-up workbook."""

import io
import re
import zipfile

import polars as pl

from pipeline.stages.core_return.statistics import banded
from tests.core_return.small import TENANCY as ONE
from tests.core_return.small import WHOLE, findings, folder_with, returned, rows, sheet
from tests.journey.conftest import program


def test_rows_stand_in_the_order_of_the_source(faulty):
    for name in ("Lettings", "Sales"):
        told = sheet(faulty.out, name)
        answered = told.filter(pl.col("From") != "tenancy")["Line"]
        assert answered.to_list() == sorted(answered)
        lines = findings(faulty.out, name).filter(pl.col("From") != "tenancy")["Line"]
        assert lines.to_list() == sorted(lines)


def test_the_report_shows_what_the_service_derives(tmp_path):
    returned(folder_with(tmp_path / "in", **WHOLE), tmp_path / "out")
    row = sheet(tmp_path / "out", "Lettings").row(0, named=True)
    assert (row["Letting type"], row["Household"], row["Children"]) == ("general needs, social rent", "one adult", 0)
    assert (row["Rent of a week, £"], row["Days empty"], row["Tenant"]) == (110.5, 69, "social tenant before")


def test_pages_are_self_contained_and_say_pseudonymised(clean):
    for name in ("report.html", "statistics.html"):
        page = (clean.out / name).read_text()
        assert "<script" not in page
        assert not re.search(r"""(src|href)\s*=\s*["']?(?!#)""", page)
    assert "pseudonymised" in (clean.out / "report.html").read_text()
    assert "anonymous" not in (clean.out / "report.html").read_text()


def test_the_same_in_makes_the_same_out(clean, tmp_path):
    said = program("core", clean.folder, "--to", tmp_path / "again", "--today", "2026-10-05", key=clean.key)
    assert said.status == 0, said.both
    for path in clean.out.iterdir():
        if path.name != "return.json":
            assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name


def test_no_statistic_shows_a_small_count(clean):
    for made in re.findall(r'<td class="count">([\d,]+)</td>', (clean.out / "statistics.html").read_text()):
        count = int(made.replace(",", ""))
        assert count == 0 or (count >= 10 and count % 5 == 0)


def test_bands_have_two_sides():
    value, bands = banded(pl.col("x"), (80, 100), "£{}")
    told = pl.DataFrame({"x": [79, 80, 99, 100, None]}).select(value.alias("band"))["band"].to_list()
    assert told == [bands[0], bands[1], bands[1], bands[2], None]


def test_the_sign_up_workbook_asks_only_for_what_is_not_known(tmp_path):
    folder = folder_with(tmp_path / "in", **(WHOLE | {"core_lettings": [], "core_sales": []}))
    said = program("core", folder, "--template", tmp_path / "core_lettings.xlsx", key=tmp_path / "k" / "root.key")
    assert said.status == 0, said.both
    told = pl.read_excel(tmp_path / "core_lettings.xlsx", read_options={"header_row": 1}, infer_schema_length=0)
    row = told.row(0, named=True)
    assert (row["tenancy_ref"], row["person_ref_1"], row["uprn"], row["basic_rent"]) == ("T1", "P1", "100012345678", "110.5")
    assert row["unit_type"] == "1 flat or maisonette"
    assert row["ethnicity"] is None
    assert row["declaration"] is None


def test_the_sign_up_workbook_has_drop_downs_guidance_and_checks(tmp_path):
    folder = folder_with(tmp_path / "in", **WHOLE)
    for sort in ("lettings", "sales"):
        path = tmp_path / f"{sort}.xlsx"
        assert program("core", folder, "--template", path, "--type", sort, key=tmp_path / "k" / "root.key").status == 0
        xml = zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("xl/worksheets/sheet1.xml").decode()
        checks = re.findall(r"<dataValidation ([^>]+)>", xml)
        assert len(checks) > 90
        assert all("promptTitle" in check and "error=" in check for check in checks)
        assert sum('type="list"' in check for check in checks) > 50
        assert sum('type="date"' in check for check in checks) >= 3


def test_a_filled_sign_up_workbook_is_read_as_it_stands(tmp_path):
    folder = folder_with(tmp_path / "in", **(WHOLE | {"core_sales": []}))
    path = tmp_path / "core_lettings.xlsx"
    assert program("core", folder, "--template", path, key=tmp_path / "k" / "root.key").status == 0
    (folder / "core_lettings.csv").unlink()
    (folder / "core_lettings.xlsx").write_bytes(path.read_bytes())
    done = returned(folder, tmp_path / "out")
    assert done.record["logs"]["lettings"]["written"] == 1, findings(tmp_path / "out").to_dicts()


def test_the_command_says_what_it_needs(tmp_path):
    folder = folder_with(tmp_path / "in", tenancy=rows(ONE, {}))
    key = tmp_path / "k" / "root.key"
    assert program("core", folder, key=key).status == 2
    assert program("core", folder, "--template", tmp_path / "x.docx", key=key).status == 2
    assert program("core", folder, "--to", tmp_path / "out", "--today", "soon", key=key).status == 2
    said = program("core", folder, "--to", tmp_path / "out", "--today", "2026-11-21", key=key)
    assert said.status == 0
    assert "pseudonymised, not anonymous" in said.out


def test_a_return_never_takes_the_place_of_an_exercise(tmp_path):
    folder, out = folder_with(tmp_path / "in", tenancy=rows(ONE, {})), tmp_path / "out"
    out.mkdir()
    (out / "run.json").write_text("{}")
    said = program("core", folder, "--to", out, "--today", "2026-11-21", key=tmp_path / "k" / "root.key")
    assert said.status == 1
    assert (out / "run.json").read_text() == "{}"
