"""The forms of names, dates and numbers that fuzzy agreement needs, in clear: made once per distinct value."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from extracts.kinds import date as dates
from extracts.kinds import name_forms
from pipeline.stages.disguise.similar import neighbours

MOST = 8
"""How many forms a list holds at the most, so that its length tells little of a name."""
NEAR, LESS_NEAR = 0.92, 0.88
"""Jaro-Winkler similarities above which two names are near, from the linkage findings."""


def _column(values: pl.Series, make: Callable[[Any], Any], dtype: pl.DataType) -> pl.Series:
    return pl.Series([make(value) for value in values], dtype=dtype)


def name_table(names: pl.Series) -> pl.DataFrame:
    """One row per distinct name (of one word or more): `name`, `sound`, `initial`, `parts`, `family`, `near`, `less_near`."""
    distinct = names.drop_nulls().unique().sort()
    text, listed = pl.String(), pl.List(pl.String)
    table = pl.DataFrame({"name": distinct}).with_columns(
        sound=_column(distinct, name_forms.sound, text),
        initial=_column(distinct, name_forms.initial, text),
        parts=_column(distinct, lambda n: name_forms.parts(n)[:MOST], listed),
        family=_column(distinct, lambda n: name_forms.family(n)[:MOST], listed),
    )
    for column, least in (("near", NEAR), ("less_near", LESS_NEAR)):
        table = table.join(neighbours(table, least, MOST).rename({"others": column}), on="name", how="left")
    return table


def date_table(dates_of_birth: pl.Series) -> pl.DataFrame:
    """One row per distinct date: `born`, its text, the text with day and month swapped, and its parts as text."""
    distinct = dates_of_birth.drop_nulls().unique().sort()
    swapped = _column(distinct, _swapped, pl.Date())
    born = pl.col("born").dt
    return pl.DataFrame({"born": distinct, "other": swapped}).select(
        "born",
        date_of_birth=born.to_string("%Y-%m-%d"),
        birth_swapped=pl.col("other").dt.to_string("%Y-%m-%d"),
        birth_year_month=born.to_string("%Y-%m"),
        birth_year_day=born.to_string("%Y.%d"),
        birth_month_day=born.to_string("%m-%d"),
        birth_year=born.to_string("%Y"),
        birth_weak=_column(distinct, dates.weak, pl.Boolean()),
    )


def _swapped(born: date) -> date | None:
    other = dates.day_month_swapped(born)
    return other if other != born else None


def one_left_out(nino: str) -> list[str]:
    """The spellings of a number with one character left out: two numbers that share one differ in one or two places.

    >>> set(one_left_out("JK345612")) & set(one_left_out("JK345621")) != set()
    True
    """
    return [f"{place}{nino[:place]}{nino[place + 1 :]}" for place in range(len(nino))] + [
        f"t{place}{''.join(sorted(nino[place : place + 2]))}{nino[:place]}{nino[place + 2 :]}" for place in range(len(nino) - 1)
    ]


def nino_table(ninos: pl.Series) -> pl.DataFrame:
    """One row per distinct number: `nino` and `nino_forms`, its spellings with one character or pair in doubt."""
    distinct = ninos.drop_nulls().unique().sort()
    return pl.DataFrame({"nino": distinct, "nino_forms": _column(distinct, one_left_out, pl.List(pl.String))})
