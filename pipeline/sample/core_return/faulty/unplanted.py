"""The checks of which no fault is planted, and why: nothing that a landlord puts in could break them."""

_BY_UPRN = "homes are named by their UPRN; the address of the property extract is read before it is used, and seldom used"
_OF_THE_YEAR_BEFORE = (
    "asked by the form of the year before: the return makes no log of a letting or a sale that is not of its year"
)
_NO_ASSIGNEE = "the return leaves the assignee blank: the log goes to whoever uploads"
UNPLANTED = {
    "core_lettings": {
        "assignee_unknown": _NO_ASSIGNEE,
        "assignee_unrelated": _NO_ASSIGNEE,
        "start_not_open": "the return makes logs of its own year alone, and only while that is open",
        "landlords_not_the_uploaders": "each owner's logs are judged, and written, as an upload of its own",
        "postcode_unusable": _BY_UPRN,
        "partner_under_16": _OF_THE_YEAR_BEFORE,
        "several_partners": _OF_THE_YEAR_BEFORE,
    },
    "core_sales": {
        "assigned_to_unknown": _NO_ASSIGNEE,
        "assigned_to_unrelated": _NO_ASSIGNEE,
        "postcode_format": _BY_UPRN,
        "mortgage_unknown_before": _OF_THE_YEAR_BEFORE,
        "authority_in_force": "the service forgets such an authority of a home named by its UPRN, and misses it: planted as that",
    },
}
"""By extract and check."""
