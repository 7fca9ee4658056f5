"""What the service checks of a household: who they are, where they come from, how they were let to."""

import polars as pl

from pipeline.core.conditions import among, blank, given, sure
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.postcodes import unusable
from pipeline.core.rules import Rule

_HOMELESS = "homeless|homelessness|temporary accommodation|temp accommodation|ta|sleeping rough|rough sleeping"
_HOMELESS_ALONE = rf"(?i)^[^\p{{Alphabetic}}]*(?:{_HOMELESS})[^\p{{Alphabetic}}]*$"
_FOSTERED = among("previous_tenure", 13)
_TRANSFERRED = (
    among("referral", 2)
    | (among("referral", 6) & among("referral_source", 3))
    | (among("referral", 7) & among("referral_source", 5))
)
_SOCIAL_HOME = among("previous_tenure", 6, 30, 31, 32, 33, 35, 38, 40)
_JUST_MOVED = among("time_in_area", 1)
_LAST_POSTCODE_UNFIT = blank("previous_postcode") & ~states.RENEWAL | unusable("previous_postcode")

RULES = (
    Rule(
        "other_reason_unnamed",
        "Name the other reason for leaving.",
        ("reason_for_leaving", "other_reason"),
        states.REASON_IS_OTHER & blank("other_reason"),
    ),
    Rule(
        "other_reason_is_homelessness",
        "Homelessness is no reason for leaving a settled home: ask for that reason.",
        ("reason_for_leaving",),
        states.REASON_IS_OTHER & pl.col("other_reason").str.contains(_HOMELESS_ALONE).fill_null(False),
    ),
    Rule(
        "foster_care_over_25",
        "Whoever comes from foster care or a children's home is 25 at most.",
        ("previous_tenure", "age_1"),
        sure(pl.col("age_1") > limits.OLDEST_FOSTERED) & _FOSTERED,
    ),
    Rule(
        "transfer_from_no_social_home",
        "An internal transfer comes from a social home, and this one is not.",
        ("previous_tenure", "referral", "referral_source"),
        given("owner") & _TRANSFERRED & given("previous_tenure") & ~_SOCIAL_HOME,
    ),
    Rule(
        "last_postcode_unusable",
        "The postcode of the last settled home is said to be known, and is no postcode.",
        ("previous_postcode",),
        among("previous_postcode_known", 1) & _LAST_POSTCODE_UNFIT,
    ),
    Rule(
        "renewal_just_moved",
        "A household that renews its tenancy cannot have just moved to the area.",
        ("time_in_area", "renewal"),
        states.RENEWAL & _JUST_MOVED,
    ),
    Rule(
        "just_moved_within_area",
        "A household that has just moved to the area cannot come from the same one.",
        ("time_in_area", "local_authority", "postcode", "uprn", "address_line_1", "previous_postcode", "previous_authority"),
        given("start_date") & _JUST_MOVED & sure(pl.col("home_authority") == pl.col("previous_authority")),
    ),
)
