"""`stock_profile`: how the landlord's tenants are made up, in counts, to set the lettings of the year beside."""

from dataclasses import replace

import polars as pl

from extracts.contract import Extract, Field, Use
from extracts.core import kinds
from extracts.core.kinds import choice
from extracts.kinds.code import tidy_any
from extracts.kinds.kind import Kind

GROUPS = {
    "age": ("under 25", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 and over"),
    "ethnicity": ("White", "Mixed", "Asian", "Black", "Arab or another", "would not say"),
    "nationality": ("United Kingdom", "another country", "would not say"),
    "disability": ("yes", "no", "would not say"),
    "household": (
        "one elder", "two, of them an elder", "one adult", "two adults", "one adult with children", "adults with children",
        "other",
    ),
}  # fmt: skip
"""The groups of each characteristic, called as in the statistics of the return."""


def may_be(characteristic: str) -> str:
    """What the group of a characteristic may be, to be said to whoever gave another one.

    >>> may_be("disability")
    'disability may be: yes; no; would not say'
    """
    return f"{characteristic} may be: {'; '.join(GROUPS[characteristic])}"


CHARACTERISTICS = replace(
    choice(
        "characteristic",
        {
            "age": "age of the lead tenant", "ethnicity": "ethnic group", "nationality": "nationality group",
            "disability": "illness or disability", "household": "type of household",
        },
    ),
    why_unusable=lambda _: f"unknown code; it may be: {'; '.join(GROUPS)}",
)  # fmt: skip
GROUP = Kind(
    "stock_group", f"A group as the statistics of the return call it, in any case: {'. '.join(map(may_be, GROUPS))}",
    pl.String(), tidy_any,
)  # fmt: skip

STOCK_PROFILE = Extract(
    name="stock_profile",
    title="The stock's profile: how many tenants there are of each group",
    key=("characteristic", "group"),
    fields=(
        Field("characteristic", CHARACTERISTICS, Use.RETURN, "What is counted by", True),
        Field("group", GROUP, Use.RETURN, "The group", True),
        Field("tenants", kinds.WHOLE, Use.RETURN, "How many tenants", True),
    ),
)
