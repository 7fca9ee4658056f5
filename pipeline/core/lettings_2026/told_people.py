"""The people of a household, as a row tells them."""

import polars as pl

from pipeline.core.conditions import among, count_of
from pipeline.core.lettings_2026 import states
from pipeline.core.numbers import leading_number, over_distinct
from pipeline.core.rules import cell

_AGE = r"^[0-9]{1,3}\z"
REFUSED = "R"


def people_told(rows: pl.DataFrame) -> pl.DataFrame:
    """The answers about persons 1 to 8: who is there, whose age is known, and the codes as numbers."""
    rows = rows.with_columns(_capitals(name) for name in states.CASE_BLIND).pipe(_whole_codes)
    rows = rows.with_columns(states.told_of(person).cast(pl.Int64).alias(f"person_{person}_known") for person in states.OTHERS)
    rows = rows.with_columns(answer for person in states.PEOPLE for answer in _age(person))
    return rows.with_columns(
        *(pl.when(among(f"partner_{n}", 1, 2, 3)).then(pl.col(f"partner_{n}")).alias(f"partner_{n}") for n in states.OTHERS),
        household_size=1 + count_of([states.present(person) for person in states.OTHERS]).cast(pl.Int64),
    )


def _capitals(name: str) -> pl.Expr:
    return pl.col(name, cell(name)).str.to_uppercase()


def _whole_codes(rows: pl.DataFrame) -> pl.DataFrame:
    """The codes that the file holds as text in numbers: a text that begins with no digit is 0, which no question takes."""
    names = [f"gender_same_{person}" for person in states.PEOPLE if rows.schema[f"gender_same_{person}"] == pl.String]
    return rows.with_columns(over_distinct(rows[name], leading_number) for name in names)


def _age(person: int) -> list[pl.Expr]:
    age = pl.col(f"age_{person}")
    here = states.present(person) if person in states.OTHERS else pl.lit(True)
    known = pl.when((age == REFUSED).fill_null(False)).then(0).when(here).then(1)
    years = pl.when(age.str.contains(_AGE).fill_null(False)).then(age.str.to_integer(strict=False))
    return [known.cast(pl.Int64).alias(f"age_{person}_known"), years.cast(pl.Int64).alias(f"age_{person}")]
