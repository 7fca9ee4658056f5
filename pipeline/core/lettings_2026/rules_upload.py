"""What the upload checks of each row before the log that is made of it: the landlords' codes, and cells that go together."""

import polars as pl

from pipeline.core.conditions import all_of, among, any_of, blank, count_of, given, sure
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.lettings_2026.form_household import EFFECTS
from pipeline.core.lettings_2026.form_situation import REGISTERS
from pipeline.core.rules import Category, Rule, cell, written

_SETUP = Category.SETUP
_START = ("start_day", "start_month", "start_year")
_ADDRESS = ("address_line_1", "town", "postcode_outward", "postcode_inward")
_NEEDS = ("needs_wheelchair_throughout", "needs_wheelchair_essential", "needs_level_access", "needs_other_access")
_NO_NEEDS, _NEEDS_UNKNOWN = "needs_no_access", "needs_not_known"
_REFERRAL = ("referral_council", "referral_association", "referral_source", "referral_agency")
_AGE = r"^([0-9]{1,3}|R)\z"
_DIGITS_ALONE = r"(?m)^[0-9]+\.?0*$"


def _given(name: str) -> pl.Expr:
    return given(cell(name))


def _blank(name: str) -> pl.Expr:
    return blank(cell(name))


def _ticked(name: str) -> pl.Expr:
    return among(cell(name), 1)


def _each(rule: Rule, names: tuple[str, ...], where: pl.Expr) -> tuple[Rule, ...]:
    """The rule, which blames of the names those that are ticked themselves."""
    return tuple(Rule(rule.id, rule.says, (name,), where & _ticked(name), rule.category) for name in names)


_LANDLORDS = (
    Rule(
        "owner_missing", "The owning organisation is missing: write its code in the service.", ("owner",), _blank("owner"), _SETUP
    ),
    Rule(
        "owner_unknown", "The service knows no organisation by this code.", ("owner",), _given("owner") & blank("owner"), _SETUP
    ),
    Rule(
        "owner_not_allowed",
        "That organisation owns no homes, or is none that whoever uploads may report for.",
        ("owner",),
        pl.col("owner_foreign"),
        _SETUP,
    ),
    Rule("manager_missing", "The managing organisation is missing: write its code.", ("manager",), _blank("manager"), _SETUP),
    Rule(
        "manager_unknown",
        "The service knows no organisation by this code.",
        ("manager",),
        _given("manager") & blank("manager"),
        _SETUP,
    ),
    Rule(
        "manager_unrelated",
        "That organisation is neither the owner nor one of its managing agents.",
        ("manager",),
        pl.col("manager_unrelated"),
        _SETUP,
    ),
    Rule(
        "assignee_unknown",
        "The service has no user of that name among owner and manager; leave it blank for whoever uploads.",
        ("assigned_to",),
        pl.col("assignee_unknown"),
    ),
    Rule(
        "scheme_unknown",
        "Owner and manager have no scheme of that code.",
        ("scheme",),
        _given("scheme") & given("owner") & given("manager") & blank("scheme_told"),
        _SETUP,
    ),
    Rule(
        "location_unknown",
        "The scheme has no location of that code.",
        ("location",),
        given("scheme_told") & _given("location") & blank("location_told"),
        _SETUP,
    ),
    Rule(
        "scheme_missing",
        "Supported housing needs its scheme's code.",
        ("scheme",),
        states.SUPPORTED_TOLD & _blank("scheme"),
        _SETUP,
    ),
    Rule(
        "location_missing",
        "Supported housing needs its location's code.",
        ("location",),
        states.SUPPORTED_TOLD & _blank("location"),
        _SETUP,
    ),
)

_WINDOW = sure((pl.col("start_date") < limits.FIRST_DAY) | (pl.col("start_date") > limits.LAST_DAY))

_SETUP_ANSWERS = (
    *(
        Rule(f"{name}_missing", "A set-up question is without an answer: answer it.", (name,), _blank(name), _SETUP)
        for name in ("needs_type", "renewal", "rent_type", *_START)
    ),
    Rule(
        "rent_type_refused",
        "The code is none of the rent products 1 to 7.",
        ("rent_type",),
        _given("rent_type") & ~among(cell("rent_type"), *states.RENT_PRODUCTS),
        _SETUP,
    ),
    Rule(
        "rent_type_not_digits",
        "The rent product is blank or written with more than digits: write its code alone.",
        ("rent_type",),
        ~pl.col(written("rent_type")).str.contains(_DIGITS_ALONE).fill_null(False),
    ),
    Rule(
        "start_year_digits",
        "The year is to have two digits or four.",
        ("start_year",),
        _given("start_year") & ~pl.col(cell("start_year")).cast(pl.String).str.contains(r"^(\d{2}|\d{4})$").fill_null(True),
        _SETUP,
    ),
    Rule("start_outside_year", "The start is not within the collection year (or no date at all).", _START, _WINDOW, _SETUP),
)

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

_NOTHING_TOLD = all_of([_blank(name) for name in (*_NEEDS, _NO_NEEDS, _NEEDS_UNKNOWN)])
_ANY_NEED = any_of([_ticked(name) for name in _NEEDS])
_BOTH_NONE_AND_UNKNOWN = Rule(
    "no_needs_and_unknown",
    "Access needs are said to be none and not known at once: keep one.",
    (_NO_NEEDS, _NEEDS_UNKNOWN),
    _ticked(_NO_NEEDS) & _ticked(_NEEDS_UNKNOWN),
)
_UNKNOWN_AND_SOME = Rule(
    "needs_unknown_and_some", "Access needs are said to be not known, yet some are ticked.", (), pl.lit(True)
)
_NONE_AND_SOME = Rule("no_needs_and_some", "Access needs are said to be none, yet some are ticked.", (), pl.lit(True))
_SEVERAL = Rule(
    "several_access_needs", "Only one of the three kinds of access can be ticked: keep the fullest.", (), pl.lit(True)
)

_ACCESS = (
    _BOTH_NONE_AND_UNKNOWN,
    *_each(_UNKNOWN_AND_SOME, (_NEEDS_UNKNOWN, *_NEEDS), _ticked(_NEEDS_UNKNOWN) & _ANY_NEED),
    *_each(_NONE_AND_SOME, (_NO_NEEDS, *_NEEDS), _ticked(_NO_NEEDS) & _ANY_NEED),
    *_each(_SEVERAL, _NEEDS[:3], count_of([_ticked(name) for name in _NEEDS[:3]]) > 1),
    Rule(
        "access_needs_missing",
        "Nothing is said of access needs: tick what is needed, none, or not known.",
        (_NO_NEEDS, *_NEEDS),
        _NOTHING_TOLD,
    ),
)

_NO_EFFECTS = Rule("effects_without_illness", "An effect is ticked though no long-term condition is told.", (), pl.lit(True))
_ILL = among(cell("long_term_illness"), 1)
_ILLNESS = (
    *_each(_NO_EFFECTS, EFFECTS, ~_ILL),
    Rule(
        "effects_missing",
        "A long-term condition is told: tick at least one way in which it affects the person.",
        EFFECTS,
        _ILL & all_of([_blank(effect) for effect in EFFECTS]),
    ),
)

_REASONS = states.PREFERENCES
_UNDECIDED_SAYS = "A reason for the preference is ticked, and that it is not known: keep one."
_UNDECIDED = Rule("preference_reason_undecided", _UNDECIDED_SAYS, ("preference_not_known",), states.PREFERENCE_UNDECIDED)
_PREFERENCE = (
    _UNDECIDED,
    *_each(_UNDECIDED, _REASONS[:-1], states.PREFERENCE_UNDECIDED),
    Rule(
        "preference_reason_missing",
        "Reasonable preference was given: tick at least one reason, or that it is not known.",
        _REASONS,
        among(cell("reasonable_preference"), 1) & all_of([_blank(reason) for reason in _REASONS]),
    ),
    *(
        Rule("preference_reason_refused", "Write 1, 0 or nothing.", (reason,), _given(reason) & ~among(cell(reason), 0, 1))
        for reason in _REASONS
    ),
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
        _RENEWED & _given("previous_tenure") & ~among(cell("previous_tenure"), 6, 30, 31, 32, 33, 34, 35, 38),
    ),
    Rule(
        "nationality_refused",
        "The number is no country's (ISO 3166), nor 0 for a refusal.",
        ("nationality",),
        _given("nationality") & blank("nationality_told"),
    ),
    Rule(
        "referral_unfitting",
        "The four cells of the referral do not go together: see which the template takes.",
        _REFERRAL,
        ~_RENEWED & ~states.REFERRAL_FITS,
    ),
    *(
        Rule("register_missing", "Say whether it was let this way: 1 yes, 2 no.", (name,), _blank(name), Category.NOT_ANSWERED)
        for name in REGISTERS
    ),
    *(
        Rule("register_refused", "Write 1 for yes or 2 for no.", (name,), _given(name) & ~among(cell(name), 1, 2))
        for name in REGISTERS
    ),
)

_NO_UPRN, _FOUND_NONE = _blank("uprn"), pl.col("uprn_fault")
_POSTCODE_TOLD = _given("postcode_outward") | _given("postcode_inward")
_NO_ADDRESS = _NO_UPRN & ~(_given("address_line_1") & _given("town") & _POSTCODE_TOLD)
_PLACES = (
    Rule("address_or_uprn", "Write the UPRN, or address line 1, town and both halves of the postcode.", ("uprn",), _NO_ADDRESS),
    *(
        Rule(
            "address_incomplete",
            "Without a UPRN that is found, this part of the address is needed.",
            (name,),
            (_NO_UPRN | _FOUND_NONE) & _blank(name),
        )
        for name in _ADDRESS
    ),
)

_MISSING_CHARGE = any_of([_blank(charge) for charge in states.CHARGES])
_MONEY = (
    Rule(
        "four_charges",
        "All four charges are needed, 0 where there is none (also where the household pays nothing).",
        states.CHARGES,
        _MISSING_CHARGE & ~(states.SUPPORTED_TOLD & among(cell("basic_rent"), 100)),
    ),
)

ROW_RULES = (*_SETUP_ANSWERS, *_LANDLORDS, *_PEOPLE, *_ACCESS, *_ILLNESS, *_PREFERENCE, *_SITUATION, *_PLACES, *_MONEY)

_TWIN = (
    "owner",
    *_START,
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
TWIN_KEY = (
    *(pl.col(cell(name)) for name in _TWIN),
    pl.when(states.ALL_CHARGES_TOLD).then(pl.sum_horizontal(cell(charge) for charge in states.CHARGES)),
)
TWIN_RULES = (
    Rule("twin_in_file", _TWIN_SAYS, _TWIN, pl.lit(True), _SETUP),
    Rule("twin_in_file", _TWIN_SAYS, states.CHARGES, states.ALL_CHARGES_TOLD, _SETUP),
)
