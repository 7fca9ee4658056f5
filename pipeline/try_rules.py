"""Trying the cards: each example of a card is put through the very expressions of a real run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.examples import evidence_of
from pipeline.rulebook import Rule
from pipeline.tables import Evidence

Apply = Callable[[Sequence[Rule], Evidence], dict[str, pl.DataFrame]]


@dataclass(frozen=True)
class Tried:
    """One example tried: the rule, its name, whether it was said to refer, and whether it did."""

    rule: str
    title: str
    example: str
    said: bool
    did: bool

    @property
    def as_said(self) -> bool:
        """Whether it did what its example says."""
        return self.said == self.did


def _with_parts(rule: Rule, rulebook: Sequence[Rule]) -> list[Rule]:
    """The rule and those whose matches it starts from."""
    parts = rule.card.pairs.of if rule.card.pairs else ()
    return [*(one for one in rulebook if one.card.rule in parts), rule]


def try_rule(rule: Rule, apply: Apply, rulebook: Sequence[Rule] = ()) -> list[Tried]:
    """What a card does with each of its examples, by the stage `apply` that a real run uses.

    `rulebook` has the rules that a card starting from another rule's matches needs beside it.
    """
    card, rules = rule.card, _with_parts(rule, rulebook)
    return [
        Tried(card.rule, card.title, one.name, one.refers, not apply(rules, evidence_of(rule, one))[card.rule].is_empty())
        for one in card.example
    ]
