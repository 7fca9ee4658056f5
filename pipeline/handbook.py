"""The officers' handbook: every rule as a page for people, made from the cards."""

from collections.abc import Sequence

import msgspec

from matching_rules.words import WORDS
from pipeline.cards import Card, Example
from pipeline.rulebook import Rule

OPENING = """# The rules

*Made from the cards in `matching_rules/` by `make docs`; change a card, not this page.*

Each rule looks for two facts that do not fit together. A match is an inconsistency to look into: no assumption is made as to
fraud, error or another explanation until a person has investigated.
"""


ALLOWANCES = {
    "grace_days": "days after an end that do not count",
    "arrears_days": "days after an end in which a benefit still pays for days before it",
    "early_days": "days before a start that do not count",
    "tolerance_percent": "percent by which two rents may differ",
    "tolerance_pounds": "pounds a week by which two rents may differ, if that is more",
    "uprating_days": "days from 1 April in which a difference is put down to the yearly increase",
}
LOOKS_AT = {
    "same_person": "two records of one person",
    "same_nino": "two people's records under one National Insurance number",
    "own_account": "a tenancy and its rent account",
    "own_death_marker": "a tenancy and a record of ours that speaks of a death",
    "award_at_home": "a claimant's award at a home of ours and a tenancy there",
    "adult_at_home": "a claimant's award and another adult's record at the same home",
    "succession": "a successor's tenancy and what came before it",
    "same_premises": "a tenancy and a listing of its home",
    "another_rule": "a record and what another rule found about the same person",
    "bank_account": "all claims paid into one bank account",
    "telephone_or_email": "all tenancies and claims that give one telephone or e-mail",
    "payer": "all rent accounts that one unknown bank account pays",
}


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "" if value else " (not)"
    if isinstance(value, dict):
        return ": " + ", or ".join(f"{number} {what}" for what, number in value.items())
    return f": {', '.join(value)}" if isinstance(value, list) else f": {value}"


def _conditions(words: dict[str, object]) -> str:
    return "\n".join(f"- {WORDS[name].says}{_value(value)}" for name, value in words.items())


def _instead(card: Card) -> str:
    return f" Stands instead of {', '.join(card.instead_of)}." if card.instead_of else ""


def _allowances(card: Card) -> str:
    given = {name: number for name, number in msgspec.structs.asdict(card.measure).items() if number}
    lines = "\n".join(f"- {ALLOWANCES[name]}: {number}" for name, number in given.items())
    return f"**Allowances made**\n\n{lines}" if given else ""


def _base(card: Card) -> str:
    raised = card.priority.base_with_another_rule
    return f"{card.priority.base}, or {raised} where another rule found something too" if raised else f"{card.priority.base}"


def _example(one: Example) -> str:
    return f"- {one.name}: {'refers' if one.refers else 'does not refer'}"


def section(card: Card) -> str:
    """One rule as Markdown: what it looks for, what keeps it quiet, what it may mean, and its examples."""
    parts = [
        f"## {card.rule}: {card.title}",
        f"National exercise: {card.nfi_title}. Kept by the {card.owner.lower()}.",
        f"Version {card.version}, to be reviewed by {card.review_by}.",
        f"**Looks at** {LOOKS_AT[card.linked_by]}.{_instead(card)}",
        f"**What does not fit.** {' / '.join(part.strip() for part in card.conflict.split('|'))}",
        f"**When all of this holds**\n\n{_conditions(card.when)}",
        f"**Unless any of this does**\n\n{_conditions(card.unless)}" if card.unless else "",
        _allowances(card),
        f"**What it may indicate.** {card.may_indicate}",
        "**Innocent explanations**\n\n" + "\n".join(f"- {one}" for one in card.innocent_explanations),
        f"**Suggested enquiry.** {card.suggested_enquiry}",
        f"**Score.** Begins at {_base(card)}; never more urgent than {card.priority.at_most}.",
        "**Examples**\n\n" + "\n".join(_example(one) for one in card.example),
    ]
    return "\n\n".join(part for part in parts if part)


def handbook(rules: Sequence[Rule]) -> str:
    """The whole page as Markdown, one section a rule."""
    return "\n\n".join([OPENING.rstrip(), *(section(one.card) for one in rules)]) + "\n"
