"""Applications: for a home, or to buy one."""

import polars as pl

from matching_rules.words.word import SIDES, as_said, each, word

STATUSES = ("live", "suspended", "housed", "closed")
STAGES = ("none", "applied", "accepted", "completed", "withdrawn")


@word("every application is in one of these states", list, among=STATUSES, waiting_list=("status",))
def application_status(statuses: list[str]) -> pl.Expr:
    """Each side that is an application for a home is in one of these states."""
    return each("status", statuses)


@word("a tenant asks for a transfer", bool, waiting_list=("transfer",))
def transfer_application(said: bool) -> pl.Expr:
    """A side is an application marked as a transfer."""
    marked = [pl.col(f"{side}_transfer").fill_null(value=False) for side in SIDES]
    return as_said(marked[0] | marked[1], said)


@word("the application may be made from the tenancy's own home", bool, both=("home",))
def applies_from_the_tenancy(said: bool) -> pl.Expr:
    """One side is a tenancy, and the application's address is its home, or does not tell which home of a building it is."""
    tenancy = pl.any_horizontal(pl.col(f"{side}_tenancy_type").is_not_null() for side in SIDES)
    return as_said(tenancy & (pl.col("same_property") | pl.col("unresolved_address")), said)


def _application(column: str) -> pl.Expr:
    """A column of the side that is an application; the left one's where both are."""
    asked = pl.col("left_applied_on").is_not_null()
    return pl.when(asked).then(f"left_{column}").otherwise(f"right_{column}")


def _other(column: str) -> pl.Expr:
    asked = pl.col("left_applied_on").is_not_null()
    return pl.when(asked).then(f"right_{column}").otherwise(f"left_{column}")


@word("it ran at most so many days before or after the day of the application", int)
def ran_within_days_of_application(days: int) -> pl.Expr:
    """The other record, no application itself, has an interval that meets the days from that many before to as many after."""
    applied, margin = _application("applied_on"), pl.duration(days=days)
    return (_other("extract") != "waiting_list") & (_other("from") <= applied + margin) & (_other("until") >= applied - margin)


@word("it began only after the application", bool, waiting_list=())
def began_after_application(said: bool) -> pl.Expr:
    """The other record is a tenancy, or an award of somebody housed since, and began after the day of the application."""
    since = _other("tenancy_type").is_not_null() | (_application("status") == "housed").fill_null(value=False)
    return as_said(since & (_other("from") > _application("applied_on")), said)


@word(
    "the right to buy is asked for, agreed, or was completed at most so many days ago",
    int,
    reads={"right_to_buy": ("completed_on",)},
    right_to_buy=("stage",),
)
def buying_or_bought_within_days(days: int) -> pl.Expr:
    """The left side's application is applied for or accepted, or was completed that many days before the snapshot or later."""
    live = pl.col("left_stage").is_in(("applied", "accepted"))
    return live | ((pl.col("left_stage") == "completed") & (pl.col("left_days_since_end") <= days)).fill_null(value=False)
