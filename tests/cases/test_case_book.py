"""The case book: added to and never changed, shared by the exercises of one key, its comments sealed."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from pipeline.cases.case_book import (
    Note,
    book_file,
    brought_up_to_date,
    opened_comment,
    put_down,
    read_book,
    sealed_comment,
)
from pipeline.errors import KeyProblem
from pipeline.keys import RootKey
from pipeline.stages.remember import CASES

ROOT, OTHER = RootKey(b"r" * 32), RootKey(b"s" * 32)
NOTE = Note("2026-10-20T10:00:00+00:00", "Jo Officer", "2026-10", "r1", "enquiry", "", "", "", "2026-10-20")
CLOSED = replace(NOTE, status="closed", outcome="record corrected", value="12.50", dated="2026-11-02")


@pytest.fixture
def out(tmp_path):
    put_down(tmp_path / "2026-10", ROOT, lambda _: [NOTE])
    put_down(tmp_path / "2026-11", ROOT, lambda _: [CLOSED])
    return tmp_path / "2026-10"


def test_two_exercises_of_one_key_share_a_book_and_nothing_is_overwritten(out):
    assert read_book(out, ROOT) == read_book(out.with_name("2026-11"), ROOT) == (NOTE, CLOSED)


def test_another_landlord_has_another_book(out):
    assert read_book(out, OTHER) == ()


def test_a_changed_line_is_refused_and_nothing_is_added(out):
    path = book_file(out, ROOT)
    path.write_text(path.read_text().replace("record corrected", "fraud proven"))
    with pytest.raises(KeyProblem, match="line 2"):
        read_book(out, ROOT)
    before = path.read_bytes()
    with pytest.raises(KeyProblem, match="line 2"):
        put_down(out, ROOT, lambda _: [NOTE])
    assert path.read_bytes() == before


def test_a_book_that_was_taken_away_is_missed(out):
    book_file(out, ROOT).unlink()
    with pytest.raises(KeyProblem):
        read_book(out, ROOT)


def test_a_comment_is_sealed_for_its_referral_and_key():
    sealed = sealed_comment("Mrs Example was visited", "r1", ROOT)
    assert "Example" not in sealed
    assert opened_comment(sealed, "r1", ROOT) == "Mrs Example was visited"
    for referral, root in (("r2", ROOT), ("r1", OTHER)):
        with pytest.raises(KeyProblem):
            opened_comment(sealed, referral, root)
    assert sealed_comment("", "r1", ROOT) == opened_comment("", "r1", ROOT) == ""


def cases(**known) -> pl.DataFrame:
    return pl.DataFrame([{"referral_id": "r1", "status": "unreviewed"} | known, {"referral_id": "r2"}], schema=CASES)


def test_the_last_note_counts_and_the_last_closing_stays():
    (one, two) = brought_up_to_date(cases(), [NOTE, CLOSED, replace(NOTE, dated="2026-11-09")]).to_dicts()
    assert (one["status"], one["decided_on"]) == ("enquiry", date(2026, 11, 9))
    assert (one["outcome"], one["value"], one["closed_on"]) == ("record corrected", "12.50", date(2026, 11, 2))
    assert two["status"] is None


def test_without_notes_the_cases_are_as_they_were():
    known = cases(status="closed", outcome="already known", closed_on=date(2026, 1, 2))
    assert brought_up_to_date(known, []).equals(known)


def test_a_new_closing_without_a_value_takes_the_old_value_away():
    known = cases(status="closed", outcome="tenancy misuse found", value="home", closed_on=date(2026, 1, 2))
    (one, _) = brought_up_to_date(known, [replace(CLOSED, outcome="no issue – explained", value="")]).to_dicts()
    assert (one["outcome"], one["value"] or None) == ("no issue – explained", None)
