"""What the form of the year before refuses: a sale completed in that year is refused, and judged by it all the same."""

from pipeline.core.conditions import among, given
from pipeline.core.rules import Rule
from pipeline.core.sales_2026 import states

_SAYS = "The form of the year before does not take that it is not known whether a mortgage was used."


def _unknown(route: str) -> Rule:
    used = f"mortgage_used_{route}"
    also = ("staircasing",) if route == "purchase" else ()
    return Rule("mortgage_unknown_before", _SAYS, (used, *also), ~states.OWN_FORM & among(used, 3))


_PARTLY_OWNED = given("share_owned") & ~states.OWNS_ALL
RULES = (
    _unknown("purchase"),
    _unknown("discounted"),
    Rule(
        "mortgage_unknown_before",
        _SAYS,
        ("share_owned", "mortgage_used_staircasing"),
        ~states.OWN_FORM & _PARTLY_OWNED & among("mortgage_used_staircasing", 3),
    ),
)
