"""The management report: figures that add up, a page and a workbook that show them, nobody named."""

import io
import re
from datetime import date
from decimal import Decimal

import fastexcel
import polars as pl
import pytest

from pipeline.cases.case_policy import read_case_policy, read_values
from pipeline.cases.recall import Standing
from pipeline.keys import RootKey
from pipeline.management import Figures, figures, management_page, management_workbook
from pipeline.stages.remember import CASES
from tests.made_exercise import run_record

TODAY = date(2026, 11, 25)
RAISED = date(2026, 10, 5)


def case(rule: str, standing: str = "new", priority: str = "P1", **known) -> dict:
    usual = {"status": "unreviewed", "date_evidence_known": RAISED, "last_raised": RAISED}
    return usual | {"rule": rule, "standing": standing, "priority": priority} | known


def shut(rule: str, outcome: str, value: str = "", on: date = date(2026, 10, 20), **known) -> dict:
    ended = {"status": "closed", "outcome": outcome, "value": value, "closed_on": on}
    return case(rule, **{"standing": "closed"} | ended | known)


ROWS = [
    case("T1"),
    case("T1", "persisting", "P2", status="enquiry", date_evidence_known=date(2026, 5, 26)),
    case("B1", "reopened", "P3", date_evidence_known=date(2026, 5, 25), outcome="record corrected", closed_on=date(2026, 7, 4)),
    case("B1", "not looked for", date_evidence_known=date(2025, 1, 1)),
    case("B1", "resolved"),
    shut("T1", "tenancy misuse found", "home"),
    shut("T1", "fraud proven", "home", date(2021, 11, 30)),
    shut("T1", "no issue – explained"),
    shut("B1", "error – overpayment", "1234.50"),
    shut("B1", "already known"),
    shut("B1", "fraud proven", "home", priority="restricted"),
    case("B1", priority="restricted"),
]


def shown(rows: list[dict]) -> Figures:
    cases = pl.DataFrame([{"referral_id": f"{n:032x}"} | row for n, row in enumerate(rows)], schema=CASES)
    return figures(Standing(run_record(), RootKey(b"r" * 32), cases, ()), read_values(), read_case_policy(), TODAY)


@pytest.fixture(scope="module")
def made() -> Figures:
    return shown(ROWS)


def test_what_was_raised_is_counted_by_rule_priority_and_change(made):
    by_rule = {row["rule"]: row for row in made.volumes}
    assert (by_rule["T1"]["P1"], by_rule["T1"]["P2"], by_rule["T1"]["all"]) == (1, 1, 2)
    assert (by_rule["T1"]["new"], by_rule["T1"]["persisting"], by_rule["B1"]["reopened"]) == (1, 1, 1)


def test_restricted_cases_are_counted_and_in_nothing_else(made):
    assert made.restricted == {"open": 1, "closed": 1}
    assert made.closed == 6
    assert made.worth.homes == 2


def test_outcomes_are_those_of_the_last_closing_also_of_what_came_back(made):
    by_rule = {row["rule"]: row for row in made.outcomes}
    assert by_rule["B1"]["record corrected"] == 1
    assert by_rule["T1"]["all"] == by_rule["B1"]["all"] == 3


def test_value_is_homes_by_the_table_of_their_day_and_sums(made):
    assert made.worth.homes_pounds == 42_000 + 93_000
    assert (made.worth.sums, made.worth.sums_pounds) == (1, Decimal("1234.50"))
    assert made.worth.total == Decimal("136234.50")


def test_what_waits_is_counted_by_age_on_both_sides_of_the_six_months(made):
    ages = {}
    for row in made.backlog:
        ages[row["age"]] = ages.get(row["age"], 0) + row["count"]
    assert ages == {"up to 30 days": 0, "up to 90 days": 1, "up to 180 days": 0, "over 180 days": 3}
    assert made.late == 2  # known on 25 May and the year before; not the one of 26 May
    assert made.statuses["enquiry"] == 1
    assert made.waiting == 4


def test_the_page_shows_them_and_names_nobody(made):
    page = management_page(made).decode()
    for said in ("£136,234.50", "2 restricted cases are", "1 open, 1 closed", "2 cases have waited over six months", "Wilson"):
        assert said in page, said
    assert page.count("<svg") == 3
    assert not re.search(r"[0-9a-f]{32}", page)
    assert not re.search(r"https?://(?!www\.w3\.org)|<script|@import|<img", page)


def test_two_makings_give_the_same_bytes(made):
    assert management_page(made) == management_page(made)
    assert management_workbook(made) == management_workbook(made)


def test_the_workbook_holds_the_same_figures(made):
    book = fastexcel.read_excel(management_workbook(made))
    assert book.sheet_names == [
        "Summary", "Raised", "Outcomes", "Precision", "Backlog", "No longer found", "Value of a home",
    ]  # fmt: skip
    summary = dict(book.load_sheet("Summary", dtypes="string").to_polars().iter_rows())
    assert (summary["Wait for an outcome"], summary["Closed"], summary["Restricted: open"]) == ("4", "6", "1")
    precision = {row["Rule"]: row for row in book.load_sheet("Precision").to_polars().to_dicts()}
    assert (precision["T1"]["Judged"], precision["T1"]["Found"]) == (3, 2)
    assert precision["T1"]["At least"] < precision["T1"]["Share"] < precision["T1"]["At most"]


def test_an_exercise_of_which_nothing_was_closed_has_a_report_too():
    bare = shown([])
    assert "Nothing has been closed yet" in management_page(bare).decode()
    assert fastexcel.read_excel(io.BytesIO(management_workbook(bare)).getvalue()).sheet_names
