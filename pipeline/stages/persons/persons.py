"""The stage itself: compared pairs and what is known from before in, persons out, and the links as officers left them."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.former import Former
from pipeline.keys import RootKey, hex_ids
from pipeline.stages.persons.carried import Numbering, numbered
from pipeline.stages.persons.clusters import clustered
from pipeline.stages.persons.decided import honoured
from pipeline.tables import Links, People, Pseudonymised


@dataclass(frozen=True)
class Compared:
    """What linking found and officers decided: `links`, every pair compared, and `decided` (`left`, `right`, `same`)."""

    links: Links
    candidates: pl.DataFrame
    decided: pl.DataFrame


@dataclass(frozen=True)
class Naming:
    """What ids are made with: the landlord's key, and the exercise before, where there is one."""

    root: RootKey
    former: Former | None


@dataclass(frozen=True)
class Persons:
    """Who is who: `known` (`extract`, `record`, `person`, sorted), the `links` as officers' decisions left them, the `signs`
    (`person`, `sign`) and the `changes` (`change`, `person`, `was`) that the vault keeps, and `about`, for the run record.
    """

    known: pl.DataFrame
    links: Links
    signs: pl.DataFrame
    changes: pl.DataFrame
    about: dict[str, Any]


def _about(numbering: Numbering, compared: Compared, former: Former | None) -> dict[str, Any]:
    ids, same = numbering.persons["person"], compared.decided["same"].sum()
    about: dict[str, Any] = {
        "persons": len(ids),
        "pairs_decided": {"same": int(same), "different": compared.decided.height - int(same)},
    }
    if former is None:
        return about
    kept = int(ids.is_in(former.persons["person"].unique().implode()).sum())
    kinds = {kind: int((numbering.changes["change"] == kind).sum()) for kind in ("merged", "split")}
    return about | {"carried": {"from": former.snapshot, "kept": kept, "new": len(ids) - kept, **kinds}}


def persons(people: People, compared: Compared, signs: pl.DataFrame, naming: Naming) -> Persons:
    """Every record's person, an id of 32 hex digits that stays the same from exercise to exercise.

    `signs` are those of this exercise's records. No person holds a pair that was decided to be two people; every pair decided to
    be one person is in one.
    """
    links = honoured(compared.links, compared.decided)
    clusters = clustered(people, links, compared.candidates, compared.decided)
    key = naming.root.subkey("person")
    numbering = numbered(clusters, signs, naming.former, lambda texts: hex_ids(texts, key))
    named = clusters.join(numbering.persons, on="root").select("record", "person")
    known = people.frame.select("extract", "record").join(named, on="record").sort("extract", "record")
    borne = signs.join(named, on="record").select("person", "sign").unique().sort("person", "sign")
    return Persons(known, links, borne, numbering.changes, _about(numbering, compared, naming.former))


def with_person(facts: dict[str, Pseudonymised], known: pl.DataFrame) -> dict[str, Pseudonymised]:
    """The pseudonymous tables with `person` beside every record that names one."""
    of = known.select("record", "person")
    return {
        name: Pseudonymised(one.extract, one.frame.join(of, on="record", how="left", maintain_order="left"))
        if one.extract.names_people
        else one
        for name, one in facts.items()
    }
