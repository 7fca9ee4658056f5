"""Rent accounts: what kind they are, and what came in after the end."""

import polars as pl

from matching_rules.words.word import as_said, word


@word("money came on at least so many days after the end", int, rent_transaction=("posted_on", "kind", "amount"))
def receipts_after_end_at_least(days: int) -> pl.Expr:
    """Receipts were posted on at least that many different days after the end and its days of grace."""
    return pl.col("receipt_days_after_end") >= days


@word("the account is of one of these kinds", list, rent_account=("account_kind",))
def account_kind(kinds: list[str]) -> pl.Expr:
    """The right side's rent account is of one of these kinds."""
    return pl.col("right_account_kind").is_in(kinds).fill_null(value=False)


@word("what came in after the end only paid off the arrears there were", bool)
def repaying_arrears(said: bool) -> pl.Expr:
    """Nothing was charged after the end, and the arrears at the end were at least what has come in since."""
    condition = (pl.col("charged_after_end") == 0) & (pl.col("arrears_at_end") >= pl.col("received_after_end"))
    return as_said(condition.fill_null(value=False), said)
