"""Why a case that was raised before is no match any more: which condition of its card ceased, or which reason now holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from matching_rules.words import WORDS
from pipeline.rulebook import Rule
from pipeline.stages.apply_rules.apply import measured, paired
from pipeline.stages.apply_rules.book import Book, Views, book_of
from pipeline.tables import Evidence

REASONS = {"referral_id": pl.String(), "reason": pl.String()}
GONE = "a record of it is no longer in the extracts"
ELSEWHERE = "what remains of it is raised by another rule or of another record"
UNLINKED = "its two records no longer count as one person's"


def _failed(rule: Rule) -> Sequence[pl.Expr]:
    """The words of a card that keep a pair from being a match, each said where it does."""
    lacking = [
        pl.when(~WORDS[name].expression(value).fill_null(value=False)).then(pl.lit(f"no longer so: {WORDS[name].says}"))
        for name, value in rule.card.when.items()
    ]
    innocent = [
        pl.when(WORDS[name].expression(value).fill_null(value=False)).then(pl.lit(f"explained since: {WORDS[name].says}"))
        for name, value in rule.card.unless.items()
    ]
    return lacking + innocent


def _of_pairs(rule: Rule, asked: pl.DataFrame, book: Book) -> pl.DataFrame:
    """For each case that is still a pair, what keeps it from being a match: of several pairs, the one that lacks least."""
    failed = pl.concat_list(_failed(rule)).list.drop_nulls()
    cases = pl.concat([asked["left_case"], asked["right_case"]]).drop_nulls().unique()
    looked_at = paired(rule, book).filter(pl.col("left_case").is_in(cases.implode()))
    pairs = measured(rule, looked_at, book).select("left_case", "right_case", "left_record", "right_record", failed=failed)
    exact = asked.join(pairs, on=["left_case", "right_case"], nulls_equal=True)
    turned = asked.join(pairs.rename({"left_case": "right_case", "right_case": "left_case"}), on=["left_case", "right_case"])
    found = pl.concat([exact, turned.select(exact.columns)])
    nearest = found.sort("referral_id", pl.col("failed").list.len(), "left_record", "right_record", nulls_last=True)
    said = pl.when(pl.col("failed").list.len() > 0).then(pl.col("failed").list.join("; ")).otherwise(pl.lit(ELSEWHERE))
    return nearest.unique("referral_id", keep="first", maintain_order=True).select("referral_id", reason=said)


def _of_records(asked: pl.DataFrame, views: Views) -> pl.DataFrame:
    """For each case that is no pair any more: whether its records went, or only the link between them."""
    there = pl.concat([one["case"] for one in views.values() if "case" in one.columns]).unique()
    both = [pl.col(f"{side}_case").is_in(there.implode()) | pl.col(f"{side}_case").is_null() for side in ("left", "right")]
    said = pl.when(pl.all_horizontal(both)).then(pl.lit(UNLINKED)).otherwise(pl.lit(GONE))
    return asked.select("referral_id", reason=said)


def why_ceased(
    rules: Sequence[Rule], evidence: Evidence, matches: Mapping[str, pl.DataFrame], asked: pl.DataFrame
) -> pl.DataFrame:
    """Why each case asked about is no match in this exercise: `referral_id`, `reason`; cases of rules that are off are left out.

    `matches` are those of this exercise, by rule; `asked` holds `referral_id`, `rule`, `left_case` and `right_case`.
    """
    concerned = [one for one in rules if one.card.rule in set(asked["rule"])]
    if not concerned:
        return pl.DataFrame(schema=REASONS)
    book = replace(book_of(evidence), found=dict(matches))
    found = []
    for one in concerned:
        cases = asked.filter(pl.col("rule") == one.card.rule).select("referral_id", "left_case", "right_case")
        still = _of_pairs(one, cases, book.by(one.card.measure))
        found += [still, _of_records(cases.join(still, on="referral_id", how="anti"), book.views)]
    return pl.concat(found).sort("referral_id")
