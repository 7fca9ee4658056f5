"""The run report as its readers get it."""

import copy
import re
from html.parser import HTMLParser
from typing import Any

import polars as pl
import pytest

from pipeline.report import render
from pipeline.wording import CAVEAT
from tests.made_exercise import links, persons, referrals, run_record

EMPTY = {"input", "meta", "br", "hr", "img", "link", "path", "line", "rect"}


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return run_record()


@pytest.fixture(scope="module")
def page(run) -> str:
    return render(run, referrals(), links())


class Nesting(HTMLParser):
    """Notes every tag that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in EMPTY and (not self.open or self.open.pop() != tag):
            self.faults.append(tag)


def test_it_is_well_formed(page):
    nesting = Nesting()
    nesting.feed(page)
    assert not nesting.faults
    assert not nesting.open


def test_it_opens_with_when_and_with_the_caveat(page):
    assert "Exercise at 5 October 2026" in page
    assert page.index(CAVEAT) < page.index("<h2>")


def test_it_fetches_nothing_and_runs_nothing(page):
    assert not re.search(r"<script|<link|<img|<iframe|@import|(?:href|src)=\"(?!#)|\son\w+=", page)
    assert set(re.findall(r"https?://[^\"]*", page)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "default-src 'none'; style-src 'unsafe-inline'" in page


def test_what_a_file_says_is_shown_as_text(page):
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_nothing_on_it_leads_to_a_record_or_a_person(page):
    found = referrals()
    keys = {*found["referral_id"], *found["left_record"], *found["right_record"].drop_nulls(), *persons()["person"]}
    assert not [key for key in keys if key in page]


def test_it_names_every_rule_that_ran_and_why_another_could_not(page):
    for said in ("Housing support is paid for days outside the tenancy", "A tenant is counted as living in another of our homes"):
        assert said in page
    assert "no household_event extract" in page


def test_counts_are_those_of_the_run_record(page, run):
    row = re.search(r"<th>T1</th>.*?</tr>", page, re.DOTALL)
    assert row is not None
    assert re.findall(r'class="count[^"]*">(?:<strong>)?([\d,]+)', row[0]) == ["1", "2", "1", "1", "5"]
    assert f"{sum(one['rows_read'] for one in run['inputs'].values()):,}" in page


def test_quality_is_shown_column_by_column_with_reasons_and_notices(page):
    for said in (
        "tenancy_start: unusable: 14",
        "412 put back",
        "succession_open",
        "shoe size",
        "rent_account.tenancy_ref",
        "notes.docx",
    ):
        assert said in page


def test_what_the_landlord_allows_is_listed_with_its_reason(page):
    assert "bank account (the credit union&#39;s pooled account)" in page


def test_persons_are_counted_with_what_their_records_disagree_on_and_what_officers_decided(page):
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "Date of birth, 41 people; National Insurance number, 1 person" in words
    assert "of 3 pairs that they are one person, and of 1 pair that it is two" in words
    assert "Since the exercise at 2026-09-05, 13,790 people kept their number and 90 are new; 4 were merged" in words


def test_levels_that_training_never_met_are_named(page):
    assert "Levels that training never met" in page
    assert "not met in training" in page


def test_every_chart_has_names_of_its_own(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_charts_follow_the_page_into_the_dark(page):
    charts = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(charts) == 4 + 6
    assert not [chart for chart in charts if re.search(r'(?:fill|stroke)="#(?!000|fff|ddd|888)', chart)]


def test_two_makings_give_the_same_page(page, run):
    assert render(copy.deepcopy(run), referrals(), links()) == page


def test_a_run_that_found_and_linked_nothing_has_a_report_too():
    made = render(run_record(0), referrals(0), links(0))
    for said in ("No rule raised a referral", "No pair was linked", CAVEAT):
        assert said in made


def test_a_run_with_too_few_homes_to_learn_from_says_so(run):
    alone = [row for row in run["linkage"]["parameters"] if row["stratum"] == "stranger"]
    linkage = run["linkage"] | {"parameters": alone, "household_stratum": False, "household_prior": None}
    assert "judged as strangers are" in render(run | {"linkage": linkage}, referrals(), links())


def test_links_without_weights_have_no_examples(run):
    plain = links().drop(pl.selectors.starts_with("mw_"))
    assert "Waterfall of" not in render(run, referrals(), plain)


def test_what_rules_could_not_do_is_said_once_with_the_rules_it_holds_for(run):
    because = "finds fewer records of one person: benefit_award has no usable date_of_birth in any row"
    weakened = [{"rule": rule, "because": because} for rule in ("B1", "B2")]
    made = render(run | {"rules_weakened": weakened}, referrals(), links())
    assert made.count(because) == 1
    assert re.search(rf"<th>B1, B2</th><td>{because}</td>", made)
    assert "without something they read" not in render(run | {"rules_weakened": []}, referrals(), links())
