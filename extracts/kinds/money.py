"""Money: pounds and pence, exact. Blank is unknown and never zero; a dash alone is how accounting formats write zero."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from extracts.kinds.kind import Kind

DTYPE = pl.Decimal(12, 2)
LARGEST = Decimal("9999999999.99")
PENNY = Decimal("0.01")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_MISREAD = {"â€“": "-", "â€”": "-", "âˆ’": "-", "Â": ""}
"""What dashes, pound signs and no-break spaces become when UTF-8 is read as Windows-1252."""
_AMOUNT = re.compile(r"(?P<minus>[-+]?)(?P<pounds>\d{1,3}(,\d{3})+|\d{0,12})(\.(?P<pence>\d*))?")
_NOISE = re.compile(r"[-+]?\d(\.\d+)?E-\d{1,3}")
"""A number so small that its digits lie beyond the penny: what is left when a database adds up to zero in floating point."""
_ZERO = re.compile(r"-{1,2}|NIL")
_DECIMAL_COMMA = re.compile(r"[-+(]*(\d{1,3}(\.\d{3})+|\d+),\d{1,2}\)?-?")


def _spelled(text: str) -> str:
    """The text in ASCII capitals without spaces of any width, currency and invisible signs."""
    for misread, meant in _MISREAD.items():
        text = text.replace(misread, meant)
    shown = "".join(sign for sign in text.translate(_DASHES) if unicodedata.category(sign) not in ("Cf", "Cc"))
    figure = "".join(shown.split()).upper().replace("£", "").replace("￡", "").replace("GBP", "")
    return figure.replace("'", "").replace("’", "")


def _bare(figure: str) -> str:
    """The figure with its sign in front: "(12.50)", "12.50-" and "12.50CR" are negative. Two signs are one too many, and stay."""
    for mark, sign in (("CREDIT", "-"), ("DEBIT", ""), ("CR", "-"), ("DR", "")):
        if mark in (figure[: len(mark)], figure[-len(mark) :]):
            rest = figure.removeprefix(mark) if figure.startswith(mark) else figure.removesuffix(mark)
            return sign + rest if rest[:1].isdigit() or rest[:1] == "." else figure
    if figure.startswith("(") and figure.endswith(")"):
        return "-" + figure[1:-1]
    return "-" + figure[:-1] if figure.endswith("-") else figure


def exact(text: str) -> Decimal | None:
    """The sum in pounds with all the decimals that are given, or None.

    >>> exact("98.0769230769"), exact("1.1368683772E-13")
    (Decimal('98.0769230769'), Decimal('1.1368683772E-13'))
    """
    figure = _spelled(text)
    if _ZERO.fullmatch(figure):
        return Decimal(0)
    if _NOISE.fullmatch(figure):
        return Decimal(figure)
    parts = _AMOUNT.fullmatch(_bare(figure)) if figure.isascii() else None
    if not parts or not (parts["pounds"] or parts["pence"]):
        return None
    digits = parts["pounds"].replace(",", "") or "0"
    return Decimal(f"{parts['minus']}{digits}.{parts['pence'] or '0'}")


def tidy(text: str) -> Decimal | None:
    """The sum in pounds, rounded to the penny (halves away from zero), or None.

    >>> tidy("£1,234.50"), tidy("-7"), tidy("(12.5)"), tidy("12.50 CR")
    (Decimal('1234.50'), Decimal('-7.00'), Decimal('-12.50'), Decimal('-12.50'))
    >>> tidy(" £-   "), tidy("–"), tidy("−3"), tidy("Â£1\\u202f234.5"), tidy("98.0769230769")
    (Decimal('0.00'), Decimal('0.00'), Decimal('-3.00'), Decimal('1234.50'), Decimal('98.08'))
    >>> tidy("1E+3"), tidy("twelve"), tidy("1.234,50"), tidy("1,23"), tidy("-5 CR")
    (None, None, None, None, None)
    """
    given = exact(text)
    if given is None or abs(given) > LARGEST:
        return None
    sum_ = given.quantize(PENNY, ROUND_HALF_UP)
    return sum_ if sum_ else abs(sum_)


def rounded(text: str) -> bool:
    """Whether a usable sum had decimals beyond the penny.

    >>> rounded("98.0769"), rounded("98.0700"), rounded("98.07")
    (True, False, False)
    """
    given, sum_ = exact(text), tidy(text)
    return sum_ is not None and given != sum_


def decimal_comma(text: str) -> bool:
    """Whether the text is a sum only where a comma divides pounds from pence.

    >>> decimal_comma("1.234,50"), decimal_comma("1,23"), decimal_comma("1,234.50"), decimal_comma("1,234")
    (True, True, False, False)
    """
    return bool(_DECIMAL_COMMA.fullmatch(_spelled(text)))


def why_unusable(text: str) -> str:
    """What kept the text from being a sum of money.

    >>> why_unusable("1E+3"), why_unusable("1.234,50"), why_unusable("x")
    ('scientific notation', 'a comma before the pence', 'not a sum of money')
    """
    if re.fullmatch(r"[£\-\d.]+[eE][+\-]?\d+", text):
        return "scientific notation"
    return "a comma before the pence" if decimal_comma(text) else "not a sum of money"


MONEY = Kind(
    "money",
    "Pounds and pence, e.g. 1234.50. £, GBP, thousands commas and spaces are understood; a minus before or after, brackets or CR "
    "make it negative; a dash alone is 0; decimals beyond the penny are rounded",
    DTYPE,
    tidy,
    why_unusable,
)
AMOUNT = Kind(
    "amount",
    "A sum of money above 0; where all postings of a kind have a minus (or CR), the minus is dropped",
    DTYPE,
    tidy,
    why_unusable,
)
