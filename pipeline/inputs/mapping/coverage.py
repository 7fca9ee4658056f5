"""Whether a source fills every column that its extract must have, and whether it says how things end."""

from extracts.contract import Extract
from pipeline.errors import Refused
from pipeline.inputs.mapping.model import Source

ENDS = ("tenancy_end", "award_end", "owned_to")
"""The columns that say when something is over; without them all of it is current."""
HINTS = {
    "landlord_code": '[source.constants] landlord_code = "a code for the landlord"',
    "person_ref": '[source.where_missing] person_ref = "{tenancy_ref}-{position}"',
    "property_ref": '[source.where_missing] property_ref = "{uprn}"',
    "tenant_status": '[source.constants] tenant_status = "F"',
    "tenancy_type": '[source.constants] tenancy_type = "general_needs"',
    "scheme": '[source.constants] scheme = "housing_benefit" or "universal_credit_housing"',
    "source_body": '[source.constants] source_body = "the council or department"',
    "claim_ref": '[source.where_missing] claim_ref = "UC {Your Reference}", the header of your tenancy number',
    "role": '[source.constants] role = "claimant" (waiting_list: "main")',
    "award_start": '[source.where_missing] award_start = { earliest = "Schedule Date", per = "claim_ref" }',
    "period_from": '[source.where_missing] period_from = { date = "Schedule Date", add_months = -1 }',
    "period_to": '[source.where_missing] period_to = { date = "Schedule Date", add_days = -1 }',
    "transaction_ref": '[source.where_missing] transaction_ref = "{account_ref}-{position}"',
    "as_of": '[source.constants] as_of = "2026-10-05"',
    "forename": '[source.name] column = "Name"',
    "surname": '[source.name] column = "Name"',
    "address_line_1": '[source.address] column = "Address"',
    "postcode": '[source.address] column = "Address"',
    "amount": '[source.debit_credit] debit = "Debit", credit = "Credit"',
    "kind": '[source.debit_credit] debit = "Debit", credit = "Credit"',
    "source": '[source.constants] source = "where the list comes from"',
}
"""What one might write for a mandatory column for which an export has no header."""


def refuse_uncovered(source: Source, extract: Extract, called: str) -> None:
    """Refused, with what one might write, where a source fills not every mandatory column or says nothing of ends."""
    lacking = [name for name in extract.required if name not in source.ours]
    if lacking:
        hints = list(dict.fromkeys(HINTS[name] for name in lacking if name in HINTS))
        raise Refused(
            f"{called}: the source of {extract.name} ({', '.join(source.files)}) has nothing for {', '.join(lacking)}, which the "
            "extract must have. Name their header in [source.columns]"
            + (f", or where there is none write for example {'; '.join(hints)}." if hints else ".")
        )
    _refuse_silence_on_ends(source, extract, called)


def _refuse_silence_on_ends(source: Source, extract: Extract, called: str) -> None:
    ends = [name for name in ENDS if name in extract.names]
    filled = [name for name in ends if name in source.ours]
    place = f"{called}: the source of {extract.name} ({', '.join(source.files)})"
    if filled and source.no_end:
        raise Refused(f"{place} has no_end = true and fills {filled[0]}. Keep one.")
    if ends and not filled and not source.no_end:
        raise Refused(
            f"{place} has nothing for {ends[0]}: without it everything would count as current. Name their header in "
            "[source.columns], or write no_end = true where everything listed is current."
        )
