"""Sales of the year over every route: first purchases, staircasings and discounted sales, with sums that add up."""

from datetime import date

import polars as pl

from pipeline.sample.core_return.buyers import buyers, with_children
from pipeline.sample.core_return.chosen import BEGINS
from pipeline.sample.core_return.draws import only
from pipeline.sample.dice import Dice
from pipeline.sample.references import british
from pipeline.sample.tenancies import days
from pipeline.sample.world import World

SHARE_OF_HOMES = 0.016
LAST_DAY = 186
"""Days from the first of April to the snapshot's eve."""
ROUTES = {"purchase": 0.45, "staircasing": 0.3, "discounted": 0.25}
SHARED = {"30": 0.5, "2": 0.2, "16": 0.05, "18": 0.05, "28": 0.05, "31": 0.1, "32": 0.05}
DISCOUNTED = {"9": 0.4, "14": 0.25, "8": 0.15, "21": 0.05, "22": 0.1, "29": 0.05}
PERCENTAGE, GRANT = ("9", "14"), ("8", "21", "22")
MORTGAGES = {"1": 0.85, "2": 0.1, "3": 0.05}
BORROWED, PAID_IN_CASH = "1", "2"
PRICES = {1: 150_000, 2: 225_000, 3: 265_000, 4: 350_000}
CASH_HOMEBUY = "18"
WHOLE = 100


def sales(dice: Dice, world: World, ours: int) -> pl.DataFrame:
    """The rows of `core_sales` as text, with `log`; sums in whole pounds inside."""
    homes = world.homes.filter((pl.col("home") < ours) & dice.happens("core sold", "home", SHARE_OF_HOMES))
    rows = homes.select("home", "landlord_code", "property_ref", "bedrooms", "form").sort(dice.uniform("core sale order", "home"))
    rows = rows.with_row_index("log").with_columns(log=pl.col("log").cast(pl.Int64) + 1_000_000)
    rows = with_children(rows.with_columns(_sale(dice)).with_columns(_price(dice)).with_columns(**buyers(dice)))
    rows = rows.with_columns(_financed(dice))
    told = rows.with_columns(**_common(dice)).with_columns(**_purchase(dice)).with_columns(**_staircasing(dice))
    answers = told.with_columns(_discounted(dice)).drop("home", "bedrooms", "form", *_INSIDE)
    return answers.with_columns(sale_ref=pl.lit("S/") + (pl.col("log") - 1_000_000 + 4001).cast(pl.String))


_INSIDE = ("route", "on", "cost", "first", "bought", "cut", "gift", "joint", "kids", "pay_1", "pay_2", "due",
           "cash", "lent", "home_discount", "social", "relet", "used")  # fmt: skip


def _sale(dice: Dice) -> list[pl.Expr]:
    route = dice.pick("core sale route", "log", ROUTES)
    shared, discounted = dice.pick("core shared", "log", SHARED), dice.pick("core discounted", "log", DISCOUNTED)
    on = pl.lit(BEGINS) + days(dice.whole("core completion", "log", 0, LAST_DAY))
    return [
        route.alias("route"), on.alias("on"), only(route != "discounted", shared).alias("shared_product"),
        only(route == "discounted", discounted).alias("discounted_product"),
        ((route == "discounted") | dice.happens("core joint purchase", "log", 0.4)).alias("joint"),
        dice.whole("core children of buyers", "log", 0, 4).alias("kids"),
        dice.happens("core resale", "log", 0.25).alias("relet"),
        dice.pick("core mortgage", "log", MORTGAGES).alias("used"),
        dice.happens("core social before", "log", 0.25).alias("social"),
    ]  # fmt: skip


def _price(dice: Dice) -> list[pl.Expr]:
    base = pl.col("bedrooms").replace_strict(PRICES, return_dtype=pl.Int64)
    first = dice.pick("core first share", "log", {"25": 0.4, "40": 0.3, "50": 0.3}).cast(pl.Int64)
    bought = dice.pick("core bought", "log", {"10": 0.5, "15": 0.2, "25": 0.3}).cast(pl.Int64)
    cut = dice.pick("core cut", "log", {"20": 0.4, "25": 0.3, "35": 0.3}).cast(pl.Int64)
    whole = dice.happens("core to the whole", "log", 0.15) & (first == 50) & ~pl.col("shared_product").is_in(["2", "18"])
    return [
        (base + dice.whole("core price", "log", 0, 20) * 1000).alias("cost"), first.alias("first"),
        pl.when(whole).then(50).otherwise(bought).alias("bought"),
        # A third off the largest homes would be more than the most that the law allows.
        pl.when(pl.col("bedrooms") > 3).then(pl.min_horizontal(cut, 25)).otherwise(cut).alias("cut"),
        (dice.whole("core gift", "log", 10, 16) * 1000).alias("gift"),
    ]  # fmt: skip


def _financed(dice: Dice) -> list[pl.Expr]:
    """What is due, in pounds, and how it is paid: the income of those who buy carries the loan, savings the deposit."""
    of_share = pl.col("cost") * pl.col("first") // WHOLE
    percent = pl.col("discounted_product").is_in(PERCENTAGE).fill_null(False)
    cheaper = pl.col("cost") * (WHOLE - pl.col("cut")) // WHOLE
    given = pl.col("discounted_product").is_in(GRANT).fill_null(False)
    homebuy = (pl.col("route") == "purchase") & (pl.col("shared_product") == CASH_HOMEBUY)
    discount = pl.when(homebuy).then(4000).otherwise(0)
    due = (
        pl.when(percent).then(cheaper).when(given).then(pl.col("cost") - pl.col("gift"))
        .when(pl.col("route") == "discounted").then("cost").otherwise(of_share - discount)
    )  # fmt: skip
    most = (pl.col("pay_1") + pl.when("joint").then("pay_2").otherwise(0)) * 9 // 2
    cash = pl.when(pl.col("used") == PAID_IN_CASH).then(due).otherwise(pl.max_horizontal(due // 10, due - most))
    return [due.alias("due"), cash.alias("cash"), (due - cash).alias("lent"), discount.alias("home_discount")]


def _common(dice: Dice) -> dict[str, pl.Expr]:
    staircasing, discounted = pl.col("route") == "staircasing", pl.col("route") == "discounted"
    owned = dice.pick("core owned", "log", {"2": 0.85, "1": 0.05, "3": 0.1})
    saved = ((pl.col("cash") + 9) // 10 * 10).clip(1000, 100_000)
    charge = pl.when(dice.happens("core no charge", "log", 0.2)).then(pl.lit("R")).otherwise(
        pl.concat_str(dice.whole("core charge", "log", 40, 180).cast(pl.String), pl.lit(".50"))
    )  # fmt: skip
    borrowed = pl.when(staircasing).then(dice.pick("core staircased by loan", "log", {"1": 0.5, "2": 0.5})).otherwise("used")
    lent = ~staircasing & (pl.col("used") == BORROWED)
    return {
        "completion_date": british("on"),
        "ownership": pl.when(discounted).then(pl.lit("2")).otherwise(pl.lit("1")),
        "staircasing": only(~discounted, pl.when(staircasing).then(pl.lit("1")).otherwise(pl.lit("2"))),
        "joint_purchase": pl.when("joint").then(pl.lit("1")).otherwise(pl.lit("2")),
        "more_than_two": only(pl.col("joint"), dice.pick("core third buyer", "log", {"2": 0.95, "3": 0.05})),
        "interviewed": dice.pick("core interviewed", "log", {"2": 0.95, "1": 0.05}),
        "declaration": pl.lit("1"),
        "price": pl.col("cost").cast(pl.String),
        "mortgage_used": borrowed,
        "mortgage": only(lent, pl.col("lent").cast(pl.String)),
        "mortgage_years": only(lent, dice.pick("core years of loan", "log", {"25": 0.5, "30": 0.3, "35": 0.2})),
        "deposit": only(~staircasing, pl.col("cash").cast(pl.String)),
        "savings": only(~staircasing, saved.cast(pl.String)),
        "charge": charge,
        "owned_before": owned,
        "owned_shared_before": only(owned == "1", dice.pick("core owned a share", "log", {"2": 0.8, "3": 0.2})),
    }


def _purchase(dice: Dice) -> dict[str, pl.Expr]:
    first = pl.col("route") == "purchase"
    new = first & ~pl.col("relet")
    handed = pl.col("on") - days(dice.whole("core handed over", "log", 5, 200))
    left = first & pl.col("social")
    rent = (pl.col("cost") * (WHOLE - pl.col("first")) // WHOLE * 275 // 12 // WHOLE).cast(pl.String)
    return {
        "resale": only(first, pl.when("relet").then(pl.lit("1")).otherwise(pl.lit("2"))),
        "years_lived_here": only(new, "0"),
        "handover_date": only(new, handed.dt.to_string("%d/%m/%Y")),
        "first_share": only(pl.col("route") != "discounted", pl.col("first").cast(pl.String)),
        "cash_discount": only(first & (pl.col("shared_product") == CASH_HOMEBUY), "4000"),
        "rent": only(first, pl.concat_str(pl.lit(""), (rent.cast(pl.Int64) // 100).cast(pl.String), pl.lit(".25"))),
        "estate_fee": only(first & dice.happens("core fee", "log", 0.3), "15"),
        "left_bedrooms": only(left, "2"),
        "left_home": only(left, dice.pick("core left", "log", {"1": 0.6, "3": 0.4})),
        "left_rent": only(left, dice.pick("core left rent", "log", {"1": 0.8, "2": 0.15, "10": 0.05})),
    }


def _staircasing(dice: Dice) -> dict[str, pl.Expr]:
    more = pl.col("route") == "staircasing"
    again = more & dice.happens("core again", "log", 0.3) & (pl.col("first") + pl.col("bought") < 90)
    owned = pl.col("first") + pl.col("bought") + pl.when(again).then(10).otherwise(0)
    bought_first = pl.lit(date(2019, 6, 1)) + days(dice.whole("core bought first", "log", 0, 900))
    return {
        "share_bought": only(more, pl.col("bought").cast(pl.String)),
        "share_owned": only(more, owned.cast(pl.String)),
        "back_to_back": only(more & (owned == WHOLE), "2"),
        "first_staircasing": only(more, pl.when(again).then(pl.lit("2")).otherwise(pl.lit("1"))),
        "first_purchase_date": only(more, bought_first.dt.to_string("%d/%m/%Y")),
        "staircasings": only(again, "2"),
        "last_staircasing_date": only(again, "01/06/2024"),
        "rent_before": only(more, "450.25"),
        "rent": pl.coalesce("rent", only(more & (owned < WHOLE), "380.10")),
        "new_charge": only(more, "R"),
    }


def _discounted(dice: Dice) -> list[pl.Expr]:
    cheap = pl.col("route") == "discounted"
    return [
        only(pl.col("discounted_product").is_in(GRANT), pl.col("gift").cast(pl.String)).alias("grant"),
        only(pl.col("discounted_product").is_in(PERCENTAGE), pl.col("cut").cast(pl.String)).alias("discount"),
        only(cheap & (pl.col("used") == BORROWED), dice.pick("core extra", "log", {"2": 0.95, "1": 0.05})).alias(
            "extra_borrowing"
        ),
        pl.when(cheap).then(pl.lit("6")).otherwise("years_lived_here").alias("years_lived_here"),
    ]
