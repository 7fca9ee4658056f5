"""Similarity neighbours: which distinct names resemble each other, found in the trusted step while they are still in clear."""

import jellyfish
import polars as pl

SHORTEST = 4
"""Names of fewer letters have no neighbours: nearly all of them would be."""


def _one_less(name: str) -> list[str]:
    return [name[:place] + name[place + 1 :] for place in range(len(name))] + [name]


def _candidates(table: pl.DataFrame) -> pl.DataFrame:
    """Pairs of names that differ by a letter or two, or sound alike: `name`, `other`, each pair once."""
    long = table.filter(pl.col("name").str.len_chars() >= SHORTEST)
    spelt = long.select("name", key=pl.Series([_one_less(n) for n in long["name"]], dtype=pl.List(pl.String))).explode("key")
    heard = long.select("name", key="~" + pl.col("sound")).drop_nulls()
    keyed = pl.concat([spelt, heard])
    pairs = keyed.join(keyed.rename({"name": "other"}), on="key").filter(pl.col("name") < pl.col("other"))
    return pairs.select("name", "other").unique().sort("name", "other")


def neighbours(table: pl.DataFrame, least: float, most: int) -> pl.DataFrame:
    """`name` and `others`: the most similar other names by Jaro-Winkler of at least `least`, best first, at most `most`.

    `table` has columns `name` (distinct) and `sound`. Names without a neighbour are left out.
    """
    pairs = _candidates(table)
    likeness = [jellyfish.jaro_winkler_similarity(a, b) for a, b in pairs.iter_rows()]
    near = pairs.with_columns(likeness=pl.Series(likeness, dtype=pl.Float64)).filter(pl.col("likeness") >= least)
    both = pl.concat([near, near.select(name="other", other="name", likeness="likeness")])
    best = (
        both.sort("name", "likeness", "other", descending=[False, True, False]).group_by("name", maintain_order=True).head(most)
    )
    return best.group_by("name", maintain_order=True).agg(others=pl.col("other"))
