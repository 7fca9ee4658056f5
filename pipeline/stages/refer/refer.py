"""The stage itself: matches of all rules in, referrals out, in the order in which to look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.policy import Policy
from pipeline.rulebook import Rule
from pipeline.stages.refer.explain import agreements, amount_words, conflicts, suppressors
from pipeline.stages.refer.kept import KEPT, with_kept
from pipeline.stages.refer.numbering import Number, numbered
from pipeline.stages.refer.score import scored

COLUMNS: dict[str, pl.DataType] = {
    "referral_id": pl.String(), "rule": pl.String(), "rule_version": pl.Int64(), "priority": pl.String(), "score": pl.Int64(),
    "score_breakdown": pl.String(), "scope": pl.String(), "person": pl.String(), "left_extract": pl.String(),
    "left_record": pl.String(), "right_extract": pl.String(), "right_record": pl.String(), "key_class": pl.String(),
    "match_probability": pl.Float64(), "match_weight": pl.Float64(), "overlap_from": pl.Date(), "overlap_to": pl.Date(),
    "overlap_days": pl.Int64(), "amount_at_issue": pl.Decimal(12, 2), "agreements": pl.String(), "conflicts": pl.String(),
    "corroboration": pl.String(), "suppressors_tested": pl.String(), "may_indicate": pl.String(),
    "innocent_explanations": pl.String(), "suggested_enquiry": pl.String(), "change": pl.String(), "status": pl.String(),
    "date_evidence_known": pl.Date(), "amount_arithmetic": pl.String(), "what_changed": pl.String(),
}  # fmt: skip
"""The columns of referrals.parquet, as the contract names them; the last two are ours, added at the end."""


@dataclass(frozen=True)
class Exercise:
    """What the referrals are made under: the snapshot, the policy of priorities, and how they are numbered."""

    snapshot: date
    policy: Policy
    number: Number


def _with_sources(matches: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The matches with `sources`: how many other rules found something about the same person, and `corroboration` in words."""
    told = [m.select("rule", person=pl.coalesce("left_person", "right_person")).unique() for m in matches.values()]
    by_person = pl.concat(told).drop_nulls().group_by("person").agg(rules=pl.col("rule").unique().sort())
    found = {}
    for rule, frame in matches.items():
        known = frame.with_columns(person=pl.coalesce("left_person", "right_person")).join(by_person, on="person", how="left")
        others = pl.col("rules").list.set_difference([rule]).list.sort()
        found[rule] = known.with_columns(
            sources=others.list.len().fill_null(0).cast(pl.Int64),
            corroboration=pl.concat_str([pl.lit("also found by "), others.list.join(", ")]).fill_null(""),
        ).with_columns(corroboration=pl.when(pl.col("sources") > 0).then("corroboration").otherwise(pl.lit("")))
    return found


def _scope() -> pl.Expr:
    """Within one body's records, or between two: a landlord and a payer, or two landlords."""
    left = pl.coalesce("left_landlord_code", "left_source_body")
    right = pl.coalesce("right_landlord_code", "right_source_body", left)
    return pl.when(left == right).then(pl.lit("within")).otherwise(pl.lit("between"))


def _referrals(frame: pl.DataFrame, rule: Rule, exercise: Exercise) -> pl.DataFrame:
    card = rule.card
    known = with_kept(numbered(scored(frame, rule, exercise.policy, exercise.snapshot), rule, exercise.number))
    pounds = (pl.col("amount_pence").cast(pl.Decimal(14, 2)) / 100).cast(pl.Decimal(12, 2))
    said = known.with_columns(
        rule_version=pl.lit(card.version, pl.Int64),
        scope=_scope(),
        agreements=agreements(),
        conflicts=conflicts(rule),
        amount_at_issue=pounds,
        amount_arithmetic=amount_words(rule),
        suppressors_tested=suppressors(rule),
        may_indicate=pl.lit(card.may_indicate),
        suggested_enquiry=pl.lit(card.suggested_enquiry),
        innocent_explanations=pl.lit("; ".join(card.innocent_explanations)),
        change=pl.lit("new"),
        status=pl.lit("unreviewed"),
        date_evidence_known=pl.lit(exercise.snapshot),
        what_changed=pl.lit(""),
    )
    return said.select(pl.col(name).cast(dtype) for name, dtype in (COLUMNS | KEPT).items())


def refer(matches: dict[str, pl.DataFrame], rules: Sequence[Rule], exercise: Exercise) -> pl.DataFrame:
    """The referrals of an exercise with the columns `COLUMNS` and `KEPT`, the most urgent first, restricted ones last.

    Every one has two facts that conflict, its innocent explanations, and a score whose parts are printed; none is a verdict.
    """
    by_rule = {one.card.rule: one for one in rules}
    found = [_referrals(frame, by_rule[rule], exercise) for rule, frame in _with_sources(matches).items()] if matches else []
    empty = pl.DataFrame(schema=COLUMNS | KEPT)
    return pl.concat([empty, *found]).sort("priority", "score", "referral_id", descending=[False, True, False], nulls_last=True)
