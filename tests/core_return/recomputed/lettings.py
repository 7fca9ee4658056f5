"""What a letting's row of 2026/27 must say, field by field, and which tenancies are due a log."""

from dataclasses import dataclass
from datetime import date

from tests.core_return.recomputed.extracts import STAND_INS_FOR_UNKNOWN, Key, Landlord, Row, age_on, day

FIRST_DAY, LAST_DAY = date(2026, 4, 1), date(2027, 3, 31)
RENTS_CHANGED = date(2026, 4, 6)
"""The first Monday of April 2026."""
NEEDS = {"general_needs": "1", "sheltered": "2", "supported": "2"}
NO_LOG_FOR = {"mutual_exchange", "succession", "assignment"}
SOCIAL_OR_AFFORDABLE = {"1", "2", "3"}
SHORTEST_TERM = 2
FIXED_TERMS = {"4", "6"}
FIRST_LETTINGS = {"15", "16", "17"}
CHARGES = {142: "basic_rent", 143: "service_charge", 144: "personal_service_charge", 145: "support_charge"}
TICKS = {
    94: "needs_wheelchair_throughout", 95: "needs_wheelchair_essential", 96: "needs_level_access", 97: "needs_other_access",
    98: "needs_no_access", 99: "needs_not_known",
}  # fmt: skip
ILLNESSES = {
    101: "affects_dexterity", 102: "affects_learning", 103: "affects_hearing", 104: "affects_memory",
    105: "affects_mental_health", 106: "affects_mobility", 107: "affects_social", 108: "affects_stamina",
    109: "affects_vision", 110: "affects_otherwise",
}  # fmt: skip
PREFERENCES = {
    122: "preference_homeless", 123: "preference_unsatisfactory", 124: "preference_medical", 125: "preference_hardship",
    126: "preference_not_known",
}  # fmt: skip
ASKED_ALWAYS = {
    15: "declaration", 37: "starter_tenancy", 38: "tenancy_type", 45: "ethnicity", 46: "nationality", 90: "armed_forces",
    93: "pregnancy", 100: "long_term_illness", 111: "time_in_area", 113: "reason_for_leaving", 116: "homelessness",
    121: "reasonable_preference", 127: "choice_based_lettings", 128: "common_allocations_policy",
    129: "common_housing_register", 130: "accessible_register", 135: "income_known", 138: "housing_benefit",
    139: "income_from_benefits",
}  # fmt: skip
FIRST_FIELD_OF_PERSON = {1: 41, 2: 48, 3: 54, 4: 60, 5: 66, 6: 72, 7: 78, 8: 84}


@dataclass(frozen=True)
class Letting:
    """A tenancy that began, or was renewed, in the year: everything the records say of it."""

    landlord: Landlord
    key: Key
    answers: Row

    @property
    def rows(self) -> list[Row]:
        return self.landlord.holders[self.key]

    @property
    def first_day(self) -> date:
        began = day(self.answers["start_date"]) or day(self.rows[0]["tenancy_start"])
        assert began is not None
        return began

    @property
    def home(self) -> Row:
        [home] = self.landlord.homes[self.key[0], self.rows[0]["property_ref"]]
        return home

    @property
    def account(self) -> Row:
        [account] = [row for row in self.landlord.accounts[self.key] if row["account_kind"] == "current"]
        return account

    @property
    def renewal(self) -> bool:
        return self.answers["renewal"] == "1"

    @property
    def general_needs(self) -> bool:
        return NEEDS[self.rows[0]["tenancy_type"]] == "1"

    def asked(self, name: str) -> str:
        """The answer of sign-up, else what the home's record says."""
        return self.answers[name] or self.home[name]


def lettings_of(landlord: Landlord) -> dict[Key, Letting]:
    """The tenancies that began or were renewed in the year, by landlord and reference."""
    answers = {(row["landlord_code"], row["tenancy_ref"]): row for row in landlord.lettings}
    lettings = {key: Letting(landlord, key, answers.get(key, Row())) for key in landlord.holders}
    return {key: letting for key, letting in lettings.items() if FIRST_DAY <= letting.first_day <= LAST_DAY}


def fate_of(letting: Letting) -> str:
    """Whether the letting is "left out" because no log is due, "held back", or "written"."""
    tenancy, answers = letting.rows[0], letting.answers
    passed_on = tenancy["acquisition_route"] in NO_LOG_FOR and not letting.renewal
    if tenancy["tenancy_type"] not in NEEDS or passed_on or answers["not_due"] or _too_short(letting):
        return "left out"
    return "written" if answers and _rent_is_of(letting.first_day, letting) and letting.asked("uprn") else "held back"


def _too_short(letting: Letting) -> bool:
    """General needs at a social or affordable rent is due only from a fixed term of two years."""
    years = letting.answers["tenancy_length"]
    cheap = letting.general_needs and letting.account["rent_type"] in SOCIAL_OR_AFFORDABLE
    fixed = letting.answers["tenancy_type"] in FIXED_TERMS
    return fixed and bool(years) and int(years) < SHORTEST_TERM and cheap


def _rent_is_of(first_day: date, letting: Letting) -> bool:
    """Whether the charges that the records hold are those of that day: rents changed once in the year."""
    taken = day(letting.account["as_of"])
    assert taken is not None
    return bool(letting.answers["basic_rent"]) or (taken < RENTS_CHANGED) == (first_day < RENTS_CHANGED)


def row_of(letting: Letting) -> dict[int, str]:
    """The row by field number, the blank fields left out; field 13, the code, is no fact and is not worked out."""
    answers = letting.answers
    row = {field: answers[name] for field, name in ASKED_ALWAYS.items()}
    for part in (_setup(letting), _home(letting), _household(letting), _before(letting), _money(letting)):
        row |= part
    return {field: text for field, text in row.items() if text}


def _setup(letting: Letting) -> dict[int, str]:
    organisation = letting.landlord.organisations[letting.key[0]]
    row = {1: organisation["owner"], 2: organisation.get("manager", organisation["owner"])}
    row |= {4: NEEDS[letting.rows[0]["tenancy_type"]], 7: "1" if letting.renewal else "2"}
    row |= parts_of(letting.first_day, 8) | {36: "1" if _joint(letting) else "2"}
    if letting.answers["tenancy_type"] in {"4", "6", "8"}:
        row[40] = letting.answers["tenancy_length"]
    return row


def parts_of(when: date | None, first: int) -> dict[int, str]:
    """Day, month and year in three fields, the first of them given."""
    return {} if when is None else {first: str(when.day), first + 1: str(when.month), first + 2: str(when.year)}


def _joint(letting: Letting) -> bool:
    """Whether somebody beside the first-named tenant is on the agreement on the first day."""
    others = [row for row in letting.rows if row["tenant_status"] == "O"]
    return any(_here(row, letting.first_day) for row in others)


def _here(row: Row, on: date) -> bool:
    """Whether the person is on the agreement that day; whoever left on it is not."""
    came, left = day(row["person_start"]), day(row["person_end"])
    return (came is None or came <= on) and (left is None or left > on)


def _home(letting: Letting) -> dict[int, str]:
    row = {18: letting.asked("uprn").lstrip("0")}
    if letting.general_needs:
        unit = letting.asked("unit_type")
        row |= {25: letting.asked("local_authority"), 26: unit, 27: letting.asked("wheelchair_standard")}
        row[28] = "" if unit == "2" else letting.asked("bedrooms")
    else:
        row |= {5: letting.asked("scheme"), 6: letting.asked("location"), 35: letting.asked("older_people_housing")}
    return row if letting.renewal else row | _vacancy(letting)


def _vacancy(letting: Letting) -> dict[int, str]:
    row = {16: letting.asked("vacancy_reason")} | parts_of(day(letting.asked("void_date")), 29)
    if row[16] in FIRST_LETTINGS:
        return row
    return row | {17: letting.asked("last_let_basis")} | parts_of(day(letting.asked("repairs_date")), 32)


def ages_of(letting: Letting) -> dict[int, str]:
    """Each person's age on the first day, by their number in the household: by their birth date, else as answered."""
    given = {n: letting.answers[f"age_{n}"] for n in FIRST_FIELD_OF_PERSON}
    born = {n: _birth_of(n, letting) for n in FIRST_FIELD_OF_PERSON}
    ages = {n: given[n] if when is None else str(age_on(letting.first_day, when)) for n, when in born.items()}
    return {n: age for n, age in ages.items() if age}


def _birth_of(n: int, letting: Letting) -> date | None:
    person = letting.answers[f"person_ref_{n}"]
    rows = [row for row in letting.rows if row["person_ref"] == person]
    if n == 1 and not person:
        rows = [row for row in letting.rows if row["tenant_status"] == "F" and _here(row, letting.first_day)]
    born = day(rows[0]["date_of_birth"]) if rows else None
    return None if born in STAND_INS_FOR_UNKNOWN else born


def _household(letting: Letting) -> dict[int, str]:
    row: dict[int, str] = {}
    for n, age in ages_of(letting).items():
        row |= _person(n, age, letting.answers)
    row |= {field: letting.answers[name] for field, name in TICKS.items()}
    if letting.answers["long_term_illness"] == "1":
        row |= {field: letting.answers[name] for field, name in ILLNESSES.items()}
    forces = letting.answers["armed_forces"]
    row[91] = letting.answers["still_serving"] if forces == "1" else ""
    row[92] = letting.answers["service_injury"] if forces in {"1", "4"} else ""
    return row


def _person(n: int, age: str, answers: Row) -> dict[int, str]:
    """A child under 16 is neither a partner nor at work: the service answers both, so that they stay blank."""
    first = FIRST_FIELD_OF_PERSON[n]
    sex, work = (first + 1, 47) if n == 1 else (first + 2, first + 5)
    row = {first: age, sex: answers[f"sex_{n}"], sex + 1: answers[f"gender_same_{n}"]}
    if age == "R" or int(age) >= 16:
        row |= {work: answers[f"work_{n}"]} | ({} if n == 1 else {first + 1: answers[f"partner_{n}"]})
    return row


def _before(letting: Letting) -> dict[int, str]:
    answers = letting.answers
    row: dict[int, str] = {}
    if answers["reasonable_preference"] == "1":
        row |= {field: answers[name] for field, name in PREFERENCES.items()}
    if not (letting.renewal and letting.general_needs):
        row[115] = answers["previous_tenure"]
    if letting.renewal:
        return row
    known, postcode = _home_before(letting)
    row |= {112: answers["time_waiting"], 117: known, 120: answers["previous_authority"]}
    return row | (postcode_parts(postcode, 118) if known == "1" else {}) | _referral(letting)


def _home_before(letting: Letting) -> tuple[str, str]:
    """Whether the postcode of the last settled home is known, and it: of a transfer, our own records hold it."""
    answers = letting.answers
    left = letting.landlord.holders.get((letting.key[0], letting.rows[0]["prior_tenancy_ref"]), [])
    if not answers["previous_postcode_known"] and letting.rows[0]["acquisition_route"] == "transfer" and left:
        return "1", left[0]["postcode"]
    return answers["previous_postcode_known"], answers["previous_postcode"]


def postcode_parts(text: str, first: int) -> dict[int, str]:
    """A postcode in two fields: the last three characters are the inward part."""
    letters = text.replace(" ", "").upper()
    return {first: letters[:-3], first + 1: letters[-3:]}


def _referral(letting: Letting) -> dict[int, str]:
    answers = letting.answers
    if letting.landlord.organisations[letting.key[0]]["provider"] == "LA":
        return {131: answers["referral_council"]}
    row = {132: answers["referral_association"]}
    if row[132] in {"6", "7"}:
        row[133] = answers["referral_source"]
    if row.get(133) in {"1", "7"}:
        row[134] = answers["referral_agency"]
    return row


def _money(letting: Letting) -> dict[int, str]:
    answers, account = letting.answers, letting.account
    pays = letting.general_needs or answers["pays_charges"] == "0"
    row = {11: answers["rent_type"] or account["rent_type"]}
    row |= {} if letting.general_needs else {140: answers["pays_charges"]}
    row |= {field: (answers[name] or account[name]) if pays else "0" for field, name in CHARGES.items()}
    row[141] = (answers["rent_period"] or account["rent_period"]) if pays else ""
    if answers["income_known"] == "1":
        row |= {136: answers["income_frequency"], 137: answers["income"]}
    if answers["housing_benefit"] in {"1", "6"} and pays:
        row[146] = answers["shortfall"]
    if row.get(146) == "1":
        row[147] = answers["shortfall_amount"]
    return row
