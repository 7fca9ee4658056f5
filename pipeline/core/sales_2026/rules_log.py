"""What the service checks of the log of a sale of 2026/27: its dates, the home, its people."""

from datetime import date

import polars as pl

from pipeline.core.authorities import english, in_force
from pipeline.core.conditions import among, blank, given, sure
from pipeline.core.days import years_before
from pipeline.core.postcodes import unusable
from pipeline.core.rules import Category, Rule, cell
from pipeline.core.sales_2026 import states
from pipeline.core.sales_2026.form_household import CHILD, YOUNGEST_BUYER
from pipeline.core.sales_2026.rules_shares import SHARE_RULES
from pipeline.core.sales_2026.rules_sums import SUM_RULES

EARLIEST = date(1980, 1, 1)
"""No home was sold in shares before this day."""
HANDOVER_YEARS = 5
MOST_INCOME, MOST_INCOME_IN_LONDON = 80_000, 90_000
"""What a household may earn a year, in pounds, to buy a share."""

_DAY, _HANDOVER = pl.col("completion_date"), pl.col("handover_date")
_FIRST, _LAST = pl.col("first_purchase_date"), pl.col("last_staircasing_date")

_DATES = (
    Rule(
        "completion_window",
        "The service is not open for a completion on this day.",
        ("completion_date",),
        ~_DAY.is_between("opens", "closes").fill_null(True),
        Category.SETUP,
    ),
    Rule(
        "completion_future",
        "The completion lies more than 14 days ahead: send the log later.",
        ("completion_date",),
        sure(pl.col("latest_day") < _DAY),
        Category.SETUP,
    ),
    Rule(
        "handover",
        "The handover cannot come after completion, nor five years or more before it; this blocks the whole file.",
        ("handover_date", "completion_date"),
        sure(_HANDOVER > _DAY) | sure(years_before("completion_date", HANDOVER_YEARS) >= _HANDOVER),
    ),
    Rule(
        "first_purchase",
        "The first purchase lies between 1980 and the day before completion.",
        ("first_purchase_date",),
        sure(_FIRST < EARLIEST) | sure(_FIRST >= _DAY),
    ),
    Rule(
        "last_staircasing",
        "The last staircasing lies between 1980 and the day before completion.",
        ("last_staircasing_date",),
        sure(_LAST < EARLIEST) | sure(_LAST >= _DAY),
    ),
    Rule(
        "staircasing_after_purchase",
        "The last staircasing comes after the first purchase.",
        ("first_purchase_date", "last_staircasing_date"),
        sure(_LAST <= _FIRST),
    ),
)

HOME = ("local_authority", "postcode", "uprn", "address_line_1")
"""Where the service blames the place of the home: its look-up by address is blamed on line 1."""
_NO_LONGER = english("local_authority") & given("completion_date") & ~in_force("local_authority", "completion_date")
_NOT_ENGLISH = given("local_authority") & ~english("local_authority")
AUTHORITY_REFUSED = _NOT_ENGLISH | _NO_LONGER
"""The authority of the home is none of England, or was none on the day of completion."""
_DIGITS = sure(pl.col("uprn").str.contains(r"^[0-9]{1,12}\z"))

_NOTHING_BUT_SPACES = given(cell("previous_outward")) & given(cell("previous_inward")) & blank("previous_postcode")
_PLACES = (
    Rule(
        "authority_england",
        "This is no code of an English local authority.",
        HOME,
        _NOT_ENGLISH,
    ),
    Rule("authority_in_force", "There was no such local authority on the day of completion.", HOME, _NO_LONGER),
    Rule("uprn_format", "A UPRN has up to 12 digits and nothing else.", ("uprn",), given("uprn") & ~_DIGITS),
    Rule(
        "uprn_lookup",
        "No home is known by this UPRN: put it right, or leave it blank and write the address.",
        ("uprn", "address_line_1"),
        pl.col("uprn_missed"),
    ),
    Rule("postcode_format", "This is no postcode.", ("postcode",), pl.col("postcode_known") & unusable("postcode")),
    Rule(
        "previous_postcode_format",
        "This is no postcode (of a discounted sale the home's own is taken).",
        ("previous_postcode",),
        among("previous_postcode_known", 1) & (unusable("previous_postcode") | _NOTHING_BUT_SPACES),
    ),
)


MOST_INCOME_HERE = pl.when(states.IN_LONDON).then(MOST_INCOME_IN_LONDON).otherwise(MOST_INCOME)
OVER = "Shared ownership is for incomes of up to 80,000 pounds (90,000 in London); this blocks the whole file."


def _too_much(income: pl.Expr) -> pl.Expr:
    return states.SHARED & given("local_authority") & sure(income > MOST_INCOME_HERE)


_INCOME = (pl.col("income_1"), pl.col("income_2"))

_HOUSEHOLD = (
    Rule(
        "tenure_discounted",
        "A discounted sale is to a tenant of a council or a housing association; this blocks the whole file.",
        ("previous_tenure", "ownership"),
        states.DISCOUNTED & given("completion_date") & among("previous_tenure", 0, 3, 4, 5, 6, 7, 9),
    ),
    Rule(
        "buyer_2_young",
        "A buyer is 16 or older.",
        ("age_2",),
        states.SETUP_DONE & states.JOINT & sure(pl.col("age_2") < YOUNGEST_BUYER),
    ),
    Rule(
        "child_income",
        "A child has no income: put the working situation right.",
        ("work_2", "income_2"),
        among("work_2", CHILD) & sure(_INCOME[1] > 0),
    ),
    Rule("income_1_most", OVER, ("income_1", "ownership", *HOME), _too_much(_INCOME[0])),
    Rule("income_2_most", OVER, ("income_2", "ownership", *HOME), _too_much(_INCOME[1])),
    Rule(
        "income_together_most",
        OVER,
        ("income_1", "income_2", "ownership", *HOME[:3]),
        _too_much(_INCOME[0] + _INCOME[1]),
    ),
)

LOG_RULES = (*_DATES, *_PLACES, *_HOUSEHOLD, *SHARE_RULES, *SUM_RULES)
