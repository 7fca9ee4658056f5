"""Who pays the rent: payers that the landlord does not know, account by account."""

import polars as pl

from pipeline.stages.apply_rules.postings import INSTITUTIONS
from pipeline.stages.apply_rules.views import TENANCY_KEY


def _receipts(postings: pl.DataFrame | None) -> pl.DataFrame:
    """Receipts that are no benefit, as `account_ref`, `posted_on`, `payer`, `payer_account` and what is known of the payer."""
    if postings is None or "payer" not in postings.columns:
        return pl.DataFrame(
            schema={
                "account_ref": pl.Int64,
                "posted_on": pl.Date,
                "payer": pl.Int64,
                "payer_account": pl.Int64,
                "payer_class": pl.String,
                "known_payer": pl.Boolean,
                "named_payer": pl.Boolean,
                "pence": pl.Int64,
            }
        )
    own = postings.filter((pl.col("kind") == "receipt") & ~pl.col("by_benefit"))
    return own.with_columns(pence=-pl.col("pence"))


def institutions(postings: pl.DataFrame | None) -> pl.DataFrame:
    """`payer`: those that somebody's account names as a council, charity, appointee or the like."""
    if postings is None or "payer" not in postings.columns:
        return pl.DataFrame(schema={"payer": pl.Int64})
    known = postings.filter(pl.col("payer_class").is_in(INSTITUTIONS)).drop_nulls("payer_account")
    return known.select(payer="payer_account").unique()


def _own_accounts(views: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """`account_ref` and `payer`: accounts that somebody on the tenancy is paid benefit into, and so may pay from."""
    none = pl.DataFrame(schema={"account_ref": pl.Int64, "payer": pl.Int64})
    if "benefit_award" not in views or "payee_account" not in views["benefit_award"].columns:
        return none
    parties = views["tenancy"].select(*TENANCY_KEY, "person").drop_nulls()
    accounts = views["rent_account"].select(*TENANCY_KEY, "account_ref").join(parties, on=list(TENANCY_KEY))
    paid = views["benefit_award"].select("person", payer="payee_account").drop_nulls()
    return accounts.join(paid, on="person").select("account_ref", "payer").unique()


def payers(postings: pl.DataFrame | None) -> pl.DataFrame:
    """One row per account and payer: `pence`, `share` (percent of all receipts but benefit), `periods`, `run`, `known`, `told`.

    `periods` counts the days on which the payer paid, `run` how many of them came one after another with nobody else's between.
    `told` says that the bank or the landlord names the payer; who has no name and no class may be anybody, the tenant too.
    """
    receipts = _receipts(postings)
    days = (
        receipts.select("account_ref", "posted_on", "payer").unique().sort("account_ref", "posted_on", "payer", nulls_last=True)
    )
    turn = (pl.col("payer").ne_missing(pl.col("payer").shift(1).over("account_ref"))).cum_sum().over("account_ref")
    runs = days.with_columns(turn=turn).group_by("account_ref", "payer", "turn").len().group_by("account_ref", "payer")
    longest = runs.agg(run=pl.col("len").max().cast(pl.Int64))
    whole = receipts.with_columns(all_pence=pl.col("pence").sum().over("account_ref")).drop_nulls("payer")
    told = pl.col("named_payer") | (pl.col("payer_class") == "other").fill_null(value=False)
    summed = whole.group_by("account_ref", "payer").agg(
        pl.col("payer_account").first(), pl.col("pence").sum(), share=pl.col("pence").sum() * 100 // pl.col("all_pence").first(),
        periods=pl.col("posted_on").n_unique().cast(pl.Int64), known=pl.col("known_payer").any(), told=told.any(),
        paid_from=pl.col("posted_on").min(), paid_to=pl.col("posted_on").max(),
    )  # fmt: skip
    return summed.join(longest, on=["account_ref", "payer"], how="left")


def unknown_payers(postings: pl.DataFrame | None, views: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The rows of `payers` whose payer is nobody on the tenancy, no relative of their name, and no institution."""
    if "rent_account" not in views or "tenancy" not in views:
        return payers(None)
    unknown = payers(postings).filter(~pl.col("known")).join(_own_accounts(views), on=["account_ref", "payer"], how="anti")
    return unknown.join(institutions(postings), left_on="payer_account", right_on="payer", how="anti")
