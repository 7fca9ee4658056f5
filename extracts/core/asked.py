"""What the inputs of every year have alike: a column that only the return may use, and the landlord's own keys."""

from extracts.contract import Field, Use
from extracts.kinds import code, reference
from extracts.kinds.kind import Kind


def asked(name: str, kind: Kind, meaning: str) -> Field:
    """A column that only the return may use."""
    return Field(name, kind, Use.RETURN, meaning)


LANDLORD = Field("landlord_code", code.ANY, Use.RETURN, "The company of the group, as in the tenancy extract", True)
TENANCY = Field("tenancy_ref", reference.REFERENCE, Use.RETURN, "The tenancy, as in the tenancy extract", True)
