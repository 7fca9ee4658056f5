"""Rents, charges, shortfall and income as the service settles them: so much a week."""

import polars as pl

from pipeline.core.conditions import any_of, given
from pipeline.core.lettings_2026 import states
from pipeline.core.weekly import WEEKS_IN_A_YEAR, weekly

_MONTHS = 12
_WEEKLY_OF = {
    "basic_rent": "weekly_rent",
    "service_charge": "weekly_service_charge",
    "personal_service_charge": "weekly_personal_charge",
    "support_charge": "weekly_support_charge",
    "total_charge": "weekly_total",
    "shortfall_amount": "weekly_shortfall",
}


def money_settled(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers with the total charge (pence), every amount a week (pence), and the income a week (pounds)."""
    some = any_of([given(charge) for charge in states.CHARGES])
    charges = [pl.when(some).then(pl.col(charge).fill_null(0)).alias(charge) for charge in states.CHARGES]
    rows = rows.with_columns(charges).with_columns(
        total_charge=pl.when(some).then(pl.sum_horizontal(states.CHARGES)),
        times_paid=pl.col("rent_period").replace_strict(states.WEEKS_PAID, default=None, return_dtype=pl.Int64),
        shortfall_known=pl.when(given("shortfall_amount")).then(1).otherwise("shortfall_known"),
        weekly_income=weekly_income(),
    )
    rows = rows.with_columns(weekly(rows, amount, "times_paid").alias(name) for amount, name in _WEEKLY_OF.items())
    return rows.with_columns(weekly_shortfall=pl.when(states.HOUSING_BENEFIT).then("weekly_shortfall"))


def weekly_income() -> pl.Expr:
    """The income a week in whole pounds, halves upwards; null where the amount or how often it comes is not told."""
    income, often = pl.col("income"), pl.col("income_frequency")
    monthly = _to_nearest(income * _MONTHS, WEEKS_IN_A_YEAR)
    return (
        pl.when(often == 1)
        .then(income)
        .when(often == 2)
        .then(monthly)
        .when(often == 3)
        .then(_to_nearest(income, WEEKS_IN_A_YEAR))
    )


def _to_nearest(amount: pl.Expr, parts: int) -> pl.Expr:
    return amount.sign() * ((2 * amount.abs() + parts) // (2 * parts))
