"""The stage itself: matches of all rules in, referrals out, in the order in which to look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.policy import Policy
from pipeline.rulebook import Rule
from pipeline.stages.refer.explain import agreements, amount_words, conflicts, corroboration, suppressors
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
    "date_evidence_known": pl.Date(), "amount_arithmetic": pl.String(), "members": pl.String(), "what_changed": pl.String(),
}  # fmt: skip
"""The columns of referrals.parquet, as the contract names them; `amount_arithmetic`, `members` (the record keys of a group,
joined by "; ", null for a pair) and `what_changed` are ours, added at the end."""


@dataclass(frozen=True)
class Exercise:
    """What the referrals are made under: the snapshot, the policy of priorities, and how they are numbered."""

    snapshot: date
    policy: Policy
    number: Number


def _person() -> pl.Expr:
    return pl.coalesce("left_person", "right_person")


def _told(matches: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """What every rule found of every person: `person`, `rule`, and the two extracts it rests on (`told`)."""
    both = pl.concat_list("left_extract", "right_extract").list.drop_nulls().list.unique()
    parts = [
        frame.select("rule", person=pl.col(f"{side}_person"), told=both)
        for frame in matches.values()
        for side in ("left", "right")
    ]
    return pl.concat(parts).drop_nulls("person").unique()


def _with_sources(matches: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The matches with `other_rules`, the rules that found something else about the same person, and `sources`, how many extracts
    those rest on that this match does not: two rules that read one file are one source.
    """
    by_person = _told(matches)
    found = {}
    for rule, frame in matches.items():
        known = frame.with_row_index("nth").with_columns(person=_person())
        others = known.select("nth", "person", "left_extract", "right_extract").join(
            by_person.filter(pl.col("rule") != rule), on="person"
        )
        own = pl.concat_list("left_extract", "right_extract").list.drop_nulls()
        fresh = others.with_columns(fresh=pl.col("told").list.set_difference(own))
        counted = fresh.group_by("nth").agg(
            other_rules=pl.col("rule").unique().sort(),
            sources=pl.col("fresh").list.explode().drop_nulls().n_unique().cast(pl.Int64),
        )
        joined = known.join(counted, on="nth", how="left", maintain_order="left").drop("nth")
        found[rule] = joined.with_columns(pl.col("sources").fill_null(0), pl.col("other_rules").fill_null([]))
    return found


def _without_parts(matches: dict[str, pl.DataFrame], rules: Sequence[Rule]) -> dict[str, pl.DataFrame]:
    """The matches without those for which another rule's match about the same person stands."""
    left = dict(matches)
    for one in rules:
        for part in one.card.instead_of:
            if one.card.rule in matches and part in left:
                stands = matches[one.card.rule].select("person").drop_nulls().unique()
                left[part] = left[part].join(stands, on="person", how="anti", maintain_order="left")
    return left


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
        corroboration=corroboration(),
        members=pl.col("members").list.join("; "),
        date_evidence_known=pl.lit(exercise.snapshot),
        what_changed=pl.lit(""),
    )
    return said.select(pl.col(name).cast(dtype) for name, dtype in (COLUMNS | KEPT).items())


def refer(matches: dict[str, pl.DataFrame], rules: Sequence[Rule], exercise: Exercise) -> pl.DataFrame:
    """The referrals of an exercise with the columns `COLUMNS` and `KEPT`, the most urgent first, restricted ones last.

    Every one has two facts that conflict, its innocent explanations, and a score whose parts are printed; none is a verdict.
    """
    by_rule = {one.card.rule: one for one in rules}
    standing = _without_parts(_with_sources(matches), rules) if matches else {}
    found = [_referrals(frame, by_rule[rule], exercise) for rule, frame in standing.items()]
    empty = pl.DataFrame(schema=COLUMNS | KEPT)
    return pl.concat([empty, *found]).sort("priority", "score", "referral_id", descending=[False, True, False], nulls_last=True)
