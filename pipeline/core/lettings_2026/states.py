"""What a letting is, in words that routing, validations and derivations share."""

import polars as pl

from pipeline.core.conditions import all_of, among, blank, given

OTHERS = range(2, 9)
"""The members of the household beside the lead tenant whom the form has room for: persons 2 to 8."""
PEOPLE = range(1, 9)

GENERAL_NEEDS = among("needs_type", 1)
SUPPORTED = among("needs_type", 2)
RENEWAL = among("renewal", 1)
NO_RENEWAL = among("renewal", 0)
"""Told to be none: a blank is neither a renewal nor none."""

COUNCIL_OWNED = among("owner_provider", "LA")
ASSOCIATION_OWNED = among("owner_provider", "PRP")

OTHER_PRODUCT = among("rent_type", 6)
SOCIAL_OR_AFFORDABLE = among("rent_group", "social", "affordable")

FIRST_LET_REASONS = (15, 16, 17)
RELET_REASONS = (5, 6, 8, 9, 10, 11, 12, 13, 18, 19, 20, 21, 22)
NEW_BUILD = among("vacancy_reason", 15)
BEDSIT = among("unit_type", 2)
SHARED = among("unit_type", 4, 9, 10)
FIXED_TERM = among("tenancy_type", 4, 6)
PERIODIC = among("tenancy_type", 8)

PAYS_NOTHING = among("pays_charges", 1)
MAY_PAY = blank("pays_charges") | among("pays_charges", 0)
HOUSING_BENEFIT = among("housing_benefit", 1, 6)

WEEKS_PAID = {1: 52, 2: 26, 3: 13, 4: 12, 5: 50, 6: 49, 7: 48, 8: 47, 9: 46, 10: 53, 11: 51}
"""How many times a year rent is paid, by the code of the rent period."""

CHARGES = ("basic_rent", "service_charge", "personal_service_charge", "support_charge")

SETUP_DONE = all_of(
    [
        *(given(answer) for answer in ("owner", "manager", "needs_type", "renewal", "start_date", "rent_type")),
        ~OTHER_PRODUCT | given("other_rent_product"),
        among("declaration", 1),
    ]
)
"""The set-up questions are answered, which opens the rest of the form."""


def present(person: int) -> pl.Expr:
    """True where this other member of the household is in the form."""
    return among(f"person_{person}_known", 1)


def under_16(person: int) -> pl.Expr:
    """True where this person's age is told and is under 16."""
    return (pl.col(f"age_{person}") < 16).fill_null(False)
