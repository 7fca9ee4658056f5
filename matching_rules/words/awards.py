"""Awards of housing support, and what was paid on them."""

import polars as pl

from matching_rules.words.word import SIDES, as_said, equal, word

HOUSING_SUPPORT = ("housing_benefit", "universal_credit_housing")


@word("the award was live at most so many days before the snapshot", int, benefit_award=("award_end",))
def award_live_within_days(days: int) -> pl.Expr:
    """The right side's award is open, or ended at most that many days before the snapshot."""
    return pl.col("right_open") | (pl.col("right_days_since_end") <= days)


@word("every award is help with the rent", bool, benefit_award=("scheme",))
def housing_support(said: bool) -> pl.Expr:
    """Each side that is an award is housing benefit or the housing part of universal credit; council tax reduction is neither."""
    schemes = [pl.col(f"{side}_scheme").is_in(HOUSING_SUPPORT).fill_null(value=True) for side in SIDES]
    return as_said(schemes[0] & schemes[1], said)


@word("the person has one of these parts in the claim", list, benefit_award=("role",))
def role(roles: list[str]) -> pl.Expr:
    """Each side that is an award names the person in one of these roles."""
    return pl.all_horizontal(pl.col(f"{side}_role").is_in(roles).fill_null(value=True) for side in SIDES)


@word("the claims are two", bool, benefit_award=("claim_ref",))
def different_claim(said: bool) -> pl.Expr:
    """The two awards differ in scheme, source body or claim reference."""
    same = equal("scheme") & equal("source_body") & equal("claim_ref")
    return as_said(~same, said)


@word("the payer gives a lawful reason for two awards", list, benefit_award=("dual_award_reason",))
def dual_award(reasons: list[str]) -> pl.Expr:
    """Either award bears one of these reasons for help with two homes at once."""
    return pl.any_horizontal(pl.col(f"{side}_dual_award_reason").is_in(reasons).fill_null(value=False) for side in SIDES)


@word("both are paid for the same days, more than so many", int, benefit_payment=("period_from", "period_to", "amount"))
def days_paid_twice_more_than(days: int) -> pl.Expr:
    """More than that many days were paid for on both claims, recoveries taken off."""
    return pl.col("days_paid_twice") > days


@word("more than so many days were paid for outside the tenancy", int, benefit_payment=("period_from", "period_to", "amount"))
def days_paid_outside_more_than(days: int) -> pl.Expr:
    """More than that many paid days lie before the tenancy began or after its end and the days of grace."""
    return pl.col("days_paid_outside") > days
