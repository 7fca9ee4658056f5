"""Training and scoring with Splink: m by expectation maximisation, u as given, weights of every blocked pair."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl
from splink import DuckDBAPI, Linker
from splink.internals.exceptions import EMTrainingException, SplinkException

from matching_rules.same_person import COMPARISONS, TRAINING, settings
from pipeline.errors import Refused
from pipeline.stages.link.strata import HOME_KEYS, Tables, level_column

MOST_TRAINING_PAIRS = 200_000
"""Pairs that expectation maximisation looks at: more moves m by less than the errors it models."""
LEAST = 1e-3
"""The least m: one true pair in a thousand comes so far apart in anything; no sample of this size could tell less."""
MANY_PAIRS = 1_000
"""So many pairs that know an attribute may not be judged by what was only guessed of it."""

_UNDERFLOW = "below the minimum allowed value"
"""What Splink's ValueError says where training brings a probability to 0."""

Chances = Mapping[tuple[str, str], float]


@dataclass(frozen=True)
class Start:
    """What training and scoring begin with: the people, the engine, u by comparison and level, and the prior."""

    people: pl.DataFrame
    connection: duckdb.DuckDBPyConnection
    chances: Chances
    prior: float


def _linker(start: Start) -> Linker:
    api = DuckDBAPI(start.connection)  # one a linker: two linkers on one api share their tables silently
    table = api.register(start.people.drop("address_status").to_arrow())
    return Linker(table, settings(start.chances, start.prior), log_level=logging.ERROR, validate_settings=False)


def _trained_levels(linker: Linker) -> dict[tuple[str, str], float]:
    """m by comparison and level, of the levels that a session met: the others still have the m they began with."""
    learnt: dict[tuple[str, str], float] = {}
    by_name = {one["output_column_name"]: one for one in linker.misc.save_model_to_json()["comparisons"]}
    for one in COMPARISONS:
        levels = [level for level in by_name[one.name]["comparison_levels"] if not level.get("is_null_level")]
        found = [float(level["m_probability"]) for level in levels]
        learnt |= {(one.name, level.name): m for level, m in zip(one.levels, found, strict=True) if m != level.m}
    return learnt


def _session(start: Start, rule: str) -> dict[tuple[str, str], float]:
    """What one training session learns; nothing where its pairs are none, or all one person's.

    Each has a linker of its own, for a session that fails leaves Splink's linker half changed.
    """
    linker = _linker(start)
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, fix_u_probabilities=True, estimate_without_term_frequencies=True, max_pairs=MOST_TRAINING_PAIRS
        )
    except (SplinkException, EMTrainingException, ZeroDivisionError):
        return {}
    except ValueError as error:  # all pairs so alike that a level's m runs to 0, which Splink refuses
        if _UNDERFLOW not in str(error):
            raise
        return {}
    return _trained_levels(linker)


def train(start: Start) -> tuple[Tables, list[dict[str, str]]]:
    """m by comparison as arrays, nearest level first, and the levels that no session met: they keep the m they began with."""
    sessions = [_session(start, rule) for rule in TRAINING]
    tables, unmet = {}, []
    for one in COMPARISONS:
        found = [
            [session[one.name, level.name] for session in sessions if (one.name, level.name) in session] for level in one.levels
        ]
        m = np.maximum([float(np.mean(ms)) if ms else level.m for level, ms in zip(one.levels, found, strict=True)], LEAST)
        tables[one.name] = m / m.sum()
        unmet += [{"comparison": one.name, "level": level.name} for level, ms in zip(one.levels, found, strict=True) if not ms]
    return tables, unmet


def refuse_untrained(untrained: list[dict[str, str]], pairs: pl.DataFrame) -> None:
    """Raises Refused where nothing at all of a comparison was trained though many of the pairs (Splink's levels) know it."""
    for one in COMPARISONS:
        unmet = [level for level in untrained if level["comparison"] == one.name]
        known = pairs.filter(pl.col(level_column(one.name)) >= 0).height
        if len(unmet) == len(one.levels) and known >= MANY_PAIRS:
            raise Refused(
                f"linkage learnt nothing of {one.name}, which {known:,} pairs of records depend on: too few pairs agree on "
                "what else is known of them; give the run.json of an earlier exercise with --model"
            )


def score(start: Start) -> pl.DataFrame:
    """Every blocked pair: `left` and `right` in alphabetical order, Splink's levels (`gamma_`) and term-frequency adjustments."""
    found = _linker(start).inference.predict(warning_mode="never")
    columns = [one.unquote().name for one in found.columns]
    wanted = [c for c in columns if c.startswith(("gamma_", "mw_tf_adj_"))] + [f"{k}_{s}" for k in HOME_KEYS for s in ("l", "r")]
    listed = ", ".join(wanted)
    table = start.connection.sql(
        f'select least(record_l, record_r) as "left", greatest(record_l, record_r) as "right", {listed} '  # noqa: S608  names are ours
        f"from {found.physical_name}"
    ).to_arrow_table()
    return pl.DataFrame(pl.from_arrow(table))
