"""Clusters: records joined by links become one person, the best link first, with a brake on chains that would join two people."""

import polars as pl

from pipeline.components import components
from pipeline.stages.persons.brake import Brake, brake, held_back
from pipeline.tables import Links, People

SURE = 0.95
"""A link's least probability to join two records."""
AGAINST = -10.0
"""A compared pair of less than this match weight is two people: odds of a thousand to one against.

Pairs that a bar put at just this weight, whatever they agree on, are none: measured, they cost more true pairs than false ones.
"""


def _joining(links: pl.DataFrame) -> pl.DataFrame:
    """The links that may join records, numbered from the best; those of one number and different people (K5) join nobody."""
    sure = links.filter((pl.col("match_probability") >= SURE) & (pl.col("key_class") != "K5"))
    return (
        sure.sort("match_weight", "left", "right", descending=[True, False, False]).select("left", "right").with_row_index("rank")
    )


def _apart(candidates: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """`left`, `right` of pairs that are two people: by their weight, by sharing nothing but a number, or by an officer's word."""
    weighed = candidates.filter((pl.col("match_weight") < AGAINST) | (pl.col("key_class") == "K5"))
    ruled = decided.filter(~pl.col("same")).select("left", "right")
    return pl.concat([weighed.join(decided, on=["left", "right"], how="anti").select("left", "right"), ruled])


def _between(groups: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """The edges that lead from group to group: `rank`, `one` and `other` (the roots, the lesser first)."""
    of = {side: groups.rename({"record": side, "root": f"{side}_root"}) for side in ("left", "right")}
    led = edges.join(of["left"], on="left").join(of["right"], on="right")
    roots = (pl.col("left_root"), pl.col("right_root"))
    apart = led.with_columns(one=pl.min_horizontal(*roots), other=pl.max_horizontal(*roots))
    return apart.filter(pl.col("one") != pl.col("other")).sort("rank")


def _mutual(between: pl.DataFrame) -> pl.DataFrame:
    """`one`, `other`: groups each of which is the other's best; no group is in two of them, for no two edges rank alike."""
    ends = pl.concat([between.select("rank", root="one"), between.select("rank", root="other")])
    best = ends.group_by("root").agg(pl.col("rank").min())
    first = between.join(best, left_on=["one", "rank"], right_on=["root", "rank"], how="semi")
    return first.join(best, left_on=["other", "rank"], right_on=["root", "rank"], how="semi").select("one", "other")


def _merged(groups: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    led = groups.join(pairs.select(root="other", to="one"), on="root", how="left")
    return led.select("record", root=pl.coalesce("to", "root"))


def _best_first(groups: pl.DataFrame, edges: pl.DataFrame, held: Brake) -> pl.DataFrame:
    """The groups joined along the edges from the best to the last, but for edges that the brake holds back.

    In each round every two groups that are each other's best are joined at once, which comes to the same as one by one.
    """
    while (between := _between(groups, edges)).height:
        pairs = _mutual(between)
        refused = held_back(groups, _merged(groups, pairs), held)
        stopped = pairs.filter(pl.col("one").is_in(refused.implode()))
        edges = between.join(stopped, on=["one", "other"], how="anti").select("rank", "left", "right")
        groups = _merged(groups, pairs.join(stopped, on=["one", "other"], how="anti"))
    return groups


def clustered(people: People, links: Links, candidates: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """`record`, `root` (the first of that person's records), sorted; the same whatever the order of rows.

    Pairs that officers decided to be one person are joined first. Then links join records, the best first, and none is followed
    that would bring two people together: a pair decided or weighed to be two, two well-attested numbers, or two such birth dates.
    `links` are the honoured ones, `candidates` every pair compared, `decided` the decisions on records that are here.
    """
    records, edges = people.frame["record"], _joining(links.frame)
    ruled = decided.filter("same").select("left", "right")
    start = components(records, ruled)
    whole = components(records, pl.concat([edges.select("left", "right"), ruled]))
    held = brake(people, _apart(candidates, decided), start)
    crowded = pl.col("root").is_in(held_back(start, whole, held).implode())
    hard = whole.filter(crowded)["record"].implode()
    inside = pl.col("left").is_in(hard) & pl.col("right").is_in(hard)
    taken_apart = _best_first(start.filter(pl.col("record").is_in(hard)), edges.filter(inside), held)
    return pl.concat([whole.filter(~crowded), taken_apart]).sort("record")
