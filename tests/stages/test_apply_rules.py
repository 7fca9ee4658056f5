"""What holds of every rule's matches: two facts, restricted cases never scored, one case one match, context beside and not in them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import msgspec
import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from pipeline.components import components
from pipeline.examples import evidence_of
from pipeline.keys import RootKey, hex_ids
from pipeline.policy import read_context, read_policy
from pipeline.rulebook import read_rulebook
from pipeline.stages.apply_rules import apply_rules
from pipeline.stages.apply_rules.postings import net_payments
from pipeline.stages.refer import Exercise, refer
from pipeline.tables import Pseudonymised

RULES = {one.card.rule: one for one in read_rulebook()}
EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=lambda one: one.card.rule)


def with_parts(rule):
    return [*(RULES[name] for name in (rule.card.pairs.of if rule.card.pairs else ())), rule]


def first(rule, refers=True):
    return next(one for one in rule.card.example if one.refers is refers)


def changed(evidence, extract, **columns):
    """The evidence with columns put into the rows of an extract that have these records."""
    frame = evidence.facts[extract].frame.with_columns(**columns)
    return replace(evidence, facts=evidence.facts | {extract: Pseudonymised(EXTRACTS[extract], frame)})


def matched(rule, evidence):
    return apply_rules(with_parts(rule), evidence)[rule.card.rule]


def referrals(rule, evidence):
    rules = with_parts(rule)
    number = RootKey(b"r" * 32).subkey("referral")
    exercise = Exercise(evidence.snapshot, read_policy(), lambda column: hex_ids(column, number))
    return refer(apply_rules(rules, evidence), rules, exercise).filter(rule=rule.card.rule)


@EVERY
def test_every_referral_says_two_facts_and_its_innocent_explanations(rule):
    (found,) = referrals(rule, evidence_of(rule, first(rule))).to_dicts()
    facts = found["conflicts"].split("; ")[0].split(" / ")
    assert len(facts) == 2
    assert all(facts)
    assert facts == [part.strip() for part in rule.card.conflict.split("|")]
    assert found["innocent_explanations"].split("; ") == list(rule.card.innocent_explanations)
    assert found["suggested_enquiry"] == rule.card.suggested_enquiry
    assert [line.split(" ")[0] for line in found["suppressors_tested"].split("; ") if line] == list(rule.card.unless)
    parts = [int(part.rsplit(" ", 1)[1]) for part in found["score_breakdown"].split("; ")]
    assert sum(parts) == found["score"]


@EVERY
def test_money_at_issue_comes_with_its_arithmetic(rule):
    (found,) = referrals(rule, evidence_of(rule, first(rule))).to_dicts()
    assert (found["amount_at_issue"] is None) == (found["amount_arithmetic"] is None)
    if found["amount_at_issue"] is not None:
        assert found["amount_arithmetic"].endswith(f"= £{found['amount_at_issue']}")


@EVERY
def test_a_restricted_record_on_either_side_keeps_the_case_off_the_list(rule):
    evidence = evidence_of(rule, first(rule))
    sides = matched(rule, evidence).select("left_extract", "left_record", "right_extract", "right_record").row(0)
    for extract, record in (sides[:2], sides[2:]):
        if extract is None or "restricted" not in evidence.facts[extract].frame.columns:
            continue
        held = changed(
            evidence, extract, restricted=pl.when(pl.col("record") == record).then(pl.lit(value=True)).otherwise("restricted")
        )
        (found,) = referrals(rule, held).to_dicts()
        assert (found["priority"], found["score"], found["score_breakdown"]) == ("restricted", None, None)


def group_of_three(rule):
    example = next(one for one in rule.card.example if one.refers and len(one.members) == 3)
    return evidence_of(rule, example)


@pytest.mark.parametrize("name", ["I2", "I3", "R2"])
def test_a_group_is_one_referral_whose_first_two_members_are_its_sides(name):
    (found,) = referrals(RULES[name], group_of_three(RULES[name])).to_dicts()
    members = found["members"].split("; ")
    assert len(members) == 3
    assert [found["left_record"], found["right_record"]] == members[:2]
    assert "3 records of 3 unrelated people" in found["agreements"]


@pytest.mark.parametrize(("name", "extract"), [("I2", "benefit_award"), ("I3", "benefit_award"), ("R2", "tenancy")])
def test_a_restricted_third_member_makes_the_group_restricted(name, extract):
    """Of rents, the member is an account: a restricted row of its tenancy is enough."""
    evidence = group_of_three(RULES[name])
    last = pl.int_range(pl.len()) == pl.len() - 1
    held = changed(evidence, extract, restricted=pl.when(last).then(pl.lit(value=True)).otherwise("restricted"))
    (found,) = referrals(RULES[name], held).to_dicts()
    assert found["priority"] == "restricted"


def household(rule, **also):
    example = first(rule)
    more = ({"extract": "tenancy", "tenancy_start": date(2018, 4, 2), "tenant_status": "O", "property": "A"} | also,)
    return evidence_of(rule, msgspec.structs.replace(example, also=(*example.also, *more)))


def test_restriction_goes_to_the_person_and_the_tenancy_and_no_further():
    """Another row of the tenancy or of the person restricts; what a joint tenant does elsewhere is not restricted for another's sake."""
    same_tenancy = household(RULES["B1"], tenancy_ref="left-tenancy_ref", restricted=True)
    same_person = household(RULES["B1"], tenancy_ref="T9", person="the person", tenancy_end=date(2019, 1, 1), restricted=True)
    stranger = household(RULES["B1"], tenancy_ref="T9", restricted=True)
    priorities = [referrals(RULES["B1"], one)["priority"].to_list() for one in (same_tenancy, same_person, stranger)]
    assert priorities[:2] == [["restricted"], ["restricted"]]
    assert "restricted" not in priorities[2]


def test_a_joint_tenants_own_claims_elsewhere_are_not_restricted_for_the_others_sake():
    example = msgspec.structs.replace(
        first(RULES["B2"]),
        also=(
            {
                "extract": "tenancy",
                "tenancy_start": date(2018, 4, 2),
                "tenancy_ref": "T9",
                "property": "C",
                "person": "the person",
            },
            {"extract": "tenancy", "tenancy_start": date(2018, 4, 2), "tenancy_ref": "T9", "property": "C", "restricted": True},
        ),
    )
    (found,) = referrals(RULES["B2"], evidence_of(RULES["B2"], example)).to_dicts()
    assert found["priority"] != "restricted"


def test_one_home_under_the_landlords_own_number_is_never_two():
    evidence = evidence_of(RULES["T1"], first(RULES["T1"]))
    assert matched(RULES["T1"], evidence).height == 1
    assert matched(RULES["T1"], changed(evidence, "tenancy", property_ref=pl.lit(1, pl.Int64))).is_empty()


def test_two_claims_of_one_claimant_at_two_homes_are_one_case_a_pair():
    evidence = evidence_of(RULES["B2"], first(RULES["B2"]))
    twice = {name: Pseudonymised(one.extract, pl.concat([one.frame, one.frame.with_columns(pl.col("record") + " again")])) if name == "benefit_award" else one
             for name, one in evidence.facts.items()}  # fmt: skip
    assert matched(RULES["B2"], replace(evidence, facts=twice)).height == 1


CONTEXT = read_context()


def with_events(*events, **tenancy):
    left = {"property": "A", "tenancy_start": date(2015, 1, 5), "tenancy_ref": "T1"} | tenancy
    example = msgspec.structs.replace(
        first(RULES["T1"]),
        left=left,
        right={"property": "B", "tenancy_start": date(2026, 8, 3)},
        also=tuple({"extract": "household_event", "tenancy_ref": "T1", **one} for one in events),
    )
    (found,) = matched(RULES["T1"], evidence_of(RULES["T1"], example)).select("context", "context_points").to_dicts()
    return {one.split(" ")[0] for one in found["context"] or []}, found["context_points"]


def event(kind, day):
    return {"kind": kind, "event_date": day}


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([event("repair", date(2024, 9, 30)), event("contact", date(2026, 9, 1))], {"N2"}),
        ([event("repair", date(2024, 10, 1)), event("contact", date(2026, 9, 1))], set()),
        ([event("repair", date(2025, 3, 31))], {"N4"}),
        ([event("repair", date(2025, 4, 1))], set()),
        ([event("repair", date(2026, 9, 1)), event("no_access", date(2025, 10, 1)), event("no_access", date(2026, 5, 1))], {"N3"}),
        ([event("repair", date(2026, 9, 1)), event("no_access", date(2025, 9, 30)), event("no_access", date(2026, 5, 1))], set()),
        ([event("repair", date(2026, 9, 1)), event("audit_failed", date(2026, 5, 1))], {"N5"}),
        ([event("repair", date(2026, 9, 1)), event("audit_failed", date(2026, 5, 1)), event("audit_passed", date(2026, 6, 1))], set()),
    ],
)  # fmt: skip
def test_events_at_the_home_are_context_on_both_sides_of_their_numbers(events, said):
    found, points = with_events(*events)
    assert found == said
    assert points == min(len(said), CONTEXT.most)


def test_context_is_worth_two_points_at_the_most():
    found, points = with_events(event("audit_failed", date(2020, 5, 1)), occupants=0)
    assert found == {"N2", "N4", "N5", "N6"}
    assert points == 2


@pytest.mark.parametrize(
    ("balance", "last", "said"),
    [(-400.01, None, True), (-400.00, None, False), (-500.00, "benefit", False), (-450.00, "receipt", False)],
)
def test_credit_counts_where_it_was_there_all_the_time_and_no_benefit_paid_it(balance, last, said):
    posted = {"posted_on": date(2026, 9, 7), "kind": "receipt", "amount": 100.00}
    postings = {None: (), "receipt": (posted,), "benefit": (posted | {"method": "housing_benefit"},)}[last]
    example = msgspec.structs.replace(
        first(RULES["T1"]), left={"property": "A", "tenancy_start": date(2026, 8, 3), "tenancy_ref": "T1"}, postings=postings,
        also=({"extract": "rent_account", "tenancy_ref": "T1", "weekly_charge": 100.00, "balance": balance},),
    )  # fmt: skip
    (found,) = matched(RULES["T1"], evidence_of(RULES["T1"], example))["context"].to_list()
    assert bool(found) == said


def payments(*rows):
    columns = ("source_body", "claim_ref", "scheme", "period_from", "period_to", "amount")
    schema = {"claim_ref": pl.Int64, "scheme": pl.String, "amount": pl.Decimal(12, 2)}
    made = pl.DataFrame([dict(zip(columns, ("S", 1, None, *row), strict=True)) for row in rows], schema_overrides=schema)
    facts = {"benefit_payment": Pseudonymised(EXTRACTS["benefit_payment"], made)}
    return net_payments(facts).sort("period_from").select("period_from", "period_to", "pence").rows()


MAY = (date(2026, 5, 4), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ((*MAY, "-400.00"), []),
        ((date(2026, 5, 4), date(2026, 5, 10), "-100.00"), [(date(2026, 5, 11), date(2026, 5, 31), 40000)]),
        ((date(2026, 5, 11), date(2026, 5, 17), "-100.00"), [(date(2026, 5, 4), date(2026, 5, 10), 40000), (date(2026, 5, 18), date(2026, 5, 31), 40000)]),
        ((date(2026, 4, 6), date(2026, 6, 28), "-1200.00"), []),
        ((date(2026, 4, 6), date(2026, 6, 28), "-60.00"), [(*MAY, 40000)]),
        ((*MAY, "-150.00"), [(*MAY, 25000)]),
    ],
)  # fmt: skip
def test_what_was_taken_back_was_not_paid_whatever_days_the_recovery_names(taken, left):
    rows = [(*MAY, Decimal("400.00")), (*taken[:2], Decimal(taken[2]))]
    assert payments(*rows) == left


def test_components_join_over_any_number_of_steps():
    chain = pl.DataFrame({"left": ["a", "b", "x"], "right": ["b", "c", "y"]})
    found = components(pl.Series(["a", "b", "c", "x", "y", "z"]), chain)
    assert dict(found.iter_rows()) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x", "z": "z"}
