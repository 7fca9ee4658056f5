"""Persons: records joined by links become one person, with a brake on chains that would join two well-attested people."""

import polars as pl

from pipeline.components import components
from pipeline.keys import RootKey, hex_ids
from pipeline.tables import Links, People, Pseudonymised

STEPS = (("K1", "K2", "K3", "K4"), ("K1", "K2", "K3"), ("K1", "K2"), ("K1",))
"""Which key classes join records: a cluster that holds two well-attested people is taken apart and joined again by the next."""
SURE = 0.95
"""A link's least probability to join two records."""


def _crowded(clusters: pl.DataFrame, people: pl.DataFrame) -> pl.Series:
    """Roots of clusters that hold two different valid National Insurance numbers, each borne by two records or more."""
    held = clusters.join(people.select("record", "nino"), on="record").drop_nulls("nino")
    attested = held.group_by("root", "nino").len().filter(pl.col("len") >= 2)
    return attested.group_by("root").agg(pl.col("nino").n_unique()).filter(pl.col("nino") > 1)["root"]


def _clustered(people: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    done, left = [], people["record"]
    for classes in STEPS:
        inside = pl.col("left").is_in(left.implode()) & pl.col("right").is_in(left.implode())
        clusters = components(left, links.filter(pl.col("key_class").is_in(classes) & inside))
        crowded = clusters["root"].is_in(_crowded(clusters, people).implode())
        done.append(clusters.filter(~crowded))
        left = clusters.filter(crowded)["record"]
        if left.is_empty():
            break
    return pl.concat([*done, pl.DataFrame({"record": left, "root": left})])


def persons(people: People, links: Links, root: RootKey) -> pl.DataFrame:
    """`extract`, `record`, `person` (32 hex digits): one row per record that names a person, sorted.

    Pairs of key class K5 (one number, different people) join nobody.
    """
    sure = links.frame.filter((pl.col("match_probability") >= SURE) & (pl.col("key_class") != "K5"))
    clusters = _clustered(people.frame, sure)
    named = clusters.with_columns(hex_ids(clusters["root"], root.subkey("person")).alias("person"))
    return people.frame.select("extract", "record").join(named.select("record", "person"), on="record").sort("extract", "record")


def with_person(facts: dict[str, Pseudonymised], known: pl.DataFrame) -> dict[str, Pseudonymised]:
    """The pseudonymous tables with `person` beside every record that names one."""
    of = known.select("record", "person")
    return {
        name: Pseudonymised(one.extract, one.frame.join(of, on="record", how="left", maintain_order="left"))
        if one.extract.names_people
        else one
        for name, one in facts.items()
    }
