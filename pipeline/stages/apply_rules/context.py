"""Context, not evidence: what a home's accounts and events say that fits many lives, good for a point or two and no more."""

from datetime import date

import polars as pl

from pipeline.policy import Context
from pipeline.stages.apply_rules.book import Book
from pipeline.stages.apply_rules.postings import pence
from pipeline.stages.apply_rules.views import TENANCY_KEY

KEY = list(TENANCY_KEY)
IN_TOUCH = ("repair", "visit", "contact")


def _before(day: date, months: int) -> pl.Expr:
    return pl.lit(day).dt.offset_by(f"-{months}mo")


def _credit(homes: pl.DataFrame, book: Book, policy: Context) -> pl.DataFrame:
    """N1: in credit by more than so many weeks' rent on every day of so many weeks, and no benefit paid in them."""
    if book.postings is None:
        return homes.clear()
    since = pl.lit(book.snapshot) - pl.duration(weeks=policy.credit_lasting_weeks)
    accounts = book.views["rent_account"].select(*KEY, "account_ref", weekly=pence("weekly_charge"), balance=pence("balance"))
    ours = accounts.join(homes, on=KEY, how="semi")
    moved = book.postings.filter(pl.col("posted_on") > since).select("account_ref", "posted_on", "pence", "by_benefit")
    later = moved.sort("account_ref", "posted_on", descending=[False, True]).with_columns(
        after=pl.col("pence").cum_sum().over("account_ref")
    )
    worst = later.group_by("account_ref").agg(least_after=pl.col("after").min(), helped=pl.col("by_benefit").any())
    told = ours.join(worst, on="account_ref", how="left").with_columns(pl.col("least_after").fill_null(0).clip(upper_bound=0))
    highest = pl.col("balance") - pl.col("least_after")
    rich = (highest < -pl.col("weekly") * policy.credit_weeks_rent) & ~pl.col("helped").fill_null(value=False)
    return told.filter(rich).select(KEY)


def _without(homes: pl.DataFrame, events: pl.DataFrame, kinds: tuple[str, ...], since: pl.Expr) -> pl.DataFrame:
    """Tenancies that began before a day and have had no event of these kinds since."""
    seen = events.filter(pl.col("kind").is_in(kinds) & (pl.col("event_date") >= since)).select("tenancy_ref").unique()
    return homes.filter(pl.col("from") < since).join(seen, on="tenancy_ref", how="anti").select(KEY)


def _no_access(homes: pl.DataFrame, events: pl.DataFrame, book: Book, policy: Context) -> pl.DataFrame:
    since = _before(book.snapshot, policy.no_access_in_months)
    failed = events.filter((pl.col("kind") == "no_access") & (pl.col("event_date") >= since)).group_by("tenancy_ref").len()
    return homes.join(failed.filter(pl.col("len") >= policy.no_access_at_least), on="tenancy_ref", how="semi").select(KEY)


def _audit(homes: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """N5: the last audit of the tenancy failed."""
    audits = events.filter(pl.col("kind").is_in(("audit_passed", "audit_failed"))).sort("tenancy_ref", "event_date", "kind")
    last = audits.group_by("tenancy_ref", maintain_order=True).agg(pl.col("kind").last())
    return homes.join(last.filter(pl.col("kind") == "audit_failed"), on="tenancy_ref", how="semi").select(KEY)


def _crowding(homes: pl.DataFrame) -> pl.DataFrame:
    """N6: fewer people are believed to live there than adults are on file; more may be children, and are no sign."""
    return homes.filter(pl.col("occupants") < pl.col("adults")).select(KEY)


def _homes(book: Book) -> pl.DataFrame:
    """One row per tenancy that runs: its key, `from`, `occupants`, and `adults`, how many people are on it now."""
    rows = book.views["tenancy"].filter("open")
    return rows.group_by(KEY).agg(
        pl.col("tenancy_start").min().alias("from"), pl.col("occupants").max(), adults=pl.col("person_ref").n_unique()
    )


def context(book: Book, policy: Context) -> pl.DataFrame:
    """`landlord_code`, `tenancy_ref`, `context` (List[String]: "N2 no repair for 24 months" ...) and `context_points`, capped."""
    homes = _homes(book)
    found = {
        f"N1 in credit by over {policy.credit_weeks_rent} weeks' rent for {policy.credit_lasting_weeks} weeks": _credit(
            homes, book, policy
        ),
        "N6 fewer occupants than adults on file": _crowding(homes),
    }
    if "household_event" in book.views:
        events = book.views["household_event"]
        found[f"N2 no repair for {policy.no_repair_months} months"] = _without(
            homes, events, ("repair",), _before(book.snapshot, policy.no_repair_months)
        )
        found[f"N3 {policy.no_access_at_least} failed visits in {policy.no_access_in_months} months"] = _no_access(
            homes, events, book, policy
        )
        found[f"N4 no contact for {policy.no_contact_months} months"] = _without(
            homes, events, IN_TOUCH, _before(book.snapshot, policy.no_contact_months)
        )
        found["N5 the last tenancy audit failed"] = _audit(homes, events)
    told = pl.concat([frame.select(KEY).with_columns(context=pl.lit(name)) for name, frame in found.items()])
    points = (pl.col("context").len() * policy.each).clip(upper_bound=policy.most).cast(pl.Int64)
    return told.group_by(KEY).agg(pl.col("context").sort(), context_points=points)
