"""The forms of names, dates and numbers that fuzzy agreement needs, in clear: made once per distinct value."""

from collections.abc import Callable, Iterator
from itertools import chain

import numpy as np
import polars as pl

from extracts.kinds import date as dates
from extracts.kinds import name_forms
from pipeline.stages.disguise.similar import likenesses, neighbours, shortened

MOST = 8
"""How many forms a list holds at the most, so that its length tells little of a name."""
MONTHS = 12
NEAR, LESS_NEAR = 0.92, 0.88
"""Jaro-Winkler similarities above which two names are near, from the linkage findings."""


def _texts(values: pl.Series, make: Callable[[str], str | None]) -> pl.Series:
    return pl.Series([make(value) for value in values], dtype=pl.String)


def _lists(values: pl.Series, make: Callable[[str], list[str]]) -> pl.Series:
    """The texts made of each value, one at the least and MOST at the most; Polars would make a Series of every little list."""
    made = [make(value)[:MOST] for value in values]
    at = np.repeat(np.arange(len(made)), [len(texts) for texts in made])
    apart = pl.DataFrame({"at": at, "text": pl.Series(list(chain.from_iterable(made)), dtype=pl.String)})
    return apart.group_by("at", maintain_order=True).agg("text")["text"]


def name_table(names: pl.Series) -> pl.DataFrame:
    """One row per distinct name (of one word or more): `name`, `sound`, `initial`, `parts`, `family`, `near`,
    `less_near`, `shortened`.
    """
    distinct = names.drop_nulls().unique().sort()
    table = pl.DataFrame({"name": distinct}).with_columns(
        sound=_texts(distinct, name_forms.sound),
        initial=_texts(distinct, name_forms.initial),
        parts=_lists(distinct, name_forms.parts),
        family=_lists(distinct, name_forms.family),
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


def _behind(mark: str, numbers: np.ndarray) -> np.ndarray:
    return np.insert(numbers, [0] * len(mark), list(mark.encode()), axis=1)


def _turned(numbers: np.ndarray, place: int) -> np.ndarray:
    turned = numbers.copy()
    turned[:, place : place + 2].sort(axis=1)
    return turned


def number_forms(numbers: np.ndarray) -> Iterator[np.ndarray]:
    """A table per doubt, with a row of bytes per number: its spelling with one character left out, or with two neighbours in
    order. Two numbers that share one differ in a character, or in two that changed places.

    `numbers` are ASCII of one length, a row of bytes each.

    >>> one, other = (set(map(bytes, f)) for f in zip(*number_forms(np.array([[*b"JK345612"], [*b"JK345621"]], np.uint8))))
    >>> one & other != set()
    True
    """
    places = range(min(numbers.shape[1], LONGEST_NUMBER))
    for place in places:
        yield _behind(f"{place}", np.delete(numbers, place, axis=1))
    for place in places[:-1]:
        yield _behind(f"t{place}", _turned(numbers, place))
