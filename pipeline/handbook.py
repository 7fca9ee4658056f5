"""The officers' handbook: every rule as a page for people, made from the cards."""

from collections.abc import Sequence

from matching_rules.words import WORDS
from pipeline.cards import Card, Example
from pipeline.rulebook import Rule

OPENING = """# The rules

*Made from the cards in `matching_rules/` by `make docs`; change a card, not this page.*

Each rule looks for two facts that do not fit together. A match is an inconsistency to look into: no assumption is made as to
fraud, error or another explanation until a person has investigated.
"""


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "" if value else " (not)"
    return f": {', '.join(value)}" if isinstance(value, list) else f": {value}"


def _conditions(words: dict[str, object]) -> str:
    return "\n".join(f"- {WORDS[name].says}{_value(value)}" for name, value in words.items())


def _example(one: Example) -> str:
    return f"- {one.name}: {'refers' if one.refers else 'does not refer'}"


def section(card: Card) -> str:
    """One rule as Markdown: what it looks for, what keeps it quiet, what it may mean, and its examples."""
    parts = [
        f"## {card.rule}: {card.title}",
        f"National exercise: {card.nfi_title}. Kept by the {card.owner.lower()}.",
        f"Version {card.version}, to be reviewed by {card.review_by}.",
        f"**What does not fit.** {' / '.join(part.strip() for part in card.conflict.split('|'))}",
        f"**When all of this holds**\n\n{_conditions(card.when)}",
        f"**Unless any of this does**\n\n{_conditions(card.unless)}" if card.unless else "",
        f"**What it may indicate.** {card.may_indicate}",
        "**Innocent explanations**\n\n" + "\n".join(f"- {one}" for one in card.innocent_explanations),
        f"**Suggested enquiry.** {card.suggested_enquiry}",
        f"**Score.** Begins at {card.priority.base}; never more urgent than {card.priority.at_most}.",
        "**Examples**\n\n" + "\n".join(_example(one) for one in card.example),
    ]
    return "\n\n".join(part for part in parts if part)


def handbook(rules: Sequence[Rule]) -> str:
    """The whole page as Markdown, one section a rule."""
    return "\n\n".join([OPENING.rstrip(), *(section(one.card) for one in rules)]) + "\n"
