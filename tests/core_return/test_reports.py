"""What people read: the report in the order of the source rows, the statistics with nothing small in them, the sign-up workbook."""

import io
import re
import zipfile
from html import unescape

import polars as pl
import pytest

from pipeline.core_report.charts import bars
from pipeline.stages.core_return.statistics import Breakdown, banded, statistics
from pipeline.stages.core_return.year_2026.tables import LETTINGS, SALES
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


def test_bands_leave_no_amount_without_one():
    """Whole units end one below the next band; amounts with pennies or decimals end just under it."""
    bands = {one.name: one.groups for one in (*LETTINGS, *SALES)}
    assert bands["price"][:3] == ("under £150,000", "£150,000 to £199,999", "£200,000 to £249,999")
    assert bands["rent"][1:3] == ("£80 to under £100", "£100 to under £120")
    assert bands["share"][1:3] == ("25 % to under 40 %", "40 % to under 50 %")
    assert (bands["income"][1], bands["days_empty"][1], bands["age"][1]) == ("£150 to £249", "15 to 28", "25 to 34")


@pytest.mark.parametrize(
    ("name", "amounts", "expected"),
    [
        ("price", {"price_purchase": [149_999_00, 150_000_00, 199_999_00, 200_000_00]}, [0, 1, 1, 2]),
        ("rent", {"weekly_rent": [79_99, 80_00, 99_99, 100_00]}, [0, 1, 1, 2]),
        ("share", {"first_share_purchase": [24_99, 25_00, 39_99, 40_00]}, [0, 1, 1, 2]),
        ("income", {"weekly_income": [149, 150, 249, 250]}, [0, 1, 1, 2]),
        ("age", {"age_1": [24, 25, 34, 35]}, [0, 1, 1, 2]),
    ],
)
def test_each_band_has_its_edges(name, amounts, expected):
    one = next(one for one in (*LETTINGS, *SALES) if one.name == name)
    logs = pl.DataFrame(amounts | dict.fromkeys(one.value.meta.root_names() - amounts.keys()))
    assert logs.select(band=one.value)["band"].to_list() == [one.groups[at] for at in expected]


def test_the_page_and_the_workbook_hide_the_same(clean):
    page = (clean.out / "statistics.html").read_text()
    shown = [re.findall(r'<td>(.*?)</td><td class="count">(.*?)</td>', table) for table in page.split("In numbers")[1:]]
    on_page = [(group, count.replace(",", "")) for table in shown for group, count in table if group != "shown, together"]
    in_book = []
    for name in ("Lettings", "Sales"):
        cells = pl.read_excel(clean.out / "statistics.xlsx", sheet_name=name, has_header=False, infer_schema_length=0)
        told = [row[:2] for row in cells.rows() if row[1] is not None]
        in_book += [row for row in told if row[1] != "count" and row[0] != "shown, together"]
    assert "hidden" in dict(in_book).values()
    assert [(unescape(group), count) for group, count in on_page] == in_book


def test_no_mark_of_the_stock_crosses_a_figure():
    one = Breakdown("x", "X", pl.col("x"), ("a", "b"), profile="age")
    logs = pl.DataFrame({"x": ["a"] * 30 + ["b"] * 10})
    profile = pl.DataFrame({"characteristic": ["age", "age"], "group": ["a", "b"], "tenants": [10, 9990]})
    picture = bars(statistics(logs, [one], profile)[0]).to_dict()
    figures = next(layer for layer in picture["layer"] if layer["mark"]["type"] == "text")
    assert figures["encoding"]["x"]["value"] > picture["width"]
    assert figures["mark"]["align"] == "right"


def test_the_sheets_can_be_printed(faulty):
    """Lettings go on two sheets of A4 across, findings on one; both with their headings and the names of their rows."""
    book = zipfile.ZipFile(faulty.out / "report.xlsx")
    names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    titles = book.read("xl/workbook.xml").decode()
    for name, wide in (("Lettings", 2), ("Lettings, findings", 1), ("Sales", 1), ("Sales, findings", 1), ("Unusable", 1)):
        xml = book.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml").decode()
        setup = re.search(r"<pageSetup [^>]+>", xml)[0]
        assert 'orientation="landscape"' in setup, name
        assert 'paperSize="9"' in setup, name
        assert "fitToWidth" not in setup if wide == 1 else f'fitToWidth="{wide}"' in setup, (name, setup)
        assert 'fitToHeight="0"' in setup, name
        quoted = f"'{name}'" if "," in name else name
        assert f"{quoted}!$A:$C,{quoted}!$3:$3" in titles, name


def test_the_sign_up_workbook_asks_only_for_what_is_not_known(tmp_path):
    folder = folder_with(tmp_path / "in", **(WHOLE | {"core_lettings": [], "core_sales": []}))
    said = program("core", folder, "--template", tmp_path / "core_lettings.xlsx", key=tmp_path / "k" / "root.key")
    assert said.status == 0, said.both
    told = pl.read_excel(
        tmp_path / "core_lettings.xlsx", sheet_name="core_lettings", read_options={"header_row": 2}, infer_schema_length=0
    )
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
        xml = zipfile.ZipFile(io.BytesIO(path.read_bytes())).read("xl/worksheets/sheet2.xml").decode()
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


def test_the_page_tells_a_finding_once_with_all_its_fields(faulty):
    page = (faulty.out / "report.html").read_text()
    assert page.count("All four charges are needed") == 1
    for name in ("basic_rent", "service_charge", "personal_service_charge", "support_charge"):
        assert f"<code>{name}</code>" in page
    assert "core_lettings: unknown code" in page
    assert "core_lettings line" not in page
