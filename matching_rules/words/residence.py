"""Where people are seen or own a home, and who else is seen at ours."""

import polars as pl

from matching_rules.words.word import as_said, word

STRONG_SOURCES = ("bank", "mortgage", "council_tax", "council_tax_reduction", "electoral_register", "utility")
LAND_REGISTERS = ("land_registry", "hm_land_registry", "title_register")


def listed_source(column: str) -> pl.Expr:
    """A source as the lists above spell it: `Council Tax` and `COUNCIL-TAX` are `council_tax`."""
    return pl.col(column).str.strip_chars().str.to_lowercase().str.replace_all(r"[\s_\-]+", "_")


def _register() -> pl.Expr:
    return listed_source("right_source").is_in(LAND_REGISTERS).fill_null(value=False)


@word("the evidence of residence is strong", bool, reads={"residency": ("strength",)}, residency=("source", "last_seen"))
def strong_evidence(said: bool) -> pl.Expr:
    """The right side's sighting is marked strong or, unmarked, comes from a bank, mortgage, council tax or register of electors.

    A register of title tells of owning, not of living.
    """
    strong = (pl.col("right_strength") == "strong") | (
        pl.col("right_strength").is_null() & listed_source("right_source").is_in(STRONG_SOURCES)
    )
    return as_said(strong & ~_register(), said)


@word("it was last seen at most so many days before the snapshot", int, residency=("last_seen",))
def last_seen_within_days(days: int) -> pl.Expr:
    """The right side's sighting or listing was last seen that many days before the snapshot or later."""
    return pl.col("right_open") | (pl.col("right_days_since_end") <= days)


@word("it was last seen after the tenancy began", bool)
def seen_since_tenancy_began(said: bool) -> pl.Expr:
    """The right side's evidence lasted beyond the first day of the left side's tenancy."""
    return as_said(pl.col("right_until") > pl.col("left_from"), said)


@word("the tenant was seen at the tenancy at most so many days before the snapshot", int, measure="seen_here", residency=())
def seen_here_within_days(days: int) -> pl.Expr:
    """Some source, strong or weak, last saw the tenant at the tenancy that many days before the snapshot or later."""
    return (pl.col("days_since_seen_here") <= days).fill_null(value=False)


@word(
    "somebody unrelated was first seen there at most so many days before or after the tenant was last",
    int,
    measure="stranger_here",
    residency=(),
)
def stranger_first_seen_within_days(days: int) -> pl.Expr:
    """Somebody not on the tenancy, with no surname of it, was first seen at its home within that many days, either way, of the
    tenant's last sighting there.
    """
    return pl.col("stranger_apart_days") <= days


@word("the record is of owning a home", bool)
def shows_ownership(said: bool) -> pl.Expr:
    """The right side is a record of ownership, or a sighting by a register of title."""
    return as_said((pl.col("right_extract") == "ownership") | _register(), said)
