"""Every card does what its examples say, and the rulebook refuses what is no card, in an officer's language."""

import re
from pathlib import Path

import pytest

from matching_rules.words import WORDS
from pipeline.errors import Refused
from pipeline.made_pages import out_of_date
from pipeline.rulebook import CARDS, read_card, read_rulebook
from pipeline.stages.apply_rules import apply_rules
from pipeline.try_rules import try_rule

RULES = read_rulebook()
T1 = (CARDS / "t1_two_tenancies.toml").read_text(encoding="utf-8")
GUILT = re.compile(r"fraudster|guilty|cheat|criminal|culprit|offender|caught", re.IGNORECASE)


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.card.rule)
def test_every_example_does_as_it_says(rule):
    tried = try_rule(rule, apply_rules)
    assert [one.example for one in tried if not one.as_said] == []
    assert {one.said for one in tried} == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.card.rule)
def test_a_card_speaks_of_two_facts_and_of_nobody_as_guilty(rule):
    text = (CARDS / rule.file).read_text(encoding="utf-8")
    assert len(rule.card.conflict.split("|")) == 2
    assert not GUILT.search(text)
    assert "may" in rule.card.may_indicate


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
        ("overlap_days_more_than = 28", "overlap_day_more_than = 28", ["t1.toml, line", "[when]", "'overlap_day_more_than'", "overlap_days_more_than"]),
        ("overlap_days_more_than = 28", 'overlap_days_more_than = "28"', ["t1.toml, line", "overlap_days_more_than", "a whole number"]),
        ("both_current           = true", "both_current = 1", ["both_current", "true or false"]),
        ('linked_by = "same_person"', 'linked_by = "same_persons"', ["linked_by", "'same_persons'", "same_person"]),
        ('left      = "tenancy"', 'left      = "tenancies"', ["'tenancies'", "tenancy"]),
        ('version   = 1', 'version   = "one"', ["t1.toml", "version"]),
        ('owner     =', 'ovner     =', ["t1.toml", "ovner"]),
        ('rule      = "T1"', "rule      = “T1”", ["t1.toml", "curly quotes"]),
        ("[when]", "[when", ["t1.toml"]),
        ("base = 5", "base = 5\nat_most = \"P0\"", ["at_most", "P1"]),
    ],
)  # fmt: skip
def test_a_faulty_card_is_refused_with_its_place_and_a_remedy(was, becomes, words):
    assert was in T1
    with pytest.raises(Refused) as refused:
        read_card("t1.toml", T1.replace(was, becomes, 1))
    for word in words:
        assert word in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_card_without_innocent_explanations_is_refused():
    bare = re.sub(r"innocent_explanations = \[.*?\]", "innocent_explanations = []", T1, count=1, flags=re.DOTALL)
    with pytest.raises(Refused, match="innocent_explanations is empty"):
        read_card("t1.toml", bare)


def test_a_card_needs_examples_of_both_sorts():
    with pytest.raises(Refused, match="that refers and one that doesn't"):
        read_card("t1.toml", T1.replace("refers = false", "refers = true"))


def test_a_card_must_say_what_does_not_fit():
    none = re.sub(r"\[when\].*?\[unless\]", "[when]\n\n[unless]", T1, count=1, flags=re.DOTALL)
    with pytest.raises(Refused, match="is empty"):
        read_card("t1.toml", none)


def test_two_cards_of_one_rule_are_refused(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(T1, encoding="utf-8")
    with pytest.raises(Refused, match=r"b\.toml: rule T1 already stands in a\.toml"):
        read_rulebook(tmp_path)


def test_a_card_says_what_it_cannot_do_without():
    needs = {one.card.rule: one.needs() for one in RULES}
    assert set(needs["B2"]) == {"benefit_award", "benefit_payment"}
    assert needs["T3"]["rent_transaction"] == ("amount", "kind", "posted_on")
    assert "deceased" in needs["D2"]


def test_cards_are_data_and_nothing_else():
    assert {path.suffix for path in Path(CARDS).iterdir() if path.is_file()} <= {".toml", ".py", ".md"}
