"""What the statistics of 2026/27 count lettings and sales by: the form's codes brought into few groups, money in bands."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from pipeline.stages.core_return.statistics import UNTOLD, Among, Breakdown, banded

GENERAL, SUPPORTED = "general needs", "supported housing"
PRODUCTS = ("social rent", "affordable rent", "intermediate rent", "specified accommodation")
TYPES = tuple(f"{need}, {product}" for product in PRODUCTS for need in (GENERAL, SUPPORTED))
"""The letting types of the service, 1 to 16, whoever owns the home: every product has two numbers for each owner."""
REFUSED = "would not say"
NEW, EXISTING = "new to social housing", "social tenant before"
HOUSEHOLDS = {1: "one elder", 2: "two, of them an elder", 3: "one adult", 4: "two adults", 5: "one adult with children",
              6: "adults with children", 9: "other"}  # fmt: skip
BUYING_HOUSEHOLDS = HOUSEHOLDS | {2: "two elders"}
ETHNIC = {"White": (1, 2, 18, 20, 3), "Mixed": (4, 5, 6, 7), "Asian": (8, 9, 10, 15, 11), "Black": (12, 13, 14),
          "Arab or another": (19, 16), REFUSED: (17,)}  # fmt: skip
BEFORE = {
    "social landlord, general needs": (30, 31, 32, 33, 40), "supported or older people's housing": (35, 38, 6),
    "private tenant or tied home": (3, 4), "owner or shared owner": (26, 27), "family or friends": (28,),
    "homeless or temporary": (39, 14, 7, 18, 19, 21), "hospital, care or prison": (10, 29, 13, 9), "elsewhere": (24, 37, 23, 25),
}  # fmt: skip
ILL = {"yes": (1,), "no": (2,), REFUSED: (3,)}
SHARED = {"shared ownership": (2, 30), "for older or disabled people": (16, 24), "other shared ownership": (18, 28, 31, 32)}
CHEAPER = {"Right to Buy": (9,), "Preserved Right to Buy": (14,), "Right to Acquire": (8,), "other discounted sale": (21, 22, 29)}


def _grouped(answer: str, groups: Mapping[str, tuple[int, ...]]) -> pl.Expr:
    codes = {code: group for group, several in groups.items() for code in several}
    return pl.col(answer).cast(pl.Int64, strict=False).replace_strict(codes, default=None, return_dtype=pl.String)


def _named(answer: str, names: Mapping[int, str]) -> pl.Expr:
    return pl.col(answer).replace_strict(dict(names), default=None, return_dtype=pl.String)


def _of(name: str, title: str, value: pl.Expr, groups: Any, *among: Among, profile: str = "") -> Breakdown:
    return Breakdown(name, title, value, tuple(groups), among, profile)


def _in_bands(bands: tuple[pl.Expr, tuple[str, ...]], name: str, title: str, *among: Among) -> Breakdown:
    return _of(name, title, *bands, *among)


def _ages(name: str, title: str, household: str, elders: tuple[str, ...], profile: str = "") -> Breakdown:
    return _of(name, title, *_AGES, Among(_AGES[1][-1:], household, elders, "at 65 one is an elder of 60"), profile=profile)


def _nationality(answer: str) -> pl.Expr:
    told = pl.col(answer).cast(pl.Int64, strict=False)
    return pl.when(told == 826).then(pl.lit("United Kingdom")).when(told == 0).then(pl.lit(REFUSED)).when(told > 0).then(
        pl.lit("another country")
    )  # fmt: skip


def _ethnicity(group: str) -> pl.Expr:
    """Broad groups; a refusal stands in the group's own answer, for the service clears the other."""
    refused = pl.when(pl.col(group) == ETHNIC[REFUSED][0]).then(pl.lit(REFUSED))
    return pl.coalesce(refused, _grouped("ethnicity", ETHNIC))


def _letting_type() -> pl.Expr:
    """The type without its owner: products come in fours, general needs at the odd numbers."""
    number = pl.col("letting_type") - 1
    place = number // 4 * 2 + number % 2
    return place.replace_strict(dict(enumerate(TYPES)), default=None, return_dtype=pl.String)


_AGES = banded(pl.col("age_1").cast(pl.Int64, strict=False), (25, 35, 45, 55, 65), "{}")
_FROM_55 = (*_AGES[1][-2:], UNTOLD)
"""Where an elder's age may stand: at 60 one is one."""
NATIONS = ("United Kingdom", "another country", REFUSED)
_POUNDS = 100
_EMPTY = pl.when(pl.col("renewal") == 0).then("days_empty")
SOCIAL_BEFORE = tuple(BEFORE)[:2]
_RENTS = banded(pl.col("weekly_rent") / _POUNDS, (80, 100, 120, 140), "£{}", whole=False)
_INCOMES = banded(pl.col("weekly_income"), (150, 250, 350, 500), "£{}")
_DAYS = banded(_EMPTY, (15, 29, 43, 91), "{}")
_RENEWED = "only a renewal has no days empty, and who renews was a social tenant"
LETTINGS = (
    Breakdown("letting_type", "Lettings by type", _letting_type(), TYPES, about_homes=True, among=(
        Among(TYPES[0::2], "need", (GENERAL,), "the type says the need"),
        Among(TYPES[1::2], "need", (SUPPORTED,), "the type says the need"),
    )),
    Breakdown(
        "need", "Lettings by need", _named("needs_type", {1: GENERAL, 2: SUPPORTED}), (GENERAL, SUPPORTED), about_homes=True
    ),
    _of("tenant", "New and existing social tenants", _named("new_or_existing", {1: NEW, 2: EXISTING}), (NEW, EXISTING),
        Among((EXISTING,), "previous_tenure", SOCIAL_BEFORE, "the service tells it from where the household lived")),
    _of("previous_tenure", "Where the household lived before", _grouped("previous_tenure", BEFORE), BEFORE),
    _of("household", "Type of household", _named("household_type", HOUSEHOLDS), HOUSEHOLDS.values(),
        Among(("one elder",), "age", _FROM_55, "who lives alone is the lead tenant"), profile="household"),
    _ages("age", "Age of the lead tenant", "household", (HOUSEHOLDS[1], HOUSEHOLDS[2], HOUSEHOLDS[9]), "age"),
    _of("ethnicity", "Ethnic group of the lead tenant", _ethnicity("ethnic_group"), ETHNIC, profile="ethnicity"),
    _of("nationality", "Nationality of the lead tenant", _nationality("nationality"), NATIONS, profile="nationality"),
    _of("disability", "Long-term illness or condition in the household", _grouped("long_term_illness", ILL), ILL,
        profile="disability"),
    _in_bands(_INCOMES, "income", "Household income of a week, after tax"),
    _in_bands(_RENTS, "rent", "Basic rent of a week",
              Among((UNTOLD,), "need", (SUPPORTED,), "only supported housing may have no rent")),
    _in_bands(_DAYS, "days_empty", "Days that the home was empty", Among((UNTOLD,), "previous_tenure", SOCIAL_BEFORE, _RENEWED)),
)  # fmt: skip
LETTINGS_DERIVED = {
    "Letting type": _letting_type(),
    "Household": _named("household_type", HOUSEHOLDS),
    "Adults under 60": pl.col("adults"),
    "Elders": pl.col("elders"),
    "Children": pl.col("children"),
    "Rent of a week, £": (pl.col("weekly_rent") / _POUNDS).round(2),
    "All charges of a week, £": (pl.col("weekly_total") / _POUNDS).round(2),
    "Days empty": pl.col("days_empty"),
    "Tenant": _named("new_or_existing", {1: NEW, 2: EXISTING}),
}
"""What the service works out of a letting's answers, by the heading of the report."""
_PRICES = banded(
    pl.coalesce("price_purchase", "price_staircasing", "price_discounted") // _POUNDS,
    (150_000, 200_000, 250_000, 300_000, 400_000), "£{}",
)  # fmt: skip
_SHARES = banded(
    pl.coalesce("first_share_purchase", "first_share_staircasing") / _POUNDS, (25, 40, 50, 75), "{} %", whole=False
)  # fmt: skip
FIRST, STAIRCASING, DISCOUNTED = "first purchase of a share", "staircasing", "discounted sale"
_ROUTE = (
    pl.when(pl.col("ownership") == 2).then(pl.lit(DISCOUNTED))
    .when(pl.col("staircasing") == 1).then(pl.lit(STAIRCASING)).otherwise(pl.lit(FIRST))
)  # fmt: skip
_PRODUCT = pl.coalesce(_grouped("shared_product", SHARED), _grouped("discounted_product", CHEAPER))
_ALONE = tuple(BUYING_HOUSEHOLDS[kind] for kind in (1, 3, 5))
_SHARING = tuple(BUYING_HOUSEHOLDS[kind] for kind in (2, 4, 6))
_WITH_CHILDREN = tuple(BUYING_HOUSEHOLDS[kind] for kind in (5, 6))
_ELDERS = tuple(BUYING_HOUSEHOLDS[kind] for kind in (1, 2))
SALES = (
    Breakdown("route", "Sales by type", _ROUTE, (FIRST, STAIRCASING, DISCOUNTED), about_homes=True, among=(
        Among((STAIRCASING,), "buyer_ethnicity", (UNTOLD,), "it is not asked of a staircasing"),
        Among((DISCOUNTED,), "share", (UNTOLD,), "who buys at a discount buys the whole"),
    )),
    Breakdown("product", "Sales by product", _PRODUCT, (*SHARED, *CHEAPER), about_homes=True, among=(
        Among(tuple(SHARED), "route", (FIRST, STAIRCASING), "the product says the type"),
        Among(tuple(CHEAPER), "route", (DISCOUNTED,), "the product says the type"),
    )),
    _of("buyers", "One buyer or more", _named("joint_purchase", {1: "two or more", 2: "one"}), ("one", "two or more")),
    _ages("buyer_age", "Age of buyer 1", "buyer_household", (*_ELDERS, BUYING_HOUSEHOLDS[9])),
    _of("buyer_ethnicity", "Ethnic group of buyer 1", _ethnicity("ethnicity_group"), ETHNIC,
        Among((UNTOLD,), "route", (STAIRCASING,), "it has to be answered of every other sale")),
    _of("buyer_household", "Household of the buyers", _named("household_type", BUYING_HOUSEHOLDS), BUYING_HOUSEHOLDS.values(),
        Among(_ELDERS, "buyer_age", _FROM_55, "all who live there are elders, and so is buyer 1"),
        Among(_ALONE, "buyers", ("one",), "two buyers are two adults"),
        Among(_SHARING, "buyers", ("two or more",), "most adults who share a home buy it together"),
        Among(_WITH_CHILDREN, "route", (FIRST, DISCOUNTED), "children are not asked about of a staircasing")),
    _in_bands(_PRICES, "price", "Full price of the home"),
    _in_bands(_SHARES, "share", "First share, per cent",
              Among((UNTOLD,), "route", (DISCOUNTED,), "it has to be answered of every shared ownership")),
)  # fmt: skip
SALES_DERIVED = {
    "Household": _named("household_type", BUYING_HOUSEHOLDS),
    "Adults under 60": pl.col("adults"),
    "Elders": pl.col("elders"),
    "Children": pl.col("children"),
}
