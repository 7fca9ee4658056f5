"""What a story is, and the numbers of those who play in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from pipeline.sample.claims import PER_TENANCY
from pipeline.sample.homes import ELSEWHERE
from pipeline.sample.households import EXTRA, LEAD, PARTNER, SECOND_EXTRA, SLOTS
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.tenancies import PER_HOME, days

STRONG, NOISY, INNOCENT = "strong", "noisy", "innocent"
A, B = pl.col("a"), pl.col("b")
NOW = pl.lit(SNAPSHOT)
NO_DAY = pl.lit(None, dtype=pl.Date)
Terms = Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """One sort of case or look-alike: how often it happens in 10,000 homes, and how it is played.

    `options` go to `play`. `wishes` are asked of the story's homes beforehand: `composition`, `benefit`, and `since`, how many
    days the present tenancies have lasted (from, to).
    """

    rule: str
    strength: str
    what: str
    often: int
    play: Callable[..., None]
    options: Terms = field(default_factory=dict)
    wishes: Terms = field(default_factory=dict)


_NOBODY = pl.lit(None, dtype=pl.Int64)


@dataclass(frozen=True)
class Side:
    """One side of a case: the extract, and the numbers by which its row is found again."""

    extract: str | None
    key: pl.Expr = _NOBODY
    person: pl.Expr = _NOBODY

    def columns(self, side: str) -> dict[str, pl.Expr]:
        """The expressions that note it, named for that side."""
        return {
            f"{side}_extract": pl.lit(self.extract, dtype=pl.String),
            f"{side}_key": self.key.cast(pl.Int64),
            f"{side}_person": self.person.cast(pl.Int64),
        }


def lead(home: pl.Expr) -> pl.Expr:
    """The first tenant of a home."""
    return home * SLOTS + LEAD


def partner(home: pl.Expr) -> pl.Expr:
    """The first tenant's partner, in a home whose story wishes for a couple."""
    return home * SLOTS + PARTNER


def stranger(home: pl.Expr) -> pl.Expr:
    """Somebody of no known connection, kept for the home's story."""
    return home * SLOTS + EXTRA


def second_stranger(home: pl.Expr) -> pl.Expr:
    """Another of them."""
    return home * SLOTS + SECOND_EXTRA


def tenancy(home: pl.Expr, place: int = 0) -> pl.Expr:
    """A tenancy of a home: 0 the present one, 1 the one before."""
    return home * PER_HOME + place


def claim(home: pl.Expr, place: int = 2) -> pl.Expr:
    """A claim kept with a home: 0 the household's own, 2 and on for stories."""
    return tenancy(home) * PER_TENANCY + place


def elsewhere(home: pl.Expr) -> pl.Expr:
    """A home of somebody else's."""
    return home + ELSEWHERE


def after(day: str, number: int) -> pl.Expr:
    """So many days after a day in the cast."""
    return pl.col(day) + days(number)


def on(year: int, month: int, day: int) -> pl.Expr:
    """That day."""
    return pl.lit(date(year, month, day))
