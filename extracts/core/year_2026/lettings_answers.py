"""The closed questions of a letting of 2026/27: the codes of each and what they say."""

from extracts.core.kinds import choice

YES_NO = choice("yes_no", {"1": "yes", "2": "no"})
YES_NO_REFUSED = choice("yes_no_refused", {"1": "yes", "2": "no", "3": "would not say"})
YES_NO_UNKNOWN = choice("yes_no_unknown", {"1": "yes", "2": "no", "3": "not known"})
NEEDS = choice("needs_type", {"1": "general needs", "2": "supported housing"})
RENT_TYPE = choice(
    "rent_type",
    {
        "1": "social rent", "2": "affordable rent", "3": "London affordable rent", "4": "rent to buy", "5": "London living rent",
        "6": "another intermediate rent", "7": "specified accommodation",
    },
)  # fmt: skip
DECLARATION = choice("declaration", {"1": "the tenant saw the notice or could see it"})
VACANCY = choice(
    "vacancy_reason",
    {
        "5": "tenant died, no successor", "6": "abandoned", "8": "tenant moved to private housing or elsewhere",
        "9": "household stays, was here as temporary accommodation", "10": "evicted, arrears",
        "11": "evicted, anti-social behaviour", "12": "tenant moved to another social landlord",
        "13": "tenant moved within our stock", "14": "renewal of a fixed term", "15": "first letting of a new home",
        "16": "first letting after conversion or purchase", "17": "first letting of a leased home", "18": "tenant went into care",
        "19": "successor moved to a smaller home", "20": "tenant in hospital for good", "21": "evicted, arrears and behaviour",
        "22": "something else",
    },
)  # fmt: skip
LAST_LET = choice(
    "last_let_basis",
    {
        "1": "social rent", "2": "affordable rent", "5": "London affordable rent", "6": "rent to buy", "7": "London living rent",
        "8": "another intermediate rent", "9": "specified accommodation", "3": "not known",
    },
)  # fmt: skip
UNIT_TYPE = choice(
    "unit_type",
    {
        "1": "flat or maisonette", "2": "bedsit", "7": "house", "8": "bungalow", "4": "shared flat or maisonette",
        "9": "shared house", "10": "shared bungalow", "6": "another kind",
    },
)  # fmt: skip
OLDER_PEOPLE = choice(
    "older_people_housing",
    {"2": "extra care", "7": "low support", "8": "another kind for older people", "3": "no", "4": "not known"},
)
TENANCY_TYPE = choice(
    "tenancy_type",
    {
        "2": "assured, for life", "4": "assured shorthold, fixed term", "6": "secure, fixed term", "7": "secure, for life",
        "5": "licence", "8": "periodic", "3": "another kind",
    },
)  # fmt: skip
FORCES = choice(
    "armed_forces",
    {
        "1": "is or was a regular", "4": "is or was a reserve", "5": "lately bereaved of or parted from a member", "2": "no",
        "3": "would not say", "6": "not known",
    },
)  # fmt: skip
SERVING = choice(
    "still_serving",
    {"6": "still serving", "4": "left in the past 5 years", "5": "left longer ago", "3": "would not say"},
)
_YEARS = {
    "2": "under a year", "7": "a year", "8": "2 years", "9": "3 years", "10": "4 years", "11": "5 to 9 years",
    "12": "10 years or more", "6": "not known",
}  # fmt: skip
TIME_IN_AREA = choice("time_in_area", {"1": "came with this letting"} | _YEARS)
TIME_WAITING = choice("time_waiting", {"13": "not on the register"} | _YEARS)
REASON = choice(
    "reason_for_leaving",
    {
        "50": "tenancy ended, no fault of theirs", "51": "tenancy ended by eviction, behaviour",
        "52": "tenancy ended by eviction, arrears", "53": "tenancy ended by eviction, otherwise", "1": "moved by us for good",
        "2": "granted refuge in this country", "45": "out of prison", "46": "out of hospital or similar", "4": "tied home lost",
        "55": "out of care as a child", "9": "asked to go by family or friends", "8": "parted, without violence",
        "44": "somebody in the household died", "16": "closer to family, friends or school", "17": "closer to work",
        "48": "domestic abuse, was joint tenant with the partner", "49": "domestic abuse, otherwise",
        "56": "violence outside the home", "57": "home taken over by others", "10": "harassed for race", "31": "hate crime",
        "11": "neighbours, otherwise", "34": "repossessed", "54": "could not pay for it", "12": "too few rooms",
        "13": "wrong for ill health or disability", "14": "bad condition", "29": "too many rooms, paid to downsize",
        "30": "too many rooms, not paid to", "18": "needed support", "19": "to live on their own", "20": "another reason",
        "28": "not known", "47": "would not say",
    },
)  # fmt: skip
PREVIOUS_TENURE = choice(
    "previous_tenure",
    {
        "30": "council, general needs, fixed term", "31": "council, general needs, for life",
        "32": "housing association, general needs, fixed term", "33": "housing association, general needs, for life",
        "40": "other general needs", "35": "extra care", "38": "older people's housing, low support", "6": "other supported",
        "27": "shared or low-cost ownership", "26": "owner", "3": "private tenant", "28": "family or friends, long term",
        "39": "from sofa to sofa", "14": "bed and breakfast", "7": "hostel, direct access", "10": "hospital",
        "29": "prison or probation hostel", "18": "other temporary accommodation", "19": "sleeping rough", "21": "refuge",
        "13": "children's home or foster care", "24": "asylum support", "37": "host family of refugees", "23": "mobile home",
        "9": "care home", "4": "tied home", "25": "something else",
    },
)  # fmt: skip
HOMELESS = choice("homelessness", {"1": "no", "11": "yes, the council owes a duty"})
KNOWN = choice("known", {"1": "known", "2": "not known"})
KNOWN_OR_REFUSED = choice("known_or_refused", {"1": "known", "2": "not known", "3": "would not say"})
REFERRAL_COUNCIL = choice(
    "referral_council", {"2": "moved within the council's stock", "3": "housing register", "4": "came directly"}
)
REFERRAL_ASSOCIATION = choice(
    "referral_association",
    {"6": "register with the council in it", "7": "register without the council", "8": "came directly", "9": "not known"},
)
REFERRAL_SOURCE = choice(
    "referral_source",
    {
        "1": "council's nomination", "2": "council's referral, supported only", "3": "our own transfer, council's register",
        "4": "otherwise, council's register", "5": "our own transfer", "6": "another landlord", "7": "a third party directly",
        "8": "otherwise",
    },
)  # fmt: skip
_AGENCIES = (
    "health service", "learning disability team", "mental health team", "adult social care", "children's social care",
    "police, probation or prison, after custody", "police, probation or prison, without custody", "voluntary body", "other",
    "not known",
)  # fmt: skip
REFERRAL_AGENCY = choice(
    "referral_agency",
    {str(n): f"through the council: {who}" for n, who in enumerate(_AGENCIES, 1)}
    | {str(n): f"directly: {who}" for n, who in enumerate(_AGENCIES, 11)},
)
INCOME_FREQUENCY = choice("income_frequency", {"1": "a week", "2": "a month", "3": "a year"})
HOUSING_BENEFIT = choice(
    "housing_benefit",
    {"1": "housing benefit", "6": "Universal Credit, housing part", "9": "neither", "3": "not known", "10": "would not say"},
)
FROM_BENEFITS = choice("income_from_benefits", {"1": "all", "2": "some", "3": "none", "4": "not known"})
PAYS = choice("pays_charges", {"0": "pays", "1": "pays nothing"})
PERIOD = choice(
    "rent_period",
    {
        "1": "weekly, 52 weeks", "10": "weekly, 53 weeks", "11": "weekly, 51 weeks", "5": "weekly, 50 weeks",
        "6": "weekly, 49 weeks", "7": "weekly, 48 weeks", "8": "weekly, 47 weeks", "9": "weekly, 46 weeks", "2": "every 2 weeks",
        "3": "every 4 weeks", "4": "every month",
    },
)  # fmt: skip
NOT_DUE = choice(
    "not_due",
    {
        "exchange": "mutual exchange", "succession": "succession", "assignment": "assignment",
        "holder": "same household, another holder of the tenancy", "short": "general needs, temporary or under two years",
    },
)  # fmt: skip
