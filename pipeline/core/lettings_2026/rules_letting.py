"""What the service checks of a letting itself: when it starts, what it is of, for how long, and where."""

import polars as pl

from pipeline.core.authorities import english, in_force
from pipeline.core.conditions import among, blank, given, sure
from pipeline.core.days import years_before
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.lettings_2026.settled_home import UPRN_UNREADABLE
from pipeline.core.postcodes import unusable
from pipeline.core.rules import Rule

_START, _VOID, _REPAIRS = pl.col("start_date"), pl.col("void_date"), pl.col("repairs_date")
_LONGEST_AGO = years_before("start_date", limits.YEARS_EMPTY)

_SETUP = (
    Rule(
        "start_not_open",
        "The service is not open for a letting that starts on this day.",
        ("start_date",),
        ~_START.is_between("opens", "closes").fill_null(True),
    ),
    Rule(
        "start_too_far_ahead",
        "It starts more than 14 days from today: leave it for later.",
        ("start_date",),
        sure(pl.col("latest_day") < _START),
    ),
    Rule(
        "landlords_not_the_uploaders",
        "Neither owner nor manager is the organisation of whoever uploads.",
        ("assigned_to", "owner", "manager"),
        pl.col("landlords_foreign"),
    ),
    Rule(
        "location_not_yet_active",
        "The location was not active yet when the tenancy started.",
        ("start_date", "location", "scheme"),
        sure(pl.col("location_from") > _START),
    ),
)

_DATES = (
    Rule(
        "repairs_after_start",
        "Major repairs are said to have ended after the tenancy started.",
        ("repairs_date", "start_date"),
        sure(_START < _REPAIRS),
    ),
    Rule(
        "repairs_too_long_ago",
        "Major repairs ended over 20 years before the start, or on a day that no calendar has.",
        ("repairs_date", "start_date"),
        sure(_LONGEST_AGO > _REPAIRS),
    ),
    Rule(
        "repairs_before_void",
        "Major repairs are said to have ended before the home fell empty.",
        ("void_date", "repairs_date"),
        sure(_REPAIRS < _VOID),
    ),
    Rule(
        "void_after_start",
        "The home is said to have fallen empty after the tenancy started.",
        ("void_date", "start_date"),
        sure(_START < _VOID),
    ),
    Rule(
        "void_too_long_ago",
        "The home fell empty over 20 years before the start, or on a day that no calendar has.",
        ("void_date", "start_date"),
        sure(_LONGEST_AGO > _VOID),
    ),
)


def _outside(least: int) -> pl.Expr:
    return sure(~pl.col("tenancy_length").is_between(least, limits.LONGEST_TERM))


_FIXED_GENERAL = states.FIXED_TERM & states.GENERAL_NEEDS
_TERM_SAYS = "A fixed or periodic term is of 1 to 99 years (2 at least for social and affordable rents of general needs)."
_TENANCY = (
    Rule(
        "term_of_supported",
        _TERM_SAYS,
        ("needs_type", "tenancy_length", "tenancy_type"),
        states.FIXED_TERM & states.SUPPORTED & _outside(limits.SHORTEST_TERM),
    ),
    Rule(
        "term_of_social_or_affordable",
        _TERM_SAYS,
        ("needs_type", "rent_type", "tenancy_length", "tenancy_type"),
        _FIXED_GENERAL & states.SOCIAL_OR_AFFORDABLE & _outside(limits.SHORTEST_SOCIAL_TERM),
    ),
    Rule(
        "term_of_intermediate",
        _TERM_SAYS,
        ("needs_type", "rent_type", "tenancy_length", "tenancy_type"),
        _FIXED_GENERAL & ~states.SOCIAL_OR_AFFORDABLE & _outside(limits.SHORTEST_TERM),
    ),
    Rule("term_of_periodic", _TERM_SAYS, ("tenancy_length", "tenancy_type"), states.PERIODIC & _outside(limits.SHORTEST_TERM)),
    Rule(
        "other_tenancy_unnamed",
        "Name the other type of tenancy.",
        ("tenancy_type", "other_tenancy_type"),
        among("tenancy_type", 3) & blank("other_tenancy_type"),
    ),
    Rule(
        "other_tenancy_not_asked",
        "Another type of tenancy is named though the type is not Other (3).",
        ("other_tenancy_type",),
        ~among("tenancy_type", 3) & given("other_tenancy_type"),
    ),
    Rule(
        "joint_tenancy_of_one",
        "A household of one cannot hold a joint tenancy.",
        ("joint_tenancy",),
        given("start_date") & among("household_size", 1) & among("joint_tenancy", 1),
    ),
)

_RELET_TO_TEMPORARY = among("vacancy_reason", 9) & among("previous_tenure", 4, 6, 8, 24, 25, 34, 35)
_SHARED_ALONE = states.SHARED & among("household_size", 1)
_BEDROOMS = pl.col("bedrooms")
_HOME = (
    Rule(
        "relet_to_temporary_occupant",
        "A relet to its temporary occupant goes with a temporary home before, and this one is not.",
        ("vacancy_reason", "previous_tenure"),
        _RELET_TO_TEMPORARY,
    ),
    Rule(
        "renewal_reason_without_renewal",
        "Only a renewal has this vacancy reason.",
        ("vacancy_reason",),
        states.NO_RENEWAL & among("vacancy_reason", 14),
    ),
    Rule(
        "shared_bedrooms_of_one",
        "One person in shared housing has 1 to 3 bedrooms.",
        ("unit_type", "bedrooms"),
        _SHARED_ALONE & sure(~_BEDROOMS.is_between(1, limits.SHARED_BEDROOMS_ALONE)),
    ),
    Rule(
        "shared_bedrooms",
        "Shared housing has 1 to 7 bedrooms.",
        ("unit_type", "bedrooms"),
        states.SHARED & ~among("household_size", 1) & sure(~_BEDROOMS.is_between(1, limits.SHARED_BEDROOMS)),
    ),
)

_POSTCODE_UNFIT = given("home_postcode") & among("postcode_known", 1) & unusable("home_postcode")
_ELSEWHERE = states.OWN_FORM & sure(pl.col("home_postcode") != pl.col("location_postcode"))
_AUTHORITY_UNFIT = given("home_authority") & (
    ~english("home_authority") | (given("start_date") & ~in_force("home_authority", "start_date"))
)
"""Elsewhere than in England, whether or not the start can be read; or no longer there when it starts."""
_AUTHORITY_SAYS = "The local authority is none of England's on that day: check its ONS code."
_PLACES = (
    Rule("uprn_unreadable", "A UPRN has up to 12 digits and nothing else.", ("uprn",), UPRN_UNREADABLE),
    Rule(
        "uprn_unknown", "The service finds no home in England by this UPRN.", ("uprn", "address_line_1"), pl.col("uprn_unknown")
    ),
    Rule("postcode_unusable", "This is no postcode.", ("postcode",), _POSTCODE_UNFIT),
    Rule(
        "postcode_not_the_locations",
        "The home's postcode is not that of the scheme's location.",
        ("location", "uprn", "postcode"),
        _ELSEWHERE,
    ),
    Rule(
        "authority_not_in_force",
        _AUTHORITY_SAYS,
        ("local_authority", "postcode", "uprn", "address_line_1", "start_date"),
        _AUTHORITY_UNFIT,
    ),
    Rule("authority_of_location", _AUTHORITY_SAYS, ("location", "scheme"), _AUTHORITY_UNFIT & states.SUPPORTED),
)

RULES = (*_SETUP, *_DATES, *_TENANCY, *_HOME, *_PLACES)
