"""What the upload checks of each row before the log that is made of it, and which rows of a file are each other's duplicates."""

import polars as pl

from pipeline.core.conditions import among, any_of, blank
from pipeline.core.lettings_2026 import rules_upload_needs, rules_upload_setup, states
from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.core.lettings_2026.form_situation import REGISTERS
from pipeline.core.lettings_2026.rules_upload_setup import START
from pipeline.core.lettings_2026.ticks import told, untold
from pipeline.core.rules import Category, Rule, cell, written
from pipeline.core.twins import twin_key

_ADDRESS = ("address_line_1", "town", "postcode_outward", "postcode_inward")
_REFERRAL = ("referral_council", "referral_association", "referral_source", "referral_agency")
_AGE = r"^([0-9]{1,3}|R)\z"

_PEOPLE = tuple(
    Rule(
        "age_unreadable",
        "The age is to be one to three digits, or R where it is refused.",
        (f"age_{person}",),
        (states.told_of(person) if person in states.OTHERS else pl.lit(True))
        & ~pl.col(cell(f"age_{person}")).str.contains(_AGE).fill_null(False),
    )
    for person in states.PEOPLE
)

_RENEWED = among(cell("renewal"), 1)
_SITUATION = (
    Rule(
        "renewal_reason",
        "The reason for leaving of a renewal is one of the ends of a tenancy, 50 to 53.",
        ("reason_for_leaving",),
        _RENEWED & ~among(cell("reason_for_leaving"), 50, 51, 52, 53),
    ),
    Rule(
        "renewal_tenure",
        "The home before a renewal is a social one (6, 30 to 35, 38), or blank.",
        ("previous_tenure",),
        _RENEWED & told("previous_tenure") & ~among(cell("previous_tenure"), 6, 30, 31, 32, 33, 34, 35, 38),
    ),
    Rule(
        "nationality_refused",
        "The number is no country's (ISO 3166), nor 0 for a refusal.",
        ("nationality",),
        told("nationality") & blank("nationality_told"),
    ),
    Rule(
        "referral_unfitting",
        "The four cells of the referral do not go together: see which the template takes.",
        _REFERRAL,
        ~_RENEWED & ~states.REFERRAL_FITS,
    ),
    *(
        Rule("register_missing", "Say whether it was let this way: 1 yes, 2 no.", (name,), untold(name), Category.NOT_ANSWERED)
        for name in REGISTERS
    ),
    *(
        Rule("register_refused", "Write 1 for yes or 2 for no.", (name,), told(name) & ~among(cell(name), 1, 2))
        for name in REGISTERS
    ),
)

_NO_UPRN, _FOUND_NONE = untold("uprn"), pl.col("uprn_fault")
_POSTCODE_TOLD = told("postcode_outward") | told("postcode_inward")
_NO_ADDRESS = _NO_UPRN & ~(told("address_line_1") & told("town") & _POSTCODE_TOLD)
_PLACES = (
    Rule("address_or_uprn", "Write the UPRN, or address line 1, town and both halves of the postcode.", ("uprn",), _NO_ADDRESS),
    *(
        Rule(
            "address_incomplete",
            "Without a UPRN that is found, this part of the address is needed.",
            (name,),
            (_NO_UPRN | _FOUND_NONE) & untold(name),
        )
        for name in _ADDRESS
    ),
)

_MISSING_CHARGE = any_of([untold(charge) for charge in states.CHARGES])
_MONEY = (
    Rule(
        "four_charges",
        "All four charges are needed, 0 where there is none (also where the household pays nothing).",
        states.CHARGES,
        _MISSING_CHARGE & ~(states.SUPPORTED_TOLD & among(cell("basic_rent"), 100)),
    ),
)

ROW_RULES = (*rules_upload_setup.RULES, *_PEOPLE, *rules_upload_needs.RULES, *_SITUATION, *_PLACES, *_MONEY)

_TWIN = (
    "owner",
    *START,
    "tenant_code",
    "uprn",
    "address_line_1",
    "postcode_outward",
    "postcode_inward",
    "age_1",
    "sex_1",
    "work_1",
)
_TWIN_SAYS = "Another row of the file is the same letting: keep one, or tell them apart (tenancy code)."
SUM_OF_CHARGES = written("sum_of_charges")
"""The column that holds the sum of the four charges, to the last digit that was written; null unless all four are told."""
TWIN_KEY = (*twin_key(LAYOUT, _TWIN, states.CASE_BLIND), pl.col(SUM_OF_CHARGES))
TWIN_RULES = (
    Rule("twin_in_file", _TWIN_SAYS, _TWIN, pl.lit(True), Category.SETUP),
    Rule("twin_in_file", _TWIN_SAYS, states.CHARGES, states.ALL_CHARGES_TOLD, Category.SETUP),
)
