"""A letting that starts before the collection year is refused, and all the same judged by the form of its own year."""

import pytest

from tests.core.lettings import BASES, checked, found, row

MARCH = "start_month 3; start_year 26; void_month 2; void_year 26"
"""The day of the base, half a year earlier: in the year before."""

NOT_CONFIRMED = [
    ("general", "work_1 8", "sick_without_illness"),
    ("general", "tenancy_type 3; other_tenancy_type A starter one", "other_tenancy_is_a_starter"),
]


def raised(base, text):
    return found(checked(row(text, BASES[base])), 1)


@pytest.mark.parametrize(("base", "text", "rule"), NOT_CONFIRMED, ids=[case[2] for case in NOT_CONFIRMED])
def test_what_the_form_did_not_yet_ask_to_confirm_is_not_asked(base, text, rule):
    assert rule in raised(base, text)
    assert rule not in raised(base, f"{text}; {MARCH}")


def test_it_told_nobodys_partner_from_anothers():
    others = "age_3 33; sex_3 M; gender_same_3 1; work_3 1"
    assert "answer_missing" not in raised("couple", others)
    assert "partner_3" in raised("couple", f"{others}; {MARCH}")["answer_missing"]


def test_it_asked_of_a_child_too_whether_it_was_the_partner():
    child = "partner_2; age_2 12; work_2; joint_tenancy 2; income 320"
    assert "answer_missing" not in raised("couple", child)
    assert "partner_2" in raised("couple", f"{child}; {MARCH}")["answer_missing"]


def test_it_looked_up_no_uprn_of_supported_housing():
    assert "uprn" in raised("supported", "uprn 1234567890123")["uprn_unreadable"]
    assert "uprn_unreadable" not in raised("supported", f"uprn 1234567890123; {MARCH}")
