"""`core_lettings`: what only sign-up and allocations know of a letting of 2026/27, one row a letting."""

from extracts.contract import Extract, Field
from extracts.core import kinds
from extracts.core.asked import LANDLORD, TENANCY, asked
from extracts.core.year_2026 import lettings_answers as of
from extracts.core.year_2026 import people
from extracts.kinds import date, postcode, reference, uprn

MOST_PEOPLE = 8


HOME = (
    asked("needs_type", of.NEEDS, "What the home is let for; only where the tenancy type does not tell"),
    asked("scheme", kinds.WORDS, "Supported housing: the scheme's code in the service"),
    asked("location", kinds.WORDS, "Supported housing: the location's code in the service"),
    asked("uprn", uprn.UPRN, "The home's own UPRN"),
    asked("local_authority", kinds.AUTHORITY, "The authority in which the home lies, as an ONS code"),
    asked("unit_type", of.UNIT_TYPE, "What kind of home it is; general needs only"),
    asked("wheelchair_standard", of.YES_NO, "Whether it meets wheelchair-user standards; general needs only"),
    asked("bedrooms", kinds.WHOLE, "Bedrooms; blank for a bedsit; general needs only"),
    asked("older_people_housing", of.OLDER_PEOPLE, "Whether it is housing for older people; supported housing only"),
    asked("vacancy_reason", of.VACANCY, "Why the home was empty; blank for a renewal"),
    asked("last_let_basis", of.LAST_LET, "On what rent it was let before; blank for a renewal or a first letting"),
    asked("void_date", date.DATE, "The day on which it fell empty; blank for a renewal"),
    asked("repairs_date", date.DATE, "The day on which major repairs ended; blank where there were none"),
)
"""What the property extract may tell too."""
CHARGES = (
    asked("rent_type", of.RENT_TYPE, "The rent product"),
    asked("rent_period", of.PERIOD, "How often rent and charges fall due"),
    asked("basic_rent", kinds.AMOUNT, "Rent of a period without any charge; 0 where there is none"),
    asked("service_charge", kinds.AMOUNT, "Service charge of a period that housing benefit may meet; 0 where there is none"),
    asked("personal_service_charge", kinds.AMOUNT, "Service charge of a period for personal use; 0 where there is none"),
    asked("support_charge", kinds.AMOUNT, "Support charge of a period; 0 where there is none"),
)
"""What the rent extract may tell too."""


def _person(n: int) -> tuple[Field, ...]:
    who = "Lead tenant" if n == 1 else f"Person {n}"
    partner = (asked(f"partner_{n}", people.PARTNER, f"{who}: is it the lead tenant's partner? Blank for a child under 16"),)
    work = asked(
        f"work_{n}", people.WORK if n == 1 else people.WORK_OR_CHILD, f"{who}: working situation; blank for a child under 16"
    )
    return (
        asked(f"person_ref_{n}", reference.REFERENCE, f"{who}: person_ref of the tenancy extract, from which the age is taken"),
        asked(f"age_{n}", kinds.AGE, f"{who}: age on the first day, or R; blank where person_ref tells it"),
        *(partner if n > 1 else ()),
        asked(f"sex_{n}", people.SEX, f"{who}: sex registered at birth"),
        asked(f"gender_same_{n}", people.GENDER_SAME, f"{who}: is their gender the one registered at birth?"),
        asked(f"gender_words_{n}", kinds.WORDS, f"{who}: gender in their own words, where it is another"),
        work,
    )


NEEDED = {
    "needs_wheelchair_throughout": "wheelchair access throughout", "needs_wheelchair_essential": "wheelchair to the rooms used",
    "needs_level_access": "level access", "needs_other_access": "other", "needs_no_access": "none",
    "needs_not_known": "not known",
}  # fmt: skip
AFFECTED = {
    "affects_dexterity": "dexterity", "affects_learning": "learning or concentrating", "affects_hearing": "hearing",
    "affects_memory": "memory", "affects_mental_health": "mental health", "affects_mobility": "mobility",
    "affects_social": "behaviour or company", "affects_stamina": "stamina or breathing", "affects_vision": "vision",
    "affects_otherwise": "something else",
}  # fmt: skip
PREFERRED = {
    "preference_homeless": "homeless or soon to be", "preference_unsatisfactory": "unfit or overcrowded housing",
    "preference_medical": "medical or welfare", "preference_hardship": "hardship", "preference_not_known": "not known",
}  # fmt: skip


def _ticks(boxes: dict[str, str], about: str) -> tuple[Field, ...]:
    return tuple(asked(name, kinds.TICK, f"{about}: {said}") for name, said in boxes.items())


SETUP = (
    asked("start_date", date.DATE, "First day of the letting; needed only for a renewal under the same tenancy"),
    asked("not_due", of.NOT_DUE, "Why the service wants no log of it; blank where it is due"),
    asked("renewal", of.YES_NO, "Is it a renewal to the same tenant in the same home?"),
    asked("other_rent_product", kinds.WORDS, "Which other intermediate rent; blank otherwise"),
    asked("declaration", of.DECLARATION, "Recorded at sign-up: the tenant saw the ministry's privacy notice or could see it"),
    asked("joint_tenancy", of.YES_NO_UNKNOWN, "Is it a joint tenancy? Only where the tenancy extract does not tell"),
    asked("starter_tenancy", of.YES_NO, "Is it a starter tenancy?"),
    asked("tenancy_type", of.TENANCY_TYPE, "The type of tenancy"),
    asked("other_tenancy_type", kinds.WORDS, "Which other type of tenancy; blank otherwise"),
    asked("tenancy_length", kinds.WHOLE, "The fixed term in whole years; blank where there is none"),
    asked("household_size", kinds.WHOLE, "How many people are in the household"),
)
SITUATION = (
    asked("ethnicity", people.ETHNICITY, "Lead tenant: ethnic background"),
    asked("nationality", people.NATIONALITY, "Lead tenant: nationality"),
    asked("armed_forces", of.FORCES, "Has anybody in the household a link to the UK armed forces?"),
    asked("still_serving", of.SERVING, "Is the regular still serving? Only for a regular"),
    asked("service_injury", of.YES_NO_REFUSED, "Badly injured or ill through serving? Only for a regular or reserve"),
    asked("pregnancy", of.YES_NO_REFUSED, "Is anybody in the household pregnant?"),
    *_ticks(NEEDED, "Access needs"),
    asked("long_term_illness", of.YES_NO_REFUSED, "Has anybody an illness or condition of 12 months or longer?"),
    *_ticks(AFFECTED, "The illness affects"),
    asked("time_in_area", of.TIME_IN_AREA, "How long the household has lived in this authority's area"),
    asked("time_waiting", of.TIME_WAITING, "How long it has been on the authority's register"),
    asked("reason_for_leaving", of.REASON, "Why it left the last settled home"),
    asked("other_reason", kinds.WORDS, "Which other reason; blank otherwise"),
    asked("previous_tenure", of.PREVIOUS_TENURE, "Where it lived immediately before"),
    asked("homelessness", of.HOMELESS, "Was it homeless immediately before?"),
    asked("previous_postcode_known", of.KNOWN, "Is the postcode of the last settled home known?"),
    asked("previous_postcode", postcode.POSTCODE, "That postcode, where it is known"),
    asked("previous_authority", kinds.AUTHORITY, "The authority of the last settled home, as an ONS code; may be blank"),
    asked("reasonable_preference", of.YES_NO_UNKNOWN, "Did the council give it reasonable preference?"),
    *_ticks(PREFERRED, "Reasonable preference because of"),
)
ALLOCATION = (
    asked("choice_based_lettings", of.YES_NO, "Let through choice-based lettings?"),
    asked("common_allocations_policy", of.YES_NO, "Let under a common allocations policy?"),
    asked("common_housing_register", of.YES_NO, "Let from a common housing register?"),
    asked("accessible_register", of.YES_NO, "Let from an accessible housing register?"),
    asked("referral_council", of.REFERRAL_COUNCIL, "Where the household came from; only where a council owns the home"),
    asked(
        "referral_association", of.REFERRAL_ASSOCIATION, "Where the household came from; only where an association owns the home"
    ),
    asked("referral_source", of.REFERRAL_SOURCE, "More on it: after 6 one of 1 to 4, after 7 one of 5 to 8"),
    asked("referral_agency", of.REFERRAL_AGENCY, "More on it: after 1 one of 1 to 10, after 7 one of 11 to 20"),
)
MONEY = (
    asked("income_known", of.KNOWN_OR_REFUSED, "Is the household's income after tax known?"),
    asked("income_frequency", of.INCOME_FREQUENCY, "The income is of a week, a month or a year"),
    asked("income", kinds.AMOUNT, "The household's income after tax"),
    asked("housing_benefit", of.HOUSING_BENEFIT, "Will the tenant receive help with the rent?"),
    asked("income_from_benefits", of.FROM_BENEFITS, "How much of the income is benefits or pensions"),
    asked("pays_charges", of.PAYS, "Supported housing: does the household pay rent or charges?"),
    asked("shortfall", of.YES_NO_UNKNOWN, "Will anything be left to pay after housing benefit?"),
    asked("shortfall_amount", kinds.AMOUNT, "How much of a period will be left to pay"),
)
NINTH = asked("age_9", kinds.AGE, "A ninth person: the form has room for eight, so that the row waits for a decision")
PEOPLE = tuple(field for n in range(1, MOST_PEOPLE + 1) for field in _person(n))

SECTIONS = {
    "The letting": SETUP, "The home": HOME, "Rent and charges": CHARGES,
    **{("Lead tenant" if n == 1 else f"Person {n}"): _person(n) for n in range(1, MOST_PEOPLE + 1)},
    "Ninth person": (NINTH,), "Household and needs": SITUATION, "Allocation": ALLOCATION, "Income and help": MONEY,
}  # fmt: skip
"""The parts in which the sign-up workbook is worked, in the order of its columns."""

CORE_LETTINGS = Extract(
    name="core_lettings",
    title="Lettings of 2026/27: what sign-up and allocations know",
    key=("tenancy_ref",),
    scope=("landlord_code",),
    fields=(LANDLORD, TENANCY, *SETUP, *HOME, *CHARGES, *PEOPLE, NINTH, *SITUATION, *ALLOCATION, *MONEY),
)
