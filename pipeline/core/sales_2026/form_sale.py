"""The questions about the sale itself, a part for each route: first purchase of a share, staircasing, discounted sale."""

from dataclasses import replace

import polars as pl

from pipeline.core.conditions import ALWAYS, among
from pipeline.core.form import PENNY, TENTH, WHOLE_POUND, Question, amount, choice, number, open_question, section
from pipeline.core.sales_2026 import states

LOWEST_PRICE, GREATEST_SUM = 15_000_00, 999_999_00
"""In pence; the greatest sum bounds prices, mortgages, deposits, discounts and grants alike."""
WHOLE = 100_00
"""The whole home, in hundredths of a per cent."""
GREATEST_CHARGE = 9_999_99
LEAST_ESTATE_FEE, GREATEST_ESTATE_FEE = 1_00, 9_999_00


_MAY_NOT_KNOW = states.NOT_INTERVIEWED & states.OWN_FORM
"""Only buyers who were not interviewed may leave open for how many years they borrow."""


def _years_lived_here(route: str, asked: pl.Expr = ALWAYS) -> tuple[Question, ...]:
    known, reached = f"lived_here_{route}", states.JOINT_OR_SOLE & asked
    return (
        choice(known, 0, 1, asked=reached),
        replace(number(f"years_lived_here_{route}", 1, 80, asked=reached), opened=among(known, 1)),
    )


def _price(route: str) -> Question:
    return amount(f"price_{route}", LOWEST_PRICE, GREATEST_SUM, WHOLE_POUND)


def _share(answer: str) -> Question:
    return amount(answer, 0, WHOLE, TENTH)


def _sum(answer: str, asked: pl.Expr = ALWAYS) -> Question:
    return amount(answer, 0, GREATEST_SUM, WHOLE_POUND, asked=asked)


def _mortgage(route: str) -> tuple[Question, ...]:
    """Whether a mortgage was used, its sum (the service writes 0 where none was) and its years."""
    used, known = f"mortgage_used_{route}", f"mortgage_years_{route}_known"
    years = number(f"mortgage_years_{route}", 0, 60, asked=among(used, 1))
    return (
        choice(used, 1, 2, 3),
        replace(amount(f"mortgage_{route}", 1_00, GREATEST_SUM, WHOLE_POUND, asked=among(used, 1)), derived=among(used, 2)),
        choice(known, 0, 1, asked=among(used, 1) & _MAY_NOT_KNOW),
        replace(years, opened=~_MAY_NOT_KNOW | among(known, 1)),
    )


def _charge(route: str, most: int | None) -> tuple[Question, ...]:
    there_is = f"has_charge_{route}"
    return (
        choice(there_is, 0, 1),
        replace(amount(f"charge_{route}", 1_00, most, PENNY), opened=among(there_is, 1)),
    )


_NEW_HOME = among("resale", 2)
_LEFT_SOCIAL_HOME = among("was_social_tenant", 1) | states.WAS_SOCIAL_TENANT

PURCHASE = section(
    states.SETUP_DONE & states.FIRST_PURCHASE,
    (
        choice("resale", 1, 2),
        *_years_lived_here("purchase", _NEW_HOME),
        open_question("handover_date", asked=_NEW_HOME),
        number("left_bedrooms", 1, 6, asked=_LEFT_SOCIAL_HOME),
        choice("left_home", 0, 1, 2, 3, 4, 9, asked=_LEFT_SOCIAL_HOME),
        choice("left_rent", 1, 2, 3, 9, 10, asked=_LEFT_SOCIAL_HOME),
        _price("purchase"),
        _share("first_share_purchase"),
        *_mortgage("purchase"),
        _sum("deposit_purchase"),
        _sum("cash_discount", asked=states.SOCIAL_HOMEBUY),
        amount("rent_purchase", 0, None, PENNY),
        *_charge("purchase", GREATEST_CHARGE),
        choice("has_estate_fee", 0, 1),
        replace(amount("monthly_estate_fee", LEAST_ESTATE_FEE, GREATEST_ESTATE_FEE, PENNY), opened=among("has_estate_fee", 1)),
        open_question("estate_fee_taken"),
    ),
)
"""The estate fee goes by another name than its field, since the service says nothing of that field: a fee that it does not take
is no error and leaves the log open, for which `estate_fee_taken` stands."""

STAIRCASING = section(
    states.SETUP_DONE & states.STAIRCASING,
    (
        _share("share_bought"),
        _share("share_owned"),
        choice("back_to_back", 1, 2, 3, asked=states.OWNS_ALL),
        choice("first_staircasing", 1, 2),
        open_question("first_purchase_date"),
        number("staircasings", 2, 10, asked=~states.FIRST_STAIRCASING),
        open_question("last_staircasing_date", asked=~states.FIRST_STAIRCASING),
        _price("staircasing"),
        _share("first_share_staircasing"),
        choice("mortgage_used_staircasing", 1, 2, 3),
        amount("rent_before", 0, 9_999_00, PENNY),
        amount("rent_staircasing", 0, None, PENNY, asked=~states.OWNS_ALL),
        *section(
            states.OWN_FORM,  # the form of the year before asks nothing about the service charge of a staircasing
            (
                *_charge("staircasing", GREATEST_CHARGE),
                choice("charge_changes", 1, 2),
                replace(amount("new_charge", 0, GREATEST_CHARGE, PENNY), opened=among("charge_changes", 1)),
            ),
        ),
    ),
)

DISCOUNTED = section(
    states.SETUP_DONE & states.DISCOUNTED,
    (
        *_years_lived_here("discounted"),
        _price("discounted"),
        amount("discount", 0, 70_00, TENTH, asked=states.RIGHT_TO_BUY),
        _sum("grant", asked=~states.RIGHT_TO_BUY & ~states.RENT_TO_BUY),
        *_mortgage("discounted"),
        choice("extra_borrowing", 1, 2, 3, asked=among("mortgage_used_discounted", 1)),
        _sum("deposit_discounted"),
        *_charge("discounted", None),
    ),
)
