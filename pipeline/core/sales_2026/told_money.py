"""The sums of a sale, as a row tells them: incomes, mortgage years and charges that may be declined, shares as they stand."""

import polars as pl

from pipeline.core.cells import beyond_pence_of
from pipeline.core.conditions import among, given, sure
from pipeline.core.numbers import beyond_pence, in_units, leading_number, over_distinct
from pipeline.core.rules import cell, written
from pipeline.core.sales_2026.fields import DECLINED

NUMBER_OR_DECLINED = r"^([0-9]+(\.[0-9]+)?|R)\z"
WHOLE_OR_DECLINED = r"^([0-9]+|R)\z"
_NUMBER, _WHOLE = r"^[0-9]+(\.[0-9]+)?\z", r"^[0-9]+\z"
SHARES = ("share_bought", "share_owned")
SHARE_DIGITS = 6
"""The service holds these two shares as they were written, the first share and all sums to the second decimal."""
_ROUTES_WITH_MORTGAGE = ("purchase", "discounted")
_ROUTES_WITH_CHARGE = ("purchase", "staircasing", "discounted")
_ROUTES_LIVED_HERE = ("purchase", "discounted")


def money_told(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers about money: sums as numbers, and whether each is known, or there at all."""
    rows = rows.with_columns(column for name in ("income_1", "income_2", "savings") for column in _declinable(rows, name))
    rows = rows.with_columns(column for route in _ROUTES_WITH_MORTGAGE for column in _mortgage_years(rows, route))
    rows = rows.with_columns(column for route in _ROUTES_WITH_CHARGE for column in _amount(rows, f"charge_{route}"))
    rows = rows.with_columns(_amount(rows, "new_charge"))
    rows = rows.with_columns(in_units(rows[written(share)], SHARE_DIGITS).alias(exactly(share)) for share in SHARES)
    return rows.with_columns(
        *(_has(f"charge_{route}", 0).alias(f"has_charge_{route}") for route in _ROUTES_WITH_CHARGE),
        _has("new_charge", 2).alias("charge_changes"),
        has_estate_fee=sure(pl.col("estate_fee") > 0).cast(pl.Int64),
        monthly_estate_fee=pl.col("estate_fee"),
        monthly_estate_fee_beyond_pence=pl.col(beyond_pence_of("estate_fee")),
        estate_fee_taken=pl.lit(1, pl.Int64),
        **{f"lived_here_{route}": _lived_here(route).cast(pl.Int64) for route in _ROUTES_LIVED_HERE},
    ).with_columns(
        pl.when(_lived_here(route)).then(pl.col(f"years_lived_here_{route}")).alias(f"years_lived_here_{route}")
        for route in _ROUTES_LIVED_HERE
    )


def exactly(share: str) -> str:
    """The column in which a share stands to `SHARE_DIGITS` decimals."""
    return f"{share}_exactly"


def _declinable(rows: pl.DataFrame, name: str) -> list[pl.Series]:
    """A whole sum or R: blank counts as known, so that the sum is then missing."""
    declined = (rows[name] == DECLINED).fill_null(False)
    return [_read(rows[name], _WHOLE), (~declined).cast(pl.Int64).alias(f"{name}_known")]


def _mortgage_years(rows: pl.DataFrame, route: str) -> list[pl.Series | pl.Expr]:
    """Years or R; whether they are known is only told of buyers who were not interviewed."""
    name = f"mortgage_years_{route}"
    declined = among(name, DECLINED)
    known = pl.when(~among("interviewed", 2)).then((~declined).cast(pl.Int64))
    return [_read(rows[name], _WHOLE), known.alias(f"{name}_known")]


def _amount(rows: pl.DataFrame, name: str) -> list[pl.Series]:
    plain = _matching(rows[name], _NUMBER)
    return [in_units(plain, 2), beyond_pence(plain).alias(beyond_pence_of(name))]


def _has(name: str, none: int) -> pl.Expr:
    return pl.when(given(name)).then(1).when(among(cell(name), DECLINED)).then(none)


def _lived_here(route: str) -> pl.Expr:
    """Only a number of years above 0 says that the buyers lived there: whatever else stands there says no."""
    return sure(pl.col(cell(f"years_lived_here_{route}")) > 0)


def _read(text: pl.Series, shape: str) -> pl.Series:
    return over_distinct(_matching(text, shape), leading_number)


def _matching(text: pl.Series, shape: str) -> pl.Series:
    return text.to_frame().select(pl.when(pl.first().str.contains(shape)).then(pl.first()))[text.name]
