"""The headings of the sample's files: canonical names, and the labels of the national exercise where a landlord has those."""

_NATIONAL = {
    "tenancy": {
        "tenant_status": "Tenant status flag", "forename": "Forename(s)", "middle_names": "Middle name(s)/initial(s)",
        "surname": "Surname", "home_telephone": "Home telephone number", "mobile": "Mobile telephone number",
        "email": "E-mail address", "date_of_birth": "Date of birth", "nino": "National Insurance number",
        "tenancy_start": "Tenancy start date", "tenancy_end": "Tenancy end date", "uprn": "UPRN",
        "housing_benefit_ref": "Housing benefit reference number", "occupants": "Number of people permanently living at address",
    },
}  # fmt: skip


def headings(extract: str) -> dict[str, str]:
    """The heading of each column that is not headed by its canonical name."""
    return _NATIONAL.get(extract, {})
