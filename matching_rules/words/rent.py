"""Rent accounts: what kind they are, who pays them, and what came in after the end."""

import polars as pl

from matching_rules.words.word import as_said, may_be, word

POSTED = ("posted_on", "kind", "amount")
KINDS = ("current", "former_tenant_arrears", "use_and_occupation", "garage")


@word("money came on at least so many days after the end", int, measure="received_after_end", rent_transaction=POSTED)
def receipts_after_end_at_least(days: int) -> pl.Expr:
    """The tenant's receipts, or a benefit's, were posted on that many different days or more after the end and its grace."""
    return pl.col("receipt_days_after_end") >= days


@word(
    "the old account was paid on at least so many days after the new tenancy began",
    int,
    measure="paid_for_old_home",
    rent_transaction=POSTED,
)
def receipts_after_new_start_at_least(days: int) -> pl.Expr:
    """The left tenancy's current rent account was paid on that many days or more once the right tenancy had begun."""
    return pl.col("receipts_after_start") >= days


@word("the account is of one of these kinds, or of one that cannot be read", list, among=KINDS)
def account_kind(kinds: list[str]) -> pl.Expr:
    """A side's rent account is of one of these kinds, or of a kind that cannot be read."""
    return may_be("account_kind", kinds)


@word("what came in after the end only paid off the arrears there were", bool, measure="received_after_end")
def repaying_arrears(said: bool) -> pl.Expr:
    """Nothing was charged after the end, and the arrears at the end were at least what has come in since."""
    condition = (pl.col("charged_after_end") == 0) & (pl.col("arrears_at_end") >= pl.col("received_after_end"))
    return as_said(condition.fill_null(value=False), said)


@word(
    "one payer whom we don't know paid at least so many times in a row", int, measure="paid_by_one_payer", rent_transaction=POSTED
)
def unknown_payer_run_at_least(times: int) -> pl.Expr:
    """Somebody named by bank or landlord who is nobody of the tenancy, no relative by name and no institution paid that many
    times or more with nobody else's payment between.
    """
    return pl.col("payer_run") >= times


@word(
    "that payer paid at least so many percent of all receipts but benefit",
    int,
    measure="paid_by_one_payer",
    rent_transaction=POSTED,
)
def unknown_payer_percent_at_least(percent: int) -> pl.Expr:
    """The unknown payer's sum is that share or more of what came in, benefits left out."""
    return pl.col("payer_share") >= percent
