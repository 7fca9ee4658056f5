"""What rent accounts tell of a pair: money after an end, a payer nobody knows, a rent declared that is not the one charged."""

from datetime import date

import polars as pl

from pipeline.stages.apply_rules.book import Book
from pipeline.stages.apply_rules.postings import half_up, pence

AFTER_END = ("receipt_days_after_end", "received_after_end", "charged_after_end", "arrears_at_end")


def after_end(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """Days with receipts, sums received and charged after the end and its grace, and the arrears at the end, in pence.

    A tenant's own payments and a benefit's are two streams; the days are those of the one that has more, for one late payment
    of each is no sign of anything.
    """
    if book.postings is None:
        return pairs.with_columns(pl.lit(None, pl.Int64).alias(name) for name in AFTER_END)
    ends = pairs.select("pair", "left_ended", account_ref="right_account_ref").drop_nulls()
    counted = pl.col("left_ended") + pl.duration(days=book.measure.grace_days)
    later = ends.join(book.postings, on="account_ref").filter(
        pl.col("posted_on").is_between(counted + pl.duration(days=1), book.snapshot)
    )
    arrears = pl.col("by_benefit") & (pl.col("posted_on") <= pl.col("left_ended") + pl.duration(days=book.measure.arrears_days))
    later = later.filter(~arrears)
    came, back = pl.col("kind") == "receipt", pl.col("kind").is_in(["refund", "reversal"])
    streams = [
        pl.col("posted_on").filter(came & which).n_unique().cast(pl.Int64)
        for which in (pl.col("by_benefit"), ~pl.col("by_benefit"))
    ]
    summed = later.group_by("pair").agg(
        receipt_days_after_end=pl.max_horizontal(streams), received_after_end=-pl.col("pence").filter(came | back).sum(),
        charged_after_end=pl.col("pence").filter(pl.col("kind") == "charge").sum(), moved=pl.col("pence").sum(),
        paid_from=pl.col("posted_on").filter(came).min(), paid_to=pl.col("posted_on").filter(came).max(),
    )  # fmt: skip
    found = pairs.join(summed, on="pair", how="left", maintain_order="left")
    return found.with_columns(
        arrears_at_end=pence("right_balance") - pl.col("moved"),
        amount_pence=pl.col("received_after_end"),
        overlap_from=pl.col("paid_from"),
        overlap_to=pl.col("paid_to"),
        overlap_days=(pl.col("paid_to") - pl.col("paid_from")).dt.total_days() + 1,
    )


def paid_for_old_home(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`receipts_after_start`: days on which the left tenancy's account, if a current one, was paid once the right one had begun.

    And `amount_pence`, what was paid then.
    """
    if book.postings is None or "rent_account" not in book.views:
        return pairs.with_columns(receipts_after_start=pl.lit(None, pl.Int64))
    kept = book.views["rent_account"].filter((pl.col("account_kind") == "current").fill_null(value=True))
    accounts = kept.select("account_ref", left_landlord_code="landlord_code", left_tenancy_ref="tenancy_ref")
    ours = pairs.select("pair", "left_landlord_code", "left_tenancy_ref", "left_ended", "right_from").join(
        accounts, on=["left_landlord_code", "left_tenancy_ref"]
    )
    receipts = book.postings.filter((pl.col("kind") == "receipt") & ~pl.col("by_benefit")).select(
        "account_ref", "posted_on", "pence"
    )
    later = ours.join(receipts, on="account_ref").filter(
        (pl.col("posted_on") >= pl.col("right_from")) & (pl.col("posted_on") > pl.col("left_ended"))
    )
    summed = later.group_by("pair").agg(
        receipts_after_start=pl.col("posted_on").n_unique().cast(pl.Int64), amount_pence=-pl.col("pence").sum(),
        paid_from=pl.col("posted_on").min(), paid_to=pl.col("posted_on").max(),
    )  # fmt: skip
    return pairs.join(summed, on="pair", how="left", maintain_order="left")


def one_payer(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`payer_share` and `payer_run` of the unknown payer who pays most of the right side's account, and `amount_pence`."""
    told = book.strangers.filter("told").sort("account_ref", "pence", "payer", descending=[False, True, False])
    first = told.unique("account_ref", keep="first", maintain_order=True)
    summed = first.select(
        right_account_ref="account_ref", payer_share="share", payer_run="run", amount_pence="pence",
        paid_from="paid_from", paid_to="paid_to",
    )  # fmt: skip
    return pairs.join(summed, on="right_account_ref", how="left", maintain_order="left")


def paid_by_group(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`amount_pence`: all that the group's payer paid."""
    return pairs.with_columns(amount_pence=pl.col("paid_by_one"))


def paid_by_one_payer(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The sum one payer paid: to one account, or of a group to all of them."""
    return paid_by_group(pairs, book) if "paid_by_one" in pairs.columns else one_payer(pairs, book)


def _uprating(book: Book) -> pl.Expr:
    """Whether a day lies in the weeks after 1 April in which rents are put up and payers told."""
    years = range(book.snapshot.year - 3, book.snapshot.year + 1)
    return pl.any_horizontal(
        pl.col("posted_on").is_between(date(year, 4, 1), pl.lit(date(year, 4, 1)) + pl.duration(days=book.measure.uprating_days))
        for year in years
    )


def _apart(declared: pl.Expr, charged: pl.Expr, book: Book) -> pl.Expr:
    """Whether two weekly rents in pence lie further apart than the greater of the two tolerances."""
    difference = (declared - charged).abs()
    return (difference > book.measure.tolerance_pounds * 100) & (difference * 100 > charged * book.measure.tolerance_percent)


def _charges(book: Book, accounts: pl.DataFrame) -> pl.DataFrame:
    """What was charged on each day of an account: `charged` by the week and `largest`, its largest item."""
    if book.postings is None:
        return pl.DataFrame(schema={"account_ref": pl.Int64, "posted_on": pl.Date, "charged": pl.Int64, "largest": pl.Int64})
    charges = book.postings.filter(pl.col("kind") == "charge").join(accounts, on="account_ref", how="semi")
    days = charges.group_by("account_ref", "posted_on").agg(charged=pl.col("pence").sum(), largest=pl.col("pence").max())
    ordered = days.sort("account_ref", "posted_on")
    gap = pl.col("posted_on").diff().over("account_ref").dt.total_days()
    gap = gap.fill_null(strategy="backward").over("account_ref").fill_null(7)
    return ordered.with_columns(half_up(pl.col(name) * 7, gap).alias(name) for name in ("charged", "largest"))


def _longest_runs(days: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The longest run of charges of each pair that the declared rent is apart from: `pair`, `run`, `difference`, its days."""
    apart = _apart(pl.col("declared"), pl.col("charged"), book) & _apart(pl.col("declared"), pl.col("largest"), book)
    judged = days.sort("pair", "posted_on").with_columns(apart=apart)
    turn = (pl.col("apart").ne_missing(pl.col("apart").shift(1).over("pair"))).cum_sum().over("pair")
    runs = judged.with_columns(turn=turn).filter("apart").group_by("pair", "turn").agg(
        pl.len().cast(pl.Int64).alias("run"), (pl.col("declared") - pl.col("weekly")).abs().first().alias("difference"),
        paid_from=pl.col("posted_on").min(), paid_to=pl.col("posted_on").max(),
    )  # fmt: skip
    ordered = runs.sort("pair", "run", "paid_to", descending=[False, True, True])
    return ordered.unique("pair", keep="first", maintain_order=True)


def rent_difference(pairs: pl.DataFrame, book: Book) -> pl.DataFrame:
    """`rent_periods_apart`: the most charges in a row that the declared rent is apart from, outside the yearly increase.

    A charge that the declared rent meets without its service charges is not apart from it. `amount_pence` is `rent_apart_pence`,
    the difference from the weekly charge at the snapshot, for these weeks.
    """
    if "rent_account" not in book.views:
        return pairs.with_columns(rent_periods_apart=pl.lit(None, pl.Int64))
    keys = {"left_landlord_code": "landlord_code", "left_tenancy_ref": "tenancy_ref"}
    accounts = book.views["rent_account"].select("account_ref", weekly=pence("weekly_charge"), **keys)
    ours = pairs.select("pair", *keys, "overlap_from", declared=pence("right_declared_rent")).join(accounts, on=list(keys))
    now = ours.drop_nulls().filter(_apart(pl.col("declared"), pl.col("weekly"), book))
    days = now.join(_charges(book, now), on="account_ref")
    counted = days.filter((pl.col("posted_on") >= pl.col("overlap_from")) & ~_uprating(book))
    weeks = (pl.col("paid_to") - pl.col("paid_from")).dt.total_days() // 7 + 1
    told = _longest_runs(counted, book).select(
        "pair", "paid_from", "paid_to", rent_periods_apart="run", rent_apart_pence="difference",
        amount_pence=pl.col("difference") * weeks,
    )  # fmt: skip
    return pairs.join(told, on="pair", how="left", maintain_order="left")
