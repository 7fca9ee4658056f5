"""Money: pounds and pence, exact. Blank is unknown and never nought."""

import re
from decimal import Decimal

import polars as pl

from extracts.kinds.kind import Kind

DTYPE = pl.Decimal(12, 2)
LARGEST = Decimal("9999999999.99")
_AMOUNT = re.compile(r"(?P<minus>-?)(?P<pounds>\d{1,3}(,\d{3})+|\d{0,12})(\.(?P<pence>\d{1,2})0*)?")


def _bare(text: str) -> str:
    """The figure with its sign in front: "(12.50)", "12.50-" and "12.50 CR" are negative; the pound sign goes."""
    figure = text.replace("£", "").replace("−", "-").replace(" ", "").upper()
    if figure.startswith("(") and figure.endswith(")"):
        return "-" + figure[1:-1]
    for ending in ("CR", "-"):
        if figure.endswith(ending):
            return "-" + figure.removesuffix(ending)
    return figure.removesuffix("DR")


def tidy(text: str) -> Decimal | None:
    """The sum in pounds as an exact decimal, or None.

    >>> tidy("£1,234.50"), tidy("-7"), tidy("(12.5)")
    (Decimal('1234.50'), Decimal('-7.00'), Decimal('-12.50'))
    >>> tidy("12.345"), tidy("1E+3"), tidy("twelve")
    (None, None, None)
    """
    found = _AMOUNT.fullmatch(_bare(text)) if text.isascii() or "£" in text or "−" in text else None
    if not found or not (found["pounds"] or found["pence"]):
        return None
    digits = found["pounds"].replace(",", "") or "0"
    sum_ = Decimal(f"{found['minus']}{digits}.{(found['pence'] or '').ljust(2, '0')}")
    return sum_ if abs(sum_) <= LARGEST else None


def tidy_positive(text: str) -> Decimal | None:
    """The sum where only a sum above nought makes sense.

    >>> tidy_positive("10"), tidy_positive("-10"), tidy_positive("0")
    (Decimal('10.00'), None, None)
    """
    found = tidy(text)
    return found if found is not None and found > 0 else None


def why_unusable(text: str) -> str:
    """What kept the text from being a sum of money.

    >>> why_unusable("1E+3"), why_unusable("12.345"), why_unusable("-5"), why_unusable("x")
    ('scientific notation', 'fractions of a penny', 'not above nought', 'not a sum of money')
    """
    if tidy(text) is not None:
        return "not above nought"
    if re.fullmatch(r"[£\-\d.]+[eE][+\-]?\d+", text):
        return "scientific notation"
    return "fractions of a penny" if re.fullmatch(r"[£\-\d,]*\.\d{3,}", text) else "not a sum of money"


MONEY = Kind("money", "Pounds and pence, e.g. 1234.50; £ and thousands commas are understood", DTYPE, tidy, why_unusable)
AMOUNT = Kind("amount", "Pounds and pence above nought", DTYPE, tidy_positive, why_unusable)
