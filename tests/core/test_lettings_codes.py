"""The codes that a letting's questions take are those of the facts, each tried where its question is asked."""

import polars as pl

from pipeline.core.lettings_2026.fields import LAYOUT
from tests.core.facts import described
from tests.core.lettings import BASES, checked, row, world_for

REFUSALS = {
    *("code_refused", "register_refused", "rent_type_refused", "preference_reason_refused", "nationality_refused"),
    *("referral_unfitting", "renewal_reason", "renewal_tenure", "age_unreadable", "answer_missing", "not_a_number"),
}
SAME_AS_PERSON_2 = tuple(f"_{person}" for person in range(3, 9))
ASKED = {
    "last_let_basis": [("general", "")],
    "vacancy_reason": [("general", "previous_tenure 14"), ("general", "vacancy_reason 15; last_let_basis")],
    "older_people_housing": [("supported", "")],
    "still_serving": [("general", "armed_forces 1; service_injury 2")],
    "service_injury": [("general", "armed_forces 4")],
    "preference_homeless": [("general", "reasonable_preference 1; preference_medical 1")],
    "shortfall": [("general", "housing_benefit 1; income_from_benefits 2; shortfall_amount 5")],
    "pays_charges": [("supported", "")],
    "referral_council": [("council", "previous_tenure 30")],
    "referral_association": [
        ("general", "previous_tenure 30"),
        ("general", "previous_tenure 30; referral_source 2"),
        ("general", "previous_tenure 30; referral_source 5"),
    ],
    "previous_postcode_known": [("general", "previous_outward; previous_inward")],
    "referral_source": [
        ("general", "referral_association 6; previous_tenure 30"),
        ("general", "referral_association 6; referral_agency 1; previous_tenure 30"),
        ("general", "referral_association 7; previous_tenure 30"),
        ("general", "referral_association 7; referral_agency 11; previous_tenure 30"),
    ],
    "referral_agency": [("general", "referral_association 6; referral_source 1"), ("general", "referral_association 7; referral_source 7")],
    "work_2": [("couple", ""), ("couple", "age_2 R")],
    "reason_for_leaving": [("general", "other_reason To be sure"), ("renewal", "")],
    "previous_tenure": [("general", ""), ("renewal", "needs_type 2; scheme S1; location 1; older_people_housing 3; pays_charges 0; postcode_inward 4AA")],
}  # fmt: skip
"""Where a question is asked, of the fields that a sound general needs letting leaves unasked; persons 3 to 8 go as person 2."""

TRIED = [str(code) for code in (*range(-1, 61), 99, 826)] + ["F", "M", "R", "X"]
TICKS = ("affects_", "needs_w", "needs_l", "needs_o", "needs_n", "preference_")
"""Boxes: the service counts 1 as ticked, and says nothing of any other code (or, of a preference, only of whole numbers)."""


def contexts(name):
    return ASKED.get(name, [("couple" if name.endswith("_2") else "general", "")])


def taken(names):
    """By field, the codes that raise no refusal on it anywhere it is asked: every code of every field, judged at once."""
    tried = [(name, base, context, code) for name in names for base, context in contexts(name) for code in TRIED]
    accepted = {name: set() for name in names}
    for council in (False, True):
        theirs = [case for case in tried if (case[1] == "council") == council]
        rows = [row(f"{context}; {name} {code}", BASES[base]) for name, base, context, code in theirs]
        findings = checked(*rows, world=world_for("council" if council else "general")).findings
        refused = set(findings.filter(pl.col("rule").is_in(REFUSALS)).select("row", "name").iter_rows())
        for at, (name, _, _, code) in enumerate(theirs, 1):
            accepted[name] |= set() if (at, name) in refused else {code}
    return accepted


def test_each_question_takes_the_codes_of_the_facts_and_no_others():
    names = {f.number: f.name for f in LAYOUT.fields}
    codes = {names[one["field"]]: set(one["codes"]) for one in described("lettings_2026_fields.json")["fields"] if one["codes"]}
    asked = sorted(name for name in codes if not name.startswith(TICKS) and name[-2:] not in SAME_AS_PERSON_2)
    codes["renewal"] |= {"0"}  # the form's own code of "no", which the upload lets through
    assert taken(asked) == {name: codes[name] for name in asked}


def test_a_tick_that_is_none_is_lost_without_a_word_and_we_say_so():
    outcome = checked(row("needs_level_access 2; needs_other_access F; preference_medical F", BASES["general"]))
    assert outcome.findings.is_empty()
    assert set(outcome.losses["name"]) == {"needs_level_access", "needs_other_access", "preference_medical"}
