"""Two strata: a pair at one home is judged against "another member of the household", any other pair against a stranger."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from matching_rules.same_person import COMPARISONS

ROUNDS = 200
FEWEST_PAIRS = 200
"""Fewer pairs at one home than this teach nothing: the stranger's chances are kept, and the run record says so."""
LEAST = 1e-6
HOME_KEYS = ("uprn_key", "postcode_key", "street_key")
SAME_HOME = pl.any_horizontal((pl.col(f"{key}_l") == pl.col(f"{key}_r")).fill_null(value=False) for key in HOME_KEYS)


Tables = dict[str, np.ndarray]
"""Probabilities by comparison, over its levels from the nearest to the farthest."""


@dataclass(frozen=True)
class Household:
    """What the pairs at one home teach: the share that are one person, and u by comparison as arrays over its levels."""

    share: float
    chances: Tables


def level_column(name: str) -> str:
    """Splink's column of a comparison's levels, counted from its last (0) upwards, -1 where missing."""
    return f"gamma_{name}"


def _place(name: str, levels: int) -> pl.Expr:
    """Which of the comparison's levels a pair reaches, counted from the nearest; null where missing."""
    gamma = pl.col(level_column(name))
    return pl.when(gamma >= 0).then(levels - 1 - gamma).cast(pl.Int64).alias(name)


def _likelihood(patterns: pl.DataFrame, tables: Tables) -> np.ndarray:
    """The probability of each pattern of levels when comparisons are independent; a missing one says nothing."""
    whole = np.ones(patterns.height)
    for one in COMPARISONS:
        place = patterns[one.name].fill_null(-1).to_numpy()
        whole *= np.where(place >= 0, tables[one.name][place], 1.0)
    return whole


def _shares(patterns: pl.DataFrame, weights: np.ndarray, held: Tables) -> Tables:
    made = {}
    for one in COMPARISONS:
        place = patterns[one.name].fill_null(-1).to_numpy()
        counts = np.bincount(place[place >= 0], weights=weights[place >= 0], minlength=len(one.levels))
        made[one.name] = (
            np.maximum((counts + 0.01) / (counts.sum() + 0.01 * len(one.levels)), LEAST) if counts.sum() else held[one.name]
        )
    return made


def learn_household(pairs: pl.DataFrame, m: Tables, u: Tables) -> Household | None:
    """What the pairs at one home teach, by expectation maximisation with m held; None where there are too few of them.

    `pairs` has Splink's `gamma_` columns; the forms of an agreement are counted once, with how many pairs show each.
    """
    places = [_place(one.name, len(one.levels)) for one in COMPARISONS]
    patterns = pairs.filter(SAME_HOME).select(places).group_by(pl.all()).len().sort(pl.all())
    count = patterns["len"].to_numpy().astype(float)
    if count.sum() < FEWEST_PAIRS:
        return None
    one_person, share, chances = _likelihood(patterns, m), 0.3, dict(u)
    for _ in range(ROUNDS):
        matched = share * one_person
        posterior = matched / (matched + (1 - share) * _likelihood(patterns, chances))
        share = min(max(float((posterior * count).sum() / count.sum()), LEAST), 1 - LEAST)
        chances = _shares(patterns, (1 - posterior) * count, chances)
    return Household(share, chances)


def _weights(m: Tables, u: Tables) -> dict[str, list[float]]:
    """The match weight of each comparison's levels, nearest first."""
    return {name: [float(w) for w in np.log2(m[name] / u[name])] for name in m}


def _weighed(name: str, weights: dict[str, list[float]]) -> pl.Expr:
    place = _place(name, len(weights[name]))
    table = dict(enumerate(weights[name]))
    return place.replace_strict(table, default=None, return_dtype=pl.Float64).fill_null(0.0)


def _log_odds(share: float) -> float:
    return float(np.log2(share / (1 - share)))


def weighed(pairs: pl.DataFrame, m: Tables, u: Tables, stranger_share: float, household: Household | None) -> pl.DataFrame:
    """The pairs with `mw_prior` and an `mw_` column per comparison, each against the alternative its home decides.

    Splink's term-frequency adjustment holds among strangers; in a household names are shared for another reason, and it is 0.
    """
    strange = _weights(m, u)
    home = _weights(m, household.chances) if household else strange
    prior = _log_odds(household.share if household else stranger_share)
    columns = [
        pl.when(SAME_HOME).then(_weighed(one.name, home)).otherwise(_weighed(one.name, strange)).alias(f"mw_{one.name}")
        for one in COMPARISONS
    ]
    columns += [pl.when(SAME_HOME).then(0.0).otherwise(c).alias(c) for c in pairs.columns if c.startswith("mw_tf_adj_")]
    return pairs.with_columns(*columns, mw_prior=pl.when(SAME_HOME).then(prior).otherwise(_log_odds(stranger_share)))
