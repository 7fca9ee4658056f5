"""When the upload calls two rows of a sales file of 2026/27 each other's duplicate."""

import polars as pl

from pipeline.core.rules import Category, Rule
from pipeline.core.sales_2026.fields import LAYOUT
from pipeline.core.sales_2026.told import CASE_BLIND
from pipeline.core.twins import twin_key

_SHARED = (
    *("owner", "completion_day", "completion_month", "completion_year", "buyer_code"),
    *("uprn", "address_line_1", "postcode_outward", "postcode_inward", "age_1", "sex_1", "work_1"),
)
TWIN_KEY = twin_key(LAYOUT, _SHARED, CASE_BLIND)
"""Neither a sum nor the kind of sale: two staircasings of one buyer on one day collide, unless their codes differ."""

TWIN_RULES = (
    Rule(
        "dup_in_file",
        "Another row says the same of seller, day, buyer and home: give the buyers different codes if both are meant.",
        _SHARED,
        pl.lit(True),
        Category.SETUP,
    ),
)
