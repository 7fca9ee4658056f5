"""Every usual form of a day is read, and a column tells what one text does not: the order, the century, the clock, the sort."""

from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.kinds.date_forms import FORMS
from pipeline.errors import Refused
from pipeline.stages.read import read
from pipeline.stages.validate import validate
from tests.bad_files.builders import SNAPSHOT, TENANCY, csv, grid, rows, workbook
from tests.stages.test_validate import raw
from tests.stages.test_validate_dates import starts

SUFFIX = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
SPELLINGS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y", "%d %m %Y", "%d / %m / %Y",
    "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%d%b%Y", "%d.%b.%Y", "%b %d, %Y", "%B %d %Y", "%Y-%b-%d", "%a %d/%m/%Y", "%d/%m/%Y %A",
    "%A %d %B %Y", "%A, %d %B %Y", "%Y-%m-%dT00:00:00", "%Y-%m-%dT00:00:00Z", "%Y-%m-%dT00:00:00.000Z", "%Y-%m-%dT00:00:00+00:00",
    "%Y-%m-%d 00:00:00.0000000", "%d/%m/%Y 00:00", "%d/%m/%Y 00:00:00", "%d/%m/%Y 0:00", "%d/%m/%Y 12:00:00 AM", "%b %d %Y 12:00AM",
    "%d-%b-%Y 12.00.00.000000 AM", "%Y%m%d000000", "%Y-%m-%d 00:00:00 UTC", "%d\u00a0%B\u00a0%Y", "\u200e%d/%m/%Y", "%d\u2013%m\u2013%Y",
)  # fmt: skip
SHORT = ("%d/%m/%y", "%d-%b-%y", "%d %b %y", "%d %B %y", "%d.%m.%y", "%d%b%y", "%d %b '%y", "%d/%m/%y 00:00")
DAYS = st.lists(st.dates(date(1907, 1, 1), date(2026, 10, 5)), min_size=1, max_size=8)


def in_words(day: date) -> str:
    return f"{day.day}{SUFFIX.get(day.day, 'th')} of {day:%B} {day.year}"


@settings(max_examples=150, deadline=None)
@given(DAYS, st.sampled_from(SPELLINGS), st.sampled_from([str, str.upper, str.lower]))
def test_a_column_of_any_one_form_is_read_as_its_days(days, spelling, case):
    assert starts(*(case(day.strftime(spelling)) for day in days)) == days


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from(SHORT))
def test_years_of_two_digits_are_the_last_before_the_snapshot(days, spelling):
    recent = [day.replace(year=day.year % 99 + 1927, day=min(day.day, 28)) for day in days]
    assert starts(*(day.strftime(spelling) for day in recent)) == recent


@settings(max_examples=30, deadline=None)
@given(DAYS)
def test_days_with_ordinals_and_births_are_read_too(days):
    assert starts(*map(in_words, days)) == days
    born = [day for day in days if day != date(1970, 1, 1)]
    if born:
        assert starts(*(f"{day:%d-%b-%Y}" for day in born), column="date_of_birth") == born


@pytest.mark.parametrize("text", [example for examples in FORMS.values() for example in examples])
def test_the_examples_of_the_page_are_the_day_it_says(text):
    assert starts(text) == [date(2026, 10, 5)]


@settings(max_examples=25, deadline=None)
@given(DAYS, st.sampled_from([None, *SPELLINGS[:20]]))
def test_a_workbook_says_the_same_in_cells_of_text_and_of_dates(tmp_path_factory, days, spelling):
    folder = tmp_path_factory.mktemp("book")
    cells = [day if spelling is None else day.strftime(spelling) for day in days]
    (folder / "tenancy.xlsx").write_bytes(workbook(grid(rows(TENANCY, len(days), tenancy_start=cells))))
    accepted = validate(read(folder)["tenancy"], SNAPSHOT).accepted.frame
    assert accepted["tenancy_start"].to_list() == days


@pytest.mark.parametrize(
    "text", ["31/06/2019", "2019", "May 2019", "Q2 2019", "190531", "1/2", "32 January 2019", "Friday 5 October 2026", "2019-W22"]
)
def test_what_is_no_day_or_several_is_not_guessed_at(text):
    assert starts(text, "05/10/2020") == [None, date(2020, 10, 5)]


def test_an_end_with_a_year_of_two_digits_may_lie_ten_years_ahead():
    ends = ["31-MAR-27", "05/10/36", "30-JUN-98"]
    checked = validate(raw("tenancy", rows(TENANCY, 3, tenancy_start="01/02/1960", tenancy_end=ends)), SNAPSHOT)
    assert checked.accepted.frame["tenancy_end"].to_list() == [date(2027, 3, 31), date(2036, 10, 5), date(1998, 6, 30)]


def test_eight_digits_are_told_apart_by_their_years():
    assert starts("20101231", "20120101", "01022003") == [date(2010, 12, 31), date(2012, 1, 1), date(2003, 2, 1)]


@pytest.mark.parametrize("text", ["05/10/1231", "05/10/0091", "1899-06-01", "01/01/2037", "2126-10-05", "05101231"])
def test_a_year_that_the_column_cannot_hold_is_not_possible(text):
    checked = validate(raw("tenancy", rows(TENANCY, 2, tenancy_start=[text, "05/10/2036"])), SNAPSHOT)
    assert checked.about["reasons"] == {"tenancy_start: year not possible": 1}


def test_an_end_may_lie_as_far_ahead_as_a_long_lease():
    ends = ["05/10/2176", "05/10/2177", "01/01/2030"]
    checked = validate(raw("tenancy", rows(TENANCY, 3, tenancy_end=ends)), SNAPSHOT)
    assert checked.accepted.frame["tenancy_end"].to_list() == [date(2176, 10, 5), date(2030, 1, 1)]


@pytest.mark.parametrize("form", ["%Y-%d-%m", "%Y/%d/%m", "%Y%d%m", "%Y-%d-%m 00:00"])
@pytest.mark.parametrize(("wrong", "among", "refused"), [(2, 200, True), (2, 201, False), (1, 50, False)])
def test_day_and_month_changed_over_after_the_year_refuse_as_months_first_do(form, wrong, among, refused):
    births = [date(1985, 12, 25).strftime(form)] * wrong + ["1985-03-04"] * (among - wrong)
    table = raw("tenancy", rows(TENANCY, among, date_of_birth=births))
    if refused:
        with pytest.raises(
            Refused, match=r"date_of_birth has day and month the other way round.*in 2 of 200 dates, first on line 2"
        ):
            validate(table, SNAPSHOT)
    else:
        assert validate(table, SNAPSHOT).blanked["reason"].to_list() == ["day before month after the year"] * wrong


def _utc(days: list[date], form: str) -> list[str]:
    """Midnights in London as UTC writes them."""
    local = pl.Series([datetime(day.year, day.month, day.day) for day in days]).dt.replace_time_zone("Europe/London")
    return [moment.strftime(form) for moment in local.dt.convert_time_zone("UTC").dt.replace_time_zone(None)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dates(date(1972, 1, 1), date(2025, 12, 31)), min_size=1, max_size=8),
    st.sampled_from(
        ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.000Z", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S+00:00"]
    ),
)
def test_births_exported_in_utc_are_the_days_in_london(days, form):
    assert starts(*_utc(days, form), column="date_of_birth") == days


def test_births_of_years_with_summer_time_all_year_or_twice():
    days = [date(1943, 2, 17), date(1944, 6, 1), date(1969, 12, 24), date(1985, 6, 15), date(1985, 1, 15)]
    texts = [
        "1943-02-16T23:00:00.000Z",
        "1944-05-31T22:00:00Z",
        "1969-12-23T23:00:00Z",
        "1985-06-14T23:00:00Z",
        "1985-01-15T00:00:00Z",
    ]
    checked = validate(raw("tenancy", rows(TENANCY, 5, date_of_birth=texts)), SNAPSHOT)
    assert checked.accepted.frame["date_of_birth"].to_list() == days
    assert "date_of_birth: dates exported in UTC, put back to the day in London: 4" in checked.about["notices"]


@pytest.mark.parametrize(("midnights", "others", "shifted"), [(9, 1, True), (8, 1, False), (9, 2, False), (1, 0, True)])
def test_a_column_was_exported_in_utc_where_nine_in_ten_of_its_times_say_so(midnights, others, shifted):
    texts = [f"1985-06-{at + 1:02}T23:00:00" for at in range(midnights)] + [
        f"1985-07-{at + 1:02}T09:30:00" for at in range(others)
    ]
    day = 2 if shifted else 1
    assert starts(*texts, column="date_of_birth")[0] == date(1985, 6, day)


def test_real_times_and_those_of_a_zone_leave_the_day_as_it_is_written():
    times = ["1985-06-14 09:15", "1985-06-14 23:00", "1985-06-14 17:30"]
    checked = validate(raw("tenancy", rows(TENANCY, 3, date_of_birth=times)), SNAPSHOT)
    assert checked.accepted.frame["date_of_birth"].to_list() == [date(1985, 6, 14)] * 3
    assert "date_of_birth: with a time of day, which is left out: 3" in checked.about["notices"]
    assert starts("1985-06-15T00:00:00+01:00", "1985-06-14T23:00:00+01:00") == [date(1985, 6, 15), date(1985, 6, 14)]


def test_a_mandatory_day_that_stands_for_none_sets_its_row_aside():
    checked = validate(
        raw("tenancy", rows(TENANCY, 4, tenancy_start=["01/01/1900", "1753-01-01", "31/12/9999", "02/01/1900"])), SNAPSHOT
    )
    assert checked.about["reasons"] == {"tenancy_start: default date": 3}


def test_serial_numbers_may_have_a_time():
    assert starts("43862.5", "43863.25") == [date(2020, 2, 1), date(2020, 2, 1) + timedelta(days=1)]


def test_a_file_of_text_and_one_of_dates_agree(tmp_path):
    (tmp_path / "tenancy.csv").write_bytes(csv(rows(TENANCY, 2, tenancy_start=["17-Feb-1943", "1 March 2019"])))
    assert validate(read(tmp_path)["tenancy"], SNAPSHOT).accepted.frame["tenancy_start"].to_list() == [
        date(1943, 2, 17),
        date(2019, 3, 1),
    ]
