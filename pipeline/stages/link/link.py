"""The stage itself: disguised people in, pairs with match weight, probability, levels and key class out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from matching_rules.same_person import COMPARISONS
from pipeline.stages.link.chances import chance_agreement, prior
from pipeline.stages.link.classes import key_class, left_to_people, likenesses, never_one_person
from pipeline.stages.link.engine import shut_in_duckdb
from pipeline.stages.link.model import Start, score, train
from pipeline.stages.link.rivals import with_rivals
from pipeline.stages.link.strata import Household, Tables, learn_household, weighed
from pipeline.tables import Links, People

THRESHOLD = 0.95
"""Pairs at least this probable are links: rules and persons are made of them. Chosen for few false links; see the evaluation."""
KEPT = 0.5
"""Pairs at least this probable are kept as evidence, for clerical review and for analysts."""
BARRED_WEIGHT = -10.0
"""The match weight of a pair that is not linked whatever its levels add up to."""
MOST_UNLINKED = 3.0
"""The most a pair weighs that is left to people: eight to one, short of a link."""
HEAD = ("left", "right", "match_weight", "match_probability", "key_class")
BAND = 2
"""Width of the histogram's bands, in match weight."""


@dataclass(frozen=True)
class Linkage:
    """What linking found: `links` (evidence), `candidates` (every pair compared, `left`, `right`, weight and probability), and
    `about`, which the run record keeps.
    """

    links: Links
    candidates: pl.DataFrame
    about: dict[str, Any]


def _chances_by_comparison(chances: Mapping[tuple[str, str], float]) -> Tables:
    return {one.name: np.array([chances[one.name, level.name] for level in one.levels]) for one in COMPARISONS}


def _weighing(pairs: pl.DataFrame) -> list[str]:
    """The columns whose sum is a pair's match weight: the prior, then each comparison, frequencies, and rivals."""
    return [c for c in pairs.columns if c.startswith("mw_")]


def _summed(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `match_weight`, pairs that are never one person put down, and those that are left to people held back."""
    whole = pl.sum_horizontal(_weighing(pairs))
    most = pl.when(never_one_person()).then(BARRED_WEIGHT).when(left_to_people()).then(MOST_UNLINKED)
    barred = pl.min_horizontal(whole, most)
    return pairs.with_columns(match_weight=barred.round(6))


def _totalled(pairs: pl.DataFrame, extracts: pl.DataFrame) -> pl.DataFrame:
    """The pairs with their weights summed, barred pairs put down, rivals heard, and probabilities made of the sums."""
    summed = _summed(with_rivals(_summed(pairs.with_columns(likenesses())), extracts))
    probability = 1 / (1 + (-pl.col("match_weight") * math.log(2)).exp())
    return summed.with_columns(match_probability=probability.round(9), key_class=key_class())


def _kept(pairs: pl.DataFrame) -> pl.DataFrame:
    evidence = pairs.filter((pl.col("match_probability") >= KEPT) | (pl.col("key_class") == "K5"))
    levels = [one.name for one in COMPARISONS]
    return evidence.select(*HEAD, *levels, *_weighing(pairs)).sort("left", "right")


def _parameters(m: Tables, u: Tables, stratum: str) -> list[dict[str, Any]]:
    return [
        {
            "stratum": stratum,
            "comparison": one.name,
            "level": level.name,
            "likeness": level.likeness,
            "m": float(f"{m[one.name][n]:.6g}"),
            "u": float(f"{u[one.name][n]:.6g}"),
            "match_weight": round(math.log2(m[one.name][n] / u[one.name][n]), 4),
        }
        for one in COMPARISONS
        for n, level in enumerate(one.levels)
    ]


def _histogram(pairs: pl.DataFrame) -> list[dict[str, int]]:
    band = (pl.col("match_weight") / BAND).floor().cast(pl.Int64) * BAND
    counted = pairs.group_by(band.alias("from")).len().sort("from")
    return [{"from": low, "to": low + BAND, "pairs": n} for low, n in counted.iter_rows()]


def _about(pairs: pl.DataFrame, links: pl.DataFrame, household: Household | None) -> dict[str, Any]:
    strong = links.filter(pl.col("match_probability") >= THRESHOLD)
    classes = strong.group_by("key_class").len().sort("key_class")
    return {
        "pairs_compared": pairs.height,
        "links": strong.height,
        "threshold": THRESHOLD,
        "household_stratum": household is not None,
        "household_prior": round(household.share, 6) if household else None,
        "histogram": _histogram(pairs),
        "key_classes": dict(classes.iter_rows()),
    }


def _nothing(people: pl.DataFrame) -> Linkage:
    levels: dict[str, type[pl.DataType]] = {one.name: pl.String for one in COMPARISONS}
    weights = {"mw_prior": pl.Float64} | {f"mw_{one.name}": pl.Float64 for one in COMPARISONS}
    head = dict(zip(HEAD, (pl.String, pl.String, pl.Float64, pl.Float64, pl.String), strict=True))
    empty = pl.DataFrame(schema={**head, **levels, **weights})
    about = _about(empty, empty, None) | {"records": people.height, "prior": 0.0, "parameters": [], "untrained": []}
    return Linkage(Links(empty), empty.select(HEAD), about)


def link(people: People) -> Linkage:
    """Pairs of records that may be one person, deterministic in the contents of `people` whatever their order.

    Pairs at one home are scored against another member of the household, the rest against a stranger. Levels that training
    never met are listed in `about["untrained"]` with the least m they were given.
    """
    rows = people.frame.sort("record")
    if rows.height < 2:
        return _nothing(rows)
    with shut_in_duckdb() as connection:
        start = Start(rows, connection, chance_agreement(rows, connection), prior(rows))
        m, untrained = train(start)
        scored = score(start)
    u = _chances_by_comparison(start.chances)
    household = learn_household(scored, m, u)
    judged = weighed(scored, m, u, (start.prior, rows.height * (rows.height - 1) / 2), household)
    pairs = _totalled(judged, rows.select("record", "extract"))
    links = _kept(pairs)
    about = _about(pairs, links, household) | {"records": rows.height, "prior": start.prior, "untrained": untrained}
    strata = _parameters(m, household.chances, "household") if household else []
    candidates = pairs.select(HEAD).sort("left", "right")
    return Linkage(Links(links), candidates, about | {"parameters": _parameters(m, u, "stranger") + strata})
