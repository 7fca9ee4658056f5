"""Similarity neighbours: which distinct names resemble each other, found in the trusted step while they are still in clear."""

import jellyfish
import polars as pl

SHORTEST = 3
"""Names of fewer letters have no neighbours: nearly all of them would be."""
LETTERS = pl.col("name").str.len_chars()


def _one_less(names: pl.DataFrame) -> pl.DataFrame:
    """`name` and `key`: every name with one letter left out, and whole."""
    places = names.select("name", place=pl.int_ranges(0, LETTERS + 1)).explode("place")  # the last place is behind the name
    return places.select("name", key=pl.col("name").str.slice(0, "place") + pl.col("name").str.slice(pl.col("place") + 1))


def _candidates(table: pl.DataFrame) -> pl.DataFrame:
    """Pairs of names that differ by a letter or two, or sound alike: `name`, `other`, each pair once."""
    long = table.filter(LETTERS >= SHORTEST)
    heard = long.select("name", key="~" + pl.col("sound")).drop_nulls()
    keyed = pl.concat([_one_less(long), heard]).filter(pl.col("key").is_duplicated())  # most keys belong to one name alone
    pairs = keyed.join(keyed.rename({"name": "other"}), on="key").filter(pl.col("name") < pl.col("other"))
    return pairs.select("name", "other").unique().sort("name", "other")


def likenesses(table: pl.DataFrame) -> pl.DataFrame:
    """`name`, `other` and their Jaro-Winkler `likeness`, each pair both ways, for names that differ by a letter or two or sound
    alike. `table` has columns `name` (distinct) and `sound`.
    """
    pairs = _candidates(table)
    found = list(map(jellyfish.jaro_winkler_similarity, pairs["name"], pairs["other"]))
    alike = pairs.with_columns(likeness=pl.Series(found, dtype=pl.Float64))
    return pl.concat([alike, alike.select(name="other", other="name", likeness="likeness")])


def neighbours(alike: pl.DataFrame, least: float, most: int) -> pl.DataFrame:
    """`name` and `others`: the most similar other names of at least that likeness, best first, at most `most`."""
    near = alike.filter(pl.col("likeness") >= least).sort("name", "likeness", "other", descending=[False, True, False])
    best = near.group_by("name", maintain_order=True).head(most)
    return best.group_by("name", maintain_order=True).agg(others=pl.col("other"))


def shortened(names: pl.Series, most: int) -> pl.DataFrame:
    """`name` and `others`: the names that begin it and those that it begins (Rach and Rachel), in alphabetical order.

    `names` are distinct.
    """
    table = pl.DataFrame({"name": names})
    ends = table.select("name", end=pl.int_ranges(SHORTEST, LETTERS)).explode("end").drop_nulls()
    beginnings = ends.select("name", other=pl.col("name").str.slice(0, "end"))
    pairs = beginnings.join(table.rename({"name": "other"}), on="other", how="semi")
    both = pl.concat([pairs, pairs.select(name="other", other="name")]).sort("name", "other")
    return both.group_by("name", maintain_order=True).head(most).group_by("name", maintain_order=True).agg(others=pl.col("other"))
