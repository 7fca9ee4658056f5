"""How cells are spelled: dates, pence, references, telephones, plain text, delimiters; and nothing a spreadsheet could run."""

import csv
import io
import random
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipeline.nfi.delimited import delimited, delimiter
from pipeline.nfi.plain import plain
from tests.nfi.landlord import NOTHING_BLANKED, cells, sale, sales_file, tenant, tenants_file


def one(label: str, **row: object) -> str | None:
    return cells(tenants_file(tenant(**row)), label)[0]


@pytest.mark.parametrize(
    ("label", "row", "written"),
    [
        ("Tenancy start date", {"tenancy_start": date(2020, 1, 6)}, "06012020"),
        ("Date of birth", {"born": "1980-05-07"}, "07051980"),
        ("Date of birth", {"born": None}, None),
        ("Tenancy/tenant reference", {"tenancy_ref": "00123/04"}, "00123/04"),
        ("Tenancy/tenant reference", {"tenancy_ref": "12345678901234567890"}, "12345678901234567890"),
        ("Home telephone number", {"home_telephone": "01634 960123"}, "01634960123"),
        ("Mobile telephone number", {"mobile": "7700900123"}, "07700900123"),
        ("Mobile telephone number", {"mobile": "+353 87 123 4567"}, "00353871234567"),
        ("National Insurance number", {"nino": "jk 34 56 12 c"}, "JK345612C"),
        ("Postcode", {"postcode": "me44aa"}, "ME4 4AA"),
        ("UPRN", {"uprn": "000014725836"}, "14725836"),
        ("Number of people permanently living at address", {"occupants": 3}, "3"),
        ("Surname", {"surname": "O’Brien-Łukasz"}, "O'Brien-Lukasz"),
        ("Forename(s)", {"forename": " Zoë \n Anne "}, "Zoe Anne"),
        ("Surname", {"surname": "李"}, "李"),
    ],
)
def test_a_cell_is_spelled_as_the_general_rules_ask(label, row, written):
    assert one(label, **row) == written


@pytest.mark.parametrize(("pounds", "pence"), [("123.45", "12345"), ("87200", "8720000"), ("0.07", "7"), (None, None)])
def test_money_is_in_pence_and_unknown_is_blank(pounds, pence):
    file = sales_file([tenant()], [sale(discount=pounds and Decimal(pounds))])
    assert cells(file, "Amount of RTB discount") == [pence]


def test_what_could_not_be_used_is_blank_and_counted():
    blanked = NOTHING_BLANKED.vstack(
        pl.DataFrame([("tenancy", 2, 1, "nino", "placeholder number", "QQ123456C")], schema=NOTHING_BLANKED.schema, orient="row")
    )
    file = tenants_file(tenant(nino="QQ123456C"), tenant(nino="JK345612C"), blanked=blanked)
    assert cells(file, "National Insurance number") == [None, "JK345612C"]
    assert file.unusable == {"National Insurance number": 1}


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        (["12 High Street"], ","),
        (["Flat 1, High Street"], "|"),
        (['Jo "Jack" Bloggs'], "|"),
        (["a,b", "c|d"], "~"),
        (["a,b", "c|d", "e~f"], "~"),
    ],
)
def test_the_delimiter_is_one_that_stands_in_no_cell_and_the_rows_come_back(texts, chosen):
    frame = pl.DataFrame({"a": texts, "b": [None] * len(texts)}, schema_overrides={"b": pl.String})
    between = delimiter(frame, (",", "|", "~"))
    assert between == chosen
    back = list(csv.reader(io.StringIO(delimited(frame, between).decode("ascii"), newline=""), delimiter=between))
    assert back == [["a", "b"], *([text, ""] for text in texts)]


STARTS = ("=", "+", "-", "@", "\t=", "\r\n@", " =", "\u200b=", "\ufeff+", "=-+@", "")
BODIES = ("cmd|' /C calc'!A0", "SUM(A1)", "a\nb", 'x"y', "1E5", "O’Neill", "Zoë", "\x00\x07z", "李", "", "05-Jul")


@pytest.fixture(scope="module")
def hostile() -> pl.DataFrame:
    dice = random.Random(20261005)
    return pl.DataFrame({name: [dice.choice(STARTS) + dice.choice(BODIES) for _ in range(2500)] for name in "abcd"})


def test_ten_thousand_hostile_cells_are_one_line_each_and_none_is_a_formula(hostile):
    made = plain(hostile).cells
    texts = [text for name in made.columns for text in made[name].drop_nulls()]
    assert len(texts) > 8000
    assert not [text for text in texts if text[0] in "=+-@ " or text != text.strip() or not text.isprintable()]
    assert not [text for text in texts if not text.isascii() and "李" not in text]


def test_what_was_done_to_cells_is_counted(hostile):
    made = plain(hostile)
    assert sum(made.disarmed.values()) > 5000
    assert made.beyond["a"] == made.cells["a"].str.contains("李").sum()
    assert made.spelled["a"] == hostile["a"].str.contains("’|ë").sum()


def test_hostile_cells_survive_the_file(hostile):
    made = plain(hostile).cells
    between = delimiter(made, (",", "|", "~"))
    back = list(csv.reader(io.StringIO(delimited(made, between).decode("utf-8"), newline=""), delimiter=between))
    assert back[1:] == [[cell or "" for cell in row] for row in made.iter_rows()]
