"""Rivals: a record that fits two people who are known to be two is at most one of them, and its links share their odds."""

import math

import polars as pl

LEAST_WEIGHT = -3.0
"""A pair of less weight rivals nobody: it would take less than a tenth of the odds from another."""
ROUNDS = 3
MOST_FOUND = 0.95
"""No extract is taken to be found in another more surely than this."""
TWO_PEOPLE = -4.0
"""Two records compared and found to weigh less than this are taken for two people's."""
ENDS = (pl.min_horizontal("record", "other").alias("left"), pl.max_horizontal("record", "other").alias("right"))


def _both_ways(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs as seen from either side: `record`, `other`, `match_weight`."""
    seen = pairs.select("left", "right", "match_weight")
    turned = seen.select(left="right", right="left", match_weight="match_weight")
    return pl.concat([seen, turned]).rename({"left": "record", "right": "other"})


def strongest_rivals(pairs: pl.DataFrame) -> pl.DataFrame:
    """`left`, `right` and `rival`, the greatest match weight by which either record also fits somebody who is another person than
    its counterpart; only pairs that have a rival.

    `pairs` has `left`, `right` and `match_weight`. That two counterparts are two people must have been found by comparing them,
    and a rival weighs no more than that finding does: where a record fits both better than they differ, all three are one person.
    """
    fits = _both_ways(pairs.filter(pl.col("match_weight") >= LEAST_WEIGHT))
    apart = _both_ways(pairs.filter(pl.col("match_weight") < TWO_PEOPLE)).rename({"match_weight": "apart"})
    contested = fits.join(fits.select("record", rival_record="other", rival="match_weight"), on="record")
    found = contested.join(apart, left_on=["other", "rival_record"], right_on=["record", "other"])
    return found.group_by(*ENDS).agg(rival=pl.min_horizontal(pl.col("rival"), -pl.col("apart")).max()).sort("left", "right")


def _probability(weight: pl.Expr) -> pl.Expr:
    return 1 / (1 + (-weight * math.log(2)).exp())


def _directed(pairs: pl.DataFrame, extracts: pl.DataFrame) -> pl.DataFrame:
    """The pairs as seen from either side, with `extract` and `other_extract`, and whether the other is its `best` fit there."""
    told = (
        _both_ways(pairs).join(extracts, on="record").join(extracts.select(other="record", other_extract="extract"), on="other")
    )
    best = pl.col("match_weight") >= pl.col("match_weight").max().over("record", "other_extract")
    return told.with_columns(best=best & (pl.col("match_weight") >= LEAST_WEIGHT))


def _found_shares(directed: pl.DataFrame, extracts: pl.DataFrame) -> pl.DataFrame:
    """`extract`, `other_extract` and `found`: the share of an extract's records that have a counterpart in the other one."""
    fits = directed.filter(pl.col("match_weight") >= LEAST_WEIGHT)
    none = fits.group_by("record", "extract", "other_extract").agg(none=(1 - _probability(pl.col("match_weight"))).product())
    found = none.group_by("extract", "other_extract").agg(found=(1 - pl.col("none")).sum())
    shares = found.join(extracts.group_by("extract").len(), on="extract").with_columns(found=pl.col("found") / pl.col("len"))
    # Rounded, since sums in another order differ in their last digits, and two runs must not.
    return shares.select("extract", "other_extract", pl.col("found").clip(upper_bound=MOST_FOUND).round(6)).sort(
        "extract", "other_extract"
    )


def _unfound(pairs: pl.DataFrame, extracts: pl.DataFrame) -> pl.DataFrame:
    """`left`, `right` and `none`, of pairs where one is the other's best fit in its extract: how likely it is that such a record
    has no counterpart there at all, by the surer side.

    Were both sides independent, the product of the two would stand here; measured, it makes probabilities too great
    (docs/linkage.md).
    """
    directed = _directed(pairs, extracts)
    told = directed.filter("best").join(_found_shares(directed, extracts), on=["extract", "other_extract"])
    return told.group_by(*ENDS).agg(none=1 - pl.col("found").max())


def with_rivals(pairs: pl.DataFrame, extracts: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `mw_rival`: what rivals take from a pair's odds, and what it adds that there is no rival where there should
    be.

    `extracts` has `record` and `extract`. A record that is nearly sure to be found in the other extract and fits one person best
    there is more likely to be that person than one of an extract that hardly overlaps.
    """
    ends = ["left", "right"]
    contested = pairs.join(strongest_rivals(pairs), on=ends, how="left", maintain_order="left")
    taken = (pl.col("rival").clip(upper_bound=100) * math.log(2)).exp().fill_null(0.0)
    weighed = contested.with_columns(mw_rival=pl.lit(0.0))
    for _ in range(ROUNDS):
        unfound = _unfound(weighed.with_columns(pl.col("match_weight") + pl.col("mw_rival")), extracts)
        told = contested.join(unfound, on=ends, how="left", maintain_order="left")
        weighed = told.with_columns(mw_rival=0.0 - (pl.col("none").fill_null(1.0) + taken).log(2).round(6))
    return weighed.drop("rival", "none")
