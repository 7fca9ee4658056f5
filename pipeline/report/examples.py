"""One example a rule: how the evidence on its pair of records added up, with nothing that says who they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.wording import ATTRIBUTES, LIKENESSES

RARITY = "mw_tf_adj_"
TOTAL = "together"
LEAST = 0.05
"""Adjustments smaller than this would print as 0.0 and are left out."""


@dataclass(frozen=True)
class Example:
    """The most urgent referral of a rule whose two records were linked, and the steps of its match weight."""

    rule: str
    priority: str
    key_class: str
    probability: float
    weight: float
    steps: pl.DataFrame


def _paired(referrals: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """The first open referral of every rule that rests on a link, with that link's columns beside it."""
    ends = {"left": pl.min_horizontal("left_record", "right_record"), "right": pl.max_horizontal("left_record", "right_record")}
    open_ones = referrals.filter(
        (pl.col("priority") != "restricted") & pl.col("left_record").is_not_null() & pl.col("right_record").is_not_null()
    )
    keyed = open_ones.select("rule", "priority", **ends)
    return keyed.join(links, on=["left", "right"], how="inner", maintain_order="left").unique(
        "rule", keep="first", maintain_order=True
    )


def _pieces(pair: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """What is added up, in order: the prior, each attribute, how rare what is shared is, rivals, and what holds the pair back."""
    yield "before anything is compared", pair["mw_prior"]
    for name in (column.removeprefix("mw_") for column in pair if column.startswith("mw_") and not column.startswith(RARITY)):
        if name in ("prior", "rival"):
            continue
        yield f"{ATTRIBUTES.get(name, name)} {LIKENESSES.get(pair.get(name) or '', '')}".strip(), pair[f"mw_{name}"]
        rarity = pair.get(RARITY + name) or 0.0
        if abs(rarity) >= LEAST:
            yield f"and how common the {name} is", rarity
    rival = pair.get("mw_rival") or 0.0
    if abs(rival) >= LEAST:
        yield "others whom either could be" if rival < 0 else "nobody else whom either could be", rival
    added = sum(weight for column, weight in pair.items() if column.startswith("mw_"))
    if abs(pair["match_weight"] - added) >= LEAST:
        yield "held back: conflicting facts", pair["match_weight"] - added


def steps(pair: dict[str, Any]) -> pl.DataFrame:
    """The steps of one pair's match weight: `step`, `from`, `to`, `weight`, from the prior to the total.

    `pair` is a row of links.parquet: its `mw_` columns add up to `match_weight`, but for pairs that may never be linked.
    """
    told = pl.DataFrame(list(_pieces(pair)), schema={"step": pl.String, "weight": pl.Float64}, orient="row")
    to = pl.col("weight").cum_sum()
    walked = told.select("step", (to - pl.col("weight")).alias("from"), to.alias("to"), "weight")
    total = pl.DataFrame({"step": [TOTAL], "from": [0.0], "to": [pair["match_weight"]], "weight": [pair["match_weight"]]})
    return pl.concat([walked, total])


def examples(referrals: pl.DataFrame, links: pl.DataFrame) -> list[Example]:
    """An example of every rule whose pairs were linked, by rule; none where the links carry no weights."""
    if "mw_prior" not in links.columns:
        return []
    return [
        Example(pair["rule"], pair["priority"], pair["key_class"], pair["match_probability"], pair["match_weight"], steps(pair))
        for pair in _paired(referrals, links).sort("rule").iter_rows(named=True)
    ]
