"""The people of a sale, as a row tells them."""

import polars as pl

from pipeline.core.conditions import among, any_of, given
from pipeline.core.countries import COUNTRIES, REFUSED, UNITED_KINGDOM
from pipeline.core.sales_2026 import states
from pipeline.core.sales_2026.fields import DECLINED
from pipeline.core.sales_2026.form_household import ETHNICITIES

_AGE = r"^[0-9]{1,3}\z"
_ETHNICITY_DECLINED = 17
_OTHER_COUNTRY = 12


def people_told(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers about persons 1 to 6: who is there, whose age is known, and the groups of ethnicity and nationality."""
    rows = rows.with_columns(_present(person) for person in states.OTHERS)
    rows = rows.with_columns(answer for person in states.PEOPLE for answer in _age(person))
    partners = [f"partner_{person}" for person in states.OTHERS]
    countries = [REFUSED, *sorted(COUNTRIES)]
    return rows.with_columns(
        *(pl.when(among(name, 1, 2, 3)).then(pl.col(name)).alias(name) for name in partners),
        *(pl.when(among(name, *countries)).then(pl.col(name)).alias(name) for name in ("nationality", "nationality_2")),
        ethnicity_group=_group("ethnicity", among("ethnicity", _ETHNICITY_DECLINED)),
        ethnicity_2_group=_group("ethnicity_2", pl.lit(True)),
    ).with_columns(_country_group(name) for name in ("nationality", "nationality_2"))


def _present(person: int) -> pl.Expr:
    """Work alone does not make a person: the service does not look at it."""
    told = [f"{what}_{person}" for what in ("age", "partner", "sex", "gender_same", "gender_words")]
    return pl.when(any_of([given(name) for name in told])).then(1).otherwise(2).cast(pl.Int64).alias(f"person_{person}_known")


def _age(person: int) -> list[pl.Expr]:
    age, name = pl.col(f"age_{person}"), f"age_{person}"
    here = pl.lit(True) if person == 1 else states.present(person)
    known = pl.when(among(name, DECLINED)).then(0).when(here).then(1)
    years = pl.when(age.str.contains(_AGE)).then(age.str.to_integer(strict=False))
    return [known.cast(pl.Int64).alias(f"{name}_known"), years.cast(pl.Int64).alias(name)]


def _group(ethnicity: str, itself: pl.Expr) -> pl.Expr:
    """The group of a background; a background that is in none is its own group where `itself` holds."""
    group: pl.Expr = pl.when(itself).then(pl.col(ethnicity))
    for number, backgrounds in enumerate(ETHNICITIES):
        group = pl.when(among(ethnicity, *backgrounds)).then(number).otherwise(group)
    return group


def _country_group(name: str) -> pl.Expr:
    told = pl.when(among(name, REFUSED, UNITED_KINGDOM)).then(pl.col(name)).when(given(name)).then(_OTHER_COUNTRY)
    return told.alias(f"{name}_group")
