"""What the service asks a person to confirm about the log of a sale of 2026/27: unusual, not wrong."""

from collections.abc import Iterator

import polars as pl

from pipeline.core.conditions import all_of, among, any_of, count_of, given, sure
from pipeline.core.rules import Category, Rule
from pipeline.core.sales_2026 import states
from pipeline.core.sales_2026.rules_log import HOME, MOST_INCOME_HERE
from pipeline.core.sales_2026.rules_shares import FINER
from pipeline.core.sales_2026.rules_sums import GRANT_BOUND, LEAST_GRANT, MOST_GRANT
from pipeline.core.sales_2026.told_money import exactly

PENSION_AGE = 66
OLDER_BUYER = 64
YOUNGEST_PARTNER = 16
TIMES_INCOME = 5
INCOME_BANDS = {
    0: (520, 150_000), 1: (13_400, 150_000), 2: (2_600, 80_000), 3: (2_080, 30_000), 4: (520, 23_400), 5: (520, 80_000),
    6: (520, 50_000), 7: (520, 30_000), 8: (520, 150_000), 9: (520, 150_000),
}  # fmt: skip
"""What is usual of a year's income before tax, by working situation, in pounds."""
MOST_SAVINGS, MOST_SAVINGS_OLDER = 100_000, 200_000
MOST_CHARGE, MOST_CHARGE_OLDER = 300_00, 550_00
HALF = 50_00
NEARLY_ALL = (76_00, 100_00)
MOST_DISCOUNT_FLAT, MOST_DISCOUNT_HOUSE = 50_00, 35_00
_PLACE = (HOME[2], HOME[1], HOME[0])


def _ask(id: str, says: str, blames: tuple[str, ...], fails: pl.Expr) -> Rule:
    return Rule(id, says, blames, fails, Category.SOFT)


def _priced(route: str) -> Rule:
    price = pl.col(f"price_{route}")
    outside = sure((price < pl.col("least_price")) | (price > pl.col("most_price")))
    says = "The price is unusual for so many bedrooms in this area."
    return _ask("price_band", says, (f"price_{route}", "bedrooms", *_PLACE), outside)


def _earned(buyer: int) -> Iterator[Rule]:
    income, work = pl.col(f"income_{buyer}"), f"work_{buyer}"
    unusual = [among(work, code) & ~sure(income.is_between(*band)) for code, band in INCOME_BANDS.items()]
    fails = given(f"income_{buyer}") & any_of(unusual)
    yield _ask("income_and_work", "The income is unusual for this working situation.", (work, f"income_{buyer}"), fails)
    yield _ask(f"income_{buyer}_discounted", _HIGH, (*_PLACE, f"income_{buyer}"), _high(income))


_HIGH = "The income is high for a discounted sale: over 80,000 pounds, 90,000 in London."


def _high(income: pl.Expr) -> pl.Expr:
    return states.DISCOUNTED & given("local_authority") & sure(income > MOST_INCOME_HERE)


def _aged(person: int) -> Iterator[Rule]:
    age, work = f"age_{person}", f"work_{person}"
    retired = among(work, 5)
    yield _ask("retired_young", "Retired before the age of 66?", (age, work), retired & sure(pl.col(age) < PENSION_AGE))
    working = given(work) & ~among(work, 5, 10) & sure(pl.col(age) > PENSION_AGE)
    yield _ask("old_not_retired", "Over 66 and not retired?", (age, work), working)


def _partner(person: int) -> Rule:
    age, partner = f"age_{person}", f"partner_{person}"
    fails = among(partner, 1) & sure(pl.col(age) < YOUNGEST_PARTNER)
    return _ask("partner_young", "A partner under 16?", (age, partner), fails)


_PARTNERS = tuple(f"partner_{person}" for person in states.OTHERS)
_SEVERAL_PARTNERS = count_of(
    [among(f"partner_{person}", 1) & sure(pl.col("household_members") >= person) for person in states.OTHERS]
)


def _younger(person: int) -> pl.Expr:
    return sure(pl.col(f"age_{person}") < OLDER_BUYER) | among(f"age_{person}_known", 0)


_BOTH_YOUNGER = states.JOINT & _younger(1) & _younger(2)
_ONE_YOUNGER = states.SOLE & _younger(1)


def _lives_elsewhere(buyer: int, where: pl.Expr) -> Rule:
    answer = f"lives_here_{buyer}"
    says = "A buyer who will not live in the home?"
    return _ask("lives_elsewhere", says, ("ownership", answer), where & (states.SHARED | states.DISCOUNTED) & among(answer, 2))


def _counted(buyer: int) -> pl.Expr:
    return pl.when(among(f"income_{buyer}_counted", 1)).then(pl.col(f"income_{buyer}")).otherwise(0)


_COUNTED_KNOWN = all_of([~among(f"income_{buyer}_counted", 1) | given(f"income_{buyer}") for buyer in (1, 2)])
_MAY_COUNT = given("income_1_counted") & (given("income_2_counted") | states.SOLE) & _COUNTED_KNOWN
_MORTGAGED = ("income_1_counted", "income_2_counted", "joint_purchase", "income_1", "income_2")


def _bought(route: str) -> Iterator[Rule]:
    mortgage, deposit = f"mortgage_{route}", f"deposit_{route}"
    much = sure(pl.col(mortgage) > (_counted(1) + _counted(2)) * TIMES_INCOME * 100)
    yield _ask("mortgage_income", "A mortgage over five times the income?", (mortgage, *_MORTGAGED), _MAY_COUNT & much)
    beyond = sure(pl.col(deposit) > pl.col("savings") * 4 // 3 * 100)
    says = "A deposit by a third and more above the savings?"
    yield _ask("deposit_savings", says, ("savings", deposit), among(f"mortgage_used_{route}", 1) & beyond)


_MOST_SAVED = pl.when(states.FOR_OLDER_PEOPLE).then(MOST_SAVINGS_OLDER).otherwise(MOST_SAVINGS)
_MOST_CHARGED = pl.when(states.FOR_OLDER_PEOPLE).then(MOST_CHARGE_OLDER).otherwise(MOST_CHARGE)


def _charged(route: str) -> Rule:
    charge = f"charge_{route}"
    says = "A charge over 300 pounds a month (550 for older people)?"
    fails = given("home_kind") & sure(pl.col(charge) > _MOST_CHARGED)
    return _ask("charge_high", says, ("ownership", charge, "home_kind"), fails)


_DISCOUNT, _GRANT = pl.col("discount"), pl.col("grant")
_FLAT, _HOUSE = among("home_kind", 1, 2), among("home_kind", 3, 4, 9)
_DISCOUNT_HIGH = (_FLAT & sure(_DISCOUNT > MOST_DISCOUNT_FLAT)) | (_HOUSE & sure(_DISCOUNT > MOST_DISCOUNT_HOUSE))
_GRANT_UNUSUAL = given("discounted_product") & ~among("discounted_product", *GRANT_BOUND)

SOFT_RULES = (
    *(_priced(route) for route in ("purchase", "staircasing", "discounted")),
    *(rule for buyer in (1, 2) for rule in _earned(buyer)),
    _ask("income_together", _HIGH, (*_PLACE, "income_1", "income_2"), _high(pl.col("income_1") + pl.col("income_2"))),
    *(rule for person in states.PEOPLE for rule in _aged(person)),
    *(_partner(person) for person in states.OTHERS),
    _ask("several_partners", "More than one partner of buyer 1?", _PARTNERS, _SEVERAL_PARTNERS > 1),
    _ask(
        "older_people",
        "No buyer of a home for older people is 64 or older?",
        ("ownership", "joint_purchase", "age_1", "age_2"),
        states.SETUP_DONE & states.FOR_OLDER_PEOPLE & (_BOTH_YOUNGER | _ONE_YOUNGER),
    ),
    _lives_elsewhere(1, pl.lit(True)),
    _lives_elsewhere(2, states.JOINT),
    *(rule for route in ("purchase", "discounted") for rule in _bought(route)),
    _ask(
        "savings_high",
        "Savings over 100,000 pounds (200,000 for older people)?",
        ("savings",),
        sure(pl.col("savings") > _MOST_SAVED),
    ),
    _ask(
        "wheelchair_not_disabled",
        "Somebody uses a wheelchair and nobody is disabled?",
        ("disability", "wheelchair_user"),
        among("wheelchair_user", 1) & among("disability", 2),
    ),
    _ask(
        "bought_much",
        "More than half of the home bought at once?",
        ("share_bought",),
        sure(pl.col(exactly("share_bought")) > HALF * FINER),
    ),
    _ask(
        "owned_nearly_all",
        "Owning 76 per cent and more of a home for older people?",
        ("ownership", "share_owned"),
        states.FOR_OLDER_PEOPLE & sure(pl.col(exactly("share_owned")).is_between(*(share * FINER for share in NEARLY_ALL))),
    ),
    *(_charged(route) for route in ("purchase", "staircasing", "discounted")),
    _ask("discount_high", "A discount over half (over 35 per cent of a house)?", ("discount", "home_kind"), _DISCOUNT_HIGH),
    _ask(
        "grant_unusual",
        "A grant below 9,000 or above 16,000 pounds?",
        ("grant",),
        _GRANT_UNUSUAL & sure(~_GRANT.is_between(LEAST_GRANT, MOST_GRANT)),
    ),
)
