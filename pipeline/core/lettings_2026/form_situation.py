"""The questions about where a household comes from, how it was let to, and what it earns and pays."""

from dataclasses import replace

from pipeline.core.conditions import among
from pipeline.core.form import PENNY, Page, amount, choice, choice_by_page, number, open_question, section, ticks
from pipeline.core.lettings_2026 import states

_REASONS = (
    *(1, 2, 4, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 28, 29, 30, 31, 34, 44, 45, 46, 47, 48, 49),
    *(50, 51, 52, 53, 54, 55, 56, 57),
)
_RENEWAL_REASONS = (20, 28, 47, 50, 51, 52, 53)
_TENURES = (3, 4, 6, 7, 9, 10, 13, 14, 18, 19, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 35, 37, 38, 39, 40)
_KNOWN, _UNKNOWN = 1, 2

REGISTERS = ("choice_based_lettings", "common_allocations_policy", "common_housing_register", "accessible_register")

_REFERRED = ~states.RENEWAL & states.OWN_FORM
_REFERRED_BY_ASSOCIATION = states.ASSOCIATION_OWNED & _REFERRED
_FROM_COUNCIL_REGISTER = _REFERRED_BY_ASSOCIATION & among("referral", 6)
_FROM_OTHER_REGISTER = _REFERRED_BY_ASSOCIATION & among("referral", 7)
_NOMINATED = _FROM_COUNCIL_REGISTER & among("referral_source", 1)
_DIRECTLY_REFERRED = _FROM_OTHER_REGISTER & among("referral_source", 7)

_PREVIOUS_AUTHORITY_ASKED = among("previous_authority_inferred", 0) & states.NO_RENEWAL

SITUATION = section(
    states.SETUP_DONE,
    (
        choice("time_in_area", 1, 2, 6, 7, 8, 9, 10, 11, 12),
        choice("time_waiting", 2, 6, 7, 8, 9, 10, 11, 12, 13, asked=states.NO_RENEWAL),
        choice_by_page("reason_for_leaving", Page(states.NO_RENEWAL, _REASONS), Page(states.RENEWAL, _RENEWAL_REASONS)),
        replace(open_question("other_reason", asked=states.NO_RENEWAL | states.RENEWAL), opened=among("reason_for_leaving", 20)),
        choice_by_page("previous_tenure", Page(~states.RENEWAL, _TENURES), Page(states.RENEWAL & states.SUPPORTED, (6, 35, 38))),
        choice("homelessness", 1, 11),
        replace(choice("previous_postcode_known", _KNOWN, _UNKNOWN, asked=states.NO_RENEWAL), kept=True),
        replace(
            open_question("previous_postcode", asked=states.NO_RENEWAL),
            opened=among("previous_postcode_known", _KNOWN),
            excused=among("previous_postcode_known", _UNKNOWN),
            kept=True,
        ),
        replace(
            choice("previous_authority_known", 0, 1, asked=_PREVIOUS_AUTHORITY_ASKED),
            optional=among("postcode_known", 1),
            kept=True,
        ),
        replace(
            open_question("previous_authority", asked=_PREVIOUS_AUTHORITY_ASKED),
            opened=among("previous_authority_known", 1),
            excused=among("previous_authority_known", 0),
            kept=True,
        ),
        choice("reasonable_preference", 1, 2, 3),
        ticks("preference_reasons", *states.PREFERENCES, asked=among("reasonable_preference", 1)),
        ticks("allocation", *REGISTERS, "allocated_otherwise"),
    ),
)

REFERRAL = (
    replace(
        choice_by_page(
            "referral",
            Page(states.COUNCIL_OWNED & _REFERRED, (1, 2, 3, 4)),
            Page(_REFERRED_BY_ASSOCIATION, (5, 6, 7, 8, 9)),
        ),
        derived=states.RENEWAL,
    ),
    choice_by_page("referral_source", Page(_FROM_COUNCIL_REGISTER, (1, 2, 3, 4)), Page(_FROM_OTHER_REGISTER, (5, 6, 7, 8))),
    choice_by_page("referral_agency", Page(_NOMINATED, tuple(range(1, 11))), Page(_DIRECTLY_REFERRED, tuple(range(11, 21)))),
)
"""Asked whether or not the set-up questions are answered: the service's pages of referral say so themselves."""

_PAID = states.MAY_PAY & among("rent_period", *states.WEEKS_PAID)
_SHORT = states.HOUSING_BENEFIT & among("shortfall", 1)
_PERIOD_ASKED = states.GENERAL_NEEDS | (states.SUPPORTED & states.MAY_PAY)

MONEY = section(
    states.SETUP_DONE,
    (
        choice("income_known", 1, 2, 3),
        choice("income_frequency", 1, 2, 3, asked=among("income_known", 1)),
        number("income", 0, None, asked=among("income_known", 1)),
        choice("housing_benefit", 1, 3, 6, 9, 10),
        choice("income_from_benefits", 1, 2, 3, 4),
        choice("pays_charges", 0, 1, asked=states.SUPPORTED),
        choice("rent_period", *states.WEEKS_PAID, asked=_PERIOD_ASKED),
        *(amount(charge, 0, None, PENNY, asked=_PAID) for charge in states.CHARGES),
        choice("shortfall", 1, 2, 3, asked=states.HOUSING_BENEFIT & states.MAY_PAY),
        choice("shortfall_known", 0, 1, asked=_SHORT),
        replace(
            amount("shortfall_amount", 0, None, PENNY, asked=_SHORT),
            opened=among("shortfall_known", 1),
            optional=among("shortfall_known", 0),
        ),
    ),
)
