"""Numbers as the service reads them from a cell: what it takes for a number, and what number it then makes of it.

It is written in Ruby: a number may have spaces around it, underscores between its digits and a base in front, so that 08 is
refused (an octal number has no 8) while 010 is taken, as ten.
"""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

import polars as pl

from pipeline.core.spaces import TRIMMED

_DIGITS = r"\d+(?:_\d+)*"
_BASED = r"0(?:[bB][01]+(?:_[01]+)*|[xX][\da-fA-F]+(?:_[\da-fA-F]+)*|[dD]\d+(?:_\d+)*|[oO]?_?[0-7]+(?:_[0-7]+)*)"
_SPACE = f"[{TRIMMED}]*"
_WHOLE = re.compile(rf"{_SPACE}[+-]?(?:{_BASED}|[1-9]\d*(?:_\d+)*|0){_SPACE}", re.ASCII)
_DECIMAL = re.compile(
    rf"{_SPACE}[+-]?(?:(?:{_DIGITS}(?:\.(?:{_DIGITS})?)?|\.{_DIGITS})(?:[eE][+-]?{_DIGITS})?|0[xX][\da-fA-F]+){_SPACE}", re.ASCII
)
_LEADING_DIGITS = re.compile(rf"{_SPACE}([+-]?{_DIGITS})", re.ASCII)

LARGEST = 10**15
"""Numbers are held no larger than this; nothing that a form asks for comes near it, and what is beyond is refused alike."""
_DIGITS_OF_A_SUM = 200
"""More digits than a sum of charges is ever written with: nothing is rounded."""
_MOST_UNITS = LARGEST * 100
"""The largest in pence; in units smaller than that, a column could not hold it."""


def whole_number(text: str) -> int | None:
    """The whole number the service makes of a cell, or nothing where it refuses the cell.

    >>> whole_number("1.0"), whole_number("flat"), whole_number(""), whole_number("08")
    (None, None, None, None)
    >>> whole_number("12"), whole_number(" 1 "), whole_number("010"), whole_number("-3")
    (12, 1, 10, -3)
    """
    if not _WHOLE.fullmatch(text):
        return None
    return leading_number(text)


def leading_number(text: str) -> int:
    """The number that a text begins with, 0 where it begins with none: how the service forces a text into a number.

    >>> leading_number("none"), leading_number("2 or 3")
    (0, 2)
    """
    digits = _LEADING_DIGITS.match(text)
    return max(-LARGEST, min(LARGEST, int(digits[1].replace("_", "")))) if digits else 0


def decimal_number(text: str) -> Decimal | None:
    """The exact number the service makes of a cell that takes decimals, or nothing where it refuses the cell.

    >>> decimal_number("1,110.50"), decimal_number("£110.50")
    (None, None)
    >>> decimal_number("110.5"), decimal_number("1e2"), decimal_number(".5")
    (Decimal('110.5'), Decimal('1E+2'), Decimal('0.5'))
    """
    if not _DECIMAL.fullmatch(text):
        return None
    try:
        number = Decimal(text.replace("_", "").strip(TRIMMED))
    except InvalidOperation:  # a hexadecimal number passes the service's check, and is then read as 0
        return Decimal(0)
    return max(Decimal(-LARGEST), min(Decimal(LARGEST), number))


def rounded(number: Decimal | None, places: int) -> int | None:
    """The number in whole units of its last place, halves away from zero: pence where `places` is 2, pounds where it is 0.

    >>> rounded(Decimal("110.505"), 2), rounded(Decimal("400.5"), 0)
    (11051, 401)
    """
    if number is None:
        return None
    units = int(number.scaleb(places).quantize(Decimal(1), ROUND_HALF_UP))
    return max(-_MOST_UNITS, min(_MOST_UNITS, units))


def over_distinct(text: pl.Series, read: Callable[[str], int | None]) -> pl.Series:
    """A column of whole numbers, read once per distinct text; null where there is no text or the reading gives nothing."""
    distinct = text.drop_nulls().unique()
    numbers = pl.Series([read(value) for value in distinct], dtype=pl.Int64)
    return text.replace_strict(distinct, numbers, default=None, return_dtype=pl.Int64)


def exact_sum(frame: pl.DataFrame) -> pl.Series:
    """The sum of several columns of decimals, to the last digit, as text; null in rows where one of them is no number.

    >>> exact_sum(pl.DataFrame({"rent": ["0.1", "1e2", "1"], "charge": ["0.205", "-0.0", None]})).to_list()
    ['0.305', '100', None]
    """
    parts = [column.alias(f"part_{at}") for at, column in enumerate(frame)]
    cells = pl.DataFrame(parts).select(pl.struct(pl.all()).alias("cells"))["cells"]
    distinct = cells.unique()
    sums = [_summed(list(texts.values())) for texts in distinct]
    lookup = distinct.struct.unnest().with_columns(pl.Series("sum", sums, dtype=pl.String))
    names = [part.name for part in parts]
    return pl.DataFrame(parts).join(lookup, on=names, how="left", nulls_equal=True, maintain_order="left")["sum"]


def _summed(texts: list[str | None]) -> str | None:
    numbers = [decimal_number(text) for text in texts if text is not None]
    if len(numbers) < len(texts) or None in numbers:
        return None
    with localcontext(prec=_DIGITS_OF_A_SUM):
        return f"{sum((number for number in numbers if number is not None), Decimal(0)).normalize() + 0:f}"


def in_units(text: pl.Series, places: int) -> pl.Series:
    """A column of decimals in whole units of their last place (Int64): exact, so that limits can be compared to the penny."""
    return over_distinct(text, lambda value: rounded(decimal_number(value), places))


def beyond_pence(text: pl.Series) -> pl.Series:
    """Which decimals say more than a penny can (Boolean, never null): the service refuses those, after rounding them."""
    finer = over_distinct(text, lambda value: int((decimal_number(value) or Decimal(0)).scaleb(2) % 1 != 0))
    return (finer == 1).fill_null(False)
