"""A list as long as a team can work: what is begun first, then by priority and by what each case can be expected to come to."""

from dataclasses import dataclass

import polars as pl

from pipeline.cases.case_policy import Capacity
from pipeline.cases.outcomes import BEGUN, CLOSED
from pipeline.cases.precision import judged


@dataclass(frozen=True)
class Cut:
    """The referrals that fit, in their order, and how many of each priority wait."""

    listed: pl.DataFrame
    waiting: dict[str, int]


def expected(cases: pl.DataFrame, policy: Capacity) -> pl.DataFrame:
    """By rule: `precision`, the share of its cases that come to something, and `experience`, what that rests on in words.

    A rule's own closed cases count beside so many that came out as those of all rules together did: few cases move it little.
    """
    known = judged(cases).select("rule", "judged", "found")
    every, found = int(known["judged"].sum()), int(known["found"].sum())
    pooled = found / every if every else policy.prior_precision
    share = (pl.col("found") + policy.prior_cases * pooled) / (pl.col("judged") + policy.prior_cases)
    words = pl.format("{} of {} closed came to something", "found", "judged")
    usual = pl.DataFrame({"rule": [""], "precision": [pooled], "experience": ["none closed yet; taken from all rules together"]})
    return pl.concat([known.select("rule", precision=share, experience=words), usual])


def placed(referrals: pl.DataFrame, cases: pl.DataFrame, policy: Capacity) -> pl.DataFrame:
    """The referrals with `place`, the order in which to work them, and `how_placed` in words; null for what is closed.

    Begun cases come first; then by priority; within one by the score times the rule's precision, then by the amount at issue.
    """
    rules = expected(cases, policy)
    usual = rules.filter(pl.col("rule") == "").row(0, named=True)
    known = referrals.filter(pl.col("status") != CLOSED).join(rules, on="rule", how="left", maintain_order="left")
    whole = known.with_columns(pl.col(name).fill_null(usual[name]) for name in ("precision", "experience"))
    value = (pl.col("score") * pl.col("precision")).round(2)
    said = pl.format("score {} x {} ({}) = {}", "score", pl.col("precision").round(2), "experience", value)
    order = [pl.col("status").is_in(BEGUN), pl.col("priority"), value, pl.col("amount_at_issue"), pl.col("referral_id")]
    by_worth = whole.with_columns(how_placed=said).sort(order, descending=[True, False, True, True, False], nulls_last=True)
    places = by_worth.select("referral_id", "how_placed", place=pl.int_range(1, pl.len() + 1))
    return referrals.join(places, on="referral_id", how="left", maintain_order="left")


def cut(listed: pl.DataFrame, limit: int) -> Cut:
    """The placed referrals that a team can work, in their order; all of them, closed ones too, where `limit` is 0."""
    if not limit:
        return Cut(listed, {})
    waiting = listed.filter(pl.col("place") > limit).group_by("priority").len().sort("priority")
    return Cut(listed.filter(pl.col("place") <= limit), dict(waiting.iter_rows()))
