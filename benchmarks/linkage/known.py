"""Records with known truth, in the shape in which the pipeline's stages take them."""

from dataclasses import dataclass

import polars as pl

from pipeline.keys import RootKey
from pipeline.stages.disguise import disguise
from pipeline.stages.pseudonymise import pseudonymise
from pipeline.tables import Identified, People, Pseudonymised, RawTable

ROOT = RootKey(b"benchmark of linkage, not a key!")
"""A fixed key, so that two runs of the benchmark are equal; it guards nobody, for everybody here is made up."""


@dataclass(frozen=True)
class Known:
    """A set: tidy rows by extract, and `truth`: `extract`, `row`, `true_person`, `true_home` and `culture` (null: not known)."""

    name: str
    accepted: dict[str, Identified]
    truth: pl.DataFrame


def _as_text(one: Identified) -> RawTable:
    texts = [pl.col(name).cast(pl.String) for name in one.extract.names if name in one.frame.columns]
    return RawTable(one.extract, one.frame.select("line", "row", *texts), pl.DataFrame())


def facts_of(known: Known) -> dict[str, Pseudonymised]:
    """The set's pseudonymous facts, which give every row its record key and the keys of its home."""
    return pseudonymise(known.accepted, {name: _as_text(one) for name, one in known.accepted.items()}, ROOT).facts


def people_of(known: Known, facts: dict[str, Pseudonymised]) -> People:
    """What linkage sees of the set: disguises and record keys."""
    return disguise(known.accepted, facts, ROOT)


def records_of(known: Known, facts: dict[str, Pseudonymised]) -> pl.DataFrame:
    """The truth by record: `record`, `extract`, `true_person`, `true_home`, `culture`; rows of nobody known are left out."""
    rows = [
        one.frame.select("row", extract=pl.lit(name)).with_columns(facts[name].frame["record"])
        for name, one in known.accepted.items()
        if one.extract.names_people
    ]
    return (
        pl.concat(rows)
        .join(known.truth, on=["extract", "row"])
        .select("record", "extract", "true_person", "true_home", "culture")
    )


def true_pairs(records: pl.DataFrame) -> pl.DataFrame:
    """Every pair of records of one person: `left` < `right`."""
    sides = records.select("true_person", left="record").join(records.select("true_person", right="record"), on="true_person")
    return sides.filter(pl.col("left") < pl.col("right")).select("left", "right")
