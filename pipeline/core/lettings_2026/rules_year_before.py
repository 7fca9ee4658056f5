"""What the form of the year before asks to confirm: a letting that starts in that year is refused, and yet judged by it."""

from pipeline.core.conditions import among, count_of, given
from pipeline.core.lettings_2026 import states
from pipeline.core.lettings_2026.incomes import within_household
from pipeline.core.rules import Category, Rule

_PARTNERS = {person: among(f"partner_{person}", 1) for person in states.OTHERS}
_SEVERAL = count_of([within_household(person) & partner for person, partner in _PARTNERS.items()]) > 1


def _partner_under_16(person: int) -> Rule:
    return Rule(
        "partner_under_16",
        "The lead tenant's partner is said to be under 16: check, then confirm.",
        (f"age_{person}", f"partner_{person}"),
        ~states.OWN_FORM & states.under_16(person) & _PARTNERS[person],
        Category.SOFT,
    )


RULES = (
    *(_partner_under_16(person) for person in states.OTHERS),
    Rule(
        "several_partners",
        "The lead tenant is said to have several partners: check, then confirm.",
        tuple(f"partner_{person}" for person in states.OTHERS),
        ~states.OWN_FORM & given("household_size") & _SEVERAL,
        Category.SOFT,
    ),
)
