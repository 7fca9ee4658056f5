"""The lists of names, by naming culture, sex and time of birth, and the draw from them: a few common, many rare."""

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import polars as pl

from pipeline.sample.lists import names_in, read_list

SEXES = ("female", "male")


@dataclass(frozen=True)
class Urn:
    """Choices in groups, each with a share of its group: drawing takes a group's number and a uniform number."""

    bounds: pl.Series
    choices: pl.Series

    def draw(self, group: pl.Expr, uniform: pl.Expr) -> pl.Expr:
        """String: one choice of each row's group."""
        position = pl.lit(self.bounds).search_sorted(group.cast(pl.Float64) + uniform, side="right")
        return pl.lit(self.choices).gather(position)


def _urn(groups: list[dict[str, float]]) -> Urn:
    bounds: list[float] = []
    for number, group in enumerate(groups):
        total = sum(group.values())
        # The last bound is the next group's number exactly, whatever rounding did to the sum.
        bounds += [*[number + part / total for part in accumulate(group.values())][:-1], number + 1.0]
    names = [name for group in groups for name in group]
    return Urn(pl.Series(bounds, dtype=pl.Float64), pl.Series(names, dtype=pl.String))


def _falling(names: list[str], share: float = 1.0) -> dict[str, float]:
    # Names fall off as a shifted power of their rank: the commonest British surname comes out at about 1.5 %.
    weights = {name: (rank + 8) ** -0.8 for rank, name in enumerate(names)}
    total = sum(weights.values())
    return {name: share * weight / total for name, weight in weights.items()}


def _surnames(culture: dict[str, Any]) -> dict[str, float]:
    listed = _falling(culture["surnames"].split(), 1 - culture["tail"])
    made = [head + tail for head in culture["heads"].split() for tail in culture["tails"].split()]
    rare = [name for name in dict.fromkeys(made) if name not in listed]
    return listed | {name: culture["tail"] / len(rare) for name in rare}


@dataclass(frozen=True)
class NameBook:
    """All naming cultures: `shares` says how many households have each; the urns hold their names.

    Cultures are numbered in the order of `shares`; `eras` are the years from which another list of forenames holds.
    """

    shares: dict[str, float]
    compound: tuple[int, ...]
    eras: tuple[int, ...]
    surnames: Urn
    forenames: Urn

    def forename_group(self, culture: pl.Expr, female: pl.Expr, born: pl.Expr) -> pl.Expr:
        """The group of forenames for a culture's number, a sex and a year of birth."""
        era = pl.lit(pl.Series(self.eras[1:])).search_sorted(born.cast(pl.Int64), side="right")
        sex = pl.when(female).then(0).otherwise(1)
        return (culture * len(SEXES) + sex) * len(self.eras) + era.cast(pl.Int64)


def _by_era(lists: dict[str, str], eras: tuple[int, ...]) -> list[dict[str, float]]:
    starts = sorted(int(year) for year in lists)
    return [_falling(lists[str(max(start for start in starts if start <= era))].split()) for era in eras]


@cache
def namebook() -> NameBook:
    """The name lists, read once."""
    cultures = {name.removeprefix("names/"): read_list(name) for name in names_in("names")}
    years = {int(year) for one in cultures.values() for sex in SEXES for year in one["forenames"][sex]}
    eras = tuple(sorted(years))
    forenames = [group for one in cultures.values() for sex in SEXES for group in _by_era(one["forenames"][sex], eras)]
    return NameBook(
        shares={name: float(one["share"]) for name, one in cultures.items()},
        compound=tuple(number for number, one in enumerate(cultures.values()) if one.get("compound")),
        eras=eras,
        surnames=_urn([_surnames(one) for one in cultures.values()]),
        forenames=_urn(forenames),
    )
