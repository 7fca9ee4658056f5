"""What the service derives of a log, as the report repeats it (`app/models/derived_variables`, `LettingsLog#get_lettype`)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

RENT_KINDS = {
    "1": "social rent", "2": "affordable rent", "3": "affordable rent", "4": "intermediate rent", "5": "intermediate rent",
    "6": "intermediate rent", "7": "specified accommodation",
}  # fmt: skip
WEEKS = {"1": 52, "2": 26, "3": 13, "4": 12, "5": 50, "6": 49, "7": 48, "8": 47, "9": 46, "10": 53, "11": 51}
DIGITS_OF_THE_SERVICE = 32
"""How far its quotients go: a fifty-second part is cut there, so that some half pennies fall the other way."""
SOCIAL_TENANCIES = {"6", "30", "31", "32", "33", "34", "35"}
CHILD, GROWN, ELDER = 16, 18, 60
CHILD_OF_A_BUYER = 18
PEOPLE_OF_LETTINGS = {1: (41, 0), 2: (48, 49), 3: (54, 55), 4: (60, 61), 5: (66, 67), 6: (72, 73), 7: (78, 79), 8: (84, 85)}
"""The fields of each person's age and of whether they are the lead tenant's partner."""
AGES_OF_SALES = (29, 38, 48, 54, 60, 66)


@dataclass(frozen=True)
class Heads:
    """How many adults under 60, elders and children there are."""

    adults: int
    elders: int
    children: int


def heads_of_letting(row: dict[int, str]) -> Heads:
    """Lettings count somebody of 16 or 17 as an adult where it is said whether they are the partner; a lead always."""
    people = [
        (n, int(row[age]), row.get(partner, "")) for n, (age, partner) in PEOPLE_OF_LETTINGS.items() if row.get(age, "R") != "R"
    ]
    adults = [n for n, age, partner in people if _adult(n, age, partner)]
    return Heads(len(adults), sum(age >= ELDER for _, age, _ in people), sum(age < CHILD for _, age, _ in people))


def _adult(n: int, age: int, partner: str) -> bool:
    return CHILD <= age < ELDER and (n == 1 or age >= GROWN or partner in {"1", "2"})


def heads_of_sale(row: dict[int, str]) -> Heads:
    """Sales count everybody under 18 but the buyer as a child."""
    ages = [int(row[field]) if row.get(field, "R") != "R" else None for field in AGES_OF_SALES]
    lead, others = ages[0], [age for age in ages[1:] if age is not None]
    adults = sum(CHILD_OF_A_BUYER <= age < ELDER for age in others) + (lead is not None and CHILD <= lead < ELDER)
    elders = sum(age is not None and age >= ELDER for age in ages)
    return Heads(adults, elders, sum(age < CHILD_OF_A_BUYER for age in others))


def household_of(heads: Heads, *, of_sale: bool) -> str:
    """The household type as the report words it; two with an elder is of two elders alone for sales."""
    counts = (heads.elders, heads.adults, heads.children)
    if counts == (1, 0, 0):
        return "one elder"
    two = counts == (2, 0, 0) if of_sale else heads.elders >= 1 and heads.elders + heads.adults == 2
    if two:
        return "two elders" if of_sale else "two, of them an elder"
    if heads.elders or not heads.adults:
        return "other"
    if heads.children:
        return "one adult with children" if heads.adults == 1 else "adults with children"
    return {1: "one adult", 2: "two adults"}.get(heads.adults, "other")


def letting_type_of(row: dict[int, str]) -> str:
    """General needs or supported, and the kind of rent."""
    return f"{'general needs' if row[4] == '1' else 'supported housing'}, {RENT_KINDS[row[11]]}"


def weekly(row: dict[int, str], *fields: int) -> Decimal | None:
    """The fields' sum by the week to the penny, divided before it is multiplied as the service does; None without a period."""
    if 141 not in row:
        return None
    a_period = sum((Decimal(row[field]) for field in fields), Decimal(0))
    with localcontext(prec=DIGITS_OF_THE_SERVICE):
        a_fifty_second = a_period / 52
    with localcontext(prec=2 * DIGITS_OF_THE_SERVICE):
        return (a_fifty_second * WEEKS[row[141]]).quantize(Decimal("0.01"), ROUND_HALF_UP)


def days_empty(row: dict[int, str]) -> int:
    """From the end of major repairs, else from the day on which it fell empty, to the first day; none for a renewal."""
    began = _day(row, 8)
    if row[7] == "1":
        return 0
    return (began - _day(row, 32 if 32 in row else 29)).days


def _day(row: dict[int, str], first: int) -> date:
    return date(int(row[first + 2]), int(row[first + 1]), int(row[first]))


def tenant_of(row: dict[int, str]) -> str:
    """Whether the tenant is new to social housing: by where they lived.

    Nobody is asked that of a general needs renewal: the service clears the answer, tells new from existing, and fills in the
    landlord's own tenure only afterwards (`set_derived_fields!`), so that such a tenant counts as new.
    """
    renewed = row[7] == "1" and row[4] == "1"
    before = "" if renewed else row.get(115, "")
    return "social tenant before" if before in SOCIAL_TENANCIES else "new to social housing"
