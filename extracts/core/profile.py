"""`stock_profile`: how the landlord's tenants are made up, in counts, to set the lettings of the year beside."""

from extracts.contract import Extract, Field, Use
from extracts.core import kinds
from extracts.core.asked import asked
from extracts.core.kinds import choice
from extracts.kinds import code

CHARACTERISTICS = choice(
    "characteristic",
    {
        "age": "age of the lead tenant", "ethnicity": "ethnic group", "nationality": "nationality group",
        "disability": "illness or disability", "household": "type of household",
    },
)  # fmt: skip

STOCK_PROFILE = Extract(
    name="stock_profile",
    title="The stock's profile: how many tenants there are of each group",
    key=("characteristic", "group"),
    fields=(
        Field("characteristic", CHARACTERISTICS, Use.RETURN, "What is counted by", True),
        Field("group", code.ANY, Use.RETURN, "The group, as the statistics of the return call it", True),
        asked("tenants", kinds.WHOLE, "How many tenants"),
    ),
)
