"""The officer's workbook, opened again as a spreadsheet program would."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipeline.cases.outcomes import OUTCOMES, STATUSES
from pipeline.errors import Refused
from pipeline.officer import sheet as sheet_room
from pipeline.officer import workbook
from pipeline.officer.cells import LONGEST
from pipeline.officer.columns import COLUMNS, PRINTED
from pipeline.wording import CAVEAT
from tests.made_exercise import reidentified
from tests.officer.opened import Opened


@pytest.fixture(scope="module")
def referrals() -> pl.DataFrame:
    return reidentified()


@pytest.fixture(scope="module")
def book(referrals, edition) -> Opened:
    return Opened(workbook(referrals, edition))


def one(referrals: pl.DataFrame, **changed) -> pl.DataFrame:
    """The first T1 referral with some of its cells changed."""
    return (
        referrals.filter(pl.col("rule") == "T1")
        .head(1)
        .with_columns(pl.lit(value).alias(name) for name, value in changed.items())
    )


def test_two_makings_give_the_same_bytes(referrals, edition, book):
    assert workbook(referrals, edition) == book.content


def test_a_cover_and_a_sheet_for_every_rule_that_found_something(book):
    assert book.sheets == [
        "Read me first", "B1 support elsewhere", "B2 two claims", "B6 paid outside tenancy", "D1 own death marker",
        "D2 deceased tenant", "I1 one nino", "T1 two tenancies", "T3 ended but paid",
    ]  # fmt: skip


def test_the_cover_says_what_a_referral_is_and_counts_them(book):
    for said in (CAVEAT, "Jo O'Officer & Co", "working the referrals", "05/10/2026", "2 more, not listed here", "how guilty"):
        assert said in book.cover
    assert "T2 occupant elsewhere" in book.cover  # ran and found nothing
    assert "D3 after death" not in book.cover  # could not run


def test_every_referral_stands_on_its_rules_sheet_in_order(book, referrals):
    for rule, name in (("T1", "T1 two tenancies"), ("B2", "B2 two claims")):
        expected = referrals.filter((pl.col("rule") == rule) & (pl.col("priority") != "restricted"))
        shown = book.report(name)
        assert shown["Full referral number"].to_list() == expected["referral_id"].to_list()
        assert shown.columns == [column.heading for column in COLUMNS]


def test_restricted_referrals_are_counted_and_nowhere_else(book, referrals):
    hidden = referrals.filter(pl.col("priority") == "restricted")
    assert hidden.height == 2
    for number in hidden["referral_id"]:
        assert number not in book.parts["xl/sharedStrings.xml"]


def test_the_restricted_edition_holds_only_the_restricted(referrals, edition):
    senior = Opened(workbook(referrals, replace(edition, restricted=True)))
    assert senior.sheets == ["Read me first", "B1 support elsewhere", "T1 two tenancies"]
    assert "for a senior role only" in senior.cover
    assert senior.report("T1 two tenancies")["Priority"].to_list() == ["restricted: senior role only"]


def test_dates_are_dates_and_money_is_money(book, referrals):
    shown = book.report("B1 support elsewhere")
    expected = referrals.filter((pl.col("rule") == "B1") & (pl.col("priority") != "restricted"))
    assert [day.date() if hasattr(day, "date") else day for day in shown["Days from"]] == expected["overlap_from"].to_list()
    assert [Decimal(str(pounds)) for pounds in shown["Amount"]] == expected["amount_at_issue"].to_list()
    assert "£#,##0.00" in book.parts["xl/styles.xml"]
    assert "dd/mm/yyyy" in book.parts["xl/styles.xml"]


@pytest.mark.parametrize(
    ("printed", "shown"), [("about 1950", "about 1950"), ("1899-12-31", "31/12/1899"), ("0001-01-01", "01/01/0001")]
)
def test_a_birth_date_that_a_workbook_cannot_hold_stays_text(referrals, edition, printed, shown):
    made = Opened(workbook(one(referrals, left_date_of_birth=printed), edition))
    assert made.report("T1 two tenancies")["First: born"].to_list() == [shown]


def test_a_date_of_birth_may_come_as_a_date(referrals, edition):
    given = one(referrals, left_date_of_birth=date(1961, 2, 3), right_date_of_birth=date(1961, 2, 3))
    assert workbook(given, edition) == workbook(
        one(referrals, left_date_of_birth="1961-02-03", right_date_of_birth="1961-02-03"), edition
    )


def test_a_text_no_cell_could_hold_is_cut_and_says_so(referrals, edition):
    made = Opened(workbook(one(referrals, left_address="£" * (LONGEST + 1)), edition))
    (shown,) = made.report("T1 two tenancies")["First: address"]
    assert shown.startswith("£" * LONGEST)
    assert shown.endswith("(cut: see the CSV)")


def test_it_is_set_up_to_work_with_and_to_print(book):
    sheet = book.parts["xl/worksheets/sheet8.xml"]
    for mark in ('state="frozen"', "<autoFilter", 'orientation="landscape"', 'fitToHeight="0"', '<pageSetUpPr fitToPage="1"/>'):
        assert mark in sheet, mark
    assert sheet.count("<dataValidation ") == 2
    assert "_xlnm.Print_Titles" in book.parts["xl/workbook.xml"]
    assert "Jo O'Officer &amp;&amp; Co only" in sheet
    assert CAVEAT in sheet


def test_choices_fit_what_a_drop_down_may_hold():
    for choices in (STATUSES, OUTCOMES):
        assert len(",".join(choices)) <= 255
        assert not any("," in choice for choice in choices)


def test_what_is_printed_can_be_read_on_a3():
    assert sum(column.width for column in PRINTED) < 420


def test_priorities_are_told_apart_by_words_and_by_shade(book):
    shown = book.report("B2 two claims")["Priority"]
    assert shown.to_list()[0] == "P1: look first"
    styles = set(re.findall(r'<c r="B\d+" s="(\d+)"', book.parts["xl/worksheets/sheet3.xml"]))
    assert len(styles) >= 3


@pytest.mark.parametrize(
    ("key_class", "probability", "said"),
    [
        ("K3", 0.9589, "K3: name and full birth date (95 %)"),
        ("K3", 0.999, "K3: name and full birth date (99 %)"),
        ("K3", 1.0, "K3: name and full birth date (over 99.9 %)"),
        ("K5", 0.0001, "K5: one National Insurance number, but another name and birth date"),
        (None, None, "our own reference; no names were compared"),
    ],
)
def test_a_link_is_said_in_words_and_never_certain(referrals, edition, key_class, probability, said):
    given = one(referrals).with_columns(key_class=pl.lit(key_class, pl.String), match_probability=pl.lit(probability, pl.Float64))
    assert Opened(workbook(given, edition)).report("T1 two tenancies")["How they are linked"].to_list() == [said]


def test_nothing_to_list_is_still_a_file(referrals, edition):
    empty = Opened(workbook(referrals.clear(), edition))
    assert empty.sheets == ["Read me first"]
    assert CAVEAT in empty.cover


def test_more_than_a_sheet_holds_is_refused_not_cut(referrals, edition, monkeypatch):
    monkeypatch.setattr(sheet_room, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="B1 support elsewhere has 4 referrals, more than a worksheet holds; ask for a CSV"):
        workbook(referrals, edition)
