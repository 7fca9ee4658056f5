"""Referrals as they stand now: what officers put down since the run, and the days by which the law wants a case in court."""

import polars as pl

from pipeline.cases.case_book import opened_comment
from pipeline.cases.case_policy import read_case_policy
from pipeline.cases.outcomes import CLOSED
from pipeline.cases.recall import Standing


def _comments(state: Standing) -> pl.DataFrame:
    """The last comment on each referral, in clear."""
    last = {one.referral: one.comment for one in state.notes if one.comment}
    opened = [opened_comment(sealed, referral, state.root) for referral, sealed in last.items()]
    return pl.DataFrame({"referral_id": list(last), "comment": opened}, schema={"referral_id": pl.String, "comment": pl.String})


def with_current(referrals: pl.DataFrame, state: Standing) -> pl.DataFrame:
    """The referrals with `status`, `outcome` and `value` (of a closed case) and the last `comment`, as the book leaves them."""
    closed = pl.col("status") == CLOSED
    now = state.cases.select("referral_id", "status", *(pl.when(closed).then(name).alias(name) for name in ("outcome", "value")))
    beside = referrals.drop("status", strict=False).join(now, on="referral_id", how="left", maintain_order="left")
    return beside.join(_comments(state), on="referral_id", how="left", maintain_order="left")


def with_clocks(referrals: pl.DataFrame, state: Standing) -> pl.DataFrame:
    """The referrals with `six_months_end` and `three_years_end`: the last days for a summary prosecution of unlawful subletting.

    The first counts from the day on which the evidence was known, the second from the last of the days at issue; it has not
    begun, and is null, while they run. Prevention of Social Housing Fraud Act 2013, section 3.
    """
    clocks = read_case_policy().clocks
    over = pl.when(pl.col("overlap_to") < state.snapshot).then("overlap_to")
    return referrals.with_columns(
        six_months_end=pl.col("date_evidence_known").dt.offset_by(f"{clocks.months_from_evidence}mo").dt.offset_by("-1d"),
        three_years_end=over.dt.offset_by(f"{clocks.years_from_end}y").dt.offset_by("-1d"),
    )
