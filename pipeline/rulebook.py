"""The rulebook: the cards of matching_rules/, read strictly into frozen rules."""

import difflib
import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from extracts.catalogue import EXTRACTS
from matching_rules.words import WORDS
from pipeline.errors import Refused

CARDS = Path(__file__).resolve().parent.parent / "matching_rules"
LINKS = ("same_person", "same_nino", "own_account", "own_death_marker")
"""How two records may come to be a pair; what each means stands in matching_rules/README.md."""
AMOUNTS = ("award_elsewhere", "paid_twice", "paid_outside", "received_after_end")


class Pairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which records a card looks at two by two."""

    left: str
    right: str
    linked_by: str


class Priority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the score begins, and the most urgent priority the rule may reach."""

    base: int
    at_most: str = "P1"


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case in small: the two records, what is posted or paid, and whether it refers."""

    name: str
    refers: bool
    left: dict[str, Any]
    right: dict[str, Any] = {}
    as_of: date = date(2026, 10, 1)
    key_class: str = "K1"
    left_payments: tuple[dict[str, Any], ...] = ()
    right_payments: tuple[dict[str, Any], ...] = ()
    postings: tuple[dict[str, Any], ...] = ()
    also: tuple[dict[str, Any], ...] = ()


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One card as it is written."""

    rule: str
    version: int
    title: str
    nfi_title: str
    owner: str
    review_by: date
    may_indicate: str
    innocent_explanations: tuple[str, ...]
    suggested_enquiry: str
    pairs: Pairs
    when: dict[str, Any]
    priority: Priority
    example: tuple[Example, ...]
    conflict: str
    """The two facts that do not fit together, in words."""
    unless: dict[str, Any] = {}
    amount: str | None = None
    grace_days: int = 0
    """Days after an end (of a tenancy, of a life) that the rule gives before it counts."""


@dataclass(frozen=True)
class Rule:
    """A card that was read and found sound, and the file it stands in."""

    card: Card
    file: str
    sha256: str

    def words(self) -> dict[str, Any]:
        """All words of the card with their values, conditions first."""
        return self.card.when | self.card.unless

    def needs(self) -> dict[str, tuple[str, ...]]:
        """The extracts the rule cannot do without, each with the columns its conditions read."""
        sides = [side for side in (self.card.pairs.left, self.card.pairs.right) if side in EXTRACTS]
        wanted: dict[str, set[str]] = {side: set() for side in sides}
        for name in self.card.when:
            for extract, columns in WORDS[name].needs.items():
                wanted.setdefault(extract, set()).update(columns)
        return {extract: tuple(sorted(columns)) for extract, columns in sorted(wanted.items())}


def _line_of(text: str, word: str) -> int:
    """The line on which a word first stands, 1 when it is nowhere."""
    return next((n for n, line in enumerate(text.splitlines(), 1) if word in line.split("#")[0]), 1)


def _nearest(word: str, known: list[str]) -> list[str]:
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
    return [*close, *(one for one in sorted(known) if one not in close)]


def _refuse_unknown(file: str, text: str, section: str, word: str, known: list[str]) -> None:
    raise Refused(
        f"{file}, line {_line_of(text, word)}: [{section}] has '{word}'; it may have {', '.join(_nearest(word, known))}"
    )


def _check_words(file: str, text: str, section: str, words: dict[str, Any]) -> None:
    for name, value in words.items():
        if name not in WORDS:
            _refuse_unknown(file, text, section, name, list(WORDS))
        if type(value) is not WORDS[name].takes:
            kind = {bool: "true or false", int: "a whole number of days", list: 'a list such as ["a", "b"]'}[WORDS[name].takes]
            raise Refused(f"{file}, line {_line_of(text, name)}: '{name}' takes {kind}")


def _check_sense(file: str, text: str, card: Card) -> None:
    for part, value, known in (
        ("linked_by", card.pairs.linked_by, LINKS),
        ("left", card.pairs.left, (*EXTRACTS, "people")),
        ("right", card.pairs.right, (*EXTRACTS, "people", "")),
        ("amount", card.amount or AMOUNTS[0], AMOUNTS),
        ("at_most", card.priority.at_most, ("P1", "P2", "P3")),
    ):
        if value not in known:
            _refuse_unknown(file, text, part, value, list(known))
    if not card.when:
        raise Refused(f"{file}: [when] is empty; a card must say what does not fit together")
    if not [one for one in card.innocent_explanations if one.strip()]:
        raise Refused(f"{file}: innocent_explanations is empty; name at least one way in which all may be well")
    if {one.refers for one in card.example} != {True, False}:
        raise Refused(f"{file}: it needs at least one [[example]] that refers and one that doesn't")


def _plain_words(error: Exception, text: str) -> str:
    curly = next((n for n, line in enumerate(text.splitlines(), 1) if set("“”‘’") & set(line.split('"')[0])), None)
    if curly:
        return f"line {curly} has curly quotes; write straight ones (\" or ') around text"
    return f"it is not TOML: {error}"


def read_card(file: str, text: str) -> Rule:
    """One card, checked: every word known and of the right type, innocent explanations and examples of both sorts there.

    Raises Refused naming file, line, word and remedy.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{file}: {_plain_words(error, text)}") from None
    try:
        card = msgspec.convert(given, Card)
    except msgspec.ValidationError as error:
        raise Refused(f"{file}: {error}; it may have {', '.join(Card.__struct_fields__)}") from None
    _check_words(file, text, "when", card.when)
    _check_words(file, text, "unless", card.unless)
    _check_sense(file, text, card)
    return Rule(card, file, hashlib.sha256(text.encode("utf-8")).hexdigest())


def read_rulebook(folder: Path = CARDS) -> tuple[Rule, ...]:
    """All cards of a folder, by rule; raises Refused for a faulty card or two cards of one rule."""
    rules = [read_card(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    seen: dict[str, str] = {}
    for one in rules:
        if one.card.rule in seen:
            raise Refused(
                f"{one.file}: rule {one.card.rule} already stands in {seen[one.card.rule]}; give one of them another name"
            )
        seen[one.card.rule] = one.file
    return tuple(sorted(rules, key=lambda one: one.card.rule))
