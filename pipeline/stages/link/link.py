"""The stage itself: disguised people in, pairs with match weight, probability, levels and key class out."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from matching_rules.same_person import COMPARISONS
from pipeline.components import components
from pipeline.decisions import UNDECIDED
from pipeline.saved_model import HOUSEHOLD, STRANGER, Model
from pipeline.stages.link.about import about_pairs, parameters
from pipeline.stages.link.chances import chance_agreement, prior
from pipeline.stages.link.engine import shut_in_duckdb
from pipeline.stages.link.judge import judged, weighing
from pipeline.stages.link.model import Start, refuse_untrained, score, train
from pipeline.stages.link.strata import Household, Learnt, Tables, learn_household, level_column, weighed
from pipeline.tables import Links, People

KEPT = 0.5
"""Pairs at least this probable are kept as evidence, for clerical review and for analysts."""
HEAD = ("left", "right", "match_weight", "match_probability", "key_class")


@dataclass(frozen=True)
class Linkage:
    """What linking found: `links` (evidence), `candidates` (every pair compared, `left`, `right`, weight and probability), and
    `about`, which the run record keeps.
    """

    links: Links
    candidates: pl.DataFrame
    about: dict[str, Any]


def _kept(pairs: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    ruled = pl.struct("left", "right").is_in(decided.select(pl.struct("left", "right")).to_series().implode())
    evidence = pairs.filter((pl.col("match_probability") >= KEPT) | (pl.col("key_class") == "K5") | ruled)
    levels = [one.name for one in COMPARISONS]
    return evidence.select(*HEAD, *levels, *weighing(pairs)).sort("left", "right")


def _compared(pairs: pl.DataFrame) -> pl.DataFrame:
    """Every pair with its levels as Splink counts them, so that the answers of a review can teach the model."""
    levels = [pl.col(level_column(one.name)).cast(pl.Int8) for one in COMPARISONS]
    return pairs.select(*HEAD, *levels).sort("left", "right")


def _with_decided(people: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """The people with `decided`, equal for records that officers decided to be one person, null for all others."""
    same = decided.filter("same")
    joined = components(pl.concat([same["left"], same["right"]]).unique(), same)
    return people.join(joined.rename({"root": "decided"}), on="record", how="left")


def _nothing(people: pl.DataFrame) -> Linkage:
    levels: dict[str, type[pl.DataType]] = {one.name: pl.String for one in COMPARISONS}
    weights = {"mw_prior": pl.Float64} | {f"mw_{one.name}": pl.Float64 for one in COMPARISONS}
    head = dict(zip(HEAD, (pl.String, pl.String, pl.Float64, pl.Float64, pl.String), strict=True))
    empty = pl.DataFrame(schema={**head, **levels, **weights})
    about = about_pairs(empty, None) | {"records": people.height, "prior": 0.0, "parameters": [], "untrained": [], "model": None}
    return Linkage(Links(empty), empty.select(HEAD), about)


def _as_tables(chances: dict[str, list[float]]) -> Tables:
    return {name: np.array(shares) for name, shares in chances.items()}


def _trained(start: Start) -> tuple[Learnt, pl.DataFrame]:
    """What the exercise's own pairs teach, and those pairs with Splink's levels."""
    m, untrained = train(start)
    scored = score(start)
    refuse_untrained(untrained, scored)
    u = _as_tables({one.name: [start.chances[one.name, level.name] for level in one.levels] for one in COMPARISONS})
    return Learnt(m, u, learn_household(scored, m, u), tuple(untrained)), scored


def _given(model: Model) -> Learnt:
    m, u = (_as_tables(model.tables(STRANGER, which)) for which in ("m", "u"))
    share = model.linkage.household_prior
    household = None if share is None else Household(share, _as_tables(model.tables(HOUSEHOLD, "u")))
    return Learnt(m, u, household)


def _learnt(rows: pl.DataFrame, model: Model | None) -> tuple[Learnt, pl.DataFrame, float]:
    """The model, the pairs with Splink's levels, and the prior: trained here, or given back."""
    with shut_in_duckdb() as connection:
        if model is None:
            start = Start(rows, connection, chance_agreement(rows, connection), prior(rows))
            return *_trained(start), start.prior
        u = model.tables(STRANGER, "u")
        chances = {(one.name, level.name): u[one.name][n] for one in COMPARISONS for n, level in enumerate(one.levels)}
        start = Start(rows, connection, chances, prior(rows))
        return _given(model), score(start), start.prior


def link(people: People, decided: pl.DataFrame = UNDECIDED, model: Model | None = None) -> Linkage:
    """Pairs of records that may be one person, deterministic in the contents of `people` whatever their order.

    Pairs at one home are scored against another member of the household, the rest against a stranger. Levels that training
    never met are listed in `about["untrained"]` with the least m they were given; a whole comparison that could not be trained
    though many pairs depend on it raises Refused. With a `model` nothing is trained. Pairs that officers
    decided (`left`, `right`, `same`) are kept as evidence whatever their probability, and those decided to be one person are
    compared in any case.
    """
    rows = _with_decided(people.frame, decided).sort("record")
    if rows.height < 2:
        return _nothing(rows)
    learnt, scored, share = _learnt(rows, model)
    pairs = judged(weighed(scored, learnt, share, rows.height * (rows.height - 1) / 2), rows.select("record", "extract"))
    made = {"records": rows.height, "prior": share, "untrained": list(learnt.untrained), "parameters": parameters(learnt)}
    about = about_pairs(pairs, learnt.household) | made | {"model": model.sha256 if model else None}
    return Linkage(Links(_kept(pairs, decided)), _compared(pairs), about)
