"""Spaces as the service reads them, by its `row_parser.rb` of 2026 (both log types), `app/models/log.rb` and the postcode library.

`blank?` and `present?` know every space of Unicode, `strip` and a pattern's `\\s` six characters alone.
"""

import pytest

from tests.core.lettings import GENERAL, checked
from tests.core.sales import rows as sales

WIDE = ("\u00a0", "\u2009", "\u3000", "\u2003", "\u0085", "\u2028")
"""Spaces to `blank?`, not to `strip`."""
NARROW = (" ", "\t", "\v", "\f")
"""Spaces to both."""
NOT_SPACES = ("\u200b", "\ufeff", "\u180e")
"""Spaces to neither."""


def blamed(outcome, name):
    return set(outcome.findings.filter(name=name)["row"])


def lettings(name, values):
    return checked(*(GENERAL | {name: value} for value in values))


@pytest.mark.parametrize("name", ["postcode_inward", "previous_inward", "previous_outward", "postcode_outward"])
def test_a_space_beside_a_postcode_is_trimmed_only_where_the_service_trims_it(name):
    whole = GENERAL[name]
    outer = [whole + space if name.endswith("inward") else space + whole for space in (*NARROW, *WIDE, *NOT_SPACES)]
    assert blamed(lettings(name, outer), name) == set(range(len(NARROW) + 1, len(outer) + 1))


@pytest.mark.parametrize("name", ["previous_inward", "previous_outward"])
def test_the_same_of_a_sale(name):
    whole = sales.PURCHASE[name]
    values = [whole + space for space in (*NARROW, *WIDE, *NOT_SPACES)]
    outcome = sales.judged([sales.PURCHASE | {name: value} for value in values])
    assert blamed(outcome, name) == set(range(len(NARROW) + 1, len(values) + 1))


@pytest.mark.parametrize("name", ["town", "address_line_1", "owner", "postcode_inward", "sex_1"])
def test_a_cell_of_spaces_is_blank_whichever_they_are(name):
    blank = [None, "", *NARROW, *WIDE]
    outcome = lettings(name, blank)
    seen = [
        set(outcome.findings.filter(row=row).select("field", "category", "rule").iter_rows()) for row in range(1, len(blank) + 1)
    ]
    assert seen[0]
    assert all(findings == seen[0] for findings in seen)


@pytest.mark.parametrize("space", [*WIDE, *NOT_SPACES])
def test_a_number_takes_none_but_the_services_own_spaces_around_it(space):
    outcome = lettings("bedrooms", ["2", " 2\t", f"2{space}", f"{space}2"])
    assert blamed(outcome, "bedrooms") == {3, 4}
