"""The tenancies of a pair: whether they run, who holds them, and what came between them."""

import polars as pl

from matching_rules.words.word import SIDES, UNREADABLE, as_said, each, either, word

TENANTS = ("F", "O")
TYPES = ("general_needs", "sheltered", "supported", "temporary", "shared_ownership", "market_rent", "garage", "other")
PERMISSIONS = ("lodger", "sublet", "absence", "decant", "care")
REASONS = ("abandoned", "surrendered", "notice", "transfer", "exchange", "death", "evicted", "purchase", "other")


@word("both run at the snapshot", bool)
def both_current(said: bool) -> pl.Expr:
    """Both sides are open at the snapshot: no end, or an end after it."""
    return as_said(pl.col("left_open") & pl.col("right_open"), said)


@word("the first of the two runs at the snapshot", bool)
def left_current(said: bool) -> pl.Expr:
    """The left side is open at the snapshot, whatever the right one is."""
    return as_said(pl.col("left_open"), said)


@word("the tenancy runs at the snapshot", bool)
def tenancy_current(said: bool) -> pl.Expr:
    """Every side that is a tenancy, of ours or of another landlord, is open at the snapshot."""
    ours = [
        pl.when(pl.col(f"{side}_tenancy_type").is_not_null()).then(f"{side}_open").otherwise(pl.lit(value=True)) for side in SIDES
    ]
    return as_said(ours[0] & ours[1], said)


@word("the person is a tenant, not a household member", bool)
def tenants_only(said: bool) -> pl.Expr:
    """Every side that is a tenancy names a first or joint tenant; a household adult holds no tenancy."""
    return as_said(each("tenant_status", TENANTS), said)


@word("the person is a tenant of one home and of the household in the other", bool)
def tenant_here_household_there(said: bool) -> pl.Expr:
    """One side names a first or joint tenant, the other a household adult."""
    one = pl.col("left_tenant_status").is_in(TENANTS) & (pl.col("right_tenant_status") == "H")
    other = pl.col("right_tenant_status").is_in(TENANTS) & (pl.col("left_tenant_status") == "H")
    return as_said(one | other, said)


@word("no tenancy is of these types", list, among=TYPES)
def tenancy_type_not(types: list[str]) -> pl.Expr:
    """No side is a tenancy of one of these types."""
    return ~either("tenancy_type", types)


@word("the tenancy ended more than so many days before the snapshot", int, tenancy=("tenancy_end",))
def ended_days_more_than(days: int) -> pl.Expr:
    """The left side's tenancy ended, and more than that many days before the snapshot."""
    return pl.col("left_days_since_end") > days


@word("the second tenancy began at most so many days after the first ended", int, tenancy=("tenancy_end",))
def began_within_days_of_end(days: int) -> pl.Expr:
    """The right side began on the day the left one ended or at most that many days later."""
    return (pl.col("right_from") - pl.col("left_ended")).dt.total_days().is_between(0, days)


@word("where it is told why the tenancy ended, it was one of these", list, among=REASONS)
def end_reason_if_told(reasons: list[str]) -> pl.Expr:
    """The left side's reason for ending is one of these, or nobody wrote one down."""
    return pl.col("left_end_reason").is_in(reasons).fill_null(value=True)


@word("one tenancy followed the other by transfer or exchange", bool)
def transfer_between_them(said: bool) -> pl.Expr:
    """One side came about by transfer, mutual exchange or decant, or in a way that cannot be read, and names the other as the
    tenancy before it.
    """
    routes = ("transfer", "mutual_exchange", "decant", UNREADABLE)
    one = pl.col("right_acquisition_route").is_in(routes) & (pl.col("right_prior_tenancy_ref") == pl.col("left_tenancy_ref"))
    other = pl.col("left_acquisition_route").is_in(routes) & (pl.col("left_prior_tenancy_ref") == pl.col("right_tenancy_ref"))
    return as_said(one.fill_null(value=False) | other.fill_null(value=False), said)


@word("the tenant was moved out for works", bool)
def decant(said: bool) -> pl.Expr:
    """Either side is a decant, or has consent to one, or a consent that cannot be read, on file at the snapshot. A way of letting
    that cannot be read counts as one where the row names a tenancy before it.
    """
    by = [
        (pl.col(f"{side}_acquisition_route") == "decant").fill_null(value=False)
        | ((pl.col(f"{side}_acquisition_route") == UNREADABLE) & pl.col(f"{side}_prior_tenancy_ref").is_not_null())
        | pl.col(f"{side}_permissions").list.set_intersection(["decant", UNREADABLE]).list.len().gt(0)
        for side in SIDES
    ]
    return as_said(pl.any_horizontal(condition.fill_null(value=False) for condition in by), said)


@word("consent of one of these sorts, or one that cannot be read, is on file for the tenancy", list, among=PERMISSIONS)
def permission(sorts: list[str]) -> pl.Expr:
    """A tenancy side has a consent of one of these sorts, or one that cannot be read, that holds at the snapshot, on any row of
    the tenancy.
    """
    held = [pl.col(f"{side}_permissions").list.set_intersection([*sorts, UNREADABLE]).list.len() > 0 for side in SIDES]
    return held[0].fill_null(value=False) | held[1].fill_null(value=False)


@word("the tenant gave notice at most so many days ago", int, tenancy=("notice_given",))
def notice_within_days(days: int) -> pl.Expr:
    """Notice on either tenancy was given on or before the snapshot, and at most that many days before it."""
    return pl.any_horizontal(pl.col(f"{side}_days_since_notice").is_between(0, days).fill_null(value=False) for side in SIDES)
