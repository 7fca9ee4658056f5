"""The words every page and file for people shares: the standing caveat, and codes said plainly."""

CAVEAT = (
    "A referral is an inconsistency to look into. No assumption is made as to fraud, error or another explanation until a "
    "person has investigated."
)

PRIORITIES = {"P1": "look first", "P2": "look next", "P3": "look when time allows", "restricted": "senior role only"}
"""What a priority asks of an officer, in the order of urgency."""

PRIORITY_MEANINGS = {
    "P1": "Look first: firmly linked records, and facts that have stood against each other for long or with much money at issue.",
    "P2": "Look next: the facts do not fit, but something about the link, the address or the time is less certain.",
    "P3": "Look when time allows: worth a desk check before anything else.",
}
PRIORITY_CAUTION = (
    "A priority says how soon to look, never how guilty anyone is. "
    "It is a sum of printed points; no personal trait is among them."
)

LINKS = {
    "K1": "National Insurance number, and a name or birth date",
    "K2": "name, full birth date, and a telephone or e-mail",
    "K3": "name and full birth date",
    "K4": "name and part of the birth date",
    "K5": "one National Insurance number, but another name and birth date",
    "K6": "no more than the home",
}
"""What each key class rests on."""
OWN_REFERENCE = "our own reference; no names were compared"

EXTRACTS = {
    "tenancy": "Tenancy",
    "rent_account": "Rent account",
    "rent_transaction": "Rent posting",
    "benefit_award": "Benefit award",
    "benefit_payment": "Benefit payment",
    "deceased": "Record of a death",
    "residency": "Evidence of residence",
    "waiting_list": "Waiting list",
    "right_to_buy": "Right to buy",
    "partner_tenancy": "Another landlord's tenancy",
    "household_event": "Event at the home",
}

SCHEMES = {
    "housing_benefit": "Housing benefit",
    "universal_credit_housing": "Universal Credit (housing)",
    "council_tax_reduction": "Council tax reduction",
}

CHANGES = {"new": "new", "persisting": "seen before", "reopened": "came back changed"}

ATTRIBUTES = {
    "forename": "Forename",
    "surname": "Surname",
    "date_of_birth": "Date of birth",
    "nino": "National Insurance number",
    "contact": "Telephone or e-mail",
}
"""What linkage compares, as a reader calls it."""

LIKENESSES = {"agree": "agrees", "close": "is close", "conflict": "conflicts", "missing": "is missing"}
"""How near an attribute comes on the two sides."""
