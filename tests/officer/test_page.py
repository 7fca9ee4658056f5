"""The officer's page."""

import re
from dataclasses import replace

import polars as pl
import pytest

from pipeline.officer import page
from pipeline.pages import fingerprint
from pipeline.wording import CAVEAT
from tests.made_exercise import reidentified


@pytest.fixture(scope="module")
def made(edition) -> str:
    return page(reidentified(), edition).decode()


def cards(html: str) -> list[str]:
    return re.findall(r'<article class="card case".*?</article>', html, re.DOTALL)


def card_of(edition, **changed) -> str:
    case = reidentified().filter(pl.col("rule") == "T1").head(1)
    (card,) = cards(page(case.with_columns(pl.lit(v, pl.String).alias(k) for k, v in changed.items()), edition).decode())
    return card


def test_a_card_for_every_open_referral_and_none_for_restricted_ones(made):
    listed = reidentified().filter(pl.col("priority") != "restricted")
    assert len(cards(made)) == listed.height
    hidden = reidentified().filter(pl.col("priority") == "restricted")["referral_id"]
    assert not [number for number in hidden if f"{number[:4]}-{number[4:8]}-{number[8:12]}" in made]


def test_a_group_lists_all_its_members_and_a_pair_none(edition):
    assert "All in the group</span>T1/P1; HB/2/claimant; T3/P3" in card_of(edition, members="T1/P1; HB/2/claimant; T3/P3")
    assert "All in the group" not in card_of(edition)


def test_it_opens_with_the_caveat_and_for_whom_it_is(made):
    assert CAVEAT in made
    assert "Jo O&#39;Officer &amp; Co" in made
    assert "2 restricted" in made


def test_it_fetches_nothing_and_runs_only_its_own_script(made):
    assert not re.search(r"https?://|url\(|@import|<link|<img|<iframe|(?:href|src)=", made)
    (script,) = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)
    assert f"script-src '{fingerprint(script)}'" in made
    assert "default-src 'none'" in made


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("Jo Smith", "JO  SMITH ", "the same"),
        ("Jo Smith", "Jo Smyth", "not the same"),
        ("Jo Smith", None, "on one side only"),
        (None, None, ""),
    ],
)
def test_two_names_are_compared_as_they_are_printed(edition, left, right, said):
    row = re.search(r"<tr><th>Name</th>.*?</tr>", card_of(edition, left_name=left, right_name=right), re.DOTALL)
    assert row is not None
    assert row[0].endswith(f'{said.replace(" ", "-")}">{said}</td></tr>')


def test_a_referral_about_one_record_says_so(made):
    own = [card for card in cards(made) if 'data-rule="D1"' in card]
    assert own
    assert all("no second record" in card for card in own)


def test_an_unfinished_birth_date_is_shown_as_printed_and_a_whole_one_as_a_british_date(edition):
    card = card_of(edition, left_date_of_birth="about 1950", right_date_of_birth="1950-03-07")
    assert "about 1950" in card
    assert "07/03/1950" in card


def test_the_restricted_edition_says_what_it_is(edition):
    senior = page(reidentified(), replace(edition, restricted=True)).decode()
    assert len(cards(senior)) == 2
    assert "Restricted referrals" in senior
    assert "senior role only" in senior


def test_an_empty_list_says_so(edition):
    assert "There is no such referral" in page(reidentified().clear(), edition).decode()


def test_two_makings_give_the_same_page(edition, made):
    assert page(reidentified(), edition).decode() == made


def test_a_side_says_within_which_body_its_reference_is_unique(edition):
    claim = card_of(edition, left_landlord_code=None, left_scheme="housing_benefit", left_source_body="Southwick Council")
    assert "Housing benefit, Southwick Council" in claim
    assert "MHS" in card_of(edition, left_landlord_code="MHS")


def test_other_rules_are_called_by_their_own_names(edition):
    assert "Also found by T1" in card_of(edition, corroboration="also found by T1")
