"""Who the records name, how surely, and whether somebody has died."""

import polars as pl

from matching_rules.words.word import as_said, word


@word("the records agree as one of these key classes", list)
def key_class(classes: list[str]) -> pl.Expr:
    """The link between the two records is of one of these key classes.

    An officer's decision (K0) is as good as any of them, but no case of one number on different people (K5).
    """
    return pl.col("key_class").is_in([*classes, "K0"] if classes != ["K5"] else classes)


@word("where only name and birth date agree, the address or the forename in full does too", bool)
def name_and_birth_date_supported(said: bool) -> pl.Expr:
    """A K3 link also agrees exactly on forename and surname, or the two addresses are one."""
    exact = (pl.col("forename") == "agree") & (pl.col("surname") == "agree")
    return as_said((pl.col("key_class") != "K3") | exact | pl.col("same_property").fill_null(value=False), said)


@word("the death lies more than so many days before the snapshot", int)
def dead_days_more_than(days: int) -> pl.Expr:
    """The death was more than that many days before the snapshot; a mark without a date has none to judge by and counts."""
    return (pl.col("days_since_death") > days) | pl.col("days_since_death").is_null()


@word("another tenant of the tenancy lives on", bool)
def surviving_joint_tenant(said: bool) -> pl.Expr:
    """Another first or joint tenant, of whom no death is known, is on the left side's tenancy at the snapshot."""
    return as_said((pl.col("left_other_tenants") > 0).fill_null(value=False), said)


@word("a succession case is open", bool, tenancy=("succession_open",))
def succession_open(said: bool) -> pl.Expr:
    """A succession case is open on the left side's tenancy."""
    return as_said(pl.col("left_succession_open").fill_null(value=False), said)
