"""A match in words: what agrees, what conflicts, how the money was counted, and which innocent reasons were tested."""

import polars as pl

from matching_rules.words import WORDS
from pipeline.rulebook import Rule

ATTRIBUTES = {
    "nino": "National Insurance number", "surname": "surname", "forename": "forename", "date_of_birth": "date of birth",
    "contact": "telephone or e-mail",
}  # fmt: skip
LIKENESS = {"agree": "agrees", "close": "is close", "conflict": "conflicts", "missing": "is missing on one side"}
STARTS = {"tenancy": "tenancy began", "benefit_award": "award began"}


def pounds(pence: pl.Expr) -> pl.Expr:
    """A sum in pence as "£1,234.50" without the comma: a plain decimal with two places."""
    whole, rest = (pence // 100).cast(pl.String), (pence % 100).cast(pl.String).str.zfill(2)
    return pl.concat_str([pl.lit("£"), whole, pl.lit("."), rest])


def _attributes(*likeness: str) -> pl.Expr:
    said = [
        pl.when(pl.col(column) == word).then(pl.lit(f"{name} {LIKENESS[word]}"))
        for column, name in ATTRIBUTES.items()
        for word in likeness
    ]
    return pl.concat_list(*said).list.drop_nulls()


def _side_dates(side: str) -> pl.Expr:
    """When a side began and ended, where it has an interval."""
    what = pl.col(f"{side}_extract").replace_strict({"tenancy": "tenancy", "benefit_award": "award"}, default="record")
    begun = pl.concat_str([pl.lit(f"{side}: "), what, pl.lit(" from "), pl.col(f"{side}_from").dt.to_string("%Y-%m-%d")])
    ended = pl.concat_str([pl.lit(" to "), pl.col(f"{side}_ended").dt.to_string("%Y-%m-%d")]).fill_null(", still open")
    return pl.concat_str([begun, ended])


def agreements() -> pl.Expr:
    """What the two records agree on, and how nearly."""
    home = pl.when(pl.col("same_property")).then(pl.lit("the home is the same"))
    return pl.concat_list(_attributes("agree", "close"), pl.concat_list(home).list.drop_nulls()).list.join("; ")


def _death() -> pl.Expr:
    dated = pl.concat_str([pl.lit("death on "), pl.col("died").dt.to_string("%Y-%m-%d")])
    return pl.when(pl.col("died").is_not_null()).then(dated)


def conflicts(rule: Rule) -> pl.Expr:
    """The two facts that do not fit together, the dates of both sides, and the attributes that conflict."""
    facts = " / ".join(part.strip() for part in rule.card.conflict.split("|"))
    homes = pl.when(pl.col("different_property")).then(pl.lit("the homes differ"))
    listed = pl.concat_list(pl.lit(facts), _side_dates("left"), _side_dates("right"), _death(), homes).list.drop_nulls()
    return pl.concat_list(listed, _attributes("conflict")).list.join("; ")


def _count(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).fill_null("?")


def _arithmetic() -> dict[str, pl.Expr]:
    """How each sort of amount was counted, in words."""
    weekly = pounds((pl.col("right_weekly_amount") * 100).cast(pl.Int64)).fill_null("?")
    return {
        "award_elsewhere": pl.format("{} a week / 7 x {} days both run", weekly, _count("overlap_days")),
        "paid_twice": pl.format("the lower daily rate of the two, over {} days paid by both", _count("days_paid_twice")),
        "paid_outside": pl.format("payments apportioned to {} days outside the tenancy", _count("days_paid_outside")),
        "received_after_end": pl.format(
            "receipts on {} days after the end, less refunds and reversals", _count("receipt_days_after_end")
        ),
    }


def amount_words(rule: Rule) -> pl.Expr:
    """How the amount at issue was counted, or null where the rule has none."""
    if rule.card.amount is None:
        return pl.lit(None, pl.String)
    whole = pl.format("{} = {}", _arithmetic()[rule.card.amount], pounds(pl.col("amount_pence")))
    return pl.when(pl.col("amount_pence").is_not_null()).then(whole)


def suppressors(rule: Rule) -> pl.Expr:
    """Every innocent reason the card tests, with what was found; all are "no", or it would be no match."""
    return pl.lit("; ".join(f"{name} ({WORDS[name].says}): no" for name in rule.card.unless))
