"""What a sale's row of 2026/27 must say, field by field: three routes, each with its own place for the same fact."""

from dataclasses import dataclass
from datetime import date

from tests.core_return.recomputed.extracts import Key, Landlord, Row, day
from tests.core_return.recomputed.lettings import FIRST_DAY, LAST_DAY, parts_of, postcode_parts

SOCIAL_TENANTS = {"1", "2"}
ASKED_ALWAYS = {
    8: "ownership", 12: "joint_purchase", 14: "interviewed", 15: "declaration", 29: "age_1", 30: "sex_1", 31: "gender_same_1",
}  # fmt: skip
OF_PURCHASES = {
    33: "ethnicity", 34: "nationality", 35: "work_1", 36: "lives_here_1", 46: "household_size", 71: "previous_tenure",
    78: "served_regular", 80: "bereaved_partner", 81: "disability", 82: "wheelchair_user", 83: "income_1",
    84: "income_1_counted", 87: "housing_benefit", 88: "savings", 89: "owned_before",
}  # fmt: skip
OF_BUYER_2 = {
    42: "ethnicity_2", 43: "nationality_2", 45: "lives_here_2", 76: "buyer_2_lived_there", 85: "income_2", 86: "income_2_counted",
}  # fmt: skip
FIRST_FIELD_OF_PERSON = {2: 37, 3: 47, 4: 53, 5: 59, 6: 65}
FIRST_PURCHASE = {
    91: "resale", 99: "price", 100: "first_share", 101: "mortgage_used", 104: "deposit", 106: "rent", 107: "charge",
    108: "estate_fee",
}  # fmt: skip
STAIRCASING = {
    109: "share_bought", 110: "share_owned", 112: "first_staircasing", 120: "price", 121: "first_share", 122: "mortgage_used",
    123: "rent_before", 125: "charge", 126: "new_charge",
}  # fmt: skip
DISCOUNTED = {127: "years_lived_here", 128: "price", 131: "mortgage_used", 135: "deposit", 136: "charge"}


@dataclass(frozen=True)
class Sale:
    """A completed sale or staircasing: what its row of the sales record and the home's record say."""

    landlord: Landlord
    answers: Row

    @property
    def route(self) -> str:
        if self.answers["ownership"] == "2":
            return "discounted"
        return "staircasing" if self.answers["staircasing"] == "1" else "first purchase"

    @property
    def joint(self) -> bool:
        return self.answers["joint_purchase"] == "1"

    def asked(self, name: str) -> str:
        """The answer of the sale, else what the home's record says."""
        [home] = self.landlord.homes[self.answers["landlord_code"], self.answers["property_ref"]]
        return self.answers[name] or home[name]

    def answered(self, names: dict[int, str]) -> dict[int, str]:
        return {field: self.answers[name] for field, name in names.items()}


def sales_of(landlord: Landlord) -> dict[Key, Sale]:
    """The shared-ownership and discounted sales of the year, by landlord and reference; outright sales have no log."""
    sales = {(row["landlord_code"], row["sale_ref"]): Sale(landlord, row) for row in landlord.sales}
    return {key: sale for key, sale in sales.items() if sale.answers["ownership"] in {"1", "2"} and _of_the_year(sale)}


def _of_the_year(sale: Sale) -> bool:
    completed = day(sale.answers["completion_date"])
    return completed is not None and FIRST_DAY <= completed <= LAST_DAY


def completed_on(sale: Sale) -> date:
    """The day of completion."""
    completed = day(sale.answers["completion_date"])
    assert completed is not None
    return completed


def row_of(sale: Sale) -> dict[int, str]:
    """The row by field number, the blank fields left out; field 7, the code, is no fact and is not worked out."""
    row = sale.answered(ASKED_ALWAYS) | _setup(sale) | _home(sale) | _people(sale)
    if sale.route != "staircasing":
        row |= sale.answered(OF_PURCHASES) | _follow_ups(sale)
    terms = {"first purchase": _first_purchase, "staircasing": _staircasing, "discounted": _discounted}[sale.route]
    return {field: text for field, text in (row | terms(sale)).items() if text}


def _setup(sale: Sale) -> dict[int, str]:
    organisation = sale.landlord.organisations[sale.answers["landlord_code"]]
    row = parts_of(completed_on(sale), 1) | {4: organisation["owner"], 5: organisation.get("manager", organisation["owner"])}
    row |= {11: sale.answers["discounted_product"]} if sale.route == "discounted" else {}
    row |= {9: sale.answers["shared_product"], 10: sale.answers["staircasing"]} if sale.route != "discounted" else {}
    return row | ({13: sale.answers["more_than_two"]} if sale.joint else {})


def _home(sale: Sale) -> dict[int, str]:
    kind = sale.asked("home_kind")
    row = {16: sale.asked("uprn").lstrip("0"), 23: sale.asked("local_authority"), 24: kind}
    row[25] = sale.asked("building_height") if kind in {"1", "2", "9"} else ""
    row[26] = "" if kind == "2" else sale.asked("bedrooms")
    if sale.route != "staircasing":
        row |= {27: sale.asked("building_origin"), 28: sale.asked("wheelchair_home")}
    return row


def _people(sale: Sale) -> dict[int, str]:
    """Buyer 2 of a joint purchase always; others only where they are asked about, which a staircasing does not."""
    asked = (
        {2}
        if sale.route == "staircasing" and sale.joint
        else set(FIRST_FIELD_OF_PERSON)
        if sale.route != "staircasing"
        else set()
    )
    row: dict[int, str] = {}
    for n in sorted(asked):
        row |= _person(n, sale)
    return row


def _person(n: int, sale: Sale) -> dict[int, str]:
    first, answers = FIRST_FIELD_OF_PERSON[n], sale.answers
    names = ("partner", "age", "sex", "gender_same")
    row = {first + at: answers[f"{name}_{n}"] for at, name in enumerate(names)}
    grown = not row[first + 1].isdigit() or int(row[first + 1]) >= 16
    buyer = n == 2 and sale.joint
    work = 44 if n == 2 else first + 5
    return row | ({work: answers[f"work_{n}"]} if sale.route != "staircasing" and (grown or buyer) else {})


def _follow_ups(sale: Sale) -> dict[int, str]:
    answers = sale.answers
    row = sale.answered(OF_BUYER_2) if sale.joint else {}
    row[76] = row.get(76, "") if row.get(45) == "1" else ""
    row[77] = answers["previous_tenure_2"] if row[76] == "2" else ""
    row[79] = answers["still_serving"] if answers["served_regular"] == "1" else ""
    row[90] = answers["owned_shared_before"] if answers["owned_before"] == "1" else ""
    if sale.route == "first purchase":
        row |= {72: answers["previous_postcode_known"], 75: answers["previous_authority"]}
        row |= postcode_parts(answers["previous_postcode"], 73) if row[72] == "1" else {}
    return row


def _first_purchase(sale: Sale) -> dict[int, str]:
    answers = sale.answers
    row = sale.answered(FIRST_PURCHASE) | _mortgage(sale, 102)
    if answers["resale"] == "2":
        row |= {92: answers["years_lived_here"]} | parts_of(day(answers["handover_date"]), 93)
    if {answers["previous_tenure"], answers["previous_tenure_2"]} & SOCIAL_TENANTS:
        row |= sale.answered({96: "left_bedrooms", 97: "left_home", 98: "left_rent"})
    return row | ({105: answers["cash_discount"]} if answers["shared_product"] == "18" else {})


def _mortgage(sale: Sale, amount: int) -> dict[int, str]:
    """The sum and the years; the service wants a number of years on every row, so 0 where there is no mortgage."""
    used = sale.answers["mortgage_used"] == "1" and sale.route != "staircasing"
    return sale.answered({amount: "mortgage", amount + 1: "mortgage_years"}) if used else {amount + 1: "0"}


def _staircasing(sale: Sale) -> dict[int, str]:
    answers = sale.answers
    row = sale.answered(STAIRCASING) | _mortgage(sale, 102) | parts_of(day(answers["first_purchase_date"]), 113)
    row |= {111: answers["back_to_back"]} if answers["share_owned"] == "100" else {124: answers["rent"]}
    if answers["first_staircasing"] == "2":
        row |= {116: answers["staircasings"]} | parts_of(day(answers["last_staircasing_date"]), 117)
    return row


def _discounted(sale: Sale) -> dict[int, str]:
    answers = sale.answers
    row = sale.answered(DISCOUNTED) | _mortgage(sale, 132)
    row |= {129: answers["grant"]} if answers["discounted_product"] in {"8", "21", "22"} else {}
    row |= {130: answers["discount"]} if answers["discounted_product"] in {"9", "14"} else {}
    return row | ({134: answers["extra_borrowing"]} if answers["mortgage_used"] == "1" else {})
