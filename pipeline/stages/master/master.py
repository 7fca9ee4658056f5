"""The stage itself: clear rows and their persons in, master records and conflicts for the vault out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.master_policy import MasterPolicy
from pipeline.stages.master.best import best_attested
from pipeline.stages.master.conflicts import conflicts
from pipeline.stages.master.said import restricted_persons, said
from pipeline.tables import Identified, Links, Pseudonymised


@dataclass(frozen=True)
class Rows:
    """The rows of all extracts three ways, in one order: tidy, as facts with their persons, and as the vault keeps them."""

    tidy: Mapping[str, Identified]
    facts: Mapping[str, Pseudonymised]
    identities: Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Master:
    """For the vault: `records`, the best-attested value of each field of each person, and `conflicts`, what records of one person
    disagree on; both with `restricted`: whether only a senior role may open them. `about` is for the run record.
    """

    records: pl.DataFrame
    conflicts: pl.DataFrame
    about: dict[str, dict[str, int]]


def _counted(listed: pl.DataFrame) -> dict[str, int]:
    """How many persons have a conflict of each sort, by field."""
    persons = listed.select("person", "field").unique().group_by("field").len().sort("field")
    return dict(persons.iter_rows())


def master(rows: Rows, links: Links, policy: MasterPolicy, snapshot: date) -> Master:
    """One master record per person, with the source of each value, and the conflicts within persons; in clear, for the vault."""
    words = said(rows.tidy, rows.facts, rows.identities, policy, snapshot)
    restricted = pl.col("person").is_in(restricted_persons(rows.facts).implode()).alias("restricted")
    known = [one.frame.select("record", "person") for one in rows.facts.values() if one.extract.names_people]
    listed = conflicts(words, links.frame, pl.concat(known))
    best = best_attested(words, policy)
    return Master(best.with_columns(restricted), listed.with_columns(restricted), {"conflicts": _counted(listed)})
