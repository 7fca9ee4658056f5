"""The model learnt anew with the answers: answered pairs count as the officer said, the others by their calibrated probability.

It is the step of expectation maximisation with labels (Larsen and Rubin, "Iterative Automated Record Linkage Using Mixture
Models", 2001), but taken once, from probabilities that the answers put right first: further rounds drift from what these say.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from pipeline.clerical.strata import stratum

LEAST = 1e-3
"""The least m: one true pair in a thousand comes so far apart in anything; no review could tell less."""
MODEL_COUNTS = 5.0
"""For how many answers the model's own word counts in a stratum, so that a few answers never say all or nothing. Measured on two
made-up landlords with 100 to 800 answers, anything from 1 to 10 does about as well."""
MOST_BITS = 60.0
"""No stratum's weights are shifted by more than this."""
HALVINGS = 50


def _levels(parameters: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The levels of each comparison, nearest first, as the run record lists them for strangers."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in parameters:
        if one["stratum"] == "stranger":
            found.setdefault(one["comparison"], []).append(one)
    return found


def _probability(weight: np.ndarray, shift: float) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp2(-np.clip(weight + shift, -1000, 1000))))


def _shifted(weight: np.ndarray, share: float) -> np.ndarray:
    """The probabilities of pairs, all their weights shifted alike so that the mean is that share; none of none."""
    if not len(weight):
        return weight
    low, high = -MOST_BITS, MOST_BITS
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _probability(weight, middle).mean() < share else (low, middle)
    return _probability(weight, (low + high) / 2)


def _calibrated(known: pl.DataFrame) -> np.ndarray:
    """How probably each pair is one person: as answered, else by its weight, put right by the answers in its stratum.

    `known` has `stratum`, `match_weight`, `key_class` and `same` (null: not answered). Pairs of one number and
    different people (K5) are two.
    """
    weight, answered = known["match_weight"].to_numpy(), known["same"].is_not_null().to_numpy()
    said = known["same"].fill_null(value=False).cast(pl.Float64).to_numpy()
    strata, linkable = known["stratum"].to_numpy(), (known["key_class"] != "K5").to_numpy()
    probable = np.where(answered, said, 0.0)
    for place in np.unique(strata[answered & linkable]):
        inside = (strata == place) & linkable
        open_ones, told = inside & ~answered, said[inside & answered]
        supposed = _probability(weight[inside], 0.0).mean()
        share = (told.sum() + MODEL_COUNTS * supposed) / (len(told) + MODEL_COUNTS)
        probable[open_ones] = _shifted(weight[open_ones], float(share))
    unheard = linkable & ~answered & ~np.isin(strata, strata[answered & linkable])
    probable[unheard] = _probability(weight[unheard], 0.0)
    return probable


def _shares(gamma: pl.Series, probable: np.ndarray, size: int) -> np.ndarray:
    """m of a comparison's levels, nearest first, from the levels of all pairs as Splink counts them (-1: missing)."""
    level = gamma.to_numpy().astype(np.int64)
    counts = np.bincount(level[level >= 0], weights=probable[level >= 0], minlength=size)[::-1]
    shares = np.maximum(counts / counts.sum(), LEAST)
    return np.asarray(shares / shares.sum())


def relearnt(candidates: pl.DataFrame, answers: pl.DataFrame, linkage: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parameters of the run record's `linkage` (stratum, comparison, level, likeness, m, u, match_weight) with m learnt anew.

    `candidates` are all pairs compared with their levels (`gamma_`) and match weight; `answers` say of some whether they are the
    `same`. Only m is learnt: u and priors stay. A comparison that no true pair knows keeps its m.
    """
    told = candidates.join(answers, on=["left", "right"], how="left", maintain_order="left")
    probable = _calibrated(told.with_columns(stratum(linkage["threshold"])))
    m: dict[tuple[str, str], float] = {}
    for name, listed in _levels(linkage["parameters"]).items():
        gamma = candidates[f"gamma_{name}"]
        if probable[(gamma >= 0).to_numpy()].sum() > 0:
            found = _shares(gamma, probable, len(listed))
            m |= {(name, one["level"]): float(found[place]) for place, one in enumerate(listed)}
    return [_with_m(one, m.get((one["comparison"], one["level"]), one["m"])) for one in linkage["parameters"]]


def _with_m(one: dict[str, Any], m: float) -> dict[str, Any]:
    """The level with that m; one that weighs nothing, for another comparison has said the same, goes on weighing nothing."""
    weight = round(float(np.log2(m / one["u"])), 4) if one["match_weight"] else 0.0
    return one | {"m": float(f"{m:.6g}"), "match_weight": weight}
