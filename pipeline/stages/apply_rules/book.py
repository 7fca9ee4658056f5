"""The book of evidence that pairings and measures look things up in, made once for all rules."""

from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from pipeline.cards import Measure
from pipeline.stages.apply_rules.payers import institutions, unknown_payers
from pipeline.stages.apply_rules.postings import net_payments, postings
from pipeline.stages.apply_rules.views import view
from pipeline.tables import LEVELS, Evidence

Views = dict[str, pl.DataFrame]
BULK = ("rent_transaction", "benefit_payment")
LINK = ("match_weight", "match_probability", "key_class", *LEVELS)
PROBABLE = 0.95
"""The least probability at which two records count as one person's for a rule; the linkage's own threshold."""
IDENTITY = ("K0", "K1", "K2", "K3", "K4")
"""Key classes that speak for one person, an officer's decision (K0) first; K5 speaks against, K6 of a home only."""


@dataclass(frozen=True)
class Book:
    """What rules are judged by.

    `views`: see `views.view`. `sure`: links of one person, both ways round, with `left_extract` and `right_extract`; `likely` the
    same with every link that was kept; `candidates` every pair compared (`left` before `right` in the alphabet, `key_class`), for
    asking whether somebody may be known. `numbers`: links under one National Insurance number. `payments`, `postings`: see those
    functions, None where there are none. `strangers`, `institutions`: see `payers`. `found`: matches of the rules judged so far.
    `measure`: the allowances of the card at hand.
    """

    views: Views
    candidates: pl.DataFrame
    sure: pl.DataFrame
    likely: pl.DataFrame
    numbers: pl.DataFrame
    payments: pl.DataFrame | None
    postings: pl.DataFrame | None
    strangers: pl.DataFrame
    institutions: pl.DataFrame
    snapshot: date
    found: dict[str, pl.DataFrame] = field(default_factory=dict)
    measure: Measure = field(default_factory=Measure)

    def by(self, measure: Measure) -> "Book":
        """The same book with a card's allowances."""
        return replace(self, measure=measure)

    def there(self, names: tuple[str, ...]) -> list[str]:
        """Those of the extracts that there are, in the order given."""
        return [name for name in names if name in self.views]


def _both_ways(links: pl.DataFrame, extracts: pl.DataFrame) -> pl.DataFrame:
    turned = links.rename({"left": "right", "right": "left"}).select(links.columns)
    both = pl.concat([links, turned]).rename({"left": "left_record", "right": "right_record"})
    for side in ("left", "right"):
        of = extracts.select(pl.col("record").alias(f"{side}_record"), pl.col("extract").alias(f"{side}_extract"))
        both = both.join(of, on=f"{side}_record")
    return both


def may_be_one(pairs: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """Those of the pairs (`left_record`, `right_record`) that agree as a key class of one person, whatever their weight.

    Candidates outnumber everything else, and grow with the square of the landlord: they are looked up in, never copied.
    """
    ends = pl.concat_list("left_record", "right_record").list.sort()
    keyed = pairs.select("left_record", "right_record", left=ends.list.first(), right=ends.list.last())
    compared = keyed.join(candidates, on=["left", "right"]).filter(pl.col("key_class").is_in(IDENTITY))
    return compared.select("left_record", "right_record").unique()


def _dead(evidence: Evidence) -> pl.Series:
    """Records of people that are linked to a record of their death."""
    if "deceased" not in evidence.facts:
        return pl.Series([], dtype=pl.String)
    dead = evidence.facts["deceased"].frame.select("person").drop_nulls().unique()
    people = [one.frame.select("record", "person") for one in evidence.facts.values() if "person" in one.frame.columns]
    return pl.concat(people).join(dead, on="person", how="semi")["record"].unique().sort()


def _with_executors(accounts: pl.DataFrame, money: pl.DataFrame | None) -> pl.DataFrame:
    """The accounts with `payer_death_from`, the first day on which the bank named a payer with a mark of death."""
    if money is None or "payer_death_marker" not in money.columns:
        return accounts.with_columns(payer_death_from=pl.lit(None, pl.Date))
    first = money.filter("payer_death_marker").group_by("account_ref").agg(payer_death_from=pl.col("posted_on").min())
    return accounts.join(first, on="account_ref", how="left", maintain_order="left")


def _people_only(one: pl.DataFrame) -> pl.DataFrame:
    return one.filter(~pl.col("not_a_person").fill_null(value=False)) if "not_a_person" in one.columns else one


def book_of(evidence: Evidence) -> Book:
    """The book of an exercise; rows that name no person are left out of it."""
    dead, money = _dead(evidence), postings(evidence.facts)
    views = {name: view(evidence.facts, name, evidence.snapshot, dead) for name in evidence.facts if name not in BULK}
    if "rent_account" in views:
        views["rent_account"] = _with_executors(views["rent_account"], money)
    views = {name: _people_only(one) for name, one in views.items()}
    named = [one.select("record", "extract") for one in views.values() if "person" in one.columns]
    links = _both_ways(evidence.links.frame.select("left", "right", *LINK), pl.concat(named))
    of_one = links.filter(pl.col("key_class").is_in(IDENTITY))
    sure, numbers = of_one.filter(pl.col("match_probability") >= PROBABLE), links.filter(pl.col("nino") == "agree")
    strangers, known = unknown_payers(money, views), institutions(money)
    candidates = evidence.links.frame if evidence.candidates is None else evidence.candidates
    compared = candidates.select("left", "right", "key_class")
    return Book(
        views,
        compared,
        sure,
        of_one,
        numbers,
        net_payments(evidence.facts),
        money,
        strangers,
        known,
        evidence.snapshot,
    )
