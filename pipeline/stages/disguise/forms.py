"""The forms of names, dates and numbers that fuzzy agreement needs, in clear: made once per distinct value."""

from collections.abc import Callable
from typing import Any

import polars as pl

from extracts.kinds import date as dates
from extracts.kinds import name_forms
from pipeline.stages.disguise.similar import likenesses, neighbours, shortened

MOST = 8
"""How many forms a list holds at the most, so that its length tells little of a name."""
MONTHS = 12
NEAR, LESS_NEAR = 0.92, 0.88
"""Jaro-Winkler similarities above which two names are near, from the linkage findings."""


def _column(values: pl.Series, make: Callable[[Any], Any], dtype: pl.DataType) -> pl.Series:
    return pl.Series([make(value) for value in values], dtype=dtype)


def name_table(names: pl.Series) -> pl.DataFrame:
    """One row per distinct name (of one word or more): `name`, `sound`, `initial`, `parts`, `family`, `near`,
    `less_near`, `shortened`.
    """
    distinct = names.drop_nulls().unique().sort()
    text, listed = pl.String(), pl.List(pl.String)
    table = pl.DataFrame({"name": distinct}).with_columns(
        sound=_column(distinct, name_forms.sound, text),
        initial=_column(distinct, name_forms.initial, text),
        parts=_column(distinct, lambda n: name_forms.parts(n)[:MOST], listed),
        family=_column(distinct, lambda n: name_forms.family(n)[:MOST], listed),
    )
    alike = likenesses(table)
    lists = {
        "near": neighbours(alike, NEAR, MOST),
        "less_near": neighbours(alike, LESS_NEAR, MOST),
        "shortened": shortened(distinct, MOST),
    }
    for column, found in lists.items():
        table = table.join(found.rename({"others": column}), on="name", how="left", maintain_order="left")
    return table


def date_table(dates_of_birth: pl.Series) -> pl.DataFrame:
    """One row per distinct date: `born`, its text (null in `birth_certain` for the weak 1 January), the text with day and month
    changed over, and its parts as text.
    """
    born = pl.col("born").dt
    turned = born.to_string("%Y-%d-%m")
    text = born.to_string("%Y-%m-%d")
    return pl.DataFrame({"born": dates_of_birth.drop_nulls().unique().sort()}).select(
        "born",
        date_of_birth=text,
        birth_certain=pl.when(~dates.weak(pl.col("born"))).then(text),
        birth_swapped=pl.when((born.day() <= MONTHS) & (turned != text)).then(turned),
        birth_year_month=born.to_string("%Y-%m"),
        birth_year_day=born.to_string("%Y.%d"),
        birth_month_day=born.to_string("%m-%d"),
        birth_year=born.to_string("%Y"),
    )


LONGEST_NUMBER = 9
"""A National Insurance number has eight characters; numbers of other countries, in evaluations, nine."""


def _without(place: int) -> pl.Expr:
    number = pl.col("nino")
    left_out = pl.concat_str(pl.lit(f"{place}"), number.str.slice(0, place), number.str.slice(place + 1))
    return pl.when(number.str.len_chars() > place).then(left_out)


def _turned(place: int) -> pl.Expr:
    number, one, other = pl.col("nino"), pl.col("nino").str.slice(place, 1), pl.col("nino").str.slice(place + 1, 1)
    sides = number.str.slice(0, place), pl.min_horizontal(one, other), pl.max_horizontal(one, other), number.str.slice(place + 2)
    return pl.when(number.str.len_chars() > place + 1).then(pl.concat_str(pl.lit(f"t{place}"), *sides))


def number_forms(ninos: pl.Series) -> pl.DataFrame:
    """A row per number of up to nine characters, a column per doubt: its spelling with one character left out, or with two
    neighbours in order. Two numbers that share one differ in a character, or in two that changed places.

    >>> one, other = number_forms(pl.Series(["JK345612", "JK345621"])).iter_rows()
    >>> set(one) & set(other) != set()
    True
    """
    wide = [_without(place) for place in range(LONGEST_NUMBER)] + [_turned(place) for place in range(LONGEST_NUMBER - 1)]
    return pl.DataFrame({"nino": ninos}).select(form.alias(f"form_{n}") for n, form in enumerate(wide))
