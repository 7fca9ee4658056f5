"""A column of dates judged as a whole: one text can be read two ways, a column mostly cannot."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from extracts.contract import Field
from extracts.kinds.date import BIRTH, from_one_short, from_serial, only_month_first, tidy_before, why_no_birth
from pipeline.errors import Refused
from pipeline.stages.validate.column import Texts, Verdicts
from pipeline.tables import RawTable

FEWEST, SHARE = 2, 0.01
"""What makes a fault the column's rather than a row's: two values, and one in a hundred of those given."""
AHEAD = timedelta(days=3653)
"""How far after the snapshot a serial number may lie to be taken for a date: ten years, as fixed terms end."""

Mend = Callable[[str], date | None]


def judge_dates(field: Field, texts: Texts, snapshot: date) -> Verdicts:
    """The dates of a column: two-digit years by the snapshot, spreadsheet damage mended where it is the column's.

    A date of birth that nobody living can have is unknown.
    """
    written = texts.texts.to_list()
    values = [tidy_before(text, snapshot) for text in written]
    notices = []
    for damage, mend in _mends(snapshot).items():
        mended = [mend(text) if value is None else None for text, value in zip(written, values, strict=True)]
        rows = texts.rows_of([one is not None for one in mended])
        if is_the_columns(rows, texts.given):
            values = [value or one for value, one in zip(values, mended, strict=True)]
            notices.append(f"{field.name}: {damage}, put right: {rows}")
    reasons = [None if value else field.kind.why_unusable(text) for text, value in zip(written, values, strict=True)]
    verdicts = Verdicts(values, reasons, tuple(notices))
    return _possible_births(verdicts, snapshot) if field.kind is BIRTH else verdicts


def refuse_month_first(raw: RawTable, field: Field, texts: Texts) -> None:
    """Refused where the column, not only a row, has its months first."""
    month_first = [only_month_first(text) for text in texts.texts]
    rows = texts.rows_of(month_first)
    if rows >= FEWEST and is_the_columns(rows, texts.given):
        offending = texts.texts.filter(pl.Series(month_first, dtype=pl.Boolean))
        where = raw.rows.filter(pl.col(field.name).is_in(offending.implode()))
        line = where["line"][0]
        raise Refused(
            f"{raw.files_of(where['row'])[0]}: column {field.name} has the month before the day in {rows} of "
            f"{texts.given} dates, first on line {line}. Expected day before month, e.g. 31/12/2026, or 2026-12-31."
        )


def is_the_columns(rows: int, given: int) -> bool:
    """Whether so many rows of those given make a fault the column's own.

    >>> is_the_columns(2, 200), is_the_columns(2, 201), is_the_columns(1, 2), is_the_columns(1, 1)
    (True, False, False, True)
    """
    return rows > 0 and (rows == given or (rows >= FEWEST and rows >= SHARE * given))


def _mends(snapshot: date) -> dict[str, Mend]:
    """What a spreadsheet does to dates, and how each is undone."""

    def serial(text: str) -> date | None:
        found = from_serial(text) if re.fullmatch(r"\d{5}(\.0+)?", text) else None
        return found if found and found <= snapshot + AHEAD else None

    return {"dates turned into serial numbers": serial, "dates had lost a leading zero": from_one_short}


def _possible_births(verdicts: Verdicts, snapshot: date) -> Verdicts:
    impossible = [why_no_birth(value, snapshot) if value else None for value in verdicts.values]
    values = [None if why else value for value, why in zip(verdicts.values, impossible, strict=True)]
    reasons = [why or reason for why, reason in zip(impossible, verdicts.reasons, strict=True)]
    return Verdicts(values, reasons, verdicts.notices)
