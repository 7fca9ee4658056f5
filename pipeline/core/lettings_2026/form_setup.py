"""The set-up questions of a letting, and those about the home and the tenancy."""

from dataclasses import replace

from pipeline.core.conditions import ALWAYS, NEVER, among
from pipeline.core.form import Page, choice, choice_by_page, number, open_question, section, ticks
from pipeline.core.lettings_2026 import states

SETUP = tuple(
    replace(question, setup=True)
    for question in (
        *(replace(open_question(answer), optional=ALWAYS, kept=True) for answer in ("owner", "manager")),
        choice("needs_type", 1, 2),
        open_question("scheme", asked=states.SUPPORTED),
        replace(open_question("location", asked=NEVER), kept=True),
        choice("renewal", 0, 1),
        open_question("start_date"),
        choice("rent_type", *range(1, 8)),
        replace(open_question("other_rent_product"), opened=states.OTHER_PRODUCT),
        replace(open_question("tenant_code"), optional=ALWAYS),
        replace(open_question("property_code"), optional=ALWAYS),
        ticks("declaration", "declaration"),
    )
)

_RELET = among("first_let", 0) & ~states.RENEWAL
_FIRST_LET = among("first_let", 1) & ~states.RENEWAL
_RELET_FOR_A_REASON = ~states.RENEWAL & among("vacancy_reason", *states.RELET_REASONS)
_TYPED_ADDRESS = among("address_typed", 1)
_ADDRESS = ("address_line_1", "town", "postcode")

HOME = section(
    states.SETUP_DONE,
    (
        choice("first_let", 0, 1, asked=~states.RENEWAL),
        choice("last_let_basis", 1, 2, 3, 5, 6, 7, 8, 9, asked=_RELET),
        choice_by_page(
            "vacancy_reason",
            Page(_RELET, (5, 6, 8, 9, 10, 11, 12, 13, 14, 18, 19, 20, 21, 22)),
            Page(_FIRST_LET, states.FIRST_LET_REASONS),
        ),
        open_question("uprn", asked=~_TYPED_ADDRESS & (states.OWN_FORM | ~states.SUPPORTED)),
        *(replace(open_question(answer, asked=_TYPED_ADDRESS), kept=True) for answer in _ADDRESS),
        replace(open_question("local_authority", asked=among("authority_inferred", 0) & states.GENERAL_NEEDS), kept=True),
        choice("unit_type", 1, 2, 4, 6, 7, 8, 9, 10, asked=states.GENERAL_NEEDS),
        choice("wheelchair_standard", 1, 2, asked=states.GENERAL_NEEDS),
        replace(number("bedrooms", 1, 12, asked=states.GENERAL_NEEDS & ~states.BEDSIT), derived=states.BEDSIT),
        open_question("void_date", asked=~states.RENEWAL),
        choice("major_repairs", 0, 1, asked=_RELET_FOR_A_REASON),
        replace(open_question("repairs_date", asked=_RELET_FOR_A_REASON), opened=among("major_repairs", 1)),
        choice("older_people_housing", 2, 3, 4, 7, 8, asked=states.SUPPORTED),
    ),
)

_TERM_ASKED = (states.FIXED_TERM & (states.GENERAL_NEEDS | states.SUPPORTED)) | states.PERIODIC

TENANCY = section(
    states.SETUP_DONE,
    (
        choice("joint_tenancy", 1, 2, 3),
        choice("starter_tenancy", 1, 2),
        choice("tenancy_type", 2, 3, 4, 5, 6, 7, 8),
        replace(open_question("other_tenancy_type"), opened=among("tenancy_type", 3)),
        replace(number("tenancy_length", 0, 150, asked=_TERM_ASKED), optional=~states.FIXED_TERM),
    ),
)
