"""The stage itself: pseudonymous facts and links in, matches by rule out."""

from collections.abc import Sequence

import polars as pl

from matching_rules.words import WORDS
from pipeline.restricted import restricted_records
from pipeline.rulebook import Rule
from pipeline.stages.apply_rules.measures import completed, with_death, with_homes, with_overlap
from pipeline.stages.apply_rules.money import AMOUNTS, MEASURES, Money, net_payments, postings
from pipeline.stages.apply_rules.pairing import PAIRINGS, Views
from pipeline.stages.apply_rules.views import view
from pipeline.tables import Evidence


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


def views_of(evidence: Evidence) -> Views:
    """The tables of all extracts as the rules read them, without rows that name no person."""
    dead = _dead(evidence)
    bulk = ("rent_transaction", "benefit_payment")
    views = {name: view(evidence.facts, name, evidence.snapshot, dead) for name in evidence.facts if name not in bulk}
    if "rent_account" in views:
        views["rent_account"] = _with_executors(views["rent_account"], postings(evidence.facts))
    return {
        name: v.filter(~pl.col("not_a_person").fill_null(value=False)) if "not_a_person" in v.columns else v
        for name, v in views.items()
    }


def _all_true(rule: Rule) -> pl.Expr:
    conditions = [WORDS[name].expression(value) for name, value in rule.card.when.items()]
    return pl.all_horizontal(*(one.fill_null(value=False) for one in conditions))


def _suppressed(rule: Rule) -> pl.Expr:
    tests = [WORDS[name].expression(value).fill_null(value=False) for name, value in rule.card.unless.items()]
    return pl.any_horizontal(*tests) if tests else pl.lit(value=False)


def measured(rule: Rule, views: Views, evidence: Evidence) -> pl.DataFrame:
    """All pairs that a card looks at, with every column its words may ask for, unjudged."""
    pairs = PAIRINGS[rule.card.pairs.linked_by](rule.card.pairs.left, rule.card.pairs.right, views, evidence.links.frame)
    whole = with_death(with_overlap(with_homes(completed(pairs))), evidence.snapshot).with_row_index("pair")
    money = Money(net_payments(evidence.facts), postings(evidence.facts), evidence.snapshot, rule.card.grace_days)
    amount = rule.card.amount
    counted = AMOUNTS[amount](whole, money) if amount else whole
    absent = [name for name in (*MEASURES, "amount_pence") if name not in counted.columns]
    dates = [name for name in ("paid_from", "paid_to") if name not in counted.columns]
    nothing = [pl.lit(None, pl.Int64).alias(name) for name in absent] + [pl.lit(None, pl.Date).alias(name) for name in dates]
    return counted.with_columns(nothing)


def _one_a_case(matches: pl.DataFrame) -> pl.DataFrame:
    """One match a case: the same two cases for one person come once, by their strongest link."""
    strongest = matches.sort("match_weight", "left_record", "right_record", descending=[True, False, False], nulls_last=True)
    person = pl.coalesce("left_person", "right_person", "left_case")
    return (
        strongest.with_columns(who=person)
        .unique(["left_case", "right_case", "who"], keep="first", maintain_order=True)
        .drop("who")
    )


def _matches(rule: Rule, views: Views, evidence: Evidence, restricted: pl.Series) -> pl.DataFrame:
    pairs = measured(rule, views, evidence)
    found = _one_a_case(pairs.filter(_all_true(rule) & ~_suppressed(rule)))
    held = pl.any_horizontal(
        pl.col(f"{side}_record").is_in(restricted.implode()).fill_null(value=False) for side in ("left", "right")
    )
    return found.with_columns(rule=pl.lit(rule.card.rule), is_restricted=held)


def apply_rules(rules: Sequence[Rule], evidence: Evidence) -> dict[str, pl.DataFrame]:
    """The matches of each rule, by rule: pairs that satisfy every condition and none that suppresses.

    Columns: `left_...` and `right_...` of both sides, the link's, `overlap_from`, `overlap_to`, `overlap_days`, `amount_pence`,
    and `is_restricted`.
    """
    views = views_of(evidence)
    restricted = restricted_records(views.values())
    return {one.card.rule: _matches(one, views, evidence, restricted) for one in rules}
