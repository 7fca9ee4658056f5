"""Ends: a blank one says that something runs on; one that was given and cannot be read says nothing of the sort."""

from collections.abc import Mapping

from extracts.contract import Ends, Field
from extracts.kinds.no_day import EPOCHS, is_nil, says_no_day, says_no_end
from pipeline.errors import Refused
from pipeline.stages.validate.column import Column, Texts, Verdicts, is_the_columns
from pipeline.tables import RawTable

STRICT = (Ends.RECORD, Ends.PART)
"""The ends that nothing may stand in for: a row whose end cannot be read is set aside."""
UNREAD_SHARE, UNREAD_FEWEST = 0.5, 3
"""An end column is refused where more than half of its given values, and three at least, cannot be read.

Two are the joint tenants of one tenancy; three of the same sort are how the file writes its ends.
"""


def without_nil_days(field: Field, texts: Texts, verdicts: Verdicts) -> Verdicts:
    """The verdicts with the days that stand for "none", and in an end column the words, as blanks; with a notice of each.

    A column that must be there has no blanks: its nil days stay, to be judged.
    """
    if field.required:
        return verdicts
    words = [field.ends is not Ends.NOTHING and says_no_end(text) for text in texts.texts]
    nils = _nil_days(texts, verdicts)
    blank = [word or nil for word, nil in zip(words, nils, strict=True)]
    values = [None if none else value for value, none in zip(verdicts.values, blank, strict=True)]
    reasons = [None if none else reason for reason, none in zip(verdicts.reasons, blank, strict=True)]
    return Verdicts(values, reasons, (*verdicts.notices, *_notices(field, texts, words, nils)))


def _nil_days(texts: Texts, verdicts: Verdicts) -> list[bool]:
    """Which texts are a day that stands for "none"; the first day of Unix or of Excel's 1904 where it is frequent."""
    epochs = [day in EPOCHS for day in verdicts.values]
    frequent = texts.rows_of(epochs) > 1 and is_the_columns(texts.rows_of(epochs), texts.given)
    judged = zip(texts.texts, verdicts.values, strict=True)
    return [says_no_day(text) if day is None else is_nil(day) or (frequent and day in EPOCHS) for text, day in judged]


def _notices(field: Field, texts: Texts, words: list[bool], nils: list[bool]) -> list[str]:
    reading = "no end" if field.ends is not Ends.NOTHING else "blank"
    counts = {
        'a day that stands for "none", such as 1900-01-01 or 9999-12-31': texts.rows_of(nils),
        "a word that says so, such as current or n/a": texts.rows_of(words),
    }
    return [f"{field.name}: {what}, read as {reading}: {rows}" for what, rows in counts.items() if rows]


def refuse_unread_ends(raw: RawTable, columns: Mapping[str, Column]) -> None:
    """Refused where most of what a column of ends holds cannot be read: then it is the column's fault, not a row's."""
    for field in raw.extract.ending(*STRICT):
        column = columns.get(field.name)
        unread = column.reasons.count() if column else 0
        if column and unread >= UNREAD_FEWEST and unread > UNREAD_SHARE * (unread + column.values.count()):
            raise Refused(_unread(raw, column, unread))


def _unread(raw: RawTable, column: Column, unread: int) -> str:
    line = raw.rows.filter(column.reasons.is_not_null())["line"][0]
    counted = (
        column.reasons.drop_nulls().rename("reason").value_counts(sort=True).sort("count", "reason", descending=[True, False])
    )
    why = ", ".join(f"{reason} {rows}" for reason, rows in counted.rows()[:3])
    return (
        f"{raw.about.get('file', raw.extract.name)}: column {column.field.name} has {unread} ends that cannot be read, of "
        f"{unread + column.values.count()} given ({why}), first on line {line}. An end that cannot be read is not an open "
        "end. Give the dates in a form that docs/extracts.md lists, and leave the cell blank where nothing has ended."
    )


def never_ending(raw: RawTable, columns: Mapping[str, Column]) -> list[str]:
    """For each column that ends the whole record and says nothing in any row: a sentence on what follows from that.

    None where the landlord has said that the file has no ends.
    """
    silent = [field for field in raw.extract.ending(Ends.RECORD, Ends.IN_RETURN) if _says_nothing(columns.get(field.name))]
    return (
        []
        if raw.rows.is_empty() or raw.about.get("no_end")
        else [_runs_on(raw, field, field.name in columns) for field in silent]
    )


def _says_nothing(column: Column | None) -> bool:
    return column is None or (column.values.count() == 0 and column.reasons.count() == 0)


def _runs_on(raw: RawTable, field: Field, there: bool) -> str:
    why = f"{field.name} has no date in any row" if there else f"no column says when one ends ({field.name})"
    return f"{why}: each of the {raw.rows.height:,} rows of {raw.extract.name} counts as current"
