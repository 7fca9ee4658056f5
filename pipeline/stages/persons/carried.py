"""Person ids: the same person keeps the id of the exercise before, whatever became of spellings, order and record keys."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from pipeline.former import Former

ADDED = "\x1f+"
"""Added to a record's key before it makes an id that an earlier person bears already."""
Name = Callable[[pl.Series], pl.Series]
"""Makes ids of texts, under a key."""


@dataclass(frozen=True)
class Numbering:
    """Who is who: `persons` (`root`, `person`), and `changes` since the exercise before (`change`, `person`, `was`).

    A change is "merged" (the former person `was` is now part of `person`) or "split" (`person` was part of the former `was`).
    """

    persons: pl.DataFrame
    changes: pl.DataFrame


NO_CHANGES = pl.DataFrame(schema={"change": pl.String, "person": pl.String, "was": pl.String})


def _own(signs: pl.DataFrame, whose: str) -> pl.DataFrame:
    """Signs that one person alone bears: what two share tells nobody apart."""
    borne = signs.select(whose, "sign").unique()
    return borne.filter(pl.len().over("sign") == 1)


def _votes(clusters: pl.DataFrame, signs: pl.DataFrame, former: Former) -> pl.DataFrame:
    """`root`, `was` (a former person) and `rank`, the best claim first: records in common, then signs in common, then the ids."""
    by_record = clusters.join(former.persons, on="record").group_by("root", was="person").agg(records=pl.len())
    now = _own(signs.join(clusters, on="record"), "root")
    by_sign = now.join(_own(former.signs, "person"), on="sign").group_by("root", was="person").agg(signs=pl.len())
    both = by_record.join(by_sign, on=["root", "was"], how="full", coalesce=True).fill_null(0)
    order = both.sort("records", "signs", "was", "root", descending=[True, True, False, False])
    return order.select("root", "was").with_row_index("rank")


def _given(votes: pl.DataFrame) -> pl.DataFrame:
    """`root`, `was`: every former id to one person at most, the best claim first; each round settles all mutual bests."""
    settled, open_votes = [votes.select("root", "was").clear()], votes
    while open_votes.height:
        best = [pl.col("rank") == pl.col("rank").min().over(of) for of in ("root", "was")]
        mutual = open_votes.filter(best).select("root", "was")
        settled.append(mutual)
        open_votes = open_votes.join(mutual, on="root", how="anti").join(mutual, on="was", how="anti")
    return pl.concat(settled)


def _fresh(roots: pl.Series, taken: pl.Series, name: Name) -> pl.DataFrame:
    """`root`, `person`: an id of its own for each root, none that an earlier person bears."""
    made, texts = pl.DataFrame({"root": roots, "person": name(roots)}), roots
    while made["person"].is_in(taken.implode()).any():
        texts = texts + ADDED
        again = pl.DataFrame({"root": roots, "other": name(texts)})
        clash = pl.col("person").is_in(taken.implode())
        made = made.join(again, on="root").select("root", person=pl.when(clash).then("other").otherwise("person"))
    return made


def _changes(votes: pl.DataFrame, kept: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Former persons whose id nobody kept though they are here, and new persons that came out of a former one."""
    best = votes.sort("rank")
    lost = best.join(kept, on="was", how="anti").unique("was", keep="first").join(named, on="root")
    new = best.join(kept, on="root", how="anti").unique("root", keep="first").join(named, on="root")
    merged = lost.select(pl.lit("merged").alias("change"), "person", "was")
    split = new.select(pl.lit("split").alias("change"), "person", "was")
    return pl.concat([merged, split]).sort("change", "person", "was")


def numbered(clusters: pl.DataFrame, signs: pl.DataFrame, former: Former | None, name: Name) -> Numbering:
    """The ids of the persons in `clusters` (`record`, `root`), 32 hex digits each, sorted by root.

    A person that shares records, else signs (`record`, `sign`), with one of the exercise before keeps that id; where several
    claim it, the one with the most records does, and the others get new ones. Without an exercise before, an id comes of the
    person's first record.
    """
    roots = clusters["root"].unique().sort()
    if former is None:
        return Numbering(pl.DataFrame({"root": roots, "person": name(roots)}), NO_CHANGES)
    votes = _votes(clusters, signs, former)
    kept = _given(votes)
    new = roots.filter(~roots.is_in(kept["root"].implode()))
    taken = pl.concat([former.persons["person"], former.signs["person"]]).unique()
    named = pl.concat([kept.select("root", person="was"), _fresh(new, taken, name)]).sort("root")
    return Numbering(named, _changes(votes, kept, named))
