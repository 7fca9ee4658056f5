"""What every kind of value has: a meaning, one agreed spelling, and a reason when there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

Tidy = Callable[[str], Any]
Disguise = Callable[[Any], Any]


def unusable(_: str) -> str:
    """The reason for a kind that has only one way of being wrong.

    >>> unusable("anything")
    'unusable'
    """
    return "unusable"


@dataclass(frozen=True)
class Kind:
    """A kind of value: its name, what it means and where the rule comes from, and the functions that judge a value.

    `tidy` gives the one agreed spelling (of type `dtype`) or None; it is called once per distinct value, on text that is
    stripped and never empty. `says_nothing` tells texts that say there is no value ("N/A" for a consent): they count as
    blank. `why_unusable` gives a short reason code, in lower case and without the value, for a text that `tidy` refused.
    `disguises` maps a disguise's name to the function that makes its clear form from a tidy value; the form is keyed before
    anything else sees it. `accepted` lists the spellings of a closed list, empty where there is none.
    """

    name: str
    meaning: str
    dtype: pl.DataType
    tidy: Tidy
    why_unusable: Callable[[str], str] = unusable
    disguises: Mapping[str, Disguise] = field(default_factory=dict)
    source: str = ""
    says_nothing: Callable[[str], bool] = lambda _: False
    accepted: tuple[str, ...] = ()
