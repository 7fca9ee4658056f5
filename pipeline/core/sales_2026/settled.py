"""The log that the service makes of a row's answers: cleared of what was not asked, looked up, derived."""

import polars as pl

from pipeline.core.cells import beyond_pence_of
from pipeline.core.conditions import among, blank, count_of, given, sure
from pipeline.core.routing import clear_unasked
from pipeline.core.sales_2026 import states
from pipeline.core.sales_2026.form import FORM
from pipeline.core.sales_2026.form_household import CHILD
from pipeline.core.sales_2026.form_sale import GREATEST_ESTATE_FEE, LEAST_ESTATE_FEE
from pipeline.core.sales_2026.places import placed
from pipeline.core.sales_2026.told_money import SHARES, exactly
from pipeline.core.world import World

_ELDER, _ADULT, _GROWN = 60, 16, 18
"""From which age the service counts an elder; an adult, where it is buyer 1; an adult, where it is anybody else."""


def settle(told: pl.DataFrame, world: World) -> pl.DataFrame:
    """The answers as they stand in the log when the service judges it, and what it derives of them."""
    cleared = clear_unasked(told, FORM)
    return placed(cleared, world).pipe(_people_settled).pipe(_sums_settled).pipe(_household_settled)


def _people_settled(rows: pl.DataFrame) -> pl.DataFrame:
    """A child under 16 is told to be one; an older person of the household cannot be: the service forgets that they are."""
    work = [_work(person).alias(f"work_{person}") for person in states.OTHERS]
    words = [_words(person).alias(f"gender_words_{person}") for person in states.PEOPLE]
    social = pl.when(states.SHARED & given("previous_tenure"))
    return rows.with_columns(
        *work,
        *words,
        was_social_tenant=social.then(pl.when(states.WAS_SOCIAL_TENANT).then(1).otherwise(2)),
        bedrooms=pl.when(states.BEDSIT).then(1).otherwise(pl.col("bedrooms")),
    )


def _work(person: int) -> pl.Expr:
    work, lives_there = pl.col(f"work_{person}"), states.no_buyer(person)
    no_child = lives_there & given(f"age_{person}") & among(f"work_{person}", CHILD)
    return pl.when(lives_there & states.under_16(person)).then(CHILD).when(~no_child).then(work)


def _words(person: int) -> pl.Expr:
    same = f"gender_same_{person}"
    return pl.when(blank(same) | among(same, 2)).then(pl.col(f"gender_words_{person}"))


def _sums_settled(rows: pl.DataFrame) -> pl.DataFrame:
    mortgages = [_mortgage(route).alias(f"mortgage_{route}") for route in ("purchase", "discounted")]
    contradicted = among("staircasings", 1) & given("first_staircasing") & ~states.FIRST_STAIRCASING
    return rows.with_columns(
        *mortgages,
        *(pl.when(given(share)).then(pl.col(exactly(share))).alias(exactly(share)) for share in SHARES),
        rent_staircasing=pl.when(states.OWNS_ALL).then(0).otherwise(pl.col("rent_staircasing")),
        staircasings=pl.when(~contradicted).then(pl.col("staircasings")),
        estate_fee_taken=pl.when(~_FEE_NOT_TAKEN).then(1),
    )


_FEE = pl.col("monthly_estate_fee")
_FEE_NOT_TAKEN = sure((_FEE < LEAST_ESTATE_FEE) | (_FEE > GREATEST_ESTATE_FEE) | pl.col(beyond_pence_of("monthly_estate_fee")))


def _mortgage(route: str) -> pl.Expr:
    used = f"mortgage_used_{route}"
    return pl.when(among(used, 2)).then(0).when(~among(used, 3)).then(pl.col(f"mortgage_{route}"))


def _household_settled(rows: pl.DataFrame) -> pl.DataFrame:
    """What the service counts of the household: elders, adults and children, its size and its type."""
    others = [pl.col(f"age_{person}") for person in states.OTHERS]
    grown = [sure(age.is_between(_GROWN, _ELDER - 1)) for age in others]
    everybody = [pl.col(f"age_{person}") for person in states.PEOPLE]
    rows = rows.with_columns(
        elders=count_of([sure(age >= _ELDER) for age in everybody]).cast(pl.Int64),
        adults=count_of([sure(pl.col("age_1").is_between(_ADULT, _ELDER - 1)), *grown]).cast(pl.Int64),
        children=count_of([sure(age < _GROWN) for age in others]).cast(pl.Int64),
        household_members=pl.when(given("joint_purchase")).then(pl.col("household_size")),
    )
    return rows.with_columns(household_type=_HOUSEHOLD_TYPE)


_E, _A, _C = pl.col("elders"), pl.col("adults"), pl.col("children")
_HOUSEHOLD_TYPE = (
    pl.when((_E == 1) & (_A == 0) & (_C == 0)).then(1)
    .when((_E == 2) & (_A == 0) & (_C == 0)).then(2)
    .when((_E == 0) & (_A == 1) & (_C == 0)).then(3)
    .when((_E == 0) & (_A == 2) & (_C == 0)).then(4)
    .when((_E == 0) & (_A == 1) & (_C >= 1)).then(5)
    .when((_E == 0) & (_A >= 2) & (_C >= 1)).then(6)
    .otherwise(9)
)  # fmt: skip
"""One elder, two elders, one adult, two adults, one adult with children, several adults with children, or another."""
