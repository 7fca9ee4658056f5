"""Money measured of a pair, in whole pence: paid twice, paid outside a tenancy, received after its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.tables import Pseudonymised

CLAIM = ("source_body", "claim_ref")
PENCE = pl.Int64()
MEASURES = (
    "days_paid_twice",
    "days_paid_outside",
    "receipt_days_after_end",
    "received_after_end",
    "charged_after_end",
    "arrears_at_end",
)
DEBITS, CREDITS = ("charge", "refund", "reversal"), ("receipt",)


@dataclass(frozen=True)
class Money:
    """What was paid and posted: `payments` net by claim and period, `postings` by account with `pence` (debt is positive)."""

    payments: pl.DataFrame | None
    postings: pl.DataFrame | None
    snapshot: date
    grace_days: int


def _pence(column: str) -> pl.Expr:
    return (pl.col(column) * 100).cast(PENCE)


def net_payments(facts: dict[str, Pseudonymised]) -> pl.DataFrame | None:
    """One row per claim and period paid on the whole: `period_from`, `period_to`, `days`, `pence`; recoveries taken off."""
    if "benefit_payment" not in facts:
        return None
    net = facts["benefit_payment"].frame.group_by(*CLAIM, "period_from", "period_to").agg(pence=_pence("amount").sum())
    days = (pl.col("period_to") - pl.col("period_from")).dt.total_days() + 1
    return net.filter(pl.col("pence") > 0).with_columns(days=days)


def postings(facts: dict[str, Pseudonymised]) -> pl.DataFrame | None:
    """Postings with `pence`, positive where they raise the debt; an account number held by two landlords is nobody's for sure."""
    if "rent_transaction" not in facts or "rent_account" not in facts:
        return None
    sure = facts["rent_account"].frame.filter(pl.len().over("account_ref") == 1).select("account_ref")
    raises = pl.col("kind").is_in(DEBITS) | ((pl.col("kind") == "adjustment") & (pl.col("direction") == "debit"))
    lowers = pl.col("kind").is_in(CREDITS) | ((pl.col("kind") == "adjustment") & (pl.col("direction") == "credit"))
    signed = pl.when(raises).then(_pence("amount")).when(lowers).then(-_pence("amount")).otherwise(0)
    return facts["rent_transaction"].frame.join(sure, on="account_ref", how="semi").with_columns(pence=signed)


def _of_side(payments: pl.DataFrame, side: str) -> pl.DataFrame:
    return payments.rename({column: f"{side}_{column}" for column in payments.columns})


def _both_days() -> pl.Expr:
    ends = pl.min_horizontal("left_period_to", "right_period_to")
    begins = pl.max_horizontal("left_period_from", "right_period_from")
    return (ends - begins).dt.total_days() + 1


def paid_twice(pairs: pl.DataFrame, money: Money) -> pl.DataFrame:
    """`days_paid_twice` and `amount_pence`: the days paid for on both claims, at the lower daily rate of each.

    The sum of each overlapping stretch is rounded to the nearest penny, halves up.
    """
    if money.payments is None:
        return pairs.with_columns(days_paid_twice=pl.lit(None, pl.Int64))
    claims = pairs.select("pair", *(f"{side}_{column}" for side in ("left", "right") for column in CLAIM))
    left, right = (_of_side(money.payments, side) for side in ("left", "right"))
    met = (
        claims.join(left, on=[f"left_{c}" for c in CLAIM])
        .join(right, on=[f"right_{c}" for c in CLAIM])
        .with_columns(both=_both_days())
    )
    met = met.filter(pl.col("both") > 0)
    shares = [
        (2 * pl.col(f"{side}_pence") * pl.col("both") + pl.col(f"{side}_days")) // (2 * pl.col(f"{side}_days"))
        for side in ("left", "right")
    ]
    begins, ends = (
        pl.max_horizontal("left_period_from", "right_period_from"),
        pl.min_horizontal("left_period_to", "right_period_to"),
    )
    summed = met.group_by("pair").agg(
        days_paid_twice=pl.col("both").sum(),
        amount_pence=pl.min_horizontal(*shares).sum(),
        paid_from=begins.min(),
        paid_to=ends.max(),
    )
    return pairs.join(summed, on="pair", how="left", maintain_order="left").with_columns(
        overlap_from=pl.coalesce("paid_from", "overlap_from"), overlap_to=pl.coalesce("paid_to", "overlap_to"),
        overlap_days=pl.coalesce("days_paid_twice", "overlap_days"),
    )  # fmt: skip


def paid_outside(pairs: pl.DataFrame, money: Money) -> pl.DataFrame:
    """`days_paid_outside` and `amount_pence`: paid days that no tenancy of the person at that home covers, grace included.

    Each payment is apportioned by days and rounded to the nearest penny, halves up. Of several tenancies the latest is cited.
    """
    if money.payments is None:
        return pairs.with_columns(days_paid_outside=pl.lit(None, pl.Int64))
    home = pairs.filter("same_property").select(
        "pair", "right_record", "left_record", "left_from", "left_ended", *(f"right_{c}" for c in CLAIM)
    )
    paid = home.join(_of_side(money.payments, "right"), on=[f"right_{c}" for c in CLAIM])
    last = pl.col("left_ended") + pl.duration(days=money.grace_days)
    covered = pl.min_horizontal("right_period_to", last) - pl.max_horizontal("right_period_from", "left_from")
    within = paid.with_columns(covered=(covered.dt.total_days() + 1).clip(lower_bound=0))
    whole = within.with_columns(all_covered=pl.col("covered").sum().over("right_record", "right_period_from", "right_period_to"))
    outside = whole.with_columns(outside=(pl.col("right_days") - pl.col("all_covered")).clip(lower_bound=0)).filter(
        pl.col("outside") > 0
    )
    pence = (2 * pl.col("right_pence") * pl.col("outside") + pl.col("right_days")) // (2 * pl.col("right_days"))
    summed = outside.group_by("pair").agg(
        days_paid_outside=pl.col("outside").sum(), amount_pence=pence.sum(),
        paid_from=pl.col("right_period_from").min(), paid_to=pl.col("right_period_to").max(),
    )  # fmt: skip
    latest = pl.col("left_from") == pl.col("left_from").max().over("right_record")
    return pairs.join(summed, on="pair", how="left", maintain_order="left").filter(latest)


def after_end(pairs: pl.DataFrame, money: Money) -> pl.DataFrame:
    """Days with receipts, sums received and charged after the end and its grace, and the arrears at the end, in pence."""
    if money.postings is None:
        return pairs.with_columns(pl.lit(None, pl.Int64).alias(name) for name in MEASURES[2:])
    ends = pairs.select("pair", "left_ended", account_ref="right_account_ref").drop_nulls()
    counted = pl.col("left_ended") + pl.duration(days=money.grace_days)
    later = ends.join(money.postings, on="account_ref").filter(
        pl.col("posted_on").is_between(counted + pl.duration(days=1), money.snapshot)
    )
    came = pl.col("kind") == "receipt"
    charged = pl.col("kind") == "charge"
    back = pl.col("kind").is_in(["refund", "reversal"])
    summed = later.group_by("pair").agg(
        receipt_days_after_end=pl.col("posted_on").filter(came).n_unique().cast(pl.Int64),
        received_after_end=-pl.col("pence").filter(came | back).sum(),
        charged_after_end=pl.col("pence").filter(charged).sum(),
        moved=pl.col("pence").sum(),
        paid_from=pl.col("posted_on").filter(came).min(),
        paid_to=pl.col("posted_on").filter(came).max(),
    )
    found = pairs.join(summed, on="pair", how="left", maintain_order="left")
    arrears = _pence("right_balance") - pl.col("moved")
    return found.with_columns(arrears_at_end=arrears, amount_pence=pl.col("received_after_end"))


def award_elsewhere(pairs: pl.DataFrame, money: Money) -> pl.DataFrame:
    """`amount_pence`: the weekly award for the days both run, to the nearest penny, halves up."""
    weekly = _pence("right_weekly_amount")
    return pairs.with_columns(amount_pence=(2 * weekly * pl.col("overlap_days") + 7) // 14)


AMOUNTS: dict[str, Callable[[pl.DataFrame, Money], pl.DataFrame]] = {
    "paid_twice": paid_twice,
    "paid_outside": paid_outside,
    "received_after_end": after_end,
    "award_elsewhere": award_elsewhere,
}
