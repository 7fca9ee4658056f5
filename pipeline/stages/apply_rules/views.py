"""The facts of each extract as the rules read them: intervals closed at the snapshot, and what holds for a whole tenancy."""

from datetime import date

import polars as pl

from pipeline.restricted import case_of
from pipeline.tables import Pseudonymised

TENANCY_KEY = ("landlord_code", "tenancy_ref")
TENANTS = ("F", "O")
INTERVALS = {
    "tenancy": ("tenancy_start", "tenancy_end"),
    "partner_tenancy": ("tenancy_start", "tenancy_end"),
    "benefit_award": ("award_start", "award_end"),
    "residency": ("first_seen", "last_seen"),
    "waiting_list": ("applied_on", None),
    "right_to_buy": ("applied_on", "completed_on"),
    "ownership": ("owned_from", "owned_to"),
    "short_let": ("first_seen", "last_seen"),
}


def _no_day() -> pl.Expr:
    return pl.lit(None, pl.Date)


def _with_interval(frame: pl.DataFrame, extract: str, snapshot: date) -> pl.DataFrame:
    """`from`, `until` (closed at the snapshot), `open` and `days_since_end`; an end after the snapshot counts as open."""
    start, end = INTERVALS.get(extract, (None, None))
    begins = pl.col(start) if start else _no_day()
    ends = pl.col(end) if end else _no_day()
    if "person_start" in frame.columns:
        begins, ends = pl.max_horizontal(begins, "person_start"), pl.min_horizontal(ends, "person_end")
    ends = pl.when(ends <= snapshot).then(ends)
    return frame.with_columns(begins.alias("from"), ends.alias("ended")).with_columns(
        open=pl.col("ended").is_null() & (pl.col("from") <= snapshot) if start else pl.lit(None, pl.Boolean),
        until=pl.col("ended").fill_null(snapshot) if start else _no_day(),
        days_since_end=(pl.lit(snapshot) - pl.col("ended")).dt.total_days(),
    )


def _held_permission(snapshot: date) -> pl.Expr:
    """The consent of a row, where it holds at the snapshot."""
    begun = pl.col("permission_start").is_null() | (pl.col("permission_start") <= snapshot)
    running = pl.col("permission_end").is_null() | (pl.col("permission_end") >= snapshot)
    return pl.when(begun & running).then("permission")


def _whole_tenancy(frame: pl.DataFrame, snapshot: date) -> pl.DataFrame:
    """What any row of a tenancy says, for the tenancy: consents, notice, succession, and how many other tenants live on."""
    over = list(TENANCY_KEY)
    lives = pl.col("tenant_status").is_in(TENANTS) & pl.col("open") & ~pl.col("dead")
    notice = pl.col("notice_given").max().over(over)
    return frame.with_columns(
        permissions=_held_permission(snapshot).implode().over(over).list.drop_nulls().list.unique().list.sort(),
        days_since_notice=(pl.lit(snapshot) - notice).dt.total_days(),
        tenancy_ended=pl.when(pl.col("tenancy_end") <= snapshot).then("tenancy_end"),
        succession_open=pl.col("succession_open").any().over(over),
        other_tenants=lives.sum().over(over).cast(pl.Int64) - lives.cast(pl.Int64),
    )


def _deaths_known(facts: dict[str, Pseudonymised], dead_records: pl.Series) -> pl.Expr:
    """Rows of people of whom a death is known: by a mark in the name, an event, or the record of a death."""
    marked = pl.col("death_marker").fill_null(value=False) | pl.col("record").is_in(dead_records.implode())
    if "household_event" not in facts:
        return marked
    events = facts["household_event"].frame.filter(pl.col("kind") == "death_reported").drop_nulls("person_ref")
    reported = pl.struct("tenancy_ref", "person_ref").is_in(
        events.select(pl.struct("tenancy_ref", "person_ref")).to_series().implode()
    )
    return marked | reported.fill_null(value=False)


def tenancy_view(facts: dict[str, Pseudonymised], snapshot: date, dead_records: pl.Series, name: str = "tenancy") -> pl.DataFrame:
    """The tenancy rows with their interval and what holds for the whole tenancy (`permissions`, `other_tenants` ...)."""
    timed = _with_interval(facts[name].frame, name, snapshot)
    marked = timed if "death_marker" in timed.columns else timed.with_columns(death_marker=pl.lit(value=False))
    return _whole_tenancy(marked.with_columns(dead=_deaths_known(facts, dead_records)), snapshot)


def _awards(frame: pl.DataFrame) -> pl.DataFrame:
    """The awards with `only_award`, whether the person's part of the claim has no other row, and `people_on_claim`."""
    claim = ("scheme", "source_body", "claim_ref")
    others = (pl.col("role") != "claimant").sum().over(claim).cast(pl.Int64)
    return frame.with_columns(only_award=pl.len().over(*claim, "role") == 1, people_on_claim=others + 1)


def view(facts: dict[str, Pseudonymised], name: str, snapshot: date, dead_records: pl.Series) -> pl.DataFrame:
    """One extract as the rules read it; `case` says which case a row speaks of, whoever it names."""
    if name in ("tenancy", "partner_tenancy"):
        frame = tenancy_view(facts, snapshot, dead_records, name)
    else:
        frame = _with_interval(facts[name].frame, name, snapshot)
    if name == "benefit_award":
        frame = _awards(frame)
    return frame.with_columns(case_of(facts[name].extract), extract=pl.lit(name))


def with_their_accounts(views: dict[str, pl.DataFrame], restricted: pl.Series) -> pl.Series:
    """The restricted records, and the rent accounts of tenancies that hold a row marked so; sorted."""
    if "rent_account" not in views:
        return restricted
    marked = views["tenancy"].filter(pl.col("restricted").any().over("case")).select(TENANCY_KEY).unique()
    accounts = views["rent_account"].join(marked, on=TENANCY_KEY, how="semi")["record"]
    return pl.concat([restricted, accounts]).unique().sort()
