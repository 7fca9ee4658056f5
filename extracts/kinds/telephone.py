"""Telephone numbers, British unless they say otherwise, in E.164 spelling."""

import re

import phonenumbers
import polars as pl

from extracts.kinds.filler import is_filler
from extracts.kinds.kind import Kind

LAST = 8
"""How many digits at the end have to be alike or counting: one real number in ten million is, and fillers all are."""


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.removesuffix(".0"))


def _with_zero(text: str) -> str:
    """The text with the first zero that a spreadsheet took put back."""
    digits = _digits(text)
    return "0" + digits if lost_zero(text) else text.removesuffix(".0")


def lost_zero(text: str) -> bool:
    """Whether a British number has lost its first zero.

    >>> lost_zero("7700900123"), lost_zero("07700 900123")
    (True, False)
    """
    return bool(re.fullmatch(r"[1-37]\d{8,9}(\.0)?", text.replace(" ", "")))


def tidy(text: str) -> str | None:
    """The number as "+44...", or None.

    >>> tidy("07700 900123"), tidy("7700900123"), tidy("(01634) 960123")
    ('+447700900123', '+447700900123', '+441634960123')
    >>> tidy("0000000"), tidy("none"), tidy("07123456789"), tidy("01234567890"), tidy("07900000000"), tidy("+44 7777 777777")
    (None, None, None, None, None, None)
    """
    if _placeholder(text):
        return None
    try:
        number = phonenumbers.parse(_with_zero(text), "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _placeholder(text: str) -> bool:
    """Whether digits were typed to fill the field: alike but for the first, the last eight alike or in order, or six zeros."""
    digits = re.sub(r"^(44|0044)", "", _digits(text)).lstrip("0")
    return len(set(digits[1:])) < 2 or is_filler(digits[-LAST:]) or digits.endswith("000000")


def why_unusable(text: str) -> str:
    """What kept the text from being a telephone number.

    >>> why_unusable("00000000000"), why_unusable("1.23E+10"), why_unusable("none")
    ('placeholder', 'scientific notation', 'not a telephone number')
    """
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", text):
        return "scientific notation"
    return "placeholder" if len(_digits(text)) >= LAST - 1 and _placeholder(text) else "not a telephone number"


def tail(number: str) -> str:
    """The last nine digits of a tidy number, which survive a changed area code or country prefix.

    >>> tail("+447700900123")
    '700900123'
    """
    return number[-9:]


TELEPHONE = Kind(
    "telephone",
    "A telephone number in E.164 spelling",
    pl.String(),
    tidy,
    why_unusable,
    {"tail": tail},
    "Ofcom's numbering plan, as Google's phonenumbers has it",
)
