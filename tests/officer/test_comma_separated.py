"""The officer's CSV."""

from dataclasses import replace

import polars as pl
import pytest

from pipeline.officer import comma_separated
from pipeline.officer.comma_separated import harmless
from tests.made_exercise import reidentified

CONTRACT = (
    "referral_id rule rule_version priority score score_breakdown scope person left_extract left_record right_extract "
    "right_record key_class match_probability match_weight overlap_from overlap_to overlap_days amount_at_issue agreements "
    "conflicts corroboration suppressors_tested may_indicate innocent_explanations suggested_enquiry change status "
    "date_evidence_known left_ref right_ref left_name left_date_of_birth left_nino left_address left_landlord_code "
    "left_scheme left_source_body right_name right_date_of_birth right_nino right_address right_landlord_code right_scheme "
    "right_source_body amount_arithmetic members what_changed six_months_end three_years_end outcome value comment"
).split()


@pytest.mark.parametrize("text", ["=1+1", "+44 7700 900123", "-5", "@SUM(A1)", "\t=1", "\rx", "\nx", "  =1", "＝1", "\u200b=1"])
def test_what_a_spreadsheet_could_take_for_a_formula_gets_an_apostrophe(text):
    assert harmless(pl.DataFrame({"said": [text]}))["said"].to_list() == ["'" + text]


@pytest.mark.parametrize("text", ["", "O'Neill", "12 = 12", "3-5 High Street", "a@b.invalid", "0045/01", "£1,234.50", "'=1"])
def test_other_text_is_left_alone(text):
    assert harmless(pl.DataFrame({"said": [text]}))["said"].to_list() == [text]


def test_it_has_a_mark_and_the_columns_of_the_contract(edition):
    made = comma_separated(reidentified(), edition)
    assert made.startswith(b"\xef\xbb\xbf")
    assert pl.read_csv(made).columns == CONTRACT


def test_it_reads_back_as_it_was_with_dates_and_money_plain(edition):
    listed = reidentified().filter(pl.col("priority") != "restricted")
    opened = pl.read_csv(comma_separated(reidentified(), edition), infer_schema=False)
    assert opened["overlap_from"].to_list() == [day.isoformat() for day in listed["overlap_from"]]
    assert opened["left_ref"].to_list() == listed["left_ref"].to_list()
    assert opened["right_name"].to_list() == listed["right_name"].to_list()


def test_restricted_referrals_go_only_to_a_senior_role(edition):
    officer = pl.read_csv(comma_separated(reidentified(), edition))
    senior = pl.read_csv(comma_separated(reidentified(), replace(edition, restricted=True)))
    assert set(officer["priority"]) == {"P1", "P2", "P3"}
    assert senior["priority"].to_list() == ["restricted", "restricted"]
