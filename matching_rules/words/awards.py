"""Awards of housing support, and what was paid on them."""

import polars as pl

from matching_rules.words.word import SIDES, as_said, each, equal, may_be, word

HOUSING_SUPPORT = ("housing_benefit", "universal_credit_housing")
SCHEMES = (*HOUSING_SUPPORT, "council_tax_reduction")
ROLES = ("claimant", "partner", "non_dependant")
DUAL = ("move_overlap", "fear_of_violence", "adaptations", "large_family", "student_couple")
PAID = ("period_from", "period_to", "amount")


@word("the award was live at most so many days before the snapshot", int, benefit_award=("award_end",))
def award_live_within_days(days: int) -> pl.Expr:
    """The right side's award is open, or ended at most that many days before the snapshot."""
    return pl.col("right_open") | (pl.col("right_days_since_end") <= days)


@word("every award is help with the rent", bool, benefit_award=("scheme",))
def housing_support(said: bool) -> pl.Expr:
    """Each side that is an award is housing benefit or the housing part of universal credit; council tax reduction is neither."""
    return as_said(each("scheme", HOUSING_SUPPORT), said)


@word("the award is of one of these schemes", list, among=SCHEMES, benefit_award=("scheme",))
def award_scheme(schemes: list[str]) -> pl.Expr:
    """The right side's award is of one of these schemes."""
    return pl.col("right_scheme").is_in(schemes)


@word("the person has one of these parts in the claim", list, among=ROLES, benefit_award=("role",))
def role(roles: list[str]) -> pl.Expr:
    """Each side that is an award names the person in one of these roles."""
    return pl.all_horizontal(
        pl.when(pl.col(f"{side}_extract") == "benefit_award")
        .then(pl.col(f"{side}_role").is_in(roles))
        .otherwise(pl.lit(value=True))
        for side in SIDES
    )


@word("claimant of one claim, and on the other in one of these parts", list, among=ROLES, benefit_award=("role",))
def claimant_here_there_as(roles: list[str]) -> pl.Expr:
    """One side's award names the person as claimant, the other's in one of these roles."""
    one = (pl.col("left_role") == "claimant") & pl.col("right_role").is_in(roles)
    return one | ((pl.col("right_role") == "claimant") & pl.col("left_role").is_in(roles))


@word("the claims are two", bool, benefit_award=("claim_ref",))
def different_claim(said: bool) -> pl.Expr:
    """The two awards differ in scheme, source body or claim reference."""
    same = equal("scheme") & equal("source_body") & equal("claim_ref")
    return as_said(~same, said)


@word(
    "the payer gives a lawful reason for two awards, or one that cannot be read",
    list,
    among=DUAL,
    benefit_award=("dual_award_reason",),
)
def dual_award(reasons: list[str]) -> pl.Expr:
    """Either award bears one of these reasons for help with two homes at once, or a reason that cannot be read."""
    return may_be("dual_award_reason", reasons)


@word("both are paid for the same days, more than so many", int, measure="paid_twice", benefit_payment=PAID)
def days_paid_twice_more_than(days: int) -> pl.Expr:
    """More than that many days were paid for on both claims, recoveries taken off."""
    return pl.col("days_paid_twice") > days


@word("more than so many days were paid for outside the tenancy", int, measure="paid_outside", benefit_payment=PAID)
def days_paid_outside_more_than(days: int) -> pl.Expr:
    """More than that many paid days lie outside the tenancy with its early and grace days, or when the home was empty."""
    return pl.col("days_paid_outside") > days


@word("the claimant is somebody on a tenancy of the home", bool)
def claimant_of_the_home(said: bool) -> pl.Expr:
    """The right side's claimant is, or may be under another name, a tenant or household adult of a tenancy of that home."""
    return as_said(pl.col("claimant_known"), said)


@word("the claim names no other adult", bool, benefit_award=("role",))
def sole_adult_claim(said: bool) -> pl.Expr:
    """Nobody but the claimant is on the right side's claim."""
    return as_said(pl.col("right_people_on_claim") == 1, said)


@word(
    "the declared rent lies apart from the charge for at least so many charges in a row", int, measure="rent_difference",
    benefit_award=("declared_rent",), rent_account=("weekly_charge",), rent_transaction=("posted_on", "kind", "amount"),
)  # fmt: skip
def rent_apart_for_charges_at_least(charges: int) -> pl.Expr:
    """The declared rent is further from the charge than the card's tolerance for that many charges in a row or more."""
    return pl.col("rent_periods_apart") >= charges
