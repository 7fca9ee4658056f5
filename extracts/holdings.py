"""Optional extracts about homes: who owns one, and which are advertised for short stays."""

from extracts.contract import LONG_TERM, Ends, Extract, Field, Use
from extracts.kinds import date, integer, reference
from extracts.optional import SOURCE
from extracts.people import DATE_OF_BIRTH, FORENAME, MIDDLE_NAMES, POSTCODE, RESTRICTED, SURNAME, UPRN, address_lines

OWNERSHIP = Extract(
    name="ownership",
    title="Homes that people own, from a register of title or a mortgage record",
    names_people=True,
    order=(("owned_from", "owned_to"),),
    fields=(
        FORENAME,
        SURNAME,
        MIDDLE_NAMES,
        DATE_OF_BIRTH,
        *address_lines(),
        POSTCODE,
        UPRN,
        Field("owned_from", date.DATE, Use.FACT, "First day of owning the home", True, ("registered_on", "purchase_date")),
        Field(
            "owned_to",
            date.DATE,
            Use.FACT,
            "Last day of owning it; blank: still owned",
            False,
            ("sold_on", "sale_date"),
            ends=Ends.RECORD,
            years=LONG_TERM,
        ),
        SOURCE,
        RESTRICTED,
    ),
)

SHORT_LET = Extract(
    name="short_let",
    title="Homes advertised for short stays: one row per listing",
    key=("listing_ref",),
    order=(("first_seen", "last_seen"),),
    fields=(
        Field(
            "listing_ref",
            reference.REFERENCE,
            Use.REFERENCE,
            "The site's or searcher's number for the listing",
            True,
            ("listing_reference", "listing_id", "listing_number"),
            "listing",
        ),
        *address_lines(),
        POSTCODE,
        UPRN,
        Field("first_seen", date.DATE, Use.FACT, "First day the listing was seen", True, ("from_date",)),
        Field("last_seen", date.DATE, Use.FACT, "Last day the listing was seen", True, ("to_date",), ends=Ends.RECORD),
        Field("sightings", integer.COUNT, Use.FACT, "How often it was seen", False, ("times_seen",)),
        Field("nights", integer.COUNT, Use.FACT, "Nights known to be let", False, ("nights_let", "nights_booked")),
        SOURCE,
    ),
)
