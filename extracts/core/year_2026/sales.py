"""`core_sales`: what buyers and completions tell of a sale of 2026/27, one row a sale or staircasing.

One name a fact: the form asks the price, the share or the mortgage in another place for each route, the return finds it.
"""

from extracts.contract import Extract, Field, Use
from extracts.core import kinds
from extracts.core.asked import LANDLORD, asked
from extracts.core.year_2026 import people
from extracts.core.year_2026 import sales_answers as of
from extracts.kinds import date, postcode, reference, uprn

MOST_PEOPLE = 6
HOME_TOO = (
    asked("home_kind", of.HOME_KIND, "Sales: what kind of home it is"),
    asked("building_height", of.HEIGHT, "Sales: how high the building is; flats, bedsits and other kinds only"),
    asked("building_origin", of.ORIGIN, "Sales: built as a home or converted; not for staircasing"),
    asked("wheelchair_home", of.YES_NO_UNKNOWN, "Sales: whether it meets wheelchair-user standards; not for staircasing"),
    asked("handover_date", date.DATE, "Sales: the day on which the home was handed over; first purchase of a new home only"),
)
"""What the property extract may tell of a home that is sold."""

SALE = (
    asked("property_ref", reference.REFERENCE, "The home, as in the property extract"),
    asked("completion_date", date.DATE, "The day of completion; blank while it is not completed"),
    asked("ownership", of.OWNERSHIP, "Shared ownership or a discounted sale; outright sales have no log"),
    asked("shared_product", of.SHARED, "Which shared ownership; blank otherwise"),
    asked("staircasing", of.YES_NO, "Is it a staircasing? Blank for a discounted sale"),
    asked("discounted_product", of.DISCOUNTED, "Which discounted sale; blank otherwise"),
    asked("joint_purchase", of.YES_NO, "Do two or more buy together?"),
    asked("more_than_two", of.YES_NO_UNKNOWN, "More than two buyers? Joint purchases only"),
    asked("interviewed", of.INTERVIEWED, "Were the buyers interviewed?"),
    asked("declaration", of.DECLARATION, "Recorded: the buyers saw the ministry's privacy notice or could see it"),
)
PLACE = (
    asked("uprn", uprn.UPRN, "The home's own UPRN; only where the property extract does not tell"),
    asked("local_authority", kinds.AUTHORITY, "The authority in which the home lies, as an ONS code"),
    asked("bedrooms", kinds.WHOLE, "Bedrooms; blank for a bedsit"),
)


def _buyer(n: int) -> tuple[Field, ...]:
    """What only buyers are asked; the second one of a joint purchase."""
    end = "" if n == 1 else "_2"
    return (
        asked(f"ethnicity{end}", people.ETHNICITY, f"Buyer {n}: ethnic background; not for staircasing"),
        asked(f"nationality{end}", people.NATIONALITY, f"Buyer {n}: nationality; not for staircasing"),
        asked(f"lives_here_{n}", of.YES_NO, f"Buyer {n}: will they live in the home? Not for staircasing"),
    )


def _person(n: int) -> tuple[Field, ...]:
    who = "Buyer 1" if n == 1 else "Buyer 2, or person 2" if n == 2 else f"Person {n}"
    partner = (asked(f"partner_{n}", people.PARTNER, f"{who}: the partner of buyer 1?"),)
    return (
        *(partner if n > 1 else ()),
        asked(f"age_{n}", kinds.AGE, f"{who}: age on completion, or R"),
        asked(f"sex_{n}", people.SEX, f"{who}: sex registered at birth"),
        asked(f"gender_same_{n}", people.GENDER_SAME, f"{who}: is their gender the one registered at birth?"),
        asked(f"gender_words_{n}", kinds.WORDS, f"{who}: gender in their own words, where it is another"),
        asked(f"work_{n}", people.WORK if n == 1 else people.WORK_OR_CHILD, f"{who}: working situation; not for staircasing"),
        *(_buyer(n) if n <= 2 else ()),
    )


BEFORE = (
    asked("household_size", kinds.WHOLE, "How many people will live there, buyers among them; not for staircasing"),
    asked("previous_tenure", of.PREVIOUS_TENURE, "Where buyer 1 lived immediately before"),
    asked("previous_postcode_known", of.YES_NO, "Is buyer 1's previous postcode known? First purchases only"),
    asked("previous_postcode", postcode.POSTCODE, "That postcode; first purchases only"),
    asked("previous_authority", kinds.AUTHORITY, "The authority of that home, as an ONS code; may be blank"),
    asked("buyer_2_lived_there", of.YES_NO_UNKNOWN, "Did buyer 2 live at buyer 1's address before?"),
    asked("previous_tenure_2", of.PREVIOUS_TENURE, "Where buyer 2 lived, if elsewhere"),
    asked("served_regular", of.REGULAR, "Was a buyer ever a regular of the UK armed forces?"),
    asked("still_serving", of.SERVING, "Is the regular still serving?"),
    asked("bereaved_partner", of.BEREAVED, "Is a buyer a regular's bereaved partner, of the past two years?"),
    asked("disability", of.YES_NO_UNKNOWN, "Does anybody in the household count themselves disabled?"),
    asked("wheelchair_user", of.YES_NO_UNKNOWN, "Does anybody in the household use a wheelchair?"),
    asked("income_1", kinds.REFUSABLE, "Buyer 1: income of a year before tax, whole pounds, or R"),
    asked("income_1_counted", of.YES_NO_UNKNOWN, "Was it counted for the mortgage?"),
    asked("income_2", kinds.REFUSABLE, "Buyer 2: income of a year before tax, whole pounds, or R"),
    asked("income_2_counted", of.YES_NO_UNKNOWN, "Was it counted for the mortgage?"),
    asked("housing_benefit", of.HOUSING_BENEFIT, "Help with housing costs just before"),
    asked("savings", kinds.REFUSABLE, "Savings before the deposit, in tens of pounds, or R"),
    asked("owned_before", of.YES_NO_UNKNOWN, "Did a buyer own a home before?"),
    asked("owned_shared_before", of.YES_NO_UNKNOWN, "Was that shared ownership?"),
)
TERMS = (
    asked("resale", of.YES_NO, "Is it a resale? First purchases only"),
    asked("years_lived_here", kinds.WHOLE, "Full years that the buyers had lived in the home; 0 where they had not"),
    asked("left_bedrooms", kinds.WHOLE, "Bedrooms of the social home that the buyers left"),
    asked("left_home", of.LEFT_HOME, "What kind of home that was"),
    asked("left_rent", of.LEFT_RENT, "On what rent it was let"),
    asked("price", kinds.AMOUNT, "The full price of the whole home"),
    asked("first_share", kinds.PERCENT, "The share first bought, in per cent; shared ownership only"),
    asked("mortgage_used", of.YES_NO_UNKNOWN, "Was a mortgage used?"),
    asked("mortgage", kinds.AMOUNT, "The sum of the mortgage; not for staircasing"),
    asked("mortgage_years", kinds.REFUSABLE, "The years of the mortgage, or R; not for staircasing"),
    asked("deposit", kinds.AMOUNT, "The cash deposit; not for staircasing"),
    asked("cash_discount", kinds.AMOUNT, "Cash discount; Social HomeBuy shares only"),
    asked("rent", kinds.AMOUNT, "Rent of a month; after staircasing, the new one"),
    asked("charge", kinds.CHARGE, "Service or leasehold charge of a month, or R where there is none"),
    asked("estate_fee", kinds.AMOUNT, "Estate fee of a month; 0 or blank where there is none; first purchases only"),
    asked("share_bought", kinds.PERCENT, "Staircasing: the share bought now, in per cent"),
    asked("share_owned", kinds.PERCENT, "Staircasing: the share owned now, in per cent"),
    asked("back_to_back", of.YES_NO_UNKNOWN, "Staircasing to the whole: sold on at once?"),
    asked("first_staircasing", of.YES_NO, "Staircasing: the first one?"),
    asked("first_purchase_date", date.DATE, "Staircasing: the day of the first purchase"),
    asked("staircasings", kinds.WHOLE, "Staircasing: how many so far, this one among them; blank for the first"),
    asked("last_staircasing_date", date.DATE, "Staircasing: the day of the last one before; blank for the first"),
    asked("rent_before", kinds.AMOUNT, "Staircasing: rent of a month before it"),
    asked("new_charge", kinds.CHARGE, "Staircasing: service charge from now on, or R where it stays as it is"),
    asked("grant", kinds.AMOUNT, "Discounted: the sum of grant, loan or discount"),
    asked("discount", kinds.PERCENT, "Discounted: the discount in per cent; Right to Buy only"),
    asked("extra_borrowing", of.YES_NO_UNKNOWN, "Discounted: does the mortgage hold extra borrowing?"),
)
PEOPLE = tuple(field for n in range(1, MOST_PEOPLE + 1) for field in _person(n))
SALE_REF = Field("sale_ref", reference.REFERENCE, Use.RETURN, "The landlord's number for the sale", True)

SECTIONS = {
    "The sale": SALE, "The home": (*PLACE, *HOME_TOO),
    "Buyer 1": _person(1), "Buyer 2, or person 2": _person(2),
    **{f"Person {n}": _person(n) for n in range(3, MOST_PEOPLE + 1)},
    "Household and before": BEFORE, "Price and terms": TERMS,
}  # fmt: skip
"""The parts in which the sign-up workbook is worked, in the order of its columns."""

CORE_SALES = Extract(
    name="core_sales",
    title="Sales of 2026/27: what buyers and completions tell",
    key=("sale_ref",),
    scope=("landlord_code",),
    fields=(LANDLORD, SALE_REF, *SALE, *PLACE, *HOME_TOO, *PEOPLE, *BEFORE, *TERMS),
)
