"""The bulk-upload files: their form, what is in them and what never is."""

import polars as pl
import pytest

from pipeline.core.upload_file import read_upload
from pipeline.core.years import forms
from pipeline.errors import Refused
from pipeline.keys import RootKey
from pipeline.stages.core_return import bulk_files, pseudonyms
from pipeline.stages.core_return.pseudonyms import code_of, with_codes
from tests.core_return.small import LETTING, SALE, WHOLE, drafted, file_rows, folder_with, numbered, returned, rows

LETTINGS, SALES = forms(2026, "lettings")[0].layout, forms(2026, "sales")[0].layout


def test_the_one_letting_is_written_field_by_field(tmp_path):
    done = returned(folder_with(tmp_path / "in", **WHOLE), tmp_path / "out")
    assert done.record["logs"] == {
        "lettings": {"written": 1, "written, to be confirmed": 0, "held back": 0, "left out": 0},
        "sales": {"written": 1, "written, to be confirmed": 0, "held back": 0, "left out": 0},
    }
    row = file_rows(tmp_path / "out" / "lettings-ORG1.csv").row(0, named=True)
    told = {field: value for field, value in row.items() if value is not None}
    code = told.pop("13")
    assert len(code) == 13
    assert told == {
        "1": "ORG1", "2": "ORG1", "4": "1", "7": "2", "8": "9", "9": "10", "10": "2026", "11": "1", "15": "1", "16": "5", "17": "1",
        "18": "100012345678", "25": "E06000035", "26": "1", "27": "2", "28": "2", "29": "1", "30": "8", "31": "2026", "36": "2",
        "37": "1", "38": "2", "41": "40", "42": "F", "43": "1", "45": "1", "46": "826", "47": "1", "90": "2", "93": "2", "98": "1",
        "100": "2", "111": "12", "112": "2", "113": "16", "115": "33", "116": "1", "117": "1", "118": "ME5", "119": "7AA",
        "120": "E06000035", "121": "2", "127": "1", "128": "2", "129": "2", "130": "2", "132": "8", "135": "1", "136": "1",
        "137": "400", "138": "9", "139": "3", "141": "1", "142": "110.50", "143": "0", "144": "0", "145": "0",
    }  # fmt: skip


def test_a_first_purchase_a_staircasing_and_a_discounted_sale_find_their_places(tmp_path):
    staircasing = {
        "sale_ref": "S2", "staircasing": "1", "share_bought": "10", "share_owned": "50", "first_staircasing": "1",
        "first_purchase_date": "2021-06-01", "mortgage_used": "2", "rent_before": "450.25", "rent": "380.10", "new_charge": "R",
        "mortgage": None, "deposit": None, "mortgage_years": None,
    }  # fmt: skip
    discounted = {
        "sale_ref": "S3", "ownership": "2", "shared_product": None, "staircasing": None, "discounted_product": "9", "resale": None,
        "previous_tenure": "1", "previous_postcode_known": None, "previous_postcode": None, "previous_authority": None,
        "years_lived_here": "5", "price": "250000", "discount": "35", "first_share": None, "mortgage_used": "2", "mortgage": None,
        "mortgage_years": None, "deposit": "162500", "savings": "100000", "rent": None, "estate_fee": None, "charge": "80.25",
    }  # fmt: skip
    made = drafted(folder_with(tmp_path / "in", property=WHOLE["property"], core_sales=rows(SALE, {}, staircasing, discounted)))
    first, second, third = numbered(made["sales"])
    assert (first["99"], first["100"], first["102"], first["103"], first["104"], first["107"]) == (
        "260000",
        "40",
        "94000",
        "30",
        "10000",
        "120.50",
    )
    assert (second["120"], second["121"], second["122"], second["124"], second["103"]) == ("260000", "40", "2", "380.10", "0")
    assert (third["128"], third["130"], third["131"], third["133"], third["135"], third["136"]) == (
        "250000",
        "35",
        "2",
        "0",
        "162500",
        "80.25",
    )
    assert (third["99"], third["103"], third["120"], second["99"]) == (None, None, None, None)


def test_a_staircasing_tells_nothing_that_may_not_be_collected(tmp_path):
    staircasing = {
        "staircasing": "1", "share_bought": "10", "share_owned": "50", "first_staircasing": "1", "first_purchase_date": "2021-06-01",
        "mortgage_used": "2", "rent_before": "450.25", "rent": "380.10", "new_charge": "R",
    }  # fmt: skip
    made = drafted(folder_with(tmp_path / "in", property=WHOLE["property"], core_sales=rows(SALE, staircasing)))
    (row,) = numbered(made["sales"])
    assert not {field: row[str(field)] for field in (27, 28, 33, 34, 35, 36, 46, *range(71, 91)) if row[str(field)] is not None}


def test_every_field_of_the_year_has_its_column_and_data_begin_in_column_b(clean):
    for layout in (LETTINGS, SALES):
        path = clean.out / f"{layout.log_type}-ORG1.csv"
        head, first = path.read_bytes().split(b"\r\n")[:2]
        assert head.decode().split(",") == ["Field number", *map(str, range(1, len(layout.fields) + 1))]
        assert first.startswith(b",")
        assert read_upload(path, {layout: None}).rows.height == file_rows(path).height


def test_every_field_that_the_sample_can_fill_is_filled_by_some_row(clean):
    never = {}
    for layout in (LETTINGS, SALES):
        told = file_rows(clean.out / f"{layout.log_type}-ORG1.csv")
        never[layout.log_type] = {field.name for field in layout.fields if not told[str(field.number)].count()}
    place = {"address_line_1", "address_line_2", "town", "county", "postcode_outward", "postcode_inward"}
    assert place | {"assigned_to", "property_code"} <= never["lettings"]
    assert place | {"assigned_to"} <= never["sales"]


def test_no_name_and_no_birth_date_is_ever_read(clean):
    tenancy = pl.read_csv(clean.folder / "tenancy.csv", infer_schema=False)
    born = tenancy["date_of_birth"].drop_nulls().unique()
    written = b"".join(path.read_bytes() for path in clean.out.glob("*.csv")) + (clean.out / "report.html").read_bytes()
    cells = {cell.strip('"') for cell in written.decode().replace("\r\n", ",").split(",")}
    assert not cells & set(born)
    assert not cells & set(tenancy["surname"].drop_nulls())
    dropped = clean.record["inputs"]["tenancy"]["columns_dropped"]
    assert {"forename", "surname", "nino", "address_line_1"} <= set(dropped)


def test_codes_are_stable_for_the_year_and_another_key_changes_all(clean):
    logs = pl.DataFrame({"landlord_code": ["MHS"] * 50, "ref": [f"T{n}" for n in range(50)]})
    one, again = (with_codes(logs, RootKey(bytes(32)), "lettings", 2026)["code"] for _ in range(2))
    assert one.to_list() == again.to_list()
    for other in (
        with_codes(logs, RootKey(bytes(31) + b"1"), "lettings", 2026),
        with_codes(logs, RootKey(bytes(32)), "lettings", 2027),
        with_codes(logs, RootKey(bytes(32)), "sales", 2026),
    ):
        assert not set(one) & set(other["code"])


def test_two_references_never_share_a_code(monkeypatch):
    monkeypatch.setattr(pseudonyms, "LETTERS", "A" * 32)
    logs = pl.DataFrame({"landlord_code": ["MHS", "MHS"], "ref": ["1", "2"]})
    with pytest.raises(Refused, match="one pseudonym"):
        with_codes(logs, RootKey(bytes(32)), "sales", 2026)


def test_a_code_fits_the_template():
    assert {len(code_of(bytes(32), "x", length)) for length in pseudonyms.LENGTHS.values()} == {13, 9}
    assert len(code_of(bytes(32), "x", 9)) == 9


def test_a_file_over_the_limit_is_split_and_nothing_is_lost(clean):
    logs = file_rows(clean.out / "lettings-ORG1.csv")
    named = logs.select(pl.col(str(field.number)).alias(field.name) for field in LETTINGS.fields)
    parts = bulk_files(named, LETTINGS, limit=10_000)
    assert len(parts) > 2
    assert all(len(part) <= 10_000 for part in parts)
    again = pl.concat([pl.read_csv(part, infer_schema=False) for part in parts])
    assert again.drop("Field number").equals(logs.drop("Field number"))


def test_free_text_stays_out_unless_somebody_decided_otherwise(tmp_path):
    other = rows(LETTING, {"reason_for_leaving": "20", "other_reason": "closer to the allotment"})
    without = returned(folder_with(tmp_path / "a", **(WHOLE | {"core_lettings": other, "core_sales": []})), tmp_path / "out-a")
    assert without.record["logs"]["lettings"]["held back"] == 1
    settings = '[[organisation]]\nlandlord_code = "MHS"\nowner = "ORG1"\nprovider = "PRP"\n[decisions.free_text.other_reason]\nby = "A Manager"\non = 2026-04-01\nwhy = "read by two people before it goes"\n'
    allowed = returned(
        folder_with(tmp_path / "b", settings, **(WHOLE | {"core_lettings": other, "core_sales": []})), tmp_path / "out-b"
    )
    assert allowed.record["logs"]["lettings"]["written"] == 1
    assert file_rows(tmp_path / "out-b" / "lettings-ORG1.csv")["114"][0] == "closer to the allotment"
    assert b"allotment" not in b"".join(path.read_bytes() for path in (tmp_path / "out-a").iterdir())
