"""What the service checks of income, benefits, rent and charges."""

import polars as pl

from pipeline.core.conditions import among, blank, given, sure
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.lettings_2026.incomes import EXPECTED, HARD_LEAST, HARD_MOST, WEEKLY_INCOME, within_household
from pipeline.core.rules import Rule

_WORKS = (1, 2)


def _works_on_benefits(person: int) -> Rule:
    partner = among(f"partner_{person}", 1) if person in states.OTHERS else pl.lit(True)
    return Rule(
        "all_from_benefits_at_work",
        "All income is said to come from benefits, yet the lead tenant or the partner works.",
        ("income_from_benefits", f"work_{person}", *((f"partner_{person}",) if person in states.OTHERS else ())),
        among(f"work_{person}", *_WORKS) & partner & among("income_from_benefits", 1),
    )


_TOO_HIGH = EXPECTED & given("start_date") & sure(WEEKLY_INCOME > HARD_MOST)
_TOO_LOW = EXPECTED & given("start_date") & sure(WEEKLY_INCOME < HARD_LEAST)
_INCOME_SAYS = (
    "The income is beyond what a household in these working situations is expected to have: check amount and frequency."
)
_INCOME = (
    Rule("income_too_high", _INCOME_SAYS, ("income",), _TOO_HIGH),
    Rule("income_too_low", _INCOME_SAYS, ("income",), _TOO_LOW),
    *(Rule("income_too_high", _INCOME_SAYS, (f"work_{n}",), _TOO_HIGH & within_household(n)) for n in states.PEOPLE),
    *(Rule("income_too_low", _INCOME_SAYS, (f"work_{n}",), _TOO_LOW & within_household(n)) for n in states.PEOPLE),
    *(
        Rule("income_too_high", _INCOME_SAYS, (f"age_{n}",), _TOO_HIGH & within_household(n) & among(f"work_{n}", limits.CHILD))
        for n in states.PEOPLE
    ),
    Rule(
        "income_without_frequency",
        "An income is told, and not how often it comes.",
        ("income_frequency", "income"),
        given("income") & blank("income_frequency"),
    ),
    Rule(
        "frequency_without_income",
        "It is told how often an income comes, and not how much it is.",
        ("income", "income_frequency"),
        given("income_frequency") & blank("income"),
    ),
)

_BENEFITS = (
    *(_works_on_benefits(person) for person in states.PEOPLE),
    Rule(
        "housing_benefit_without_benefits",
        "Housing benefit or its Universal Credit element is told, yet no income from benefits.",
        ("housing_benefit", "income_from_benefits"),
        states.OWN_FORM & states.HOUSING_BENEFIT & among("income_from_benefits", 3),
    ),
)

_SHORTFALL, _TOTAL = pl.col("weekly_shortfall"), pl.col("weekly_total")
_MORE_THAN_ALL = sure(_SHORTFALL > _TOTAL)
_CHARGES_SAYS = "The charge is above what the service takes of such a landlord and need, per week."


def _charge_too_high(charge: str, weekly: str) -> Rule:
    pence = pl.col(weekly)
    most = pl.col("owner_provider").replace_strict(
        {kind: charges[charge].most * 100 for kind, charges in limits.CHARGES.items()}, default=None, return_dtype=pl.Int64
    )
    known = states.GENERAL_NEEDS | states.SUPPORTED
    return Rule(
        "charge_too_high",
        _CHARGES_SAYS,
        (charge, "rent_period"),
        known & sure((pence > most) | ((pence < 0) & most.is_not_null())),
    )


_RENT_SAYS = "The rent is outside the ministry's limits for such a home: check rent, period, bedrooms, product and authority."
_RENT_BLAMES = ("basic_rent", "bedrooms", "uprn", "local_authority", "postcode", "rent_period")
_RENT = pl.col("weekly_rent")
_CHARGES = (
    Rule(
        "shortfall_above_charges",
        "The shortfall is more than the whole charge.",
        ("shortfall_amount", *states.CHARGES),
        _MORE_THAN_ALL,
    ),
    Rule(
        "shortfall_of_nothing",
        "A shortfall is told, and it is nothing.",
        ("shortfall_amount",),
        ~_MORE_THAN_ALL & sure(_SHORTFALL < 1),
    ),
    Rule(
        "total_charge_too_low",
        "The charges come to less than 10 pounds a week.",
        states.CHARGES,
        sure(_TOTAL.is_between(0, limits.LEAST_WEEKLY_TOTAL - 1)),
    ),
    Rule(
        "period_not_the_managers",
        "The managing organisation has not told the service that it uses this rent period.",
        ("rent_period",),
        pl.col("period_unused"),
    ),
    _charge_too_high("service_charge", "weekly_service_charge"),
    _charge_too_high("personal_service_charge", "weekly_personal_charge"),
    _charge_too_high("support_charge", "weekly_support_charge"),
    Rule("rent_below_limit", _RENT_SAYS, _RENT_BLAMES, sure(pl.col("rent_hard_least") > _RENT)),
    Rule("rent_above_limit", _RENT_SAYS, _RENT_BLAMES, sure(pl.col("rent_hard_most") < _RENT)),
)

RULES = (*_BENEFITS, *_INCOME, *_CHARGES)
