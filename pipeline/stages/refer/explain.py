"""A match in words: what agrees, what conflicts, how the money was counted, and which innocent reasons were tested."""

from collections.abc import Callable

import polars as pl

from extracts.contract import UNREADABLE
from matching_rules.words import WORDS
from pipeline.rulebook import Rule

ATTRIBUTES = {
    "nino": "National Insurance number", "surname": "surname", "forename": "forename", "date_of_birth": "date of birth",
    "contact": "telephone or e-mail",
}  # fmt: skip
UNREAD_CONSENT = "consent on file, not readable: read it before anything else"
LIKENESS = {"agree": "agrees", "close": "is close", "conflict": "conflicts", "missing": "is missing on one side"}


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


SAID = {
    "tenancy": "tenancy", "partner_tenancy": "tenancy of another landlord", "benefit_award": "award", "residency": "seen there",
    "waiting_list": "application", "right_to_buy": "application to buy", "ownership": "owned", "short_let": "advertised",
}  # fmt: skip


def _side_dates(side: str) -> pl.Expr:
    """When a side began and ended, where it has an interval."""
    what = pl.col(f"{side}_extract").replace_strict(SAID, default="record")
    begun = pl.concat_str([pl.lit(f"{side}: "), what, pl.lit(" from "), pl.col(f"{side}_from").dt.to_string("%Y-%m-%d")])
    ended = pl.concat_str([pl.lit(" to "), pl.col(f"{side}_ended").dt.to_string("%Y-%m-%d")]).fill_null(", still open")
    return pl.concat_str([begun, ended])


def agreements() -> pl.Expr:
    """What the two records agree on, and how nearly."""
    home = pl.when(pl.col("same_property")).then(pl.lit("the home is the same"))
    return pl.concat_list(_attributes("agree", "close"), pl.concat_list(home).list.drop_nulls(), _group()).list.join("; ")


def _group() -> pl.Expr:
    """How many records, unrelated people and homes a group has, nothing for a pair."""
    said = pl.format(
        "{} records of {} unrelated people at {} homes share it", pl.col("members").list.len(), "unrelated_people", "group_homes"
    )
    return pl.concat_list(pl.when(pl.col("members").is_not_null()).then(said)).list.drop_nulls()


def corroboration() -> pl.Expr:
    """What other rules found of the person and, apart from it, the context that is no evidence."""
    found = pl.when(pl.col("other_rules").list.len() > 0).then(
        pl.concat_str([pl.lit("also found by "), pl.col("other_rules").list.join(", ")])
    )
    context = pl.when(pl.col("context_points") > 0).then(
        pl.concat_str([pl.lit("context, not evidence: "), pl.col("context").list.join(", ")])
    )
    return pl.concat_list(found, context).list.drop_nulls().list.join("; ")


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


def _weekly() -> pl.Expr:
    return pounds((pl.col("right_weekly_amount") * 100).cast(pl.Int64)).fill_null("?")


def _days_since_death(rule: Rule) -> pl.Expr:
    return pl.lit(f"benefit paid for days more than {rule.card.measure.grace_days} after the death, each payment by its days")


def _by_payer(rule: Rule) -> pl.Expr:
    whom = "all the accounts" if rule.card.group else "the account"
    return pl.lit(f"what the payer paid to {whom} in the postings given")


def _arithmetic(rule: Rule) -> pl.Expr:
    """How the rule's amount was counted, in words."""
    ways: dict[str, Callable[[], pl.Expr]] = {
        "award_elsewhere": lambda: pl.format("{} a week / 7 x {} days both run", _weekly(), _count("overlap_days")),
        "paid_twice": lambda: pl.format("the lower daily rate of the two, over {} days paid by both", _count("days_paid_twice")),
        "paid_outside": lambda: pl.format("payments apportioned to {} days outside the tenancy", _count("days_paid_outside")),
        "received_after_end": lambda: pl.format(
            "receipts on {} days after the end, less refunds and reversals", _count("receipt_days_after_end")
        ),
        "paid_for_old_home": lambda: pl.format("receipts on {} days since the new tenancy began", _count("receipts_after_start")),
        "paid_after_death": lambda: _days_since_death(rule),
        "rent_difference": lambda: pl.format(
            "{} a week x {} weeks of charges",
            pounds(pl.col("rent_apart_pence")),
            pl.col("amount_pence") // pl.col("rent_apart_pence"),
        ),
        "paid_by_one_payer": lambda: _by_payer(rule),
    }
    return ways[str(rule.card.amount)]()


def amount_words(rule: Rule) -> pl.Expr:
    """How the amount at issue was counted, or null where the rule has none."""
    if rule.card.amount is None:
        return pl.lit(None, pl.String)
    whole = pl.format("{} = {}", _arithmetic(rule), pounds(pl.col("amount_pence")))
    return pl.when(pl.col("amount_pence").is_not_null()).then(whole)


def suppressors(rule: Rule) -> pl.Expr:
    """Every innocent reason the card tests, with what was found: all are "no", or it would be no match.

    A card that does not ask for consent says so where there is one that could not be read.
    """
    tested = pl.lit("; ".join(f"{name} ({WORDS[name].says}): no" for name in rule.card.unless) or None)
    doubtful = [pl.col(f"{side}_permissions").list.contains(UNREADABLE).fill_null(value=False) for side in ("left", "right")]
    consent = pl.when(pl.any_horizontal(doubtful)).then(pl.lit(UNREAD_CONSENT))
    return pl.concat_list(tested, consent).list.drop_nulls().list.join("; ")
