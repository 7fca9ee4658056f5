"""The rules of the made-up exercise: titles, cards, and what stands on either side."""

TITLES = {
    "B1": "A tenant appears to be paid housing support for another address",
    "B2": "One person appears to be paid housing support for two homes at once",
    "B6": "Housing support is paid for days outside the tenancy",
    "D1": "Our own records speak of a death, and the tenancy goes on",
    "D2": "A sole tenant appears in a record of deaths, and the tenancy goes on",
    "D3": "Somebody acts in the name of a person recorded as dead",
    "I1": "One National Insurance number is on file for different people",
    "T1": "One person appears to hold two of our tenancies at once",
    "T2": "A tenant is counted as living in another of our homes",
    "T3": "A tenancy ended on paper, and rent still comes in",
}
CARDS = {
    "B1": "b1_support_elsewhere.toml",
    "B2": "b2_two_claims.toml",
    "B6": "b6_paid_outside_tenancy.toml",
    "D1": "d1_own_death_marker.toml",
    "D2": "d2_deceased_tenant.toml",
    "D3": "d3_after_death.toml",
    "I1": "i1_one_nino.toml",
    "T1": "t1_two_tenancies.toml",
    "T2": "t2_occupant_elsewhere.toml",
    "T3": "t3_ended_but_paid.toml",
}
SIDES = {
    "B1": ("tenancy", "benefit_award"),
    "B2": ("benefit_award", "benefit_award"),
    "B6": ("tenancy", "benefit_award"),
    "D1": ("tenancy", None),
    "D2": ("tenancy", "deceased"),
    "I1": ("tenancy", "benefit_award"),
    "T1": ("tenancy", "tenancy"),
    "T3": ("tenancy", "rent_account"),
}
"""Of the rules that found something; T2 found nothing and D3 could not run."""
UNLINKED = ("D1", "T3")
COULD_NOT_RUN = {"D3": "no household_event extract"}
