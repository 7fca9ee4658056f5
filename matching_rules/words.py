"""The closed vocabulary of the cards: each word a short function of its value that gives an expression over a pair.

A pair is one row with the columns of both sides (`left_...`, `right_...`) and what was measured of it (`overlap_days` ...).
Every expression is true, false, or null where a record doesn't say; null never refers and never suppresses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

HOUSING_SUPPORT = ("housing_benefit", "universal_credit_housing")
TENANTS = ("F", "O")
SIDES = ("left", "right")


@dataclass(frozen=True)
class Word:
    """A word of the cards: what it says to an officer, the type of its value, and the expression it stands for."""

    says: str
    takes: type
    expression: Callable[[Any], pl.Expr]
    needs: dict[str, tuple[str, ...]]
    """Extracts and columns without which the word has nothing to go by."""


WORDS: dict[str, Word] = {}


def word(says: str, takes: type, **needs: tuple[str, ...]) -> Callable[[Callable[[Any], pl.Expr]], Callable[[Any], pl.Expr]]:
    """Enters a function into the vocabulary under its own name."""

    def enter(function: Callable[[Any], pl.Expr]) -> Callable[[Any], pl.Expr]:
        WORDS[function.__name__] = Word(says, takes, function, needs)
        return function

    return enter


def _as_said(condition: pl.Expr, said: bool) -> pl.Expr:
    return condition if said else ~condition


def _equal(column: str) -> pl.Expr:
    return pl.col(f"left_{column}") == pl.col(f"right_{column}")


@word("both run at the snapshot", bool)
def both_current(said: bool) -> pl.Expr:
    """Both sides are open at the snapshot: no end, or an end after it."""
    return _as_said(pl.col("left_open") & pl.col("right_open"), said)


@word("the tenancy runs at the snapshot", bool)
def left_current(said: bool) -> pl.Expr:
    """The left side is open at the snapshot."""
    return _as_said(pl.col("left_open"), said)


@word("the person is a tenant, not a household member", bool)
def tenants_only(said: bool) -> pl.Expr:
    """Every side that is a tenancy names a first or joint tenant; a household adult holds no tenancy."""
    tenant = [pl.col(f"{side}_tenant_status").is_in(TENANTS).fill_null(value=True) for side in SIDES]
    return _as_said(tenant[0] & tenant[1], said)


@word("neither tenancy is of these types", list)
def tenancy_type_not(types: list[str]) -> pl.Expr:
    """No side is a tenancy of one of these types."""
    return ~pl.any_horizontal(pl.col(f"{side}_tenancy_type").is_in(types).fill_null(value=False) for side in SIDES)


@word("the homes are known to differ", bool)
def different_property(said: bool) -> pl.Expr:
    """Both addresses tell a home, and nothing they both tell is equal; a missing flat number is never "different"."""
    return _as_said(pl.col("different_property"), said)


@word("the homes are known to be the same", bool)
def same_property(said: bool) -> pl.Expr:
    """The two addresses share a UPRN, or door and postcode, or door and street."""
    return _as_said(pl.col("same_property"), said)


@word("they run side by side for more than so many days", int)
def overlap_days_more_than(days: int) -> pl.Expr:
    """More than that many days, first and last included, lie in both intervals; open ends are taken at the snapshot."""
    return pl.col("overlap_days") > days


@word("the award was live at most so many days before the snapshot", int, benefit_award=("award_end",))
def award_live_within_days(days: int) -> pl.Expr:
    """The right side's award is open, or ended at most that many days before the snapshot."""
    return pl.col("right_open") | (pl.col("right_days_since_end") <= days)


@word("every award is help with the rent", bool, benefit_award=("scheme",))
def housing_support(said: bool) -> pl.Expr:
    """Each side that is an award is housing benefit or the housing part of universal credit; council tax reduction is neither."""
    schemes = [pl.col(f"{side}_scheme").is_in(HOUSING_SUPPORT).fill_null(value=True) for side in SIDES]
    return _as_said(schemes[0] & schemes[1], said)


@word("the person has one of these parts in the claim", list, benefit_award=("role",))
def role(roles: list[str]) -> pl.Expr:
    """Each side that is an award names the person in one of these roles."""
    return pl.all_horizontal(pl.col(f"{side}_role").is_in(roles).fill_null(value=True) for side in SIDES)


@word("the claims are two", bool, benefit_award=("claim_ref",))
def different_claim(said: bool) -> pl.Expr:
    """The two awards differ in scheme, source body or claim reference."""
    same = _equal("scheme") & _equal("source_body") & _equal("claim_ref")
    return _as_said(~same, said)


@word("both are paid for the same days, more than so many", int, benefit_payment=("period_from", "period_to", "amount"))
def days_paid_twice_more_than(days: int) -> pl.Expr:
    """More than that many days were paid for on both claims, recoveries taken off."""
    return pl.col("days_paid_twice") > days


@word("more than so many days were paid for outside the tenancy", int, benefit_payment=("period_from", "period_to", "amount"))
def days_paid_outside_more_than(days: int) -> pl.Expr:
    """More than that many paid days lie before the tenancy began or after its end and the days of grace."""
    return pl.col("days_paid_outside") > days


@word("the tenancy ended more than so many days before the snapshot", int, tenancy=("tenancy_end",))
def ended_days_more_than(days: int) -> pl.Expr:
    """The left side's tenancy ended, and more than that many days before the snapshot."""
    return pl.col("left_days_since_end") > days


@word("money came on at least so many days after the end", int, rent_transaction=("posted_on", "kind", "amount"))
def receipts_after_end_at_least(days: int) -> pl.Expr:
    """Receipts were posted on at least that many different days after the end and its days of grace."""
    return pl.col("receipt_days_after_end") >= days


@word("the death lies more than so many days before the snapshot", int)
def dead_days_more_than(days: int) -> pl.Expr:
    """The death was more than that many days before the snapshot; a mark without a date has none to judge by and counts."""
    return (pl.col("days_since_death") > days) | pl.col("days_since_death").is_null()


@word("the records agree as one of these key classes", list)
def key_class(classes: list[str]) -> pl.Expr:
    """The link between the two records is of one of these key classes."""
    return pl.col("key_class").is_in(classes)


@word("where only name and birth date agree, the address or the forename in full does too", bool)
def name_and_birth_date_supported(said: bool) -> pl.Expr:
    """A K3 link also agrees exactly on forename and surname, or the two addresses are one."""
    exact = (pl.col("forename") == "agree") & (pl.col("surname") == "agree")
    return _as_said((pl.col("key_class") != "K3") | exact | pl.col("same_property").fill_null(value=False), said)


@word("one tenancy followed the other by transfer or exchange", bool)
def transfer_between_them(said: bool) -> pl.Expr:
    """One side came about by transfer, mutual exchange or decant, and names the other as the tenancy before it."""
    routes = ("transfer", "mutual_exchange", "decant")
    one = pl.col("right_acquisition_route").is_in(routes) & (pl.col("right_prior_tenancy_ref") == pl.col("left_tenancy_ref"))
    other = pl.col("left_acquisition_route").is_in(routes) & (pl.col("left_prior_tenancy_ref") == pl.col("right_tenancy_ref"))
    return _as_said(one.fill_null(value=False) | other.fill_null(value=False), said)


@word("the tenant was moved out for works", bool)
def decant(said: bool) -> pl.Expr:
    """Either side is a decant, or has consent to one on file at the snapshot."""
    by = [
        (pl.col(f"{side}_acquisition_route") == "decant").fill_null(value=False)
        | pl.col(f"{side}_permissions").list.contains("decant").fill_null(value=False)
        for side in SIDES
    ]
    return _as_said(by[0] | by[1], said)


@word("consent of one of these sorts is on file for the tenancy", list)
def permission(sorts: list[str]) -> pl.Expr:
    """A tenancy side has a consent of one of these sorts that holds at the snapshot."""
    held = [pl.col(f"{side}_permissions").list.set_intersection(sorts).list.len() > 0 for side in SIDES]
    return held[0].fill_null(value=False) | held[1].fill_null(value=False)


@word("the tenant gave notice at most so many days ago", int, tenancy=("notice_given",))
def notice_within_days(days: int) -> pl.Expr:
    """Notice on either tenancy was given on or before the snapshot, and at most that many days before it."""
    return pl.any_horizontal(pl.col(f"{side}_days_since_notice").is_between(0, days).fill_null(value=False) for side in SIDES)


@word("the payer gives a lawful reason for two awards", list, benefit_award=("dual_award_reason",))
def dual_award(reasons: list[str]) -> pl.Expr:
    """Either award bears one of these reasons for help with two homes at once."""
    return pl.any_horizontal(pl.col(f"{side}_dual_award_reason").is_in(reasons).fill_null(value=False) for side in SIDES)


@word("another tenant of the tenancy lives on", bool)
def surviving_joint_tenant(said: bool) -> pl.Expr:
    """Another first or joint tenant, of whom no death is known, is on the left side's tenancy at the snapshot."""
    return _as_said((pl.col("left_other_tenants") > 0).fill_null(value=False), said)


@word("a succession case is open", bool, tenancy=("succession_open",))
def succession_open(said: bool) -> pl.Expr:
    """A succession case is open on the left side's tenancy."""
    return _as_said(pl.col("left_succession_open").fill_null(value=False), said)


@word("the account is of one of these kinds", list, rent_account=("account_kind",))
def account_kind(kinds: list[str]) -> pl.Expr:
    """The right side's rent account is of one of these kinds."""
    return pl.col("right_account_kind").is_in(kinds).fill_null(value=False)


@word("what came in after the end only paid off the arrears there were", bool)
def repaying_arrears(said: bool) -> pl.Expr:
    """Nothing was charged after the end, and the arrears at the end were at least what has come in since."""
    condition = (pl.col("charged_after_end") == 0) & (pl.col("arrears_at_end") >= pl.col("received_after_end"))
    return _as_said(condition.fill_null(value=False), said)
