"""Rivals: a record that fits two people who are known to be two is at most one of them, and its links share their odds."""

import polars as pl

LEAST_WEIGHT = -3.0
"""A pair of less weight rivals nobody: it would take less than a tenth of the odds from another."""
TWO_PEOPLE = -4.0
"""Two records compared and found to weigh less than this are taken for two people's."""


def _both_ways(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs as seen from either side: `record`, `other`, `match_weight`."""
    seen = pairs.select("left", "right", "match_weight")
    turned = seen.select(left="right", right="left", match_weight="match_weight")
    return pl.concat([seen, turned]).rename({"left": "record", "right": "other"})


def strongest_rivals(pairs: pl.DataFrame) -> pl.DataFrame:
    """`left`, `right` and `rival`, the greatest match weight by which either record also fits somebody who is another person than
    its counterpart; only pairs that have a rival.

    `pairs` has `left`, `right` and `match_weight`. That two counterparts are two people must have been found by comparing them: two
    sparse records that were never compared, or say too little, rival nobody.
    """
    fits = _both_ways(pairs.filter(pl.col("match_weight") >= LEAST_WEIGHT))
    apart = _both_ways(pairs.filter(pl.col("match_weight") < TWO_PEOPLE)).select("record", "other")
    contested = fits.join(fits.select("record", rival_record="other", rival="match_weight"), on="record")
    found = contested.join(apart, left_on=["other", "rival_record"], right_on=["record", "other"], how="semi")
    ends = {"left": pl.min_horizontal("record", "other"), "right": pl.max_horizontal("record", "other")}
    return found.group_by(**ends).agg(pl.col("rival").max()).sort("left", "right")


def with_rivals(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `mw_rival`, at most 0: what the strongest rival takes from the pair's odds."""
    contested = pairs.join(strongest_rivals(pairs), on=["left", "right"], how="left", maintain_order="left")
    taken = -(1 + (pl.col("rival").clip(upper_bound=100) * pl.lit(2.0).log()).exp()).log(2)
    return contested.with_columns(mw_rival=taken.fill_null(0.0).round(6)).drop("rival")
