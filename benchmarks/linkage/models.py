"""The models measured on one set: pseudonyms, clear text without address, and clear text with it, in the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from benchmarks.linkage import measures
from benchmarks.linkage.clear_text import Found, clear_table, clear_text
from benchmarks.linkage.known import Known, facts_of, people_of, records_of, true_pairs
from pipeline.stages.link import link
from pipeline.stages.link.thresholds import thresholds
from pipeline.tables import People

PSEUDONYMS, BARE, ADDRESSED = "pseudonyms", "clear text, no address", "clear text, address"


@dataclass(frozen=True)
class Ready:
    """A set made ready: its facts, the records whose person is known, the true pairs, and the clear values of every record."""

    known: Known
    facts: dict
    records: pl.DataFrame
    truth: pl.DataFrame
    people: pl.DataFrame


def ready(known: Known) -> Ready:
    """The set with what is needed to judge a model on it."""
    facts = facts_of(known)
    records = records_of(known, facts)
    clear = clear_table(known, facts).select("record", "forename", "surname", "date_of_birth", "nino")
    told = clear.join(records.select("record", "true_person", "culture"), on="record")
    born = told.group_by("true_person").agg(born=pl.col("date_of_birth").mode().min())
    people = told.join(born, on="true_person", how="left").drop("true_person")
    return Ready(known, facts, records, true_pairs(records), people)


def pseudonyms(one: Ready, change: Callable[[pl.DataFrame], pl.DataFrame] = lambda rows: rows) -> Found:
    """What the pipeline finds of the set; `change` may take disguises away from the people before they are linked."""
    begun = time.process_time()
    people = people_of(one.known, one.facts)
    prepared = time.process_time()
    found = link(People(change(people.frame))).candidates
    return Found(found, prepared - begun, time.process_time() - prepared)


MODELS: dict[str, Callable[[Ready], Found]] = {
    PSEUDONYMS: pseudonyms,
    BARE: lambda one: clear_text(one.known, one.facts, address=False),
    ADDRESSED: lambda one: clear_text(one.known, one.facts, address=True),
}


@dataclass(frozen=True)
class Measured:
    """How a model did on a set."""

    set_name: str
    model: str
    records: int
    true: int
    pairs: pl.DataFrame
    curve: pl.DataFrame
    preparing: float
    linking: float

    @property
    def ceiling(self) -> float:
        """The share of true pairs that blocking reaches: no model finds more."""
        return float(self.pairs["true"].sum()) / self.true

    @property
    def own(self) -> measures.Score:
        """The score at the threshold that the probabilities themselves say is best."""
        return measures.at(self.curve, thresholds(self.pairs["match_probability"])["best_expected_f1"])

    @property
    def best(self) -> measures.Score:
        """The score at the threshold that only the truth can tell."""
        return measures.best(self.curve)

    @property
    def sure(self) -> measures.Score:
        """The score of pairs at 0.95, the links that rules are applied to."""
        return measures.at(self.curve, measures.SURE)


def measured(one: Ready, model: str, found: Found | None = None) -> Measured:
    """How the model does on the set."""
    found = found or MODELS[model](one)
    pairs = measures.with_truth(found.pairs, one.truth, one.records)
    true = one.truth.height
    line = measures.curve(pairs, true)
    return Measured(one.known.name, model, one.records.height, true, pairs, line, found.preparing, found.linking)
