"""Plain tables for an officer: no cell becomes a formula, and the same table gives the same bytes."""

from datetime import date

import fastexcel
import polars as pl

from pipeline.officer.plain import plain_csv, plain_workbook

TABLE = pl.DataFrame(
    {"person": ["=1+1", "@x", "Zoë", None], "records": [3, 2, 1, None], "value": ["0001", "+44", "-", "a" * 300]}
)


def test_a_workbook_has_a_sheet_a_table_and_text_stays_text():
    content = plain_workbook({"People": TABLE, "None": TABLE.clear()}, "People", date(2026, 10, 5))
    book = fastexcel.read_excel(content)
    assert book.sheet_names == ["People", "None"]
    cells = book.load_sheet("People", dtypes="string").to_polars()
    assert cells["person"].to_list() == TABLE["person"].to_list()
    assert cells["value"].to_list() == TABLE["value"].to_list()
    assert book.load_sheet("None").available_columns()[0].name == "person"
    assert content == plain_workbook({"People": TABLE, "None": TABLE.clear()}, "People", date(2026, 10, 5))


def test_a_csv_has_nothing_that_a_spreadsheet_takes_for_a_formula():
    lines = plain_csv(TABLE).decode("utf-8-sig").splitlines()
    assert lines[0] == "person,records,value"
    assert lines[1].startswith("'=1+1")
    assert lines[2] == "'@x,2,'+44"
