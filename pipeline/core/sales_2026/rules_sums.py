"""What the service checks of sums: that they add up to the price, and what each may be at most."""

from collections.abc import Iterator

import polars as pl

from pipeline.core.conditions import among, given, sure
from pipeline.core.rules import Rule
from pipeline.core.sales_2026 import states

MOST_RENT = 9_999_00
LEAST_GRANT, MOST_GRANT = 9_000_00, 16_000_00
MOST_DISCOUNT, MOST_DISCOUNT_IN_LONDON = 103_400_00, 137_400_00
"""What a percentage discount may come to, in pence."""
PRICE_PARTS = 10_000
"""A hundredth of a per cent of the price is one of so many parts of it; sums are compared in such parts, to stay exact."""
TOLERANCE, TOLERANCE_BEFORE = 10, 5
"""By a tenth of a per cent of the price, that is so many parts of it, sums may miss it; by half as much in the year before."""
A_POUND = 100
_BEYOND_ANY = 10**12
"""No sum of a sale comes near this many pence: larger ones are counted as this, so that products stay within whole numbers."""


def _sum(answer: str) -> pl.Expr:
    return pl.col(answer).clip(-_BEYOND_ANY, _BEYOND_ANY)


def _part(answer: str) -> pl.Expr:
    """A percentage in hundredths, up to a hundred times the whole."""
    return pl.col(answer).clip(-100 * PRICE_PARTS, 100 * PRICE_PARTS)


def _misses(paid: pl.Expr, price: pl.Expr, parts: pl.Expr) -> pl.Expr:
    """True where what was paid misses so many parts of the price by more than the tolerance."""
    tolerance = pl.when(states.OWN_FORM).then(TOLERANCE).otherwise(TOLERANCE_BEFORE)
    return sure(_missed(paid, price, parts) > price * tolerance)


def _missed(paid: pl.Expr, price: pl.Expr, parts: pl.Expr) -> pl.Expr:
    return (paid * PRICE_PARTS - price * parts).abs()


def _misses_share(paid: pl.Expr) -> pl.Expr:
    """The form of the year before took shares to the pound."""
    before = sure(_missed(paid, _PRICE, _SHARE) >= A_POUND * PRICE_PARTS)
    return pl.when(states.OWN_FORM).then(_misses(paid, _PRICE, _SHARE)).otherwise(before)


_PRICE, _SHARE = _sum("price_purchase"), _part("first_share_purchase")
_MORTGAGE, _DEPOSIT, _CASH = (_sum(answer) for answer in ("mortgage_purchase", "deposit_purchase", "cash_discount"))
_USED, _NOT_USED = among("mortgage_used_purchase", 1), among("mortgage_used_purchase", 2)
_BUYS_SHARE = states.FIRST_PURCHASE & given("completion_date") & given("shared_product")
_SHARE_SAYS = (
    "Mortgage and deposit (and the cash discount of Social HomeBuy) make up the price of the share, to 0.1 % of the price."
)


def _share_price() -> Iterator[Rule]:
    plain, homebuy = _BUYS_SHARE & ~states.SOCIAL_HOMEBUY, _BUYS_SHARE & states.SOCIAL_HOMEBUY
    blamed = ("price_purchase", "deposit_purchase", "first_share_purchase")
    for id, where, paid, more in (
        ("sum_shared", plain & _USED, _MORTGAGE + _DEPOSIT, ("mortgage_purchase",)),
        ("sum_shared", plain & _NOT_USED, _DEPOSIT, ("mortgage_used_purchase",)),
        ("sum_homebuy", homebuy & _USED, _MORTGAGE + _DEPOSIT + _CASH, ("mortgage_purchase", "cash_discount")),
        ("sum_homebuy", homebuy & _NOT_USED, _DEPOSIT + _CASH, ("mortgage_used_purchase", "cash_discount")),
    ):
        yield Rule(id, _SHARE_SAYS, (*blamed, *more), where & _misses_share(paid))


_VALUE, _OFF = _sum("price_discounted"), _part("discount")
_PAID = _sum("mortgage_discounted").fill_null(0) + _sum("deposit_discounted") + _sum("grant").fill_null(0)
_FINANCED = given("mortgage_discounted") | among("mortgage_used_discounted", 2)
_BUYS_WHOLE = states.DISCOUNTED & given("completion_date") & given("deposit_discounted") & _FINANCED
_WHOLE_BLAMED = tuple(f"{what}_discounted" for what in ("mortgage_used", "mortgage", "price", "deposit"))
_WITHOUT_PERCENTAGE = ~given("discount") & (given("grant") | states.RENT_TO_BUY)

_WHOLE_PRICE = (
    Rule(
        "sum_discount",
        "Mortgage and deposit make up the price less the discount, to 0.1 % of the price.",
        (*_WHOLE_BLAMED, "discount", "grant"),
        _BUYS_WHOLE & given("discount") & _misses(_PAID, _VALUE, PRICE_PARTS - _OFF),
    ),
    Rule(
        "sum_grant",
        "Mortgage, deposit and grant make up the price, to the pound.",
        (*_WHOLE_BLAMED, "discount", "grant"),
        _BUYS_WHOLE & _WITHOUT_PERCENTAGE & sure((_PAID - _VALUE).abs() >= A_POUND),
    ),
)

GRANT_BOUND = (8, 21)
"""Right to Acquire and Social HomeBuy of the whole home, whose grants are bounded; other ones only ask for a second look."""
_GRANT = pl.col("grant")
_LIMIT = pl.when(states.IN_LONDON).then(pl.lit(MOST_DISCOUNT_IN_LONDON, pl.Int64)).otherwise(MOST_DISCOUNT)
_DISCOUNT_TOO_LARGE = given("local_authority") & sure(_VALUE * _OFF > _LIMIT * PRICE_PARTS)


def _rent(answer: str) -> Rule:
    says = "A rent over 9,999 pounds a month is taken only of shared ownership for older people."
    return Rule("rent_most", says, (answer,), ~states.FOR_OLDER_PEOPLE & sure(pl.col(answer) > MOST_RENT))


SUM_RULES = (
    *_share_price(),
    *_WHOLE_PRICE,
    _rent("rent_purchase"),
    _rent("rent_staircasing"),
    Rule(
        "new_charge_same",
        "A charge that changes becomes another: write R where it stays as it is.",
        ("new_charge", "charge_staircasing"),
        sure(pl.col("new_charge") == pl.col("charge_staircasing")),
    ),
    Rule(
        "grant_range",
        "With Right to Acquire and Social HomeBuy the grant is between 9,000 and 16,000 pounds.",
        ("grant",),
        given("completion_date") & among("discounted_product", *GRANT_BOUND) & sure(~_GRANT.is_between(LEAST_GRANT, MOST_GRANT)),
    ),
    Rule(
        "discount_value",
        "The discount comes to more than the most there is (103,400 pounds, 137,400 in London).",
        ("discount", "price_discounted", "local_authority", "postcode", "uprn"),
        given("completion_date") & _DISCOUNT_TOO_LARGE,
    ),
    Rule(
        "left_bedsit",
        "A bedsit that was left has one bedroom.",
        ("left_bedrooms", "left_home"),
        among("left_home", 2) & given("left_bedrooms") & ~among("left_bedrooms", 1),
    ),
)
