"""Matches that the National Fraud Initiative sends back: a row per match, our tenant on one side, another's record beside it.

It is no extract of an exercise's folder. The layout of NFI's output could not be read; the headers stand in an alias file.
"""

from dataclasses import replace

from extracts.contract import LONG_TERM, Ends, Extract, Field, Use
from extracts.kinds import address, code, date, reference, text
from extracts.people import DATE_OF_BIRTH, FORENAME, POSTCODE, SURNAME


def _of(side: str, field: Field) -> Field:
    """A column of people for one side of the match, never mandatory, known by no other name."""
    return replace(field, name=f"{side}_{field.name}", required=False, aliases=())


NFI_MATCH = Extract(
    name="nfi_match",
    title="Matches returned by the National Fraud Initiative: one row per match",
    key=("match_ref",),
    order=(("other_start", "other_end"),),
    fields=(
        Field("match_ref", reference.REFERENCE, Use.REFERENCE, "NFI's number of the match", True),
        Field("report", code.ANY, Use.FACT, "Number or title of the match report", True),
        Field("quality", code.ANY, Use.FACT, "How NFI grades the match"),
        Field("our_reference", reference.REFERENCE, Use.REFERENCE, "Our reference, as we gave it", True, domain="tenancy"),
        _of("our", SURNAME),
        _of("our", FORENAME),
        _of("our", DATE_OF_BIRTH),
        Field("other_body", code.ANY, Use.FACT, "Whose record it was matched with", True),
        Field("other_data", code.ANY, Use.FACT, "Which data of theirs"),
        Field("other_reference", reference.REFERENCE, Use.REFERENCE, "Their reference"),
        _of("other", SURNAME),
        _of("other", FORENAME),
        _of("other", DATE_OF_BIRTH),
        Field("other_address", address.LINE, Use.IDENTIFIER, "Their address, in one cell"),
        _of("other", POSTCODE),
        Field("other_start", date.DATE, Use.FACT, "First day of their record"),
        Field("other_end", date.DATE, Use.FACT, "Last day of their record; blank: open", ends=Ends.PART, years=LONG_TERM),
        Field("remark", text.TITLE, Use.SHOWN, "What NFI remarks"),
    ),
)
