"""Every card does what its examples say, and the rulebook refuses what is no card, in an officer's language."""

import re
from pathlib import Path

import msgspec
import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from matching_rules.words import WORDS
from matching_rules.words.residence import shows_ownership, strong_evidence
from pipeline.cards import Measure
from pipeline.errors import Refused
from pipeline.examples import evidence_of
from pipeline.made_pages import out_of_date
from pipeline.needs import columns_of
from pipeline.rulebook import CARDS, Rule, read_card, read_rulebook
from pipeline.stages.apply_rules import apply_rules
from pipeline.try_rules import try_rule

RULES = read_rulebook()
CATALOGUE = "T1 T2 T3 T4 B1 B2 B3 B4 B5 B6 B7 I1 I2 I3 R1 R2 D1 D2 D3 D4 O1 O2 O3 O4 X1 W1 W2 Q1 Q2 C1"  # the referral catalogue, A2 and A3
T1 = (CARDS / "t1_two_tenancies.toml").read_text(encoding="utf-8")


def line_of(word):
    return next(n for n, line in enumerate(T1.splitlines(), 1) if word in line)


GUILT = re.compile(r"fraudster|guilty|cheat|criminal|culprit|offender|caught", re.IGNORECASE)
EVERY = pytest.mark.parametrize("rule", RULES, ids=lambda one: one.card.rule)
NO_NUMBER_BELOW = {
    "unrelated_people_at_least": 2,
    "days_paid_outside_more_than": 0,
    "times_paid_each_at_least": 1,
    "receipts_after_new_start_at_least": 1,
}
"""Numbers under which there is nothing to try: no day, no payment, a group of one."""


def outcomes(rule):
    """What the card does with each example, and the sums it counts."""
    parts = [one for one in RULES if rule.card.pairs and one.card.rule in rule.card.pairs.of]
    found = {one.name: apply_rules([*parts, rule], evidence_of(rule, one))[rule.card.rule] for one in rule.card.example}
    return {name: frame["amount_pence"].to_list() for name, frame in found.items()}


def test_the_catalogue_is_whole():
    assert {one.card.rule for one in RULES} == set(CATALOGUE.split())


@EVERY
def test_every_example_does_as_it_says(rule):
    tried = try_rule(rule, apply_rules, RULES)
    assert [one.example for one in tried if not one.as_said] == []
    assert {one.said for one in tried} == {True, False}
    assert len({one.example for one in tried}) == len(tried)


@EVERY
def test_a_card_speaks_of_two_facts_and_of_nobody_as_guilty(rule):
    text = (CARDS / rule.file).read_text(encoding="utf-8")
    assert len(rule.card.conflict.split("|")) == 2
    assert not GUILT.search(text)
    assert "may" in rule.card.may_indicate
    assert len(rule.card.innocent_explanations) >= 2
    assert rule.card.suggested_enquiry
    assert rule.card.nfi_title


def changed(rule, section, name, value):
    """The rule with one number of its card changed."""
    part = getattr(rule.card, section)
    new = msgspec.structs.replace(part, **{name: value}) if isinstance(part, Measure) else part | {name: value}
    return Rule(msgspec.structs.replace(rule.card, **{section: new}), rule.file, rule.sha256)


def numbers(rule):
    """Every number that a card's words take, or its allowances: section, name, value, and the value made one less and one more."""
    for section in ("when", "unless"):
        for name, value in getattr(rule.card, section).items():
            if type(value) is int:
                yield section, name, value, value - 1, value + 1
            for part, number in value.items() if isinstance(value, dict) else ():
                yield section, name, number, value | {part: number - 1}, value | {part: number + 1}
    for name, value in msgspec.structs.asdict(rule.card.measure).items():
        if value:
            yield "measure", name, value, value - 1, value + 1


@EVERY
def test_every_number_has_an_example_on_both_of_its_sides(rule):
    """One less and one more would each change what some example does, or the sum it comes to."""
    said = outcomes(rule)
    for section, name, value, less, more in numbers(rule):
        assert outcomes(changed(rule, section, name, more)) != said, (name, "one more changes nothing")
        if NO_NUMBER_BELOW.get(name) != value:
            assert outcomes(changed(rule, section, name, less)) != said, (name, "one less changes nothing")


def test_every_word_is_used_and_says_what_it_means():
    used = {name for rule in RULES for name in rule.words()}
    assert used == set(WORDS)
    for name, word in WORDS.items():
        assert word.expression.__doc__, name
        assert word.says, name


def test_the_pages_made_from_the_cards_are_up_to_date():
    assert out_of_date() == []


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("overlap_days_more_than = 28", "overlap_day_more_than = 28", [f"t1.toml, line {line_of('overlap_days_more_than')}", "[when]", "'overlap_day_more_than'", "may have overlap_days_more_than"]),
        ("overlap_days_more_than = 28", 'overlap_days_more_than = "28"', [f"t1.toml, line {line_of('overlap_days_more_than')}", "overlap_days_more_than", "a whole number"]),
        ("both_current           = true", "both_current = 1", ["line", "both_current", "true or false"]),
        ('tenancy_type_not       = ["garage", "market_rent"]', 'tenancy_type_not = "garage"', ["tenancy_type_not", "a list such as"]),
        ('tenancy_type_not       = ["garage", "market_rent"]', 'tenancy_type_not = ["garages"]', ["tenancy_type_not", "'garages'", "garage"]),
        ('["care", "decant"]', '["careing"]', ["permission", "'careing'", "may have care"]),
        ('linked_by = "same_person"', 'linked_by = "same_persons"', ["line", "linked_by", "'same_persons'", "same_person"]),
        ('left      = "tenancy"', 'left      = "tenancies"', ["'tenancies'", "tenancy"]),
        ("[pairs]", "[pears]", ["t1.toml", "pears"]),
        ("version   = 1", 'version   = "one"', ["t1.toml, line 2", "version", "a whole number"]),
        ("owner     =", "ovner     =", ["t1.toml", "ovner", "owner"]),
        ('rule      = "T1"', "rule      = “T1”", ["t1.toml, line 1", "curly quotes", "straight"]),
        ("[when]", "[when", ["t1.toml", "line"]),
        ("base = 5", 'base = 5\nat_most = "P0"', ["at_most", "P1"]),
        (" that runs | a tenancy of", " that runs and a tenancy of", ["t1.toml, line", "conflict", "two facts"]),
    ],
)  # fmt: skip
def test_a_faulty_card_is_refused_with_its_place_and_a_remedy(was, becomes, words):
    assert was in T1
    with pytest.raises(Refused) as refused:
        read_card("t1.toml", T1.replace(was, becomes, 1))
    for word in words:
        assert word in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("explanations", ["[]", '["", " "]'])
def test_a_card_without_innocent_explanations_is_refused(explanations):
    bare = re.sub(r"innocent_explanations = \[.*?\]", f"innocent_explanations = {explanations}", T1, count=1, flags=re.DOTALL)
    with pytest.raises(Refused, match=r"t1.toml, line 8: innocent_explanations is empty; name at least one"):
        read_card("t1.toml", bare)


def test_a_card_needs_examples_of_both_sorts():
    with pytest.raises(Refused, match="that refers and one that doesn't"):
        read_card("t1.toml", T1.replace("refers = false", "refers = true"))


def test_an_example_that_does_otherwise_than_it_says_is_found_out():
    wrong = read_card(
        "t1.toml", T1.replace('name   = "two homes for two years"\nrefers = true', 'name = "two homes"\nrefers = false', 1)
    )
    assert [one.example for one in try_rule(wrong, apply_rules) if not one.as_said] == ["two homes"]


def test_a_card_must_say_what_does_not_fit():
    none = re.sub(r"\[when\].*?\[unless\]", "[when]\n\n[unless]", T1, count=1, flags=re.DOTALL)
    with pytest.raises(Refused, match="is empty"):
        read_card("t1.toml", none)


def test_a_card_looks_at_pairs_or_at_a_group_and_never_at_both():
    both = T1.replace("[when]", '[group]\nof = ["tenancy"]\nsharing = "payer"\n\n[when]', 1)
    with pytest.raises(Refused, match="either \\[pairs\\]"):
        read_card("t1.toml", both)


def test_two_cards_of_one_rule_are_refused(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(T1, encoding="utf-8")
    with pytest.raises(Refused, match=r"b\.toml: rule T1 already stands in a\.toml"):
        read_rulebook(tmp_path)


def test_a_card_says_what_it_cannot_do_without():
    needs = {one.card.rule: one.needs() for one in RULES}
    assert needs["B2"].extracts == {"benefit_award", "benefit_payment"}
    assert ("rent_transaction", "posted_on") in columns_of(needs["T3"].ways[0])
    assert [way.sides for way in needs["O3"].ways] == [("tenancy", "ownership"), ("tenancy", "residency")]
    assert ("tenancy", "benefit_award") not in [way.sides for way in needs["W2"].ways]  # neither is an application
    assert needs["Q2"].of == ("T1", "B1", "O3", "O2", "O1")


def test_what_cards_and_words_need_is_in_the_contract():
    """A column that a word names wrongly would switch its rule off for ever, or never."""
    for rule in RULES:
        needs = rule.needs()
        asked = {column for way in needs.ways for column in columns_of(way)} | {
            (one.extract, one.column) for one in needs.readings
        }
        assert [one for one in asked if one[1] and one[1] not in EXTRACTS[one[0]].names] == [], rule.card.rule
        assert needs.ways, rule.card.rule


def test_cards_are_data_and_nothing_else():
    assert {path.suffix for path in Path(CARDS).iterdir() if path.is_file()} <= {".toml", ".py", ".md"}


@pytest.mark.parametrize(("source", "strong", "owning"), [
    ("bank", True, False), ("Bank", True, False), (" COUNCIL TAX ", True, False), ("Electoral-Register", True, False),
    ("Land Registry", False, True), ("HM LAND REGISTRY", False, True), ("loyalty card", False, False), (None, False, False),
])  # fmt: skip
def test_a_source_is_judged_however_it_is_written(source, strong, owning):
    row = pl.DataFrame(
        {"right_source": [source], "right_strength": [None], "right_extract": ["residency"]},
        schema=dict.fromkeys(("right_source", "right_strength", "right_extract"), pl.String),
    )
    judged = row.select(strong=strong_evidence(said=True).fill_null(value=False), owning=shows_ownership(said=True))
    assert judged.row(0) == (strong, owning)
