"""The people of a household, as the service settles them, and what kind of household they are."""

import polars as pl

from pipeline.core.conditions import among, any_of, blank, count_of, given, sure
from pipeline.core.countries import REFUSED, UNITED_KINGDOM
from pipeline.core.lettings_2026 import states

_PARTNER, _NO_PARTNER, _CHILD = 1, 2, 9
_ADULT, _GROWN_UP, _ELDER = 16, 18, 60
"""From 16 a lead tenant is an adult, and anybody else whose tie to the lead is told; from 18 all are; from 60 an elder."""


def household_settled(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers with one partner at most, children as such, and the household's counts and type."""
    return (
        rows.with_columns(people_told_of=pl.min_horizontal(pl.col("household_size").fill_null(8), 8))
        .pipe(_one_partner)
        .pipe(_children)
        .with_columns(_described(person) for person in states.PEOPLE)
        .with_columns(nationality=_nationality())
        .pipe(_counted)
    )


def _one_partner(rows: pl.DataFrame) -> pl.DataFrame:
    first = pl.coalesce(pl.when(among(f"partner_{n}", _PARTNER)).then(n) for n in states.OTHERS)
    return rows.with_columns(first_partner=first).with_columns(_not_the_partner(person) for person in states.OTHERS)


def _not_the_partner(person: int) -> pl.Expr:
    told = f"partner_{person}"
    another = given("first_partner") & (pl.col("first_partner") != person) & given("household_size")
    within = pl.col("people_told_of") >= person
    replaced = states.OWN_FORM & sure(another & within) & (among(told, _PARTNER) | blank(told))
    return pl.when(replaced).then(_NO_PARTNER).otherwise(pl.col(told)).alias(told)


def _children(rows: pl.DataFrame) -> pl.DataFrame:
    changes = []
    for person in states.OTHERS:
        child, work, partner = states.under_16(person), f"work_{person}", f"partner_{person}"
        aged_out = given(f"age_{person}") & among(work, _CHILD)
        changes += [
            pl.when(child).then(_CHILD).when(~aged_out).then(pl.col(work)).alias(work),
            pl.when(child & states.OWN_FORM).then(_NO_PARTNER).otherwise(pl.col(partner)).alias(partner),
        ]
    return rows.with_columns(changes)


def _described(person: int) -> pl.Expr:
    same, words = f"gender_same_{person}", f"gender_words_{person}"
    return pl.when(blank(same) | among(same, 2)).then(pl.col(words)).alias(words)


def _nationality() -> pl.Expr:
    told = among("nationality_group", REFUSED, UNITED_KINGDOM)
    return pl.when(told).then(pl.col("nationality_group")).otherwise(pl.col("nationality"))


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    ages = [pl.col(f"age_{person}") for person in states.PEOPLE]
    rows = rows.with_columns(
        children=count_of([sure(age < _ADULT) for age in ages]).cast(pl.Int64),
        adults=count_of([_adult(person) for person in states.PEOPLE]).cast(pl.Int64),
        elders=count_of([sure(age >= _ELDER) for age in ages]).cast(pl.Int64),
    )
    return rows.with_columns(household_type=_household_type(), details_refused=_refused().cast(pl.Int64))


def _adult(person: int) -> pl.Expr:
    age = pl.col(f"age_{person}")
    if person == 1:
        return sure((age >= _ADULT) & (age < _ELDER))
    young = (age >= _ADULT) & (age < _GROWN_UP) & among(f"partner_{person}", _PARTNER, _NO_PARTNER)
    return sure(young | ((age >= _GROWN_UP) & (age < _ELDER)))


def _household_type() -> pl.Expr:
    adults, children, elders = pl.col("adults"), pl.col("children"), pl.col("elders")
    young, childless = elders == 0, children == 0
    return (
        pl.when((elders == 1) & (adults == 0) & childless).then(1)
        .when((elders + adults == 2) & (elders >= 1)).then(2)
        .when(young & (adults == 1) & childless).then(3)
        .when(young & (adults == 2) & childless).then(4)
        .when(young & (adults == 1)).then(5)
        .when(young & (adults >= 2) & ~childless).then(6)
        .otherwise(9)
    )  # fmt: skip


def _refused() -> pl.Expr:
    codes: list[tuple[str, int | str]] = [(f"person_{n}_known", 0) for n in states.OTHERS]
    codes += [(f"partner_{n}", 3) for n in states.OTHERS]
    codes += [(f"{what}_{n}", code) for n in states.PEOPLE for what, code in (("sex", "R"), ("work", 10))]
    codes += [(f"age_{n}_known", 0) for n in states.PEOPLE]
    return any_of([among(answer, code) for answer, code in codes])
