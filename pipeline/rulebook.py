"""The rulebook: the cards of matching_rules/, read strictly into frozen rules."""

import difflib
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from extracts.catalogue import EXTRACTS
from matching_rules.words import WORDS
from pipeline.card_needs import needs_of
from pipeline.cards import AMOUNTS, LINKS, ONE_FOR, SHARED, Card
from pipeline.errors import Refused
from pipeline.needs import Needs

CARDS = Path(__file__).resolve().parent.parent / "matching_rules"
TAKES = {
    bool: "true or false",
    int: "a whole number",
    list: 'a list such as ["a", "b"]',
    dict: "a table such as { sightings = 2, nights = 14 }",
}
"""The types of a word's value, as an officer writes them."""
CURLY = "“”‘’"


@dataclass(frozen=True)
class Rule:
    """A card that was read and found sound, and the file it stands in."""

    card: Card
    file: str
    sha256: str

    def words(self) -> dict[str, Any]:
        """All words of the card with their values, conditions first."""
        return self.card.when | self.card.unless

    def needs(self) -> Needs:
        """What the rule cannot do without, and what it tests with beside."""
        return needs_of(self.card)


@dataclass(frozen=True)
class _Written:
    """A card's file and text, for messages that name the line."""

    file: str
    text: str

    def line_of(self, word: str) -> int:
        """The line on which a word first stands, 1 when it is nowhere."""
        return next((n for n, line in enumerate(self.text.splitlines(), 1) if word in line.split("#")[0]), 1)

    def refuse(self, word: str, why: str) -> NoReturn:
        raise Refused(f"{self.file}, line {self.line_of(word)}: {why}")

    def refuse_unknown(self, section: str, word: str, known: Sequence[str]) -> NoReturn:
        close = difflib.get_close_matches(word, known, n=3, cutoff=0.5)
        listed = [*close, *(one for one in sorted(known) if one not in close)]
        self.refuse(word, f"[{section}] has '{word}'; it may have {', '.join(listed)}")


def _check_words(written: _Written, section: str, words: dict[str, Any]) -> None:
    for name, value in words.items():
        if name not in WORDS:
            written.refuse_unknown(section, name, list(WORDS))
        takes = WORDS[name].takes
        if type(value) is not takes:
            written.refuse(name, f"'{name}' takes {TAKES[takes]}")
        for part, known in _parts(name, value):
            if part not in known:
                written.refuse_unknown(name, str(part), known)


def _parts(name: str, value: Any) -> Iterator[tuple[object, tuple[str, ...]]]:
    """What a value is made of, and what it may be made of, where the word says."""
    for part in value if isinstance(value, list | dict) else ():
        if WORDS[name].among:
            yield part, WORDS[name].among


def _chosen(card: Card) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each name that a card chooses from a closed list: where it stands, the name, and the list."""
    records = (*EXTRACTS, "people")
    if card.pairs:
        yield "linked_by", card.pairs.linked_by, LINKS
        yield "one_for", card.pairs.one_for, ONE_FOR
    if card.group:
        yield "sharing", card.group.sharing, SHARED
    yield from (("left", one, records) for one in card.lefts)
    yield from (("right", one, records) for one in card.rights)
    yield "amount", card.amount or AMOUNTS[0], AMOUNTS
    yield "at_most", card.priority.at_most, ("P1", "P2", "P3")


def _check_sense(written: _Written, card: Card) -> None:
    file = written.file
    if (card.pairs is None) == (card.group is None):
        raise Refused(
            f"{file}: it needs either [pairs] (two records) or [group] (all records that share one thing), and not both"
        )
    for part, value, known in _chosen(card):
        if value not in known:
            written.refuse_unknown(part, value, known)
    if not card.when:
        written.refuse("[when]", "[when] is empty; a card must say what does not fit together")
    if not [one for one in card.innocent_explanations if one.strip()]:
        written.refuse("innocent_explanations", "innocent_explanations is empty; name at least one way in which all may be well")
    if len([part for part in card.conflict.split("|") if part.strip()]) != 2:
        written.refuse(
            "conflict", 'conflict must name two facts with a | between them: "a tenancy that runs | a record of the death"'
        )
    if {one.refers for one in card.example} != {True, False}:
        raise Refused(f"{file}: it needs at least one [[example]] that refers and one that doesn't")


def _plain_words(error: Exception, text: str) -> str:
    curly = next((n for n, line in enumerate(text.splitlines(), 1) if set(CURLY) & set(line.split('"')[0])), None)
    if curly:
        return f", line {curly}: it has curly quotes; write straight ones (\" or ') around text"
    return f": it is not TOML: {error}; compare the line with another card's"


def _type_fault(written: _Written, error: msgspec.ValidationError) -> NoReturn:
    """Says a fault of form in words: which entry, on which line, and what would do."""
    text = str(error)
    path = text.rsplit("`$.", 1)[1].rstrip("`") if "`$." in text else ""
    word = path.split("[")[0].rsplit(".", 1)[-1] or (text.split("`")[1] if "`" in text else "")
    wanted = (
        text.split(" - at ", maxsplit=1)[0]
        .replace("Expected `str`", "expected text in quotes")
        .replace("Expected `int`", "expected a whole number")
    )
    raise Refused(
        f"{written.file}, line {written.line_of(word)}: '{word}': {wanted}; a card has {', '.join(Card.__struct_fields__)}"
    )


def read_card(file: str, text: str) -> Rule:
    """One card, checked: every word known and of the right type, innocent explanations and examples of both sorts there.

    Raises Refused naming file, line, word and remedy.
    """
    written = _Written(file, text)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"{file}{_plain_words(error, text)}") from None
    try:
        card = msgspec.convert(given, Card)
    except msgspec.ValidationError as error:
        _type_fault(written, error)
    _check_words(written, "when", card.when)
    _check_words(written, "unless", card.unless)
    _check_sense(written, card)
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
