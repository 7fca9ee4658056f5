"""What a sale is, in words that routing, validations and derivations share."""

from datetime import date

import polars as pl

from pipeline.core.cells import beyond_pence_of
from pipeline.core.conditions import all_of, among, any_of, blank, given, sure

OTHERS = range(2, 7)
"""The members of the household beside buyer 1 whom the form has room for: persons 2 to 6."""
PEOPLE = range(1, 7)

YEAR_BEFORE, FIRST_DAY = date(2025, 4, 1), date(2026, 4, 1)
OWN_FORM = ~sure(pl.col("completion_date").is_between(YEAR_BEFORE, FIRST_DAY, closed="left"))
"""The sale is asked this year's form; one completed in the year before, and refused for it, is asked that year's."""

SHARED = among("ownership", 1)
DISCOUNTED = among("ownership", 2)
STAIRCASING = SHARED & among("staircasing", 1)
FIRST_PURCHASE = SHARED & among("staircasing", 2)
NOT_STAIRCASING = ~among("staircasing", 1)
"""Whatever the ownership: the household's pages ask nothing but whether it is a staircasing."""

JOINT = among("joint_purchase", 1)
SOLE = among("joint_purchase", 2)
JOINT_OR_SOLE = JOINT | SOLE | blank("joint_purchase")
"""Pages that stand twice in the form, for a joint purchase and for another, miss an answer that is neither."""

SOCIAL_HOMEBUY = among("shared_product", 18)
FOR_OLDER_PEOPLE = among("shared_product", 24)
RIGHT_TO_BUY = among("discounted_product", 9, 14)
RENT_TO_BUY = among("discounted_product", 29)

BEDSIT = among("home_kind", 2)
RESALE = among("resale", 1)
OWNS_ALL = sure(pl.col("share_owned") == 100_00) & ~sure(pl.col(beyond_pence_of("share_owned")))
FIRST_STAIRCASING = among("first_staircasing", 1)
NOT_INTERVIEWED = among("interviewed", 1)
WAS_SOCIAL_TENANT = SHARED & any_of([among(answer, 1, 2) for answer in ("previous_tenure", "previous_tenure_2")])

IN_LONDON = sure(pl.col("local_authority").str.contains(r"^E090000(0[1-9]|[12][0-9]|3[0-3])$"))
"""The City and the 32 boroughs."""

SETUP_DONE = all_of(
    [
        *(given(answer) for answer in ("owner", "manager", "completion_date", "ownership")),
        ~SHARED | (given("shared_product") & given("staircasing")),
        ~DISCOUNTED | given("discounted_product"),
        ~(SHARED | DISCOUNTED) | given("joint_purchase"),
        ~JOINT | given("more_than_two"),
        ~JOINT_OR_SOLE | (given("interviewed") & among("declaration", 1)),
    ]
)
"""The set-up questions are answered, which opens the rest of the form."""


def present(person: int) -> pl.Expr:
    """True where this member of the household, who is no buyer, is in the form."""
    return among(f"person_{person}_known", 1)


def under_16(person: int) -> pl.Expr:
    """True where this person's age is told and is under 16."""
    return sure(pl.col(f"age_{person}") < 16)


def no_buyer(person: int) -> pl.Expr:
    """True where this person of the household does not buy: everybody but buyer 1 and the second one of a joint purchase."""
    return ~JOINT if person == 2 else pl.lit(True)
