"""The collection years whose forms are declared: one line each, to be deleted with its folder when a year is closed."""

from collections.abc import Iterable

from pipeline.core.lettings_2026.year import YEAR as LETTINGS_2026
from pipeline.core.sales_2026.year import YEAR as SALES_2026
from pipeline.core.year import Year
from pipeline.errors import WrongUse

YEARS = (LETTINGS_2026, SALES_2026)


def forms(year: int, log_type: str | None = None) -> tuple[Year, ...]:
    """The forms of that year, of that log type where one is named; raises WrongUse, naming those there are, for none."""
    found = tuple(form for form in YEARS if form.layout.year == year and log_type in (None, form.layout.log_type))
    if not found:
        raise WrongUse(f"no form of {log_type or 'lettings or sales'} {year} is declared; there are {_named(YEARS)}")
    return found


def newest() -> int:
    """The latest collection year of which a form is declared."""
    return max(form.layout.year for form in YEARS)


def _named(years: Iterable[Year]) -> str:
    return ", ".join(f"{form.layout.log_type} {form.layout.year}" for form in years)
