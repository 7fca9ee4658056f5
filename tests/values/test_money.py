"""Sums as accounting, ledgers and spreadsheets write them; columns of sums judged as wholes."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.kinds import money
from pipeline.errors import Refused, WrongUse
from pipeline.guards import Consent, question_sums
from pipeline.stages.validate import validate
from tests.bad_files.builders import ACCOUNT, AWARD, PAYMENT, POSTING, SNAPSHOT, rows
from tests.stages.test_validate import raw

PENCE = st.integers(min_value=1, max_value=10**11)
SPACES = st.sampled_from(["", " ", "\u00a0", "\u202f", "\u2009", "\u2007"])
MINUSES = st.sampled_from(["-", "–", "—", "−", "‑", "－"])
POUND = st.sampled_from(["", "£", "Â£", "GBP", "GBP ", "\u200b£"])


@pytest.mark.parametrize("zero", ["-", "£-", " £-   ", "- ", "–", "—", "−", "-£", "£ - ", "Â£-", "(0.00)", "-0.00", "nil", "--"])
def test_a_dash_alone_is_zero_and_zero_has_no_sign(zero):
    assert str(money.tidy(zero.strip())) == "0.00"


@settings(deadline=None)
@given(PENCE, SPACES, POUND, st.booleans())
def test_a_sum_is_read_whatever_stands_around_its_digits(pence, space, pound, commas):
    sum_ = Decimal(pence) / 100
    digits = f"{sum_:,.2f}" if commas else f"{sum_:.2f}".replace(".", f"{space}.")
    assert money.tidy(f"{pound}{space}{digits}{space}") == sum_


@settings(deadline=None)
@given(PENCE, MINUSES, POUND, SPACES)
def test_every_way_of_writing_a_sum_below_zero(pence, minus, pound, space):
    digits = f"{Decimal(pence) / 100:.2f}"
    ways = [f"{minus}{pound}{digits}", f"{pound}{minus}{digits}", f"{digits}{space}{minus}", f"({pound}{digits})", f"{pound}({digits})",
            f"{digits}{space}CR", f"{digits}cr", f"CR {digits}"]  # fmt: skip
    assert {money.tidy(way) for way in ways} == {-Decimal(pence) / 100}
    assert money.tidy(f"{digits} DR") == Decimal(pence) / 100


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**7, places=6))
def test_decimals_beyond_the_penny_are_rounded_to_the_nearest_and_halves_up(given_):
    tidy = money.tidy(str(given_))
    assert tidy is not None and abs(tidy - given_) <= Decimal("0.005")
    assert money.rounded(str(given_)) == (tidy != given_)
    assert money.tidy("0.125") == Decimal("0.13") and money.tidy("-0.125") == Decimal("-0.13")


@pytest.mark.parametrize(
    "text", ["1.234,50", "1,23", "12,5", "1,2,3", "1.2.3", "-5 CR", "(5)-", "--5", "1E+3", "12.50 pw", "£", "CR", "."]
)
def test_what_is_no_sum_stays_unusable(text):
    assert money.tidy(text) is None


def judged(extract, pattern, **cells):
    count = max(len(value) for value in cells.values())
    return validate(raw(extract, rows(pattern, count, **cells)), SNAPSHOT)


def test_a_column_with_a_comma_before_the_pence_is_refused_and_one_such_sum_is_not():
    with pytest.raises(Refused, match=r"column weekly_charge has a comma before the pence in 2 of 3 sums, first on line 2"):
        judged("rent_account", ACCOUNT, weekly_charge=["98,50", "101,20", "1.234"])
    checked = judged("rent_account", ACCOUNT, weekly_charge=["98,50", "101.20", "101.20"])
    assert checked.about["reasons"] == {"weekly_charge: a comma before the pence": 1}


@pytest.mark.parametrize(("median", "questioned"), [("1000.00", False), ("1000.01", True)])
def test_a_median_rent_beyond_a_thousand_pounds_a_week_is_questioned(median, questioned):
    checked = judged("rent_account", ACCOUNT, weekly_charge=["90.00", median, "2000.00"])
    assert bool(checked.about["questioned"]) is questioned
    if not questioned:
        return question_sums({"rent_account": checked}, Consent())
    with pytest.raises(WrongUse, match="the median weekly charge is over £1,000"):
        question_sums({"rent_account": checked}, Consent())
    return question_sums({"rent_account": checked}, Consent(insist=True))


@pytest.mark.parametrize(
    ("extract", "pattern", "column", "pence"),
    [
        ("rent_account", ACCOUNT, "weekly_charge", "11250"),
        ("benefit_award", AWARD, "weekly_amount", "10120"),
        ("benefit_award", AWARD, "declared_rent", "11250"),
        ("benefit_payment", PAYMENT, "amount", "40480"),
        ("rent_transaction", POSTING, "amount", "45000"),
    ],
)
def test_sums_in_pence_are_questioned_in_every_extract(extract, pattern, column, pence):
    (doubt,) = judged(extract, pattern, **{column: [pence] * 3}).about["questioned"]
    assert column in doubt and "look like pence" in doubt and pence not in doubt


def test_one_rent_beyond_belief_is_noticed_with_its_line_and_nothing_is_questioned():
    checked = judged("rent_account", ACCOUNT, weekly_charge=["112.50", "112.50", "11250", "98.0769230769"])
    assert checked.about["questioned"] == []
    assert "weekly_charge: sums over £1,000: 1, first on line 4" in checked.about["notices"]
    assert any("rounded to the penny" in notice and notice.endswith(": 1") for notice in checked.about["notices"])


def postings(kinds, amounts, **more):
    return judged("rent_transaction", POSTING, kind=kinds, amount=amounts, **more)


@pytest.mark.parametrize("written", ["-450.00", "450.00 CR", "(450.00)", "450.00-", "−450.00"])
@pytest.mark.parametrize("kind", ["receipt", "refund", "reversal", "charge"])
def test_the_sign_that_a_whole_kind_of_posting_bears_is_dropped(written, kind):
    other = "charge" if kind == "receipt" else "receipt"
    checked = postings([kind] * 10 + [other] * 10, [written] * 10 + ["100"] * 10)
    assert checked.about["rows_quarantined"] == 0
    assert set(checked.accepted.frame.filter(pl.col("kind") == kind)["amount"]) == {Decimal("450.00")}
    assert f"amount: {kind} postings are written below zero, read as positive: 10" in checked.about["notices"]


@pytest.mark.parametrize(("below", "turned"), [(9, True), (8, False)])
def test_a_kind_bears_a_sign_from_nine_in_ten_and_the_others_are_set_aside(below, turned):
    checked = postings(["receipt"] * 10, ["-5"] * below + ["5"] * (10 - below))
    aside = 10 - below if turned else below
    assert checked.about["reasons"] == {"amount: another sign than the other postings of its kind": aside}


def test_adjustments_take_their_direction_from_the_sign_where_the_file_writes_receipts_below_zero():
    kinds, amounts = ["charge", "receipt", "adjustment", "adjustment"], ["10", "-10", "-3", "3"]
    frame = postings(kinds, amounts, direction=["", "", "", ""]).accepted.frame
    assert frame["direction"].to_list() == [None, None, "credit", "debit"]
    assert frame["amount"].to_list() == [Decimal(10), Decimal(10), Decimal(3), Decimal(3)]
    unsure = postings(kinds, ["10", "10", "-3", "3"])
    assert unsure.about["rows_quarantined"] == 1


def test_payments_that_are_all_below_zero_are_a_ledgers_way_and_a_single_one_a_recovery():
    paid = judged("benefit_payment", PAYMENT, amount=["-80"] * 9 + ["80"]).accepted.frame["amount"]
    assert paid.to_list() == [Decimal(80)] * 9 + [Decimal(-80)]
    assert judged("benefit_payment", PAYMENT, amount=["80", "-80"]).accepted.frame["amount"].to_list() == [80, -80]
