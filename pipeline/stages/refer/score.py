"""The score of a match: a plain sum of printed parts; how soon to look, never how guilty."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.policy import Policy
from pipeline.rulebook import Rule


@dataclass(frozen=True)
class Part:
    """One addend of a score: what it is called and how many points it gives, row by row."""

    name: str
    points: pl.Expr


def _when(condition: pl.Expr, points: int) -> pl.Expr:
    return pl.when(condition.fill_null(value=False)).then(points).otherwise(0)


def _link(policy: Policy) -> Part:
    known = pl.col("key_class").fill_null("none")
    return Part("link", known.replace_strict(policy.link, default=policy.link["none"], return_dtype=pl.Int64))


def _base(rule: Rule) -> pl.Expr:
    """Where the score begins; some rules begin higher where another found something too."""
    usual, raised = rule.card.priority.base, rule.card.priority.base_with_another_rule
    return pl.when(pl.col("other_rules").list.len() > 0).then(usual if raised is None else raised).otherwise(usual).cast(pl.Int64)


def _stale(policy: Policy, snapshot: date) -> pl.Expr:
    newest = pl.max_horizontal("left_until", "right_until", "paid_to")
    return (pl.lit(snapshot) - newest).dt.total_days() > policy.doubt.stale_after_days


def parts(rule: Rule, policy: Policy, snapshot: date) -> list[Part]:
    """The addends of a rule's score, in the order in which they are printed."""
    doubt, money, long = policy.doubt, policy.money, policy.duration
    return [
        Part("base", _base(rule)),
        _link(policy),
        Part("corroboration", pl.min_horizontal(pl.col("sources") * policy.corroboration.each, policy.corroboration.most)),
        Part("context, not evidence", pl.col("context_points").fill_null(0)),
        Part(f"{long.days} days or more", _when(pl.col("overlap_days") >= long.days, long.points)),
        Part(f"£{money.pounds:,} or more", _when(pl.col("amount_pence") >= money.pounds * 100, money.points)),
        Part("address not resolved", _when(pl.col("unresolved_address"), doubt.unresolved_address)),
        Part(f"evidence over {doubt.stale_after_days} days old", _when(_stale(policy, snapshot), doubt.stale_source)),
    ]


def _printed(part: Part) -> pl.Expr:
    sign = pl.when(part.points > 0).then(pl.lit("+")).otherwise(pl.lit(""))
    points = pl.concat_str([pl.lit(f"{part.name} "), sign, part.points.cast(pl.String)])
    return pl.when((part.points != 0) | (pl.lit(part.name) == "base")).then(points)


def _cap(rule: Rule, policy: Policy) -> pl.Expr:
    """The most urgent priority a match may have, as a number 1..3."""
    caps = {name: int(level[1]) for name, level in policy.caps.items()}
    deceased = pl.col("right_extract") == "deceased"
    undated = pl.lit(rule.card.linked_by == "own_death_marker") & pl.col("died").is_null()
    return pl.max_horizontal(
        pl.lit(int(rule.card.priority.at_most[1])),
        _when(pl.col("key_class") == "K4", caps["K4"]),
        _when((pl.col("key_class") == "K3") & deceased, caps["K3_deceased"]),
        _when(pl.col("unresolved_address"), caps["unresolved_address"]),
        _when(undated, caps["undated_death"]),
    )


def scored(matches: pl.DataFrame, rule: Rule, policy: Policy, snapshot: date) -> pl.DataFrame:
    """The matches with `score` (Int64), `score_breakdown` and `priority`; a restricted one is never scored."""
    addends = parts(rule, policy, snapshot)
    total = pl.sum_horizontal(part.points for part in addends).cast(pl.Int64)
    text = pl.concat_list(*(_printed(part) for part in addends)).list.drop_nulls().list.join("; ")
    by_score = pl.when(total >= policy.priority["P1"]).then(1).when(total >= policy.priority["P2"]).then(2).otherwise(3)
    level = pl.concat_str([pl.lit("P"), pl.max_horizontal(by_score, _cap(rule, policy)).cast(pl.String)])
    open_ = ~pl.col("is_restricted")
    return matches.with_columns(
        score=pl.when(open_).then(total),
        score_breakdown=pl.when(open_).then(text),
        priority=pl.when(open_).then(level).otherwise(pl.lit("restricted")),
    )
