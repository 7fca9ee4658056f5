"""Ten thousand cells made to be taken for formulas, links or numbers, written and opened again."""

import csv
import io
import random
import re

import polars as pl
import pytest

from pipeline.officer import comma_separated, page, workbook
from pipeline.officer.cells import UNPRINTABLE
from tests.made_exercise import reidentified
from tests.officer.opened import Opened

STARTS = (
    "", "=", "+", "-", "@", "\t=", "\r", "\n@", " =", "'=", '"=', "＝", "＋1", "\ufeff=", "\u200b@", "{=", "%0A=", ";=", ",=",
    "\x01=",
)  # fmt: skip
BODIES = (
    "SUM(A1:A9)", 'HYPERLINK("http://example.invalid","x")', "cmd|' /C calc'!A0", "IMPORTXML(CONCAT(A1),1)",
    "http://example.invalid/x", "mailto:a@example.invalid", "internal:T1!A1", "file:///etc/passwd", "1E5", "0012345",
    "12/03/1985", "TRUE", "#REF!", "<b>&amp;</b>", "<script>alert(1)</script>", "a\nb\tc", '"quoted", and; more', "_x0041_",
    "\ufffe\uffff", "Zoë 🏠", "-1+1", "' OR 1=1", "{{ 7*7 }}",
)  # fmt: skip
TEXTS = (
    "left_name", "left_nino", "left_address", "left_landlord_code", "left_ref", "right_name", "right_nino", "right_address",
    "right_ref", "right_landlord_code", "agreements", "may_indicate", "suggested_enquiry", "corroboration", "status", "person",
    "scope", "left_date_of_birth", "right_date_of_birth", "amount_arithmetic",
)  # fmt: skip
ROWS = 10_000 // len(TEXTS)
SHOWN = {
    "First: name": "left_name", "Second: address": "right_address", "First: reference": "left_ref", "Second: NINO": "right_nino",
    "May indicate": "may_indicate", "How it is counted": "amount_arithmetic", "Status": "status", "Scope": "scope",
}  # fmt: skip


def could_be_a_formula(cell: str) -> bool:
    """Said anew, apart from the code: a tab or line break first, or a formula's first character behind what is not seen."""
    unseen = "".join(map(chr, range(33))) + "\u200b\ufeff\xa0"
    return cell[:1] in ("\t", "\r", "\n") or cell.lstrip(unseen)[:1] in tuple("=+-@＝＋－＠")


@pytest.fixture(scope="module")
def hostile() -> pl.DataFrame:
    dice = random.Random(20261005)
    honest = reidentified(ROWS).filter(pl.col("rule") == "B2")
    texts = {name: [dice.choice(STARTS) + dice.choice(BODIES) for _ in range(ROWS)] for name in TEXTS}
    return honest.with_columns(pl.Series(name, values, dtype=pl.String) for name, values in texts.items())


@pytest.fixture(scope="module")
def book(hostile, edition) -> Opened:
    return Opened(workbook(hostile, edition))


def test_there_are_ten_thousand_of_them(hostile):
    assert hostile.height * len(TEXTS) == 10_000


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(book):
    parts = book.parts
    assert not [name for name, xml in parts.items() if re.search(r"<f[ >/]|<hyperlink|TargetMode=|<ddeLink|<oleLink", xml)]
    assert not [name for name in parts if "externalLink" in name or "vba" in name.casefold()]


def test_every_text_of_the_workbook_is_a_shared_string_and_unchanged(book, hostile):
    opened = book.report("B2 two claims", as_text=True)
    for heading, column in SHOWN.items():
        expected = hostile[column].str.replace_all(UNPRINTABLE, "�")
        assert opened[heading].to_list() == expected.to_list(), heading


def test_numbers_of_the_workbook_are_untouched(book, hostile):
    opened = book.report("B2 two claims")
    assert opened["Days"].cast(pl.Int64).to_list() == hostile["overlap_days"].to_list()
    assert opened["Score"].cast(pl.Int64).to_list() == hostile["score"].to_list()
    assert opened["Amount"].to_list() == hostile["amount_at_issue"].cast(pl.Float64).to_list()


def test_no_cell_of_the_csv_begins_as_a_formula_does_and_all_else_is_unchanged(hostile, edition):
    rows = list(csv.reader(io.StringIO(comma_separated(hostile, edition).decode("utf-8-sig"), newline="")))
    opened = pl.DataFrame(rows[1:], schema=rows[0], orient="row")
    texts = hostile.select(name for name in opened.columns if hostile.schema[name] == pl.String)
    assert opened.height == hostile.height
    for name in texts.columns:
        assert not [cell for cell in opened[name] if could_be_a_formula(cell)], name
        was = [cell or "" for cell in texts[name]]
        assert opened[name].to_list() == [f"'{cell}" if could_be_a_formula(cell) else cell for cell in was], name


def test_numbers_of_the_csv_are_untouched(hostile, edition):
    opened = pl.read_csv(comma_separated(hostile, edition), schema_overrides={"amount_at_issue": pl.String})
    assert opened["amount_at_issue"].to_list() == [f"{pounds:.2f}" for pounds in hostile["amount_at_issue"]]
    assert opened["match_weight"].to_list() == hostile["match_weight"].to_list()
    assert opened["score"].to_list() == hostile["score"].to_list()


def test_the_page_shows_them_as_text(hostile, edition):
    made = page(hostile, edition).decode()
    assert made.count("<script>") == 1
    assert "<b>&amp;</b>" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert not re.search(r"""(?:href|src)\s*=""", made)
