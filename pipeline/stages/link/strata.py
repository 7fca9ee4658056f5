"""Two strata: a pair at one home is judged against "another member of the household", any other pair against a stranger."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from matching_rules.same_person import COMPARISONS

ROUNDS = 200
FEWEST_PAIRS = 200
"""Fewer pairs at one home than this teach nothing: the stranger's chances are kept, and the run record says so."""
HELD = 10
"""How many pairs the stranger's chances count for in the household's: they stand where households teach nothing."""
LEAST = 1e-6
FORESEEN = 1.0
"""True pairs that are foreseen before any is seen, so that a small exercise is not taken for one without any."""
RARITY_STEP, RARITY_RANGE = 2.0, (-4.0, 6.0)
"""In bits: from sixteen times as common as the average shared name to a sixty-fourth of it."""
MOST_BITS = 100.0
CLOSE = 1e-6
"""A change of a share by less than this part of itself ends the search for it."""
HOME_KEYS = ("uprn_key", "postcode_key", "street_key")
SAME_HOME = pl.any_horizontal((pl.col(f"{key}_l") == pl.col(f"{key}_r")).fill_null(value=False) for key in HOME_KEYS)


Tables = dict[str, np.ndarray]
"""Probabilities by comparison, over its levels from the nearest to the farthest."""


@dataclass(frozen=True)
class Household:
    """What the pairs at one home teach: the share that are one person, and u by comparison as arrays over its levels."""

    share: float
    chances: Tables


@dataclass(frozen=True)
class Learnt:
    """A trained model: m, the stranger's u, what households teach, and the levels that training never met."""

    m: Tables
    u: Tables
    household: Household | None
    untrained: tuple[dict[str, str], ...] = ()


def level_column(name: str) -> str:
    """Splink's column of a comparison's levels, counted from its last (0) upwards, -1 where missing."""
    return f"gamma_{name}"


def _place(name: str, levels: int) -> pl.Expr:
    """Which of the comparison's levels a pair reaches, counted from the nearest; null where missing."""
    gamma = pl.col(level_column(name))
    return pl.when(gamma >= 0).then(levels - 1 - gamma).cast(pl.Int64).alias(name)


def _places(patterns: pl.DataFrame) -> dict[str, np.ndarray]:
    """By comparison, which level each pattern reaches, and one past the last where it is missing."""
    return {one.name: patterns[one.name].fill_null(len(one.levels)).to_numpy() for one in COMPARISONS}


def _likelihood(places: dict[str, np.ndarray], tables: Tables) -> np.ndarray:
    """The probability of each pattern of levels when comparisons are independent; a missing one, or one that only says again
    what another said, says nothing.
    """
    whole = np.ones(len(places[COMPARISONS[0].name]))
    for one in COMPARISONS:
        told = np.array([level.told_already for level in one.levels])
        whole *= np.append(np.where(told, 1.0, tables[one.name]), 1.0)[places[one.name]]
    return whole


def _shares(places: dict[str, np.ndarray], weights: np.ndarray, held: Tables) -> Tables:
    made = {}
    for one in COMPARISONS:
        levels = len(one.levels)
        counts = np.bincount(places[one.name], weights=weights, minlength=levels + 1)[:levels]
        made[one.name] = np.maximum((counts + HELD * held[one.name]) / (counts.sum() + HELD), LEAST)
    return made


def learn_household(pairs: pl.DataFrame, m: Tables, u: Tables) -> Household | None:
    """What the pairs at one home teach, by expectation maximisation with m held; None where there are too few of them.

    `pairs` has Splink's `gamma_` columns; the forms of an agreement are counted once, with how many pairs show each.
    """
    columns = [_place(one.name, len(one.levels)) for one in COMPARISONS]
    patterns = pairs.filter(SAME_HOME).select(columns).group_by(pl.all()).len().sort(pl.all())
    count = patterns["len"].to_numpy().astype(float)
    if count.sum() < FEWEST_PAIRS:
        return None
    places = _places(patterns)
    one_person, share, chances = _likelihood(places, m), 0.3, dict(u)
    for _ in range(ROUNDS):
        matched = share * one_person
        posterior = matched / (matched + (1 - share) * _likelihood(places, chances))
        share = min(max(float((posterior * count).sum() / count.sum()), LEAST), 1 - LEAST)
        chances = _shares(places, (1 - posterior) * count, u)
    return Household(share, chances)


def _weights(m: Tables, u: Tables) -> dict[str, list[float]]:
    """The match weight of each comparison's levels, nearest first; a level that repeats what another has said weighs nothing."""
    told = {one.name: np.array([level.told_already for level in one.levels]) for one in COMPARISONS}
    return {name: [float(w) for w in np.where(told[name], 0.0, np.log2(m[name] / u[name]))] for name in m}


def _weighed(name: str, weights: dict[str, list[float]]) -> pl.Expr:
    place = _place(name, len(weights[name]))
    table = dict(enumerate(weights[name]))
    return place.replace_strict(table, default=None, return_dtype=pl.Float64).fill_null(0.0)


def _log_odds(share: float) -> float:
    return float(np.log2(share / (1 - share)))


def _settled(bits: np.ndarray, pairs: float, share: float) -> float:
    """The share of all those pairs that are one person's, given the evidence in bits on those that were compared: the fixed point
    that expectation maximisation comes to. The rest of the pairs are taken for two people's.
    """
    for _ in range(ROUNDS):
        odds = share / (1 - share) * np.exp2(np.minimum(bits, MOST_BITS))
        settled = min((float((odds / (1 + odds)).sum()) + FORESEEN) / pairs, 0.5)
        if abs(settled - share) < CLOSE * share:
            return settled
        share = settled
    return share


def _in_steps(column: str) -> pl.Expr:
    """A frequency adjustment in six steps, so that the weights that are left behind do not tell how many people bear a name."""
    return ((pl.col(column) / RARITY_STEP).round() * RARITY_STEP).clip(*RARITY_RANGE) + 0.0  # no minus nought


def weighed(pairs: pl.DataFrame, learnt: Learnt, prior: float, every: float) -> pl.DataFrame:
    """The pairs with an `mw_` column per comparison and `mw_prior`, each against the alternative its home decides.

    Splink's term-frequency adjustment holds among strangers; in a household names are shared for another reason, and it is 0.
    `prior` is the share of `every` pair of records that deterministic rules find; the stranger's own share is settled from it,
    for pairs that live together are judged apart, and most true pairs may be among them.
    """
    strange, household = _weights(learnt.m, learnt.u), learnt.household
    home = _weights(learnt.m, household.chances) if household else strange
    columns = [
        pl.when(SAME_HOME).then(_weighed(one.name, home)).otherwise(_weighed(one.name, strange)).alias(f"mw_{one.name}")
        for one in COMPARISONS
    ]
    rarity = [c for c in pairs.columns if c.startswith("mw_tf_adj_")]
    columns += [pl.when(SAME_HOME).then(0.0).otherwise(_in_steps(c)).alias(c) for c in rarity]
    scored = pairs.with_columns(*columns)
    parts = pl.sum_horizontal(c for c in scored.columns if c.startswith("mw_"))
    apart = scored.filter(~SAME_HOME if household else pl.lit(value=True)).select(parts).to_series().to_numpy()
    stranger = _log_odds(_settled(apart, every, prior))
    together = _log_odds(household.share) if household else stranger
    return scored.with_columns(mw_prior=pl.when(SAME_HOME).then(together).otherwise(stranger))
