"""What the upload checks of a row's set-up: who owns and manages, the scheme, when it starts, the rent product."""

import polars as pl

from pipeline.core.conditions import among, blank, given, sure
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.lettings_2026.ticks import told, untold
from pipeline.core.rules import Category, Rule, cell, written

_SETUP = Category.SETUP
START = ("start_day", "start_month", "start_year")
_DIGITS_ALONE = r"(?m)^[0-9]+\.?0*$"

_LANDLORDS = (
    Rule(
        "owner_missing", "The owning organisation is missing: write its code in the service.", ("owner",), untold("owner"), _SETUP
    ),
    Rule("owner_unknown", "The service knows no organisation by this code.", ("owner",), told("owner") & blank("owner"), _SETUP),
    Rule(
        "owner_not_allowed",
        "That organisation owns no homes, or is none that whoever uploads may report for.",
        ("owner",),
        pl.col("owner_foreign"),
        _SETUP,
    ),
    Rule("manager_missing", "The managing organisation is missing: write its code.", ("manager",), untold("manager"), _SETUP),
    Rule(
        "manager_unknown",
        "The service knows no organisation by this code.",
        ("manager",),
        told("manager") & blank("manager"),
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
        "assignee_unrelated",
        "That user belongs neither to the owner nor to the manager; the service then makes no log of the whole file.",
        ("assigned_to",),
        pl.col("assignee_unrelated"),
    ),
    Rule(
        "scheme_unknown",
        "Owner and manager have no scheme of that code.",
        ("scheme",),
        told("scheme") & given("owner") & given("manager") & blank("scheme_told"),
        _SETUP,
    ),
    Rule(
        "location_unknown",
        "The scheme has no location of that code.",
        ("location",),
        given("scheme_told") & told("location") & blank("location_told"),
        _SETUP,
    ),
    Rule(
        "scheme_missing",
        "Supported housing needs its scheme's code.",
        ("scheme",),
        states.SUPPORTED_TOLD & untold("scheme"),
        _SETUP,
    ),
    Rule(
        "location_missing",
        "Supported housing needs its location's code.",
        ("location",),
        states.SUPPORTED_TOLD & untold("location"),
        _SETUP,
    ),
)

_WINDOW = sure((pl.col("start_date") < limits.FIRST_DAY) | (pl.col("start_date") > limits.LAST_DAY_TAKEN))

_SETUP_ANSWERS = (
    *(
        Rule(f"{name}_missing", "A set-up question is without an answer: answer it.", (name,), untold(name), _SETUP)
        for name in ("needs_type", "renewal", "rent_type", *START)
    ),
    Rule(
        "rent_type_refused",
        "The code is none of the rent products 1 to 7.",
        ("rent_type",),
        told("rent_type") & ~among(cell("rent_type"), *states.RENT_PRODUCTS),
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
        told("start_year") & ~pl.col(cell("start_year")).cast(pl.String).str.contains(r"^(\d{2}|\d{4})$").fill_null(True),
        _SETUP,
    ),
    Rule("start_outside_year", "The start is not within the collection year (or no date at all).", START, _WINDOW, _SETUP),
)

RULES = (*_SETUP_ANSWERS, *_LANDLORDS)
