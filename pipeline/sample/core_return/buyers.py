"""The buyers of a sale and their household, as the application form has them."""

import polars as pl

from pipeline.sample.core_return.draws import drawn, only
from pipeline.sample.dice import Dice

ETHNICITY = {"1": 0.7, "3": 0.08, "8": 0.06, "13": 0.06, "12": 0.03, "7": 0.03, "17": 0.04}
NATIONALITY = {"826": 0.9, "616": 0.04, "356": 0.03, "0": 0.03}
TENURES = {"3": 0.6, "6": 0.3, "9": 0.05, "R": 0.05}


def buyers(dice: Dice) -> dict[str, pl.Expr]:
    """The answers about people, and what the sums rest on: `pay_1` and `pay_2`, pounds a year."""
    asked = pl.col("route") != "staircasing"
    part = (pl.col("route") != "discounted") & dice.happens("core buyer works part-time", "log", 0.15)
    works = pl.when(part).then(pl.lit("2")).otherwise(pl.lit("1"))
    works_2 = dice.pick("core second buyer's work", "log", {"1": 0.7, "2": 0.3})
    pay = (
        pl.when(works == "1").then(dice.whole("core pay", "log", 30, 44)).otherwise(dice.whole("core part pay", "log", 14, 18))
        * 1000
    )
    pay_2 = pl.when(works_2 == "1").then(dice.whole("core pay 2", "log", 24, 34)).otherwise(12) * 1000
    return {
        "pay_1": pay, "pay_2": pay_2,
        **_first(dice, asked, works, pay), **_second(dice, asked, works_2, pay_2), **_children(dice, asked),
        **_before(dice, asked),
    }  # fmt: skip


def _first(dice: Dice, asked: pl.Expr, works: pl.Expr, pay: pl.Expr) -> dict[str, pl.Expr]:
    people = drawn(dice, ethnicity=ETHNICITY, nationality=NATIONALITY)
    return {
        "age_1": dice.whole("core buyer's age", "log", 24, 60).cast(pl.String),
        "sex_1": dice.pick("core buyer's sex", "log", {"F": 0.49, "M": 0.49, "R": 0.02}),
        "gender_same_1": dice.pick("core buyer's gender", "log", {"1": 0.97, "3": 0.03}),
        **{name: only(asked, value) for name, value in people.items()},
        "work_1": only(asked, works),
        "lives_here_1": only(asked, "1"),
        "income_1": only(asked, pay.cast(pl.String)),
        "income_1_counted": only(asked, "1"),
    }


def _second(dice: Dice, asked: pl.Expr, works: pl.Expr, pay: pl.Expr) -> dict[str, pl.Expr]:
    joint = pl.col("joint")
    people = drawn(dice, ethnicity_2=ETHNICITY, nationality_2=NATIONALITY)
    return {
        "partner_2": only(joint, dice.pick("core buyers a couple", "log", {"1": 0.85, "2": 0.15})),
        "age_2": only(joint, dice.whole("core second buyer's age", "log", 24, 60).cast(pl.String)),
        "sex_2": only(joint, dice.pick("core second buyer's sex", "log", {"F": 0.5, "M": 0.5})),
        "gender_same_2": only(joint, "1"),
        **{name: only(asked & joint, value) for name, value in people.items()},
        "work_2": only(asked & joint, works),
        "lives_here_2": only(asked & joint, "1"),
        "income_2": only(asked & joint, pay.cast(pl.String)),
        "income_2_counted": only(asked & joint, "1"),
    }


def _children(dice: Dice, asked: pl.Expr) -> dict[str, pl.Expr]:
    """Children of the buyers, from person 2 or 3 on, and the size of the household."""
    columns: dict[str, pl.Expr] = {}
    for n in range(2, 7):
        before = pl.when("joint").then(2).otherwise(1)
        there = asked & (pl.lit(n) > before) & (pl.lit(n) <= before + pl.col("kids"))
        child: dict[str, pl.Expr | str] = {
            f"partner_{n}": "2",
            f"age_{n}": dice.whole(f"core buyers' child {n}", "log", 1, 14).cast(pl.String),
            f"sex_{n}": dice.pick(f"core buyers' child is {n}", "log", {"F": 0.5, "M": 0.5}),
            f"gender_same_{n}": "1",
        }
        columns |= {f"child_{name}": only(there, value) for name, value in child.items()}
    size = pl.when("joint").then(2).otherwise(1) + pl.col("kids")
    return columns | {"household_size": only(asked, size.cast(pl.String))}


def with_children(rows: pl.DataFrame) -> pl.DataFrame:
    """The children put where nobody else of that number is."""
    told = [name.removeprefix("child_") for name in rows.columns if name.startswith("child_")]
    known = [pl.coalesce(*([name] if name in rows.columns else []), f"child_{name}").alias(name) for name in told]
    return rows.with_columns(known).drop(f"child_{name}" for name in told)


def _before(dice: Dice, asked: pl.Expr) -> dict[str, pl.Expr]:
    purchase, discounted = pl.col("route") == "purchase", pl.col("route") == "discounted"
    ours = discounted | pl.col("social")
    tenure = pl.when(ours).then(dice.pick("core landlord before", "log", {"1": 0.4, "2": 0.6})).otherwise(
        dice.pick("core buyer's tenure", "log", TENURES)
    )  # fmt: skip
    known = purchase & dice.happens("core buyer's postcode known", "log", 0.9)
    together = dice.pick("core bought from one home", "log", {"1": 0.8, "2": 0.15, "3": 0.05})
    served = dice.pick("core regular", "log", {"7": 0.9, "1": 0.04, "3": 0.03, "8": 0.03})
    return {
        "previous_tenure": only(asked, tenure),
        "previous_postcode_known": only(purchase, pl.when(known).then(pl.lit("1")).otherwise(pl.lit("2"))),
        "previous_postcode": only(known, "ME5 7AA"),
        "previous_authority": only(known, "E06000035"),
        "buyer_2_lived_there": only(asked & pl.col("joint"), together),
        "previous_tenure_2": only(asked & pl.col("joint") & (together == "2"), "3"),
        "served_regular": only(asked, served),
        "still_serving": only(asked & (served == "1"), dice.pick("core still", "log", {"4": 0.3, "5": 0.3, "6": 0.3, "9": 0.1})),
        **{
            name: only(asked, dice.pick(f"core {name}", "log", weights))
            for name, weights in {
                "bereaved_partner": {"5": 0.97, "6": 0.03},
                "disability": {"2": 0.9, "1": 0.07, "3": 0.03}, "wheelchair_user": {"2": 0.98, "3": 0.02},
                "housing_benefit": {"1": 0.9, "3": 0.06, "4": 0.04},
            }.items()
        },
    }  # fmt: skip
