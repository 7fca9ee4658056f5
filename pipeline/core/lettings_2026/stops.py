"""The rows on which the service breaks off a whole upload: for want of a limit, or of a day."""

import polars as pl

from pipeline.core.conditions import any_of, given, sure
from pipeline.core.days import beyond_database, unreckonable
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.lettings_2026.incomes import EXPECTED, WEEKLY_INCOME
from pipeline.core.weekly import WEEKS_IN_A_YEAR

_NO_INCOME_LIMIT = sure(
    EXPECTED
    & WEEKLY_INCOME.is_not_null()
    & pl.any_horizontal(
        given(f"work_{person}") & ~pl.col(f"work_{person}").is_in(list(limits.INCOMES)) & (pl.col("household_size") >= person)
        for person in states.OTHERS
    )
)
"""Another member has a working situation that no limit is known of."""


def _unlimited(charge: str) -> pl.Expr:
    times = pl.col("rent_period").replace_strict(states.WEEKS_PAID, default=None, return_dtype=pl.Int64)
    usual = {kind: charges[charge].confirm_supported * 100 for kind, charges in limits.CHARGES.items()}
    allowed = pl.col("owner_provider").replace_strict(usual, default=None, return_dtype=pl.Int64)
    return sure(pl.col(charge) * times > allowed * WEEKS_IN_A_YEAR)


_NO_CHARGE_LIMIT = (
    given("needs_type")
    & ~(states.GENERAL_NEEDS | states.SUPPORTED)
    & any_of([_unlimited(charge) for charge in states.CHARGES[1:]])
)
"""A charge is high, and the needs type is no code of which a limit is known."""

_NO_DAY = any_of([beyond_database("start"), *(unreckonable(what) for what in ("start", "void", "repairs"))])
"""A part of a date is too large to be reckoned with, or the start for the service's database."""

STOPS = (states.SETUP_DONE & (_NO_INCOME_LIMIT | _NO_CHARGE_LIMIT)) | _NO_DAY
"""Over the answers as told."""
