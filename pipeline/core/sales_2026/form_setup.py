"""The set-up questions of a sale, and those about the home."""

from dataclasses import replace

from pipeline.core.conditions import ALWAYS, among
from pipeline.core.form import choice, number, open_question, section, ticks
from pipeline.core.sales_2026 import states

SHARED_PRODUCTS = (2, 30, 18, 16, 24, 28, 31, 32)
DISCOUNTED_PRODUCTS = (8, 14, 9, 29, 21, 22)

SETUP = tuple(
    replace(question, setup=True)
    for question in (
        open_question("completion_date"),
        replace(open_question("buyer_code"), optional=ALWAYS),
        choice("ownership", 1, 2),
        choice("shared_product", *SHARED_PRODUCTS, asked=states.SHARED),
        choice("staircasing", 1, 2, asked=states.SHARED),
        choice("discounted_product", *DISCOUNTED_PRODUCTS, asked=states.DISCOUNTED),
        choice("joint_purchase", 1, 2, asked=states.SHARED | states.DISCOUNTED),
        choice("more_than_two", 1, 2, 3, asked=states.JOINT),
        choice("interviewed", 1, 2, asked=states.JOINT_OR_SOLE),
        ticks("declaration", "declaration", asked=states.JOINT_OR_SOLE),
    )
)

_TYPED_ADDRESS = among("address_typed", 1)
_IN_A_BUILDING = among("home_kind", 1, 2, 9)

HOME = section(
    states.SETUP_DONE,
    (
        open_question("uprn", asked=~_TYPED_ADDRESS),
        *(replace(open_question(answer, asked=_TYPED_ADDRESS), kept=True) for answer in ("address_line_1", "town", "postcode")),
        replace(open_question("local_authority", asked=among("authority_inferred", 0)), kept=True),
        choice("home_kind", 1, 2, 3, 4, 9),
        choice("building_height", 1, 2, 3, asked=_IN_A_BUILDING & states.OWN_FORM),
        replace(number("bedrooms", 1, 9, asked=~states.BEDSIT), derived=states.BEDSIT),
        choice("building_origin", 1, 2, asked=states.NOT_STAIRCASING),
        choice("wheelchair_home", 1, 2, 3, asked=states.NOT_STAIRCASING),
    ),
)
