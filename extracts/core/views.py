"""What the return takes of extracts that matching reads too: no name, no number of a person, only what a log asks for."""

from dataclasses import replace

from extracts.contract import Ends, Extract, Field, Use
from extracts.core.asked import asked
from extracts.kinds import address, postcode, reference
from extracts.rent import RENT_ACCOUNT
from extracts.tenancy import TENANCY as MATCHED_TENANCY

_TENANCY_COLUMNS = (
    "landlord_code", "tenancy_ref", "person_ref", "tenant_status", "date_of_birth", "property_ref", "uprn", "postcode",
    "tenancy_type", "tenancy_start", "tenancy_end", "person_start", "person_end", "acquisition_route", "prior_tenancy_ref",
)  # fmt: skip
_NEEDED_HERE = ("landlord_code", "tenancy_ref", "person_ref", "tenant_status", "property_ref", "tenancy_type", "tenancy_start")
_RENT_COLUMNS = ("landlord_code", "account_ref", "tenancy_ref", "account_kind", "as_of")
_ENDS = {Ends.RECORD: Ends.IN_RETURN, Ends.PART: Ends.NOTHING}
"""The return keeps a letting back, and says so, where an end of its tenancy was given and cannot be read."""


def _view(extract: Extract, columns: tuple[str, ...], required: tuple[str, ...]) -> tuple[Field, ...]:
    """The columns as the return reads them: it presumes nothing of a value that cannot be read, but says so and waits."""
    fields = (replace(extract.field(name), required=name in required, presumed=None) for name in columns)
    return tuple(replace(field, ends=_ENDS.get(field.ends, field.ends)) for field in fields)


TENANCY = replace(
    MATCHED_TENANCY,
    title="Tenancies, without names: who holds which home since when, and birth dates for ages",
    fields=_view(MATCHED_TENANCY, _TENANCY_COLUMNS, _NEEDED_HERE),
    order=(("tenancy_start", "tenancy_end"), ("person_start", "person_end")),
    names_people=False,
    mandatory=False,
)


def account_with(charges: tuple[Field, ...]) -> Extract:
    """The rent account as a year's return reads it: its keys, and the charges as that year asks them."""
    return replace(
        RENT_ACCOUNT,
        title="Rent accounts, without balances: the charges of a period, in four parts",
        fields=(*_view(RENT_ACCOUNT, _RENT_COLUMNS, ("landlord_code", "tenancy_ref")), *charges),
    )


def property_with(home: tuple[Field, ...]) -> Extract:
    """The homes as a year's return reads them: where each lies, and what that year's logs ask of it."""
    return Extract(
        name="property",
        title="Homes: what a log asks about the home itself, one row a home",
        key=("property_ref",),
        scope=("landlord_code",),
        fields=(
            Field("landlord_code", MATCHED_TENANCY.field("landlord_code").kind, Use.RETURN, "The company of the group", True),
            Field("property_ref", reference.REFERENCE, Use.RETURN, "The home, as in the tenancy extract", True),
            asked("address_line_1", address.LINE, "First line of the address; used only where a decision allows it"),
            asked("town", address.LINE, "Town or city; used only where a decision allows it"),
            asked("postcode", postcode.POSTCODE, "Postcode; used only where a decision allows it"),
            *home,
        ),
    )
