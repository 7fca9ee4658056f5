"""What a letting is, in words that routing, validations and derivations share."""

from collections.abc import Iterable

import polars as pl

from pipeline.core.conditions import all_of, among, any_of, blank, given, sure
from pipeline.core.lettings_2026 import limits
from pipeline.core.rules import cell

OTHERS = range(2, 9)
"""The members of the household beside the lead tenant whom the form has room for: persons 2 to 8."""
PEOPLE = range(1, 9)

OWN_FORM = ~sure(pl.col("start_date").is_between(limits.YEAR_BEFORE, limits.FIRST_DAY, closed="left"))
"""The letting is asked this year's form; one that starts in the year before, and is refused for it, is asked that year's."""

GENERAL_NEEDS = among("needs_type", 1)
SUPPORTED = among("needs_type", 2)
SUPPORTED_TOLD = among(cell("needs_type"), 2)
RENEWAL = among("renewal", 1)
NO_RENEWAL = among("renewal", 0)
"""Told to be none: a blank is neither a renewal nor none."""

COUNCIL_OWNED = among("owner_provider", "LA")
ASSOCIATION_OWNED = among("owner_provider", "PRP")

RENT_PRODUCTS = range(1, 8)
OTHER_PRODUCT = among("rent_type", 6)
SOCIAL_OR_AFFORDABLE = among("rent_group", "social", "affordable")

FIRST_LET_REASONS = (15, 16, 17)
RELET_REASONS = (5, 6, 8, 9, 10, 11, 12, 13, 18, 19, 20, 21, 22)
NEW_BUILD = among("vacancy_reason", 15)
BEDSIT = among("unit_type", 2)
SHARED = among("unit_type", 4, 9, 10)
FIXED_TERM = among("tenancy_type", 4, 6)
PERIODIC = among("tenancy_type", 8)

ETHNICITY_REFUSED = 17
"""The ethnic background, and the ethnic group, of whoever prefers not to say."""

CASE_BLIND = tuple(f"{what}_{person}" for person in PEOPLE for what in ("age", "sex"))
"""The cells in which the service reads small letters as capitals."""

TOLD_WHETHER_KNOWN = (1, 2)
"""Whether the last postcode is known: yes, no; any other code is as good as none."""

REASON_IS_OTHER = among("reason_for_leaving", 20)

PREFERENCES = (
    "preference_homeless",
    "preference_unsatisfactory",
    "preference_medical",
    "preference_hardship",
    "preference_not_known",
)
PREFERENCE_UNDECIDED = all_of(
    [
        among(cell("reasonable_preference"), 1),
        among(cell("preference_not_known"), 1),
        any_of([among(cell(reason), 1) for reason in PREFERENCES[:-1]]),
    ]
)
"""A reason for the preference is told, and that none is known."""


def _fits(answer: str, *cases: tuple[pl.Expr, Iterable[int]]) -> pl.Expr:
    """True where the cell holds one of the codes of the case that holds, and is blank where none does."""
    others = all_of([~case for case, _ in cases])
    return any_of([others & blank(cell(answer)), *(case & among(cell(answer), *codes) for case, codes in cases)])


_ASSOCIATION_CODE, _SOURCE_CODE = cell("referral_association"), cell("referral_source")
REFERRAL_FITS = all_of(
    [
        _fits("referral_council", (COUNCIL_OWNED, range(1, 5))),
        _fits("referral_association", (ASSOCIATION_OWNED, range(5, 10))),
        _fits("referral_source", (among(_ASSOCIATION_CODE, 6), range(1, 5)), (among(_ASSOCIATION_CODE, 7), range(5, 9))),
        _fits("referral_agency", (among(_SOURCE_CODE, 1), range(1, 11)), (among(_SOURCE_CODE, 7), range(11, 21))),
    ]
)
"""The four cells of the referral go together, and with whoever owns the home."""

MAY_PAY = blank("pays_charges") | among("pays_charges", 0)
HOUSING_BENEFIT = among("housing_benefit", 1, 6)

WEEKS_PAID = {1: 52, 2: 26, 3: 13, 4: 12, 5: 50, 6: 49, 7: 48, 8: 47, 9: 46, 10: 53, 11: 51}
"""How many times a year rent is paid, by the code of the rent period."""

CHARGES = ("basic_rent", "service_charge", "personal_service_charge", "support_charge")
ALL_CHARGES_TOLD = all_of([given(cell(charge)) for charge in CHARGES])

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


def told_of(person: int) -> pl.Expr:
    """True where the row tells anything of this person but their working situation, which alone makes nobody."""
    return any_of([given(cell(f"{what}_{person}")) for what in ("age", "partner", "sex", "gender_same", "gender_words")])
