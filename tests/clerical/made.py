"""Made-up compared pairs with levels and known truth, as a run leaves them in its vault."""

import math
from typing import Any

import numpy as np
import polars as pl

THRESHOLD = 0.95
M = {"forename": (0.9, 0.08, 0.02), "nino": (0.95, 0.05)}
U = {"forename": (0.01, 0.04, 0.95), "nino": (0.001, 0.999)}


def _parameters(m: dict[str, tuple[float, ...]]) -> list[dict[str, Any]]:
    return [
        {"stratum": stratum, "comparison": name, "level": f"level {place}", "likeness": "close", "m": m[name][place],
         "u": U[name][place], "match_weight": round(math.log2(m[name][place] / U[name][place]), 4)}
        for stratum in ("stranger", "household") for name in m for place in range(len(m[name]))
    ]  # fmt: skip


def linkage(m: dict[str, tuple[float, ...]] = M) -> dict[str, Any]:
    """What the run record says of a linkage with that m."""
    return {
        "threshold": THRESHOLD,
        "prior": 0.1,
        "household_prior": None,
        "household_stratum": False,
        "parameters": _parameters(m),
    }


def compared(m: dict[str, tuple[float, ...]] = M, pairs: int = 20_000, true_share: float = 0.3, seed: int = 1) -> pl.DataFrame:
    """Pairs whose levels follow M and U, weighed with `m`; `same` says which are truly one person's."""
    dice = np.random.default_rng(seed)
    same = dice.random(pairs) < true_share
    weight, gamma = np.full(pairs, math.log2(true_share / (1 - true_share))), {}
    for name, true in M.items():
        level = np.where(same, dice.choice(len(true), pairs, p=true), dice.choice(len(true), pairs, p=U[name]))
        gamma[f"gamma_{name}"] = (len(true) - 1 - level).astype(np.int8)
        weight += np.log2(np.array(m[name]) / np.array(U[name]))[level]
    keys = {side: [f"{int(n):016x}" * 2 for n in dice.integers(2**60, 2**63, pairs)] for side in ("one", "other")}
    ordered = [sorted(two) for two in zip(keys["one"], keys["other"], strict=True)]
    frame = {"left": [a for a, _ in ordered], "right": [b for _, b in ordered], "match_weight": weight}
    return pl.DataFrame(frame | gamma | {"same": same}).with_columns(
        match_probability=1 / (1 + (-pl.col("match_weight") * math.log(2)).exp()),
        key_class=pl.lit("K3"),
    )
