"""The stage itself: pseudonymous facts and links in, matches by rule out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from matching_rules.words import WORDS
from pipeline.policy import Context, read_context
from pipeline.restricted import restricted_records
from pipeline.rulebook import Rule
from pipeline.stages.apply_rules.book import Book, book_of
from pipeline.stages.apply_rules.context import context
from pipeline.stages.apply_rules.measures import completed, with_death, with_homes, with_overlap, with_sides
from pipeline.stages.apply_rules.registry import MEASURES, pairs_of
from pipeline.stages.apply_rules.views import TENANCY_KEY, with_their_accounts
from pipeline.tables import Evidence


def _quick(rule: Rule) -> dict[str, Any]:
    """The conditions that need nothing measured; they are put first, so that measuring has fewer pairs to do."""
    return {name: value for name, value in rule.card.when.items() if not WORDS[name].measure}


def _measures(rule: Rule) -> list[str]:
    """The measures that a card's words and its amount ask for, each once."""
    asked = [WORDS[name].measure for name in rule.words()] + [rule.card.amount or ""]
    return list(dict.fromkeys(name for name in asked if name))


def _all_true(words: dict[str, Any]) -> pl.Expr:
    return pl.all_horizontal(
        pl.lit(value=True), *(WORDS[name].expression(value).fill_null(value=False) for name, value in words.items())
    )


def _any_true(words: dict[str, Any]) -> pl.Expr:
    return pl.any_horizontal(
        pl.lit(value=False), *(WORDS[name].expression(value).fill_null(value=False) for name, value in words.items())
    )


def paired(rule: Rule, book: Book) -> pl.DataFrame:
    """All pairs, or groups, that a card looks at, with homes, overlap and death; nothing measured, nothing judged."""
    return with_death(with_overlap(with_homes(with_sides(pairs_of(rule.card, book)))), book.snapshot)


def measured(rule: Rule, pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The pairs with all that the card's words and its amount measure of them."""
    known = pairs.with_row_index("pair")
    for name in _measures(rule):
        known = MEASURES[name](known, book)
    return known.drop("pair")


def _judged(rule: Rule, book: Book) -> pl.DataFrame:
    """The pairs of a card that satisfy every condition and none that suppresses."""
    likely = measured(rule, paired(rule, book).filter(_all_true(_quick(rule))), book)
    return completed(likely.filter(_all_true(rule.card.when) & ~_any_true(rule.card.unless)))


CASES: dict[str, list[str]] = {
    "case": ["left_case", "right_case", "who"],
    "left": ["left_record"],
    "right": ["right_record"],
    "people": ["two_people"],
    "application": ["application"],
}
"""What may come only once in a rule, by the card's `one_for`."""


def _one_a_case(rule: Rule, matches: pl.DataFrame) -> pl.DataFrame:
    """One match a case: the most telling part first, then the strongest link, then the longest overlap."""
    one_for = rule.card.pairs.one_for if rule.card.pairs else "case"
    order = ["place", "match_weight", "overlap_days", "left_record", "right_record"]
    strongest = matches.sort(order, descending=[False, True, True, False, False], nulls_last=True)
    two = pl.concat_list("left_person", "right_person").list.sort().list.join("|")
    application = pl.when(pl.col("left_applied_on").is_not_null()).then("left_record").otherwise("right_record")
    marked = strongest.with_columns(
        who=pl.coalesce("left_person", "right_person", "left_case"), two_people=two, application=application
    )
    return marked.unique(CASES[one_for], keep="first", maintain_order=True).drop("who", "two_people", "application")


def _restricted(restricted: pl.Series) -> pl.Expr:
    """Whether a match touches a restricted record: a side, a member, or whatever else it rests on."""
    held = [pl.col(f"{side}_record").is_in(restricted.implode()).fill_null(value=False) for side in ("left", "right")]
    others = pl.col("rests_on").list.eval(pl.element().is_in(restricted.implode())).list.any().fill_null(value=False)
    return held[0] | held[1] | others


def _with_context(matches: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The matches with `context` and `context_points` of the tenancy on the left, else of the one on the right."""
    told = matches.drop("context", "context_points")
    for side in ("left", "right"):
        beside = known.rename({"context": f"{side}_context", "context_points": f"{side}_points"})
        keys = [f"{side}_{column}" for column in TENANCY_KEY]
        told = told.join(beside, left_on=keys, right_on=list(TENANCY_KEY), how="left", maintain_order="left")
    return told.with_columns(
        context=pl.coalesce("left_context", "right_context"),
        context_points=pl.coalesce("left_points", "right_points").fill_null(0),
    ).drop("left_context", "right_context", "left_points", "right_points")


def _in_order(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, those that start from what another rule found last."""
    return sorted(rules, key=lambda one: bool(one.card.pairs and one.card.pairs.of))


def apply_rules(rules: Sequence[Rule], evidence: Evidence, policy: Context | None = None) -> dict[str, pl.DataFrame]:
    """The matches of each rule, by rule: pairs or groups that satisfy every condition and none that suppresses.

    Columns: `left_...` and `right_...` of both sides, the link's, `overlap_from`, `overlap_to`, `overlap_days`, `amount_pence`,
    `members` of a group, `context` and `context_points`, and `is_restricted`.
    """
    book = book_of(evidence)
    known = context(book, policy or read_context())
    restricted = with_their_accounts(book.views, restricted_records(book.views.values()))
    found: dict[str, pl.DataFrame] = {}
    for one in _in_order(rules):
        matches = _one_a_case(one, _judged(one, replace(book, found=found, measure=one.card.measure)))
        held = matches.with_columns(rule=pl.lit(one.card.rule), is_restricted=_restricted(restricted))
        found[one.card.rule] = _with_context(held, known)
    return {one.card.rule: found[one.card.rule] for one in rules}
