"""Every rule and every column it reads: without the column the rule is off or says what it cannot do, or finds the same as before.

CI tries the columns that some rule cannot do without; `TENANCY_MATCH_SHAPES=all` tries every optional column and extract.
"""

import os

import pytest

from pipeline.needs import columns_of
from tests.shapes.judging import RULES, Judged, judged
from tests.shapes.shapes import OPTIONAL, OPTIONAL_EXTRACTS, Shape

NEEDED = {column for rule in RULES for way in rule.needs().ways for column in columns_of(way)}
SINGLY = [("tenancy", "tenancy_end"), ("tenancy", "permission"), ("residency", "date_of_birth"), ("waiting_list", "transfer")]
"""Columns that rules test with, of each sort: an end, a consent, what linkage goes by on one side, a mark."""
COLUMNS = [
    one
    for one in OPTIONAL
    if one in NEEDED
    and one[1]
    in (
        "declared_rent",
        "prior_tenancy_ref",
        "person_ref",
        "payer_name",
        "payee_account_number",
        "payer_account_number",
        "mobile",
        "sightings",
        "tenancy_end",
    )
]
EVERY = os.environ.get("TENANCY_MATCH_SHAPES") == "all"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Judged:
    """What the rules find on the tiny landlord as it is."""
    return judged(Shape(), tmp_path_factory.mktemp("whole"))


def test_the_tiny_landlord_has_cases_of_every_rule(whole):
    assert [rule for rule, matches in whole.matches.items() if not matches] == []
    assert whole.off() == {}


def unsaid(whole: Judged, without: Judged, name: str) -> list[str]:
    """The rules that find something else without a column or extract and say nothing of it, or are off and yet find something."""
    off = without.off()
    wrong = [f"{rule} is off ({off[rule]}) and finds {len(without.matches[rule])}" for rule in off if without.matches[rule]]
    wrong += [f"{rule} is off for another reason: {why}" for rule, why in off.items() if name not in without.said_of(rule)]
    changed = [rule for rule in whole.matches if without.matches[rule] != whole.matches[rule]]
    return wrong + [f"{rule} changes unsaid" for rule in changed if name not in without.said_of(rule)]


@pytest.mark.parametrize(("extract", "column"), OPTIONAL if EVERY else sorted({*COLUMNS, *SINGLY}))
def test_a_rule_without_a_column_is_off_says_so_or_does_not_need_it(whole, tmp_path, extract, column):
    without = judged(Shape(blank=frozenset({(extract, column)})), tmp_path)
    assert unsaid(whole, without, column) == []


@pytest.mark.parametrize("extract", OPTIONAL_EXTRACTS if EVERY else ("waiting_list", "rent_transaction"))
def test_a_rule_without_an_extract_is_off_says_so_or_does_not_need_it(whole, tmp_path, extract):
    without = judged(Shape(without=frozenset({extract})), tmp_path)
    assert unsaid(whole, without, extract) == []
