"""The collection years whose forms are declared: one line each, to be deleted with its folder when a year is closed."""

from collections.abc import Iterable
from datetime import date

from pipeline.core.lettings_2026.year import YEAR as LETTINGS_2026
from pipeline.core.sales_2026.year import YEAR as SALES_2026
from pipeline.core.year import Year
from pipeline.errors import WrongUse

YEARS = (LETTINGS_2026, SALES_2026)

FORM_WANTED_FROM = (2, 1)
"""From this day on (month, day) the form of the year that begins in April is missed: two months before it are enough to add and
prove one."""
HOW_TO_ADD = "docs/adding-a-core-year.md"


def forms(year: int, log_type: str | None = None) -> tuple[Year, ...]:
    """The forms of that year, of that log type where one is named; raises WrongUse, naming those there are, for none."""
    found = tuple(form for form in YEARS if form.layout.year == year and log_type in (None, form.layout.log_type))
    if not found:
        raise WrongUse(f"no form of {log_type or 'lettings or sales'} {year} is declared; there are {_named(YEARS)}")
    return found


def newest() -> int:
    """The latest collection year of which a form is declared."""
    return max(form.layout.year for form in YEARS)


def form_missed(today: date) -> str | None:
    """A sentence that says which collection year's form this version lacks, and which page says how to add it; else None.

    >>> form_missed(date(2027, 1, 31)) is None
    True
    """
    wanted = today.year if (today.month, today.day) >= FORM_WANTED_FROM else today.year - 1
    if any(form.layout.year >= wanted for form in YEARS):
        return None
    year = f"{wanted}/{(wanted + 1) % 100:02}"
    return f"This version does not have the {year} form, which starts on 1 April {wanted}: see {HOW_TO_ADD}."


def _named(years: Iterable[Year]) -> str:
    return ", ".join(f"{form.layout.log_type} {form.layout.year}" for form in years)
