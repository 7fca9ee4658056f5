"""The collection years that a return can be drafted for: one entry each, to be deleted with its folder when a year is closed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from extracts.contract import Extract, Field
from extracts.core.catalogue import CATALOGUES, Catalogue
from extracts.core.year_2026 import lettings, sales
from extracts.core.year_2026.lettings import CORE_LETTINGS
from extracts.core.year_2026.sales import CORE_SALES
from pipeline.core.year import Year
from pipeline.core.years import forms
from pipeline.errors import WrongUse
from pipeline.stages.core_return.drafts import Draft, Records
from pipeline.stages.core_return.marks import Places
from pipeline.stages.core_return.statistics import Breakdown
from pipeline.stages.core_return.year_2026 import tables
from pipeline.stages.core_return.year_2026.lettings import draft_lettings
from pipeline.stages.core_return.year_2026.sales import PLACES, draft_sales


@dataclass(frozen=True)
class Filling:
    """How one log type of a year is filled and counted.

    Its draft, the field of the landlord's code, the input that holds its answers, the breakdowns, and what the service derives,
    by the heading it is shown under. `sections` are the parts of the sign-up workbook, `elsewhere` the fields of other names
    that a column of the answers fills.
    """

    log_type: str
    draft: Callable[[Records], Draft]
    code_field: str
    answers: Extract
    breakdowns: tuple[Breakdown, ...]
    derived: Mapping[str, pl.Expr]
    sections: Mapping[str, tuple[Field, ...]]
    elsewhere: Places = field(default_factory=dict)


FILLINGS = {
    2026: (
        Filling(
            "lettings", draft_lettings, "tenant_code", CORE_LETTINGS, tables.LETTINGS, tables.LETTINGS_DERIVED, lettings.SECTIONS
        ),
        Filling("sales", draft_sales, "buyer_code", CORE_SALES, tables.SALES, tables.SALES_DERIVED, sales.SECTIONS, PLACES),
    ),
}


def fillings(year: int) -> tuple[tuple[Filling, Year], ...]:
    """How each log type of a year is filled, with the service's form of it; raises WrongUse for a year that is not declared."""
    if year not in FILLINGS:
        raise WrongUse(f"no return of {year} is declared; there are {', '.join(map(str, FILLINGS))}")
    return tuple((one, forms(year, one.log_type)[0]) for one in FILLINGS[year])


def catalogue(year: int) -> Catalogue:
    """The inputs of a year's return; raises WrongUse for a year that is not declared."""
    fillings(year)
    return CATALOGUES[year]


def first_day(year: int) -> date:
    """The day on which a collection year begins."""
    return date(year, 4, 1)
