"""A column of dates judged as a whole: one text can be read two ways, a column mostly cannot."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from extracts.contract import Ends, Field
from extracts.kinds.date import (
    BIRTH,
    DAYS_TO_1904,
    changed_over,
    from_one_short,
    from_serial,
    tidy_before,
    why_no_birth,
    year_first,
)
from extracts.kinds.no_day import is_nil
from pipeline.errors import Refused
from pipeline.stages.validate.clocks import days_in_london
from pipeline.stages.validate.column import FEWEST, Texts, Verdicts, is_the_columns
from pipeline.stages.validate.ends import without_nil_days
from pipeline.tables import RawTable

AHEAD = timedelta(days=3653)
"""How far after the snapshot a serial number, or an end with a year of two digits, may lie: ten years, as fixed terms end."""

Mend = Callable[[str], date | None]


def judge_dates(field: Field, texts: Texts, snapshot: date, *, of_1904: bool = False) -> Verdicts:
    """The dates of a column: two-digit years by the snapshot, damage mended where it is the column's.

    A two-digit year is the last one before the snapshot; an end may lie ahead. `of_1904`: serial numbers count from 1904.

    What a spreadsheet or a clock in UTC does to a whole column is put right. A date of birth that nobody living can have is
    unknown; a day that stands for "none" is blank where it may be; a year that the column cannot hold is not possible.
    """
    written = texts.texts.to_list()
    latest = snapshot if field.ends is Ends.NOTHING else snapshot + AHEAD
    mends = _mends(snapshot, DAYS_TO_1904 if of_1904 else 0)
    read, damage = _mended(field, texts, [tidy_before(text, latest) for text in written], mends)
    values, shifted = days_in_london(field, texts, read)
    reasons = [None if value else field.kind.why_unusable(text) for text, value in zip(written, values, strict=True)]
    verdicts = Verdicts(values, reasons, (*damage, *shifted))
    if field.kind is BIRTH:
        return _possible(verdicts, lambda born: why_no_birth(born, snapshot))
    return _possible(without_nil_days(field, texts, verdicts), lambda day: _why_not(field, day, snapshot))


def refuse_changed_over(raw: RawTable, field: Field, texts: Texts) -> None:
    """Refused where the column, not only a row, has day and month the other way round: month-first, or year-day-month."""
    wrong = [changed_over(text) for text in texts.texts]
    rows = texts.rows_of(wrong)
    if rows >= FEWEST and is_the_columns(rows, texts.given):
        offending = texts.texts.filter(pl.Series(wrong, dtype=pl.Boolean))
        line = raw.rows.filter(pl.col(field.name).is_in(offending.implode()))["line"][0]
        after_year = all(year_first(text) for text in offending)
        fault = "day and month the other way round, after the year," if after_year else "the month before the day"
        raise Refused(
            f"{raw.about.get('file', raw.extract.name)}: column {field.name} has {fault} in {rows} of {texts.given} dates, "
            f"first on line {line}. Expected day before month, e.g. 31/12/2026, or 2026-12-31."
        )


def _mended(
    field: Field, texts: Texts, values: list[date | None], mends: Mapping[str, Mend]
) -> tuple[list[date | None], tuple[str, ...]]:
    """The days with those that a spreadsheet spoiled, where it spoiled the column, and a notice of each sort of damage."""
    notices = []
    for damage, mend in mends.items():
        mended = [mend(text) if value is None else None for text, value in zip(texts.texts, values, strict=True)]
        rows = texts.rows_of([day is not None for day in mended])
        if is_the_columns(rows, texts.given):
            values = [value or day for value, day in zip(values, mended, strict=True)]
            notices.append(f"{field.name}: {damage}, put right: {rows}")
    return values, tuple(notices)


def _mends(snapshot: date, behind: int) -> dict[str, Mend]:
    """What a spreadsheet does to dates, and how each is undone."""

    def serial(text: str) -> date | None:
        day = from_serial(text) if re.fullmatch(r"\d{5}(\.\d+)?", text) else None
        counted = day + timedelta(days=behind) if day else None
        return counted if counted and counted <= snapshot + AHEAD else None

    return {"dates turned into serial numbers": serial, "dates had lost a leading zero": from_one_short}


def _why_not(field: Field, day: date, snapshot: date) -> str | None:
    if is_nil(day):
        return "default date"
    return None if field.years.hold(day.year, snapshot.year) else "year not possible"


def _possible(verdicts: Verdicts, why_not: Callable[[date], str | None]) -> Verdicts:
    """The verdicts without the days that cannot be, each with its reason."""
    impossible = [why_not(value) if value else None for value in verdicts.values]
    values = [None if why else value for value, why in zip(verdicts.values, impossible, strict=True)]
    reasons = [why or reason for why, reason in zip(impossible, verdicts.reasons, strict=True)]
    return replace(verdicts, values=values, reasons=reasons)
