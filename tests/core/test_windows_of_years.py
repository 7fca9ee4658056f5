"""On which days a log can be made: every upload day from March 2026 to December 2027, for both log types.

Expected by the service's `app/models/form.rb` (DEADLINES), `app/models/form_handler.rb` (`lettings_in_crossover_period?` and its
twin for sales), `app/helpers/collection_time_helper.rb` and the two `setup_validations.rb`; the table is what these gave when they
were run for each of those days.
"""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from pipeline.core.windows import DAYS_AHEAD, last_day_in_file, open_on
from pipeline.core.years import form_missed
from tests.core.lettings import GENERAL, WORLD, checked
from tests.core.sales import rows as sales

FIRST, LAST = date(2026, 3, 1), date(2027, 12, 31)
OPEN = {
    date(2026, 3, 1): (date(2025, 4, 1), date(2026, 3, 31)),
    date(2026, 4, 1): (date(2025, 4, 1), date(2027, 3, 31)),
    date(2026, 7, 12): (date(2026, 4, 1), date(2027, 3, 31)),
    date(2027, 4, 1): (date(2026, 4, 1), date(2028, 3, 31)),
    date(2027, 7, 3): (date(2027, 4, 1), date(2028, 3, 31)),
}
"""From the day named on: the first and the last day on which a log can start."""


def expected(today):
    return OPEN[max(day for day in OPEN if day <= today)]


def test_the_window_of_every_upload_day():
    days = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    assert [day for day in days if open_on(day) != expected(day)] == []


EDGES = [edge + timedelta(n) for edge in (*OPEN, date(2027, 3, 31)) for n in (-1, 0, 1) if edge + timedelta(n) >= FIRST]
STARTS = [date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1), date(2027, 7, 2), date(2027, 7, 3)]


def is_taken(start, today):
    opens, closes = expected(today)
    in_file = date(2026, 4, 1) <= start <= last_day_in_file(2026)
    return in_file and opens <= start <= closes and start <= today + timedelta(DAYS_AHEAD)


def letting(start):
    empty = {"void_day": "1", "void_month": "3", "void_year": "26"}
    return GENERAL | empty | {"start_day": str(start.day), "start_month": str(start.month), "start_year": str(start.year)}


def sale(start):
    handed = {"handover_day": "1", "handover_month": "3", "handover_year": "26"}
    return sales.PURCHASE | handed | {
        "completion_day": str(start.day), "completion_month": str(start.month), "completion_year": str(start.year)
    }  # fmt: skip


def refused(outcome, parts):
    blamed = outcome.findings.filter(pl.col("name").is_in(parts) & (pl.col("category") == "setup"))
    return set(blamed["row"])


@pytest.mark.parametrize("today", EDGES)
def test_lettings_and_sales_open_and_close_alike(today):
    open_rows = {row for row, start in enumerate(STARTS, 1) if is_taken(start, today)}
    lettings = checked(*map(letting, STARTS), world=replace(WORLD, today=today))
    parts = ["start_day", "start_month", "start_year"]
    assert set(range(1, len(STARTS) + 1)) - refused(lettings, parts) == open_rows
    sold = sales.judged([sale(start) for start in STARTS], world=replace(sales.WORLD, today=today))
    parts = ["completion_day", "completion_month", "completion_year"]
    assert set(range(1, len(STARTS) + 1)) - refused(sold, parts) == open_rows


def test_the_form_of_the_next_year_is_missed_from_february():
    assert form_missed(date(2027, 1, 31)) is None
    said = form_missed(date(2027, 2, 1))
    assert said is not None
    assert "2027/28" in said
    assert "docs/adding-a-core-year.md" in said
    assert "2027/28" in (form_missed(date(2028, 1, 31)) or "")
