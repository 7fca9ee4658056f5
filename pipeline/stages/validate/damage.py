"""What spreadsheets do to identifiers: zeros lost, scientific notation, digits cut off, days made of house numbers."""

from collections.abc import Callable
from decimal import Decimal

import polars as pl

from extracts.contract import Field, Use
from extracts.kinds import account_number, sort_code, telephone
from extracts.kinds.spreadsheet import DAY_AND_MONTH, LONG_NUMBER, SCIENTIFIC, is_cut
from pipeline.stages.validate.column import Texts

CUT = "cut at the fifteenth digit"
MADE_EQUAL = 5
"""Rows with one and the same long number from which it is taken for many numbers made equal: one ends in zero by chance."""
LOST_ZERO: dict[str, Callable[[str], bool]] = {
    sort_code.SORT_CODE.name: sort_code.lost_zero,
    account_number.ACCOUNT_NUMBER.name: account_number.lost_zero,
    telephone.TELEPHONE.name: telephone.lost_zero,
}


def in_full(field: Field, texts: Texts) -> dict[str, str]:
    """Identifiers in scientific notation and what they stood for, where no digit was lost."""
    return {text: str(int(Decimal(text))) for text in _scientific(field, texts) if _has_all_digits(text)}


def beyond_repair(field: Field, texts: Texts) -> dict[str, str]:
    """References whose last digits are gone, so that different ones have become alike, each with the reason."""
    if field.use is not Use.REFERENCE:
        return {}
    rounded = {text: "scientific notation" for text in _scientific(field, texts) if not _has_all_digits(text)}
    cut = texts.texts.filter(_match(texts, LONG_NUMBER)) if _cut_numbers(texts) else ()
    return rounded | dict.fromkeys(cut, CUT)


def damage_noticed(field: Field, texts: Texts, usable: list[bool]) -> tuple[str, ...]:
    """One sentence for each sort of damage that the column shows, with the number of rows."""
    if not _is_identifier(field):
        return ()
    found = {
        "leading zeros had been lost, put back": _lost_zeros(field, texts, usable),
        "in scientific notation, as a spreadsheet shows long numbers": texts.rows_of(_match(texts, SCIENTIFIC)),
        "numbers of 16 or more digits cut at the fifteenth": _cut_numbers(texts),
        "days such as 05-Jul, which a spreadsheet makes of 5-7": texts.rows_of(_match(texts, DAY_AND_MONTH)),
    }
    return tuple(f"{field.name}: {what}: {rows}" for what, rows in found.items() if rows)


def _is_identifier(field: Field) -> bool:
    return field.use in (Use.REFERENCE, Use.IDENTIFIER)


def _match(texts: Texts, pattern: str) -> pl.Series:
    return texts.texts.str.contains(pattern)


def _scientific(field: Field, texts: Texts) -> list[str]:
    return texts.texts.filter(_match(texts, SCIENTIFIC)).to_list() if _is_identifier(field) else []


def _has_all_digits(text: str) -> bool:
    """Whether a number in scientific notation still has every digit.

    >>> _has_all_digits("1.0012345678E+10"), _has_all_digits("1.00123E+10")
    (True, False)
    """
    mantissa, exponent = text.upper().split("E+")
    return len(mantissa.partition(".")[2]) == int(exponent)


def _lost_zeros(field: Field, texts: Texts, usable: list[bool]) -> int:
    lost = LOST_ZERO.get(field.kind.name)
    if not lost:
        return 0
    return texts.rows_of([good and lost(text) for text, good in zip(texts.texts, usable, strict=True)])


def _cut_numbers(texts: Texts) -> int:
    """How many rows hold long numbers, where each has lost all after its fifteenth digit and it is not one number by chance."""
    long = _match(texts, LONG_NUMBER)
    numbers, rows = texts.texts.filter(long).to_list(), texts.rows_of(long)
    cut = (len(numbers) > 1 or rows >= MADE_EQUAL) and all(is_cut(number) for number in numbers)
    return rows if cut else 0
