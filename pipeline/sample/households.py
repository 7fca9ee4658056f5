"""Who lives in each home: households of partners, grown children, parents, twins, lodgers, and the tenants before them."""

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.namebook import namebook

SLOTS = 16
"""Person numbers are `home * SLOTS + slot`; the slots say what the person is to the home."""

LEAD, PARTNER, CHILD, SECOND_CHILD, PARENT, SIBLING, LODGER, FORMER, FORMER_PARTNER, EXTRA, SECOND_EXTRA = range(11)

_COMPOSITIONS = {
    "single": 0.40, "lone_parent": 0.17, "couple": 0.14, "family": 0.17, "with_adult_child": 0.055,
    "couple_with_adult_child": 0.03, "with_parent": 0.012, "siblings": 0.012, "with_lodger": 0.011,
}  # fmt: skip
_PARTNERED = ("couple", "family", "couple_with_adult_child")
_WITH_ADULT_CHILD = ("with_adult_child", "couple_with_adult_child")


def compositions(dice: Dice) -> list[pl.Expr]:
    """Expressions over homes: `composition`, `culture`, `lead_age`, `lead_female`.

    A home with a wish of its own (column `wished_composition`) gets that instead.
    """
    drawn = dice.pick("composition", "home", _COMPOSITIONS)
    age = 19 + (dice.uniform("age", "home") + dice.uniform("more age", "home")) * 38
    female = dice.happens("lead is a woman", "home", 0.62)
    return [
        pl.coalesce("wished_composition", drawn).alias("composition"),
        _culture(dice, "culture").alias("culture"),
        # People in planted cases are of an age to have had their tenancies, a grown child and a parent.
        pl.when("cast").then(age.clip(42, 72)).otherwise(age).floor().cast(pl.Int64).alias("lead_age"),
        female.alias("lead_female"),
    ]


def _culture(dice: Dice, purpose: str) -> pl.Expr:
    shares = namebook().shares
    numbers = {name: number for number, name in enumerate(shares)}
    return dice.pick(purpose, "home", shares).replace_strict(numbers, return_dtype=pl.Int64)


def members(dice: Dice, homes: pl.DataFrame) -> pl.DataFrame:
    """One row per adult: `person`, `home`, `slot`, `culture`, `female`, `age`, `family`, `named_after`, `twin`.

    `family` is the key by which a surname is drawn, so that a family shares one; `named_after` is the parent whose
    forename a child bears, null for most; `twin` is true for the younger of two.
    """
    homes = homes.with_columns(
        lead_age=pl.when(pl.col("composition").is_in(_WITH_ADULT_CHILD))
        .then(pl.max_horizontal("lead_age", dice.whole("parent's age", "home", 40, 74)))
        .otherwise(pl.min_horizontal("lead_age", pl.when(pl.col("composition") == "with_parent").then(62).otherwise(99)))
    )
    parts = [_lead(homes), _partner(dice, homes), *_children(dice, homes), *_others(dice, homes), *_former(dice, homes)]
    parts += _strangers(dice, homes)
    return pl.concat(parts).with_columns(person=pl.col("home") * SLOTS + pl.col("slot"))


def _slot(homes: pl.DataFrame, slot: int, **columns: pl.Expr | int | None) -> pl.DataFrame:
    given = {"family": pl.col("home") * SLOTS, "named_after": pl.lit(None, dtype=pl.Int64), "twin": pl.lit(False)} | columns
    picked = homes.select("home", "cast", "culture", slot=pl.lit(slot, dtype=pl.Int64), **given)
    return picked.select(
        "home", "cast", "slot", "culture", pl.col("female"), pl.col("age").cast(pl.Int64), "family", "named_after", "twin"
    )


def _lead(homes: pl.DataFrame) -> pl.DataFrame:
    return _slot(homes, LEAD, female=pl.col("lead_female"), age=pl.col("lead_age"))


def _partner(dice: Dice, homes: pl.DataFrame) -> pl.DataFrame:
    same_sex = dice.happens("same sex", "home", 0.03)
    age = pl.col("lead_age") + dice.whole("partner's age", "home", -5, 4) + dice.whole("gap", "home", -3, 3)
    own_name = dice.happens("partner keeps a name", "home", 0.4)
    mixed = pl.when(dice.happens("of two cultures", "home", 0.1)).then(_culture(dice, "partner's culture")).otherwise("culture")
    couples = homes.filter(pl.col("composition").is_in(_PARTNERED)).with_columns(culture=mixed)
    return _slot(
        couples, PARTNER, female=pl.col("lead_female") == same_sex, age=age.clip(18, 97),
        family=pl.col("home") * SLOTS + own_name.cast(pl.Int64) * PARTNER,
    )  # fmt: skip


def _children(dice: Dice, homes: pl.DataFrame) -> list[pl.DataFrame]:
    with_child = homes.filter(pl.col("composition").is_in(_WITH_ADULT_CHILD))
    # Age at the birth; clipped so that the child is grown up today.
    mother = dice.whole("age at birth", "home", 18, 38)
    elder = (pl.col("lead_age") - mother).clip(18, 60)
    male = dice.happens("son", "home", 0.58)
    same_name = male & ~pl.col("lead_female") & dice.happens("named after the father", "home", 0.15)
    twin = dice.happens("twins", "home", 0.12)
    younger = pl.when(twin).then(elder).otherwise((elder - dice.whole("between births", "home", 1, 6)).clip(18))
    two = with_child.filter(~pl.col("cast") & dice.happens("two grown children", "home", 0.4))
    return [
        _slot(with_child, CHILD, female=~male, age=elder, named_after=pl.when(same_name).then(pl.col("home") * SLOTS)),
        _slot(two, SECOND_CHILD, female=dice.happens("daughter", "home", 0.45), age=younger, twin=twin),
    ]


def _others(dice: Dice, homes: pl.DataFrame) -> list[pl.DataFrame]:
    def where(composition: str) -> pl.DataFrame:
        return homes.filter(pl.col("composition") == composition)

    woman = dice.happens("the other is a woman", "home", 0.55)
    parent = pl.col("lead_age") + dice.whole("parent at", "home", 18, 36)
    sibling = (pl.col("lead_age") + dice.whole("sibling's age", "home", -9, 9)).clip(18, 95)
    lodger = dice.whole("lodger's age", "home", 19, 55)
    stranger = pl.col("home") * SLOTS + LODGER
    return [
        _slot(where("with_parent"), PARENT, female=woman, age=parent),
        _slot(where("siblings"), SIBLING, female=woman, age=sibling),
        _slot(where("with_lodger"), LODGER, female=woman, age=lodger, family=stranger),
    ]


def _former(dice: Dice, homes: pl.DataFrame) -> list[pl.DataFrame]:
    homes = homes.with_columns(culture=_culture(dice, "former tenant's culture"))
    age = dice.whole("former tenant's age", "home", 21, 88)
    woman = dice.happens("former tenant is a woman", "home", 0.58)
    family = pl.col("home") * SLOTS + FORMER
    couple = homes.filter(dice.happens("former couple", "home", 0.25))
    partner_age = (age + dice.whole("former partner's age", "home", -6, 6)).clip(18, 95)
    return [
        _slot(homes, FORMER, female=woman, age=age, family=family),
        _slot(couple, FORMER_PARTNER, female=~woman, age=partner_age, family=family),
    ]


def _strangers(dice: Dice, homes: pl.DataFrame) -> list[pl.DataFrame]:
    """People who live elsewhere: a few for the registers, two for each home kept for a planted case."""
    homes = homes.with_columns(culture=_culture(dice, "stranger's culture"))
    for_registers = homes.filter(pl.col("cast") | dice.happens("stranger", "home", 0.03))

    def stranger(rows: pl.DataFrame, slot: int) -> pl.DataFrame:
        age = dice.whole(f"stranger's age {slot}", "home", 24, 71)
        woman = dice.happens(f"stranger is a woman {slot}", "home", 0.5)
        return _slot(rows, slot, female=woman, age=age, family=pl.col("home") * SLOTS + slot)

    return [stranger(for_registers, EXTRA), stranger(homes.filter("cast"), SECOND_EXTRA)]
