"""The postings of the year: charges on Mondays, receipts in each payer's rhythm, benefit, reversals, adjustments."""

from datetime import date

import polars as pl

from pipeline.sample.claims import CTR, YEAR_BEGINS
from pipeline.sample.dice import Dice
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.tenancies import days

UPRATED = date(2026, 4, 6)
"""The Monday from which the present rents are charged."""

_RISE = 1.048
_WEEKS = 53
_NOW = pl.lit(SNAPSHOT)
POSTING = {
    "tenancy": pl.Int64, "posted_on": pl.Date, "kind": pl.String, "amount": pl.Int64, "direction": pl.String,
    "method": pl.String, "payer": pl.Int64, "executors": pl.Boolean, "payer_class": pl.String, "by_benefit": pl.Int64,
}  # fmt: skip
"""The columns of a posting; `amount` in pence, `payer` a person, `by_benefit` the claim that paid."""


def postings(dice: Dice, kept: pl.DataFrame, claimed: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    """One row per posting of the year, in order of account and day, with the columns of `POSTING`."""
    ours = claimed.filter((pl.col("payee") == "landlord") & (pl.col("scheme") != CTR))
    receipts = pl.concat([_receipts(dice, kept, ours), _repayments(dice, kept)])
    parts = [_charges(kept), receipts, _benefit(ours, paid, kept), _reversals(dice, receipts), _adjustments(dice, kept)]
    return pl.concat([_complete(part) for part in parts])


def numbered(posted: pl.DataFrame) -> pl.DataFrame:
    """The postings in order, with `posting`, the number of each on its account."""
    every = posted.filter(pl.col("amount") > 0).sort("tenancy", "posted_on", "kind", "amount", maintain_order=True)
    return every.with_columns(posting=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("tenancy"))


def _complete(rows: pl.DataFrame) -> pl.DataFrame:
    lacking = {name: pl.lit(None, dtype=kind) for name, kind in POSTING.items() if name not in rows.columns}
    return rows.with_columns(**lacking).select(*POSTING)


def _by_week(rows: pl.DataFrame) -> pl.DataFrame:
    weeks = pl.DataFrame({"week": range(_WEEKS)}, schema={"week": pl.Int64})
    weeks = weeks.with_columns(monday=pl.lit(YEAR_BEGINS) + days(7 * pl.col("week"))).filter(pl.col("monday") <= _NOW)
    return rows.join(weeks, how="cross")


def _charges(kept: pl.DataFrame) -> pl.DataFrame:
    weekly = _by_week(kept.select("tenancy", "start", "end", "kind", "charge"))
    until = pl.when(pl.col("kind") == "use_and_occupation").then(_NOW).otherwise(pl.coalesce("end", _NOW))
    charged = weekly.filter(pl.col("monday").is_between(pl.col("start"), until))
    before = (pl.col("charge") / _RISE).round().cast(pl.Int64)
    due = pl.when(pl.col("monday") < UPRATED).then(before).otherwise("charge")
    return charged.select("tenancy", posted_on="monday", kind=pl.lit("charge"), amount=due)


def _receipts(dice: Dice, kept: pl.DataFrame, ours: pl.DataFrame) -> pl.DataFrame:
    helped = ours.filter(pl.col("end").is_null()).group_by("tenancy").agg(pl.col("weekly").sum())
    own = kept.join(helped, on="tenancy", how="left", maintain_order="left").select(
        "tenancy", "every", begins="start", ends=pl.min_horizontal(pl.coalesce("paid_until", "end", _NOW), _NOW),
        due=((pl.col("charge") - pl.col("weekly").fill_null(0)).clip(0) * pl.col("share")).round().cast(pl.Int64),
        missing=pl.when(pl.col("share") < 1).then(0.12).otherwise(0.01),
    )  # fmt: skip
    weekly = _by_week(own.filter((pl.col("due") > 0) & (pl.col("ends") >= YEAR_BEGINS)))
    paid = pl.concat([_stepped(dice, weekly), _monthly(dice, weekly)])
    missed = dice.happens("missed", pl.col("tenancy") * 64 + pl.col("week"), pl.col("missing"))
    within = paid.filter(pl.col("posted_on").is_between("begins", "ends") & ~missed)
    return _by_payer(within.select("tenancy", "posted_on", "amount"), kept)


def _by_payer(receipts: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    payers = kept.select("tenancy", "method", "payer", "payer_class", "executors_from")
    told = receipts.join(payers, on="tenancy", maintain_order="left")
    executors = (pl.col("posted_on") >= pl.col("executors_from")).fill_null(False)
    return _complete(told.with_columns(kind=pl.lit("receipt"), executors=executors))


def _stepped(dice: Dice, weekly: pl.DataFrame) -> pl.DataFrame:
    step = pl.col("every").cast(pl.Int64)
    chosen = weekly.filter(pl.col("every") != "monthly").filter((pl.col("week") % step) == (pl.col("tenancy") % step))
    later = dice.whole("day of the week", "tenancy", 0, 4)
    return chosen.select(
        "tenancy", "begins", "ends", "missing", "week", posted_on=pl.col("monday") + days(later), amount=pl.col("due") * step
    )


def _monthly(dice: Dice, weekly: pl.DataFrame) -> pl.DataFrame:
    # The week that holds the payer's day of the month is the one in which the month's rent comes.
    day = dice.whole("day of the month", "tenancy", 0, 27)
    this = pl.col("monday").dt.truncate("1mo") + days(day)
    following = pl.col("monday").dt.truncate("1mo").dt.offset_by("1mo") + days(day)
    on = pl.when(this >= pl.col("monday")).then(this).otherwise(following)
    found = weekly.filter(pl.col("every") == "monthly").with_columns(posted_on=on)
    chosen = found.filter(pl.col("posted_on") < pl.col("monday") + days(7))
    amount = (pl.col("due") * 52 / 12).round().cast(pl.Int64)
    return chosen.select("tenancy", "begins", "ends", "missing", "week", "posted_on", amount=amount)


def _repayments(dice: Dice, kept: pl.DataFrame) -> pl.DataFrame:
    owing = _by_week(kept.filter(pl.col("repays").is_not_null()))
    on = pl.col("monday") + days(dice.whole("day of the week", "tenancy", 0, 4))
    due = owing.filter((pl.col("monday") > pl.col("end")) & (pl.col("week") % 4 == 0) & (on <= _NOW))
    return _complete(
        due.select("tenancy", "payer", "payer_class", posted_on=on, kind=pl.lit("receipt"), amount=pl.col("repays") * 4,
                   method=pl.lit("card"))
    )  # fmt: skip


def _benefit(ours: pl.DataFrame, paid: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    claims = ours.select("claim", "tenancy", "scheme").join(kept.select("tenancy"), on="tenancy", how="semi")
    found = paid.join(claims, on="claim", maintain_order="left")
    method = pl.col("scheme").replace({"universal_credit_housing": "universal_credit"})
    return found.select(
        "tenancy", "amount", posted_on="paid_on", kind=pl.lit("receipt"), payer_class=pl.lit("benefit"), by_benefit="claim",
        method=method,
    )  # fmt: skip


def _reversals(dice: Dice, receipts: pl.DataFrame) -> pl.DataFrame:
    key = pl.col("tenancy") * 1000 + pl.col("posted_on").dt.ordinal_day().cast(pl.Int64)
    bounced = receipts.filter((pl.col("method") == "direct_debit") & dice.happens("bounced", key, 0.008))
    again = bounced.with_columns(posted_on=pl.col("posted_on") + days(4), kind=pl.lit("reversal"))
    return again.filter(pl.col("posted_on") <= _NOW)


def _adjustments(dice: Dice, kept: pl.DataFrame) -> pl.DataFrame:
    adjusted = kept.filter(pl.col("end").is_null() & dice.happens("adjusted", "tenancy", 0.03))
    day = pl.lit(YEAR_BEGINS) + days(dice.whole("adjusted on", "tenancy", 1, 360))
    refund = dice.happens("refund", "tenancy", 0.15)
    return adjusted.select(
        "tenancy", posted_on=pl.max_horizontal(day, "start"), amount=dice.whole("adjusted by", "tenancy", 500, 12_000),
        kind=pl.when(refund).then(pl.lit("refund")).otherwise(pl.lit("adjustment")),
        direction=pl.when(~refund).then(dice.pick("direction", "tenancy", {"debit": 0.45, "credit": 0.55})),
    )  # fmt: skip


def balances(kept: pl.DataFrame, posted: pl.DataFrame) -> pl.DataFrame:
    """The accounts with `balance` (pence, arrears positive): the opening balance and every posting since.

    A former tenant's debt is never below nought: such accounts are closed when they are clear.
    """
    debit = pl.col("kind").is_in(("charge", "refund", "reversal")) | (pl.col("direction") == "debit").fill_null(False)
    moved = posted.group_by("tenancy").agg(moved=pl.when(debit).then(pl.col("amount")).otherwise(-pl.col("amount")).sum())
    balance = pl.col("opening") + pl.col("moved").fill_null(0)
    least = pl.when(pl.col("kind") == "former_tenant_arrears").then(pl.lit(1500))
    both = kept.join(moved, on="tenancy", how="left", maintain_order="left")
    return both.with_columns(balance=pl.max_horizontal(balance, least)).drop("moved")
