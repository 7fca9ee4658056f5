"""Kinds of value that only the return knows: answers to closed questions, ticks, ages, amounts and authority codes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from extracts.contract import plain
from extracts.kinds import money
from extracts.kinds.kind import Kind

REFUSED = "R"
OLDEST = 120
_REFUSALS = frozenset({"r", "refused", "declined", "prefernottosay", "prefersnottosay"})
_WHOLE = re.compile(r"0*(\d{1,9})(\.0+)?")
_AUTHORITY = re.compile(r"[EWSN]\d{8}")
_UNTICKED, _TICKED = frozenset({"0", "n", "no", "false", "f"}), frozenset({"1", "y", "yes", "true", "t", "x"})


@dataclass(frozen=True)
class Choice(Kind):
    """A closed question: the codes it takes, each with what it says; drop-downs show both."""

    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[str, ...]:
        """The answers as a drop-down shows them: "2 no"."""
        return tuple(f"{code} {label}" for code, label in self.labels.items())


def choice(name: str, labels: Mapping[str, str]) -> Choice:
    """A kind that takes a code, what it says, or both, in any case.

    >>> homeless = choice("homelessness", {"1": "no", "11": "yes, a duty is owed"})
    >>> homeless.tidy("11"), homeless.tidy("No"), homeless.tidy("11 Yes, a duty is owed"), homeless.tidy("01")
    ('11', '1', '11', '1')
    >>> homeless.tidy("2"), homeless.why_unusable("2")
    (None, 'unknown code')
    """
    meaning = "one of " + "; ".join(f"{code} {label}" for code, label in labels.items())
    return Choice(name, meaning, pl.String(), _among(labels), _unknown, labels=labels)


def _among(labels: Mapping[str, str]) -> Callable[[str], str | None]:
    known = {plain(label): code for code, label in labels.items()}
    known |= {plain(f"{code} {label}"): code for code, label in labels.items()}
    known |= {plain(code): code for code in labels}
    return lambda text: known.get(plain(text)) or known.get(_bare_number(text))


def _bare_number(text: str) -> str:
    """A number without leading zeros and an empty fraction, as spreadsheets write codes."""
    found = _WHOLE.fullmatch(text)
    return found[1].lstrip("0") or "0" if found else ""


def _unknown(_: str) -> str:
    return "unknown code"


def coded(name: str, meaning: str, codes: frozenset[str]) -> Kind:
    """A kind that takes one of many codes without labels, such as the number of a country.

    >>> coded("nationality", "a country", frozenset({"826", "0"})).tidy("0826")
    '826'
    """
    return Kind(name, meaning, pl.String(), lambda text: code if (code := _bare_number(text)) in codes else None, _unknown)


def tidy_tick(text: str) -> bool | None:
    """True where ticked, false where said not to be; None for anything else.

    >>> tidy_tick("x"), tidy_tick("no"), tidy_tick("perhaps")
    (True, False, None)
    """
    said = plain(text)
    return True if said in _TICKED else False if said in _UNTICKED else None


def tidy_age(text: str) -> str | None:
    """Whole years, or R where it was refused.

    >>> tidy_age("041"), tidy_age("Refused"), tidy_age("121"), tidy_age("4 months")
    ('41', 'R', None, None)
    """
    if plain(text) in _REFUSALS:
        return REFUSED
    years = _bare_number(text)
    return years if years and int(years) <= OLDEST else None


def tidy_refusable(text: str) -> str | None:
    """Whole pounds or years, or R where there is none or it was refused, as the question has it.

    >>> tidy_refusable("42000"), tidy_refusable("r"), tidy_refusable("42,000")
    ('42000', 'R', None)
    """
    return REFUSED if plain(text) in _REFUSALS else _bare_number(text) or None


def tidy_amount(text: str) -> Decimal | None:
    """Pounds and pence. No thousands commas: a comma that a spreadsheet put in the wrong place is not guessed at. Nothing is
    rounded either, and a dash is no answer.

    >>> tidy_amount("£110.5"), tidy_amount("1,110.50"), tidy_amount("-1"), tidy_amount("ten")
    (Decimal('110.50'), None, None, None)
    >>> tidy_amount("-"), tidy_amount("1.005")
    (None, None)
    """
    exact = "," not in text and any(sign.isdigit() for sign in text) and not money.rounded(text)
    sum_ = money.tidy(text) if exact else None
    return sum_ if sum_ is not None and sum_ >= 0 else None


def tidy_charge(text: str) -> str | None:
    """Pounds and pence, or R where the question gives R a meaning.

    >>> tidy_charge("80.25"), tidy_charge("R"), tidy_charge("none")
    ('80.25', 'R', None)
    """
    if plain(text) in _REFUSALS:
        return REFUSED
    sum_ = tidy_amount(text)
    return None if sum_ is None else str(sum_)


def _why_no_amount(text: str) -> str:
    if "," in text:
        return "a comma in a number"
    if money.rounded(text):
        return "fractions of a penny"
    sum_ = money.tidy(text)
    return money.why_unusable(text) if sum_ is None else "below nought"


def _why_no_whole(text: str) -> str:
    return "a comma in a number" if "," in text else "not a whole number"


def tidy_authority(text: str) -> str | None:
    """An authority's code as the Office for National Statistics gives it.

    >>> tidy_authority("e06000035"), tidy_authority("Medway")
    ('E06000035', None)
    """
    return text.upper() if _AUTHORITY.fullmatch(text.upper()) else None


def tidy_words(text: str) -> str | None:
    """Words with their spaces collapsed; nothing that a spreadsheet would take for a formula.

    >>> tidy_words(" by  word "), tidy_words("=1+1")
    ('by word', None)
    """
    words = " ".join(text.split())
    return None if words.startswith(("=", "+", "-", "@")) else words or None


TICK = Kind(
    "tick", "1 or x where it applies, blank where it does not", pl.Boolean(), tidy_tick, lambda _: "neither ticked nor not"
)
AGE = Kind("age", "Whole years on the day, or R where refused", pl.String(), tidy_age, lambda _: "no age in whole years")
WHOLE = Kind("whole", "A whole number", pl.String(), lambda text: _bare_number(text) or None, _why_no_whole)
REFUSABLE = Kind("refusable", "A whole number, or R", pl.String(), tidy_refusable, _why_no_whole)
AMOUNT = Kind(
    "amount_asked", "Pounds and pence, no thousands commas; 0 where there is none", money.DTYPE, tidy_amount, _why_no_amount
)
CHARGE = Kind("charge_asked", "Pounds and pence, or R as the question says", pl.String(), tidy_charge, _why_no_amount)
PERCENT = Kind("percent", "A percentage, at most two decimals", money.DTYPE, tidy_amount, _why_no_amount)
AUTHORITY = Kind("authority", "The authority's ONS code", pl.String(), tidy_authority, source="Office for National Statistics")
WORDS = Kind(
    "words", "Words; may name people, and are left out of the return unless allowed", pl.String(), tidy_words,
    lambda _: "begins like a formula",
)  # fmt: skip
