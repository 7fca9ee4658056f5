"""The closed questions of a sale of 2026/27: the codes of each and what they say."""

from extracts.core.kinds import choice

YES_NO = choice("yes_no", {"1": "yes", "2": "no"})
YES_NO_UNKNOWN = choice("yes_no_unknown", {"1": "yes", "2": "no", "3": "not known"})
OWNERSHIP = choice("ownership", {"1": "shared ownership", "2": "discounted", "3": "outright sale: no log"})
SHARED = choice(
    "shared_product",
    {
        "2": "shared ownership, older lease", "30": "shared ownership, newer lease", "18": "Social HomeBuy, a share",
        "16": "for people with a long-term disability", "24": "for older people", "28": "Rent to Buy into shared ownership",
        "31": "Right to Shared Ownership", "32": "London Living Rent into shared ownership",
    },
)  # fmt: skip
DISCOUNTED = choice(
    "discounted_product",
    {
        "8": "Right to Acquire", "9": "Right to Buy", "14": "Preserved Right to Buy", "21": "Social HomeBuy, the whole",
        "22": "another equity loan", "29": "Rent to Buy, the whole",
    },
)  # fmt: skip
INTERVIEWED = choice("interviewed", {"2": "yes", "1": "no"})
DECLARATION = choice("declaration", {"1": "the buyers saw the notice or could see it"})
HOME_KIND = choice(
    "home_kind", {"1": "flat or maisonette", "2": "bedsit", "3": "house", "4": "bungalow", "9": "another kind"}
)  # fmt: skip
HEIGHT = choice("building_height", {"1": "high", "2": "low", "3": "not known"})
ORIGIN = choice("building_origin", {"1": "built as such", "2": "converted"})
PREVIOUS_TENURE = choice(
    "previous_tenure",
    {
        "1": "council tenant", "2": "housing association tenant", "3": "private tenant", "4": "tied home", "5": "owner",
        "6": "family or friends", "7": "temporary accommodation", "9": "something else", "R": "not known",
    },
)  # fmt: skip
REGULAR = choice("regular", {"1": "yes", "7": "no", "3": "would not say", "8": "not known"})
SERVING = choice(
    "still_serving", {"4": "still serving", "5": "left in the past 2 years", "6": "left longer ago", "9": "not known"}
)
BEREAVED = choice("bereaved", {"4": "yes", "5": "no", "6": "would not say", "7": "not known"})
HOUSING_BENEFIT = choice(
    "housing_benefit", {"2": "housing benefit", "3": "Universal Credit, housing part", "1": "neither", "4": "not known"}
)
LEFT_HOME = choice(
    "left_home",
    {"1": "flat or maisonette", "2": "bedsit", "3": "house", "4": "bungalow", "9": "another kind", "0": "not known"},
)
LEFT_RENT = choice(
    "left_rent",
    {"1": "social rent", "2": "affordable rent", "3": "London affordable rent", "9": "another rent", "10": "not known"},
)
