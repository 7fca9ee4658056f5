"""Dates are judged by the column: thresholds on both sides, damage mended only where it is the column's."""

from datetime import date

import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused
from pipeline.stages.validate import snapshot_of, validate
from tests.bad_files.builders import ACCOUNT, AWARD, POSTING, SNAPSHOT, TENANCY, rows
from tests.stages.test_validate import raw


def starts(*texts: str, column: str = "tenancy_start") -> list[date | None]:
    """What the texts of a column of dates become; None where the row is set aside or the value blanked."""
    frame = validate(raw("tenancy", rows(TENANCY, len(texts), **{column: list(texts)})), SNAPSHOT).accepted.frame
    found = dict(frame.select("row", column).rows())
    return [found.get(at) for at in range(1, len(texts) + 1)]


@pytest.mark.parametrize("text", ["2026-10-05", "05/10/2026", "5/10/2026", "05-10-2026", "05.10.2026", "05102026", "05/10/26"])
def test_every_spelling_of_a_day(text):
    assert starts(text) == [date(2026, 10, 5)]


@pytest.mark.parametrize(
    ("month_first", "given", "refused"),
    [(1, 1, False), (1, 50, False), (2, 2, True), (2, 199, True), (2, 200, True), (2, 201, False), (3, 300, True)],
)
def test_months_first_refuse_from_two_values_and_one_in_a_hundred(month_first, given, refused):
    days = ["12/31/2025"] * month_first + ["31/12/2025"] * (given - month_first)
    table = raw("rent_transaction", rows(POSTING, given, posted_on=days))
    if refused:
        with pytest.raises(Refused, match=f"posted_on has the month before the day in {month_first} of {given}.*line 2"):
            validate(table, SNAPSHOT)
    else:
        assert validate(table, SNAPSHOT).about["reasons"] == {"posted_on: month before day": month_first}


def test_blanks_do_not_count_towards_the_hundred():
    births = ["12/31/1980"] * 2 + [""] * 998
    with pytest.raises(Refused, match="in 2 of 2 dates"):
        validate(raw("tenancy", rows(TENANCY, 1000, date_of_birth=births)), SNAPSHOT)


def test_serial_numbers_are_dates_only_where_the_column_has_them():
    assert starts("43862", "43863") == [date(2020, 2, 1), date(2020, 2, 2)]
    assert starts("43862") == [date(2020, 2, 1)]
    assert starts("43862", "01/02/2020", "02/02/2020") == [None, date(2020, 2, 1), date(2020, 2, 2)]
    assert starts("43862", "43863", "99999") == [date(2020, 2, 1), date(2020, 2, 2), None]


def test_a_serial_number_may_lie_ten_years_ahead_and_no_further():
    last = (date(2036, 10, 5) - date(1899, 12, 30)).days
    assert starts(str(last), str(last + 1), str(last - 1)) == [date(2036, 10, 5), None, date(2036, 10, 4)]


def test_a_first_zero_is_put_back_only_where_the_column_lost_it():
    assert starts("1022020", "9112020", "11122020") == [date(2020, 2, 1), date(2020, 11, 9), date(2020, 12, 11)]
    assert starts("1022020", "02/02/2020", "03/02/2020") == [None, date(2020, 2, 2), date(2020, 2, 3)]


def test_two_digit_years_end_with_the_snapshot():
    born = starts("05/10/26", "06/10/26", "01/01/30", column="date_of_birth")
    assert born == [date(2026, 10, 5), date(1926, 10, 6), date(1930, 1, 1)]


@pytest.mark.parametrize(
    ("born", "known"),
    [("05/10/2026", True), ("06/10/2026", False), ("05/10/1906", True), ("04/10/1906", False), ("01/01/1900", False)],
)
def test_births_from_the_snapshot_back_to_a_hundred_and_twenty_years(born, known):
    assert (starts(born, column="date_of_birth") == [None]) is not known


@pytest.mark.parametrize(("start", "end", "kept"), [("02/02/2020", "01/02/2020", 0), ("01/02/2020", "01/02/2020", 1)])
def test_an_end_may_be_the_first_day_and_no_earlier(start, end, kept):
    table = rows(AWARD, 1, award_start=start, award_end=end)
    assert validate(raw("benefit_award", table), SNAPSHOT).accepted.frame.height == kept


def test_the_snapshot_is_the_newest_usable_day_of_the_accounts():
    days = ["28/09/2026", "05/10/26", "99/99/9999", None]
    assert snapshot_of(raw("rent_account", rows(ACCOUNT, 4, as_of=days))) == date(2026, 10, 5)
    assert snapshot_of(raw("rent_account", rows(ACCOUNT, 1, as_of="46300"))) == date(2026, 10, 5)


def test_without_a_usable_day_the_snapshot_must_be_given():
    with pytest.raises(Refused, match=r"no rent_account extract.*--as-of 2026-10-05"):
        snapshot_of(None)
    with pytest.raises(Refused, match=r"as_of of rent_account.csv has no usable date.*--as-of"):
        snapshot_of(raw("rent_account", rows(ACCOUNT, 1, as_of="soon")))
    with pytest.raises(Refused, match="month before the day"):
        snapshot_of(raw("rent_account", rows(ACCOUNT, 2, as_of="10/13/2026")))


def test_every_date_column_of_every_extract_is_judged():
    dated = [one.name for extract in EXTRACTS.values() for one in extract.fields if one.kind.dtype == pl.Date()]
    assert {"as_of", "posted_on", "date_of_birth", "award_end", "last_seen"} <= set(dated)
