"""Who the records name, how surely, and whether somebody has died."""

import polars as pl

from matching_rules.words.word import as_said, word

CLASSES = ("K1", "K2", "K3", "K4", "K5")


@word("the records agree as one of these key classes", list, among=CLASSES)
def key_class(classes: list[str]) -> pl.Expr:
    """The link between the two records is of one of these key classes.

    An officer's decision (K0) is as good as any of them, but no case of one number on different people (K5).
    """
    return pl.col("key_class").is_in([*classes, "K0"] if classes != ["K5"] else classes)


@word("the birth dates agree, at least in part", bool)
def birth_date_at_least_partly_equal(said: bool) -> pl.Expr:
    """Both records have a birth date, and it is the same, or day and month are changed over, or one part of it differs."""
    return as_said(pl.col("date_of_birth").is_in(("agree", "close")) | pl.col("key_class").is_in(("K0", "K1")), said)


@word("the records are two people's", bool)
def two_people(said: bool) -> pl.Expr:
    """The persons that linkage made of all records differ."""
    return as_said(pl.col("left_person") != pl.col("right_person"), said)


@word(
    "where only name and birth date agree, the address or the middle name does too", bool, both=("number, middle name or home",)
)
def name_and_birth_date_supported(said: bool) -> pl.Expr:
    """A K3 link also agrees on forename, surname and middle initial, or the two addresses are one."""
    names = (
        (pl.col("forename") == "agree")
        & (pl.col("surname") == "agree")
        & (pl.col("left_middle_key") == pl.col("right_middle_key"))
    )
    supported = names.fill_null(value=False) | pl.col("same_property").fill_null(value=False)
    return as_said((pl.col("key_class") != "K3") | supported, said)


@word("the death lies more than so many days before the snapshot", int)
def dead_days_more_than(days: int) -> pl.Expr:
    """The death was more than that many days before the snapshot; a mark without a date has none to judge by and counts."""
    return (pl.col("days_since_death") > days) | pl.col("days_since_death").is_null()


@word(
    "a claim, payment, rent or contact in the name comes more than so many days after the death", int, measure="paid_after_death"
)
def active_after_death_days_more_than(days: int) -> pl.Expr:
    """The person's last claim, benefit, rent (but an executor's) or contact is more than that many days after the death."""
    return pl.col("active_after_death") > days


@word("another tenant of the tenancy lives on", bool, reads={"deceased": (), "household_event": ("person_ref",)})
def surviving_joint_tenant(said: bool) -> pl.Expr:
    """Another first or joint tenant, of whom no death is known, is on the left side's tenancy at the snapshot."""
    return as_said((pl.col("left_other_tenants") > 0).fill_null(value=False), said)


@word("a succession case is open", bool, tenancy=("succession_open",))
def succession_open(said: bool) -> pl.Expr:
    """A succession case is open on the left side's tenancy."""
    return as_said(pl.col("left_succession_open").fill_null(value=False), said)


@word("in the year before the death the successor was elsewhere for more than so many days, or it is a second succession", int)
def elsewhere_before_death_days_more_than(days: int) -> pl.Expr:
    """The right side's record of another home covers more than that many of the 365 days up to the death; or the tenancy before
    came about by succession too, after which there is no other.
    """
    begins = pl.max_horizontal("right_from", pl.col("died") - pl.duration(days=365))
    lived = (pl.min_horizontal("right_until", "died") - begins).dt.total_days() + 1
    elsewhere = pl.col("died").is_not_null() & pl.col("different_property") & (lived > days)
    return elsewhere.fill_null(value=False) | pl.col("second_succession").fill_null(value=False)
