"""What was paid and posted, in whole pence, as the measures read it."""

import polars as pl

from extracts.contract import UNREADABLE
from pipeline.tables import Pseudonymised

CLAIM = ("source_body", "claim_ref")
PENCE = pl.Int64()
DEBITS, CREDITS = ("charge", "refund", "reversal"), ("receipt",)
BENEFIT_METHODS = ("housing_benefit", "universal_credit")
INSTITUTIONS = ("benefit", "appointee", "charity", "guarantor", "council")
"""Payers that a landlord knows for what they are, whomever they pay for."""
KNOWN = ("tenant", *INSTITUTIONS)


def pence(column: str) -> pl.Expr:
    """A sum of money in whole pence."""
    return (pl.col(column) * 100).cast(PENCE)


def half_up(numerator: pl.Expr, denominator: pl.Expr | int) -> pl.Expr:
    """A quotient of whole numbers to the nearest whole, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def _netted(facts: Pseudonymised) -> pl.DataFrame:
    """One row per claim and period with what was paid for it on the whole, negative where more was taken back."""
    frame = facts.frame.with_columns(paid_scheme=pl.col("scheme"))
    net = frame.group_by(*CLAIM, "paid_scheme", "period_from", "period_to").agg(pence=pence("amount").sum())
    return net.with_columns(days=(pl.col("period_to") - pl.col("period_from")).dt.total_days() + 1)


def _recovered_days(paid: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """`payment` and `day` of each paid day that a recovery for other days than the payment's takes back.

    A recovery counts for a day if it takes as much for it as was paid, but for a penny's rounding.
    """
    back = taken.select(
        *CLAIM, "paid_scheme", back_from="period_from", back_to="period_to", back_pence=-pl.col("pence"), back_days="days"
    )
    met = paid.join(back, on=[*CLAIM, "paid_scheme"], nulls_equal=True)
    begins, ends = pl.max_horizontal("period_from", "back_from"), pl.min_horizontal("period_to", "back_to")
    enough = pl.col("back_pence") * pl.col("days") >= (pl.col("pence") - pl.col("days")) * pl.col("back_days")
    whole = met.filter((begins <= ends) & enough).with_columns(day=pl.date_ranges(begins, ends))
    return whole.select("payment", "day").explode("day").unique()


def _without_recovered(paid: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """The payments without recovered days; what is left of one may be several stretches, each with the whole's sum and days."""
    recovered = _recovered_days(paid, taken)
    touched = paid.join(recovered.select("payment").unique(), on="payment", how="semi")
    days = touched.with_columns(day=pl.date_ranges("period_from", "period_to")).explode("day")
    left = days.join(recovered, on=["payment", "day"], how="anti").sort("payment", "day")
    gap = (pl.col("day").diff().over("payment").dt.total_days().fill_null(1) > 1).cum_sum().over("payment")
    kept = left.with_columns(stretch=gap).group_by("payment", "stretch").agg(
        pl.exclude("day", "period_from", "period_to").first(), period_from=pl.col("day").min(), period_to=pl.col("day").max()
    )  # fmt: skip
    whole = paid.join(touched.select("payment"), on="payment", how="anti")
    return pl.concat([whole, kept.select(whole.columns)])


def net_payments(facts: dict[str, Pseudonymised]) -> pl.DataFrame | None:
    """One row per claim and stretch of days paid on the whole: `paid_scheme`, `period_from`, `period_to`, `days`, `pence`.

    `pence` and `days` are those of the payment that the stretch belongs to; recoveries are taken off, whatever days they name.
    """
    if "benefit_payment" not in facts:
        return None
    net = _netted(facts["benefit_payment"])
    paid, taken = net.filter(pl.col("pence") > 0), net.filter(pl.col("pence") < 0)
    if taken.is_empty():
        return paid
    numbered = paid.sort(*CLAIM, "period_from", "period_to", "paid_scheme").with_row_index("payment")
    return _without_recovered(numbered, taken).drop("payment")


def postings(facts: dict[str, Pseudonymised]) -> pl.DataFrame | None:
    """Postings with `pence`, positive where they raise the debt; an account number held by two landlords is nobody's for sure.

    `by_benefit`: housing benefit or universal credit came in. `known_payer`: the landlord knows who paid. `named_payer`: the name
    of the payer tells whether it is somebody of the tenancy.
    """
    if "rent_transaction" not in facts or "rent_account" not in facts:
        return None
    frame = facts["rent_transaction"].frame
    sure = facts["rent_account"].frame.filter(pl.len().over("account_ref") == 1).select("account_ref")
    raises = pl.col("kind").is_in(DEBITS) | ((pl.col("kind") == "adjustment") & (pl.col("direction") == "debit"))
    lowers = pl.col("kind").is_in(CREDITS) | ((pl.col("kind") == "adjustment") & (pl.col("direction") == "credit"))
    signed = pl.when(raises).then(pence("amount")).when(lowers).then(-pence("amount")).otherwise(0)
    benefit = pl.col("method").is_in(BENEFIT_METHODS).fill_null(value=False) | (pl.col("payer_class") == "benefit")
    party = pl.col("payer_is_party") if "payer_is_party" in frame.columns else pl.lit(None, pl.Boolean)
    known = pl.col("payer_class").is_in((*KNOWN, UNREADABLE)).fill_null(value=False) | party.fill_null(value=False)
    return frame.join(sure, on="account_ref", how="semi").with_columns(
        pence=signed, by_benefit=benefit.fill_null(value=False), known_payer=known, named_payer=party.is_not_null()
    )


def paid_on(pairs: pl.DataFrame, side: str, payments: pl.DataFrame) -> pl.DataFrame:
    """The payments on one side's claim: `pair`, `{side}_period_from`, `{side}_period_to`, `{side}_days`, `{side}_pence`.

    Where a claim has several awards one after another, each has the days within its own.
    """
    claim = [f"{side}_{column}" for column in CLAIM]
    award = pairs.select("pair", *claim, f"{side}_scheme", f"{side}_from", f"{side}_until", f"{side}_only_award")
    theirs = payments.rename({column: f"{side}_{column}" for column in payments.columns})
    met = award.join(theirs, on=claim).filter(
        pl.col(f"{side}_paid_scheme").is_null() | (pl.col(f"{side}_paid_scheme") == pl.col(f"{side}_scheme"))
    )
    alone = pl.col(f"{side}_only_award").fill_null(value=True)
    begins = pl.when(alone).then(f"{side}_period_from").otherwise(pl.max_horizontal(f"{side}_period_from", f"{side}_from"))
    ends = pl.when(alone).then(f"{side}_period_to").otherwise(pl.min_horizontal(f"{side}_period_to", f"{side}_until"))
    clipped = met.with_columns(begins.alias(f"{side}_period_from"), ends.alias(f"{side}_period_to"))
    kept = clipped.filter(pl.col(f"{side}_period_from") <= pl.col(f"{side}_period_to"))
    return kept.select("pair", *(f"{side}_{column}" for column in ("period_from", "period_to", "days", "pence")))
