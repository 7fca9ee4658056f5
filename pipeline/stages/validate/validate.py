"""One extract validated: every column through its kind, every row accepted or set aside, every value accounted for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl

from extracts.contract import Field
from extracts.kinds.money import AMOUNT, MONEY
from pipeline.stages.validate.account import account, refuse_if_none_is_usable
from pipeline.stages.validate.code_values import codes_not_known
from pipeline.stages.validate.column import Column, distinct, joined
from pipeline.stages.validate.dates import judge_dates, refuse_changed_over
from pipeline.stages.validate.ends import refuse_unread_ends
from pipeline.stages.validate.names import marks_in_names, settle_names
from pipeline.stages.validate.rows import reasons_of_rows, still_protected
from pipeline.stages.validate.sums import refuse_decimal_commas, rounding_noticed, settle_signs
from pipeline.stages.validate.texts import judge_texts
from pipeline.tables import Checked, Identified, RawTable

BLANKED = {
    "extract": pl.String,
    "line": pl.UInt32,
    "row": pl.UInt32,
    "column": pl.String,
    "reason": pl.String,
    "value": pl.String,
}


def validate(raw: RawTable, snapshot: date) -> Checked:
    """The extract judged: `accepted` with every column of the contract, typed; `set_aside`; `blanked`; `about`.

    Rows read = rows accepted + rows set aside. Raises Refused where a column of dates has day and month the other way
    round, where most ends of a column cannot be read, and where no row of a mandatory extract can be used.
    """
    read = {field.name: _tidied(raw, field, snapshot) for field in raw.extract.fields if field.name in raw.rows.columns}
    columns = settle_names(raw, settle_signs(raw, read))
    refuse_unread_ends(raw, columns)
    judged = raw.rows.with_columns(reasons_of_rows(raw.extract, columns, raw.rows))
    accepted = judged["reasons"].list.len() == 0
    typed = still_protected(raw.extract, _typed(raw, columns), accepted)
    identified = Identified(raw.extract, typed.filter(accepted))
    set_aside = pl.concat([_read_aside(raw), _judged_aside(raw, judged.filter(~accepted))]).sort("row")
    judged_only = Checked(identified, set_aside, _blanked(raw, columns, accepted))
    checked = replace(judged_only, about=account(raw, columns, judged_only))
    refuse_if_none_is_usable(checked, codes_not_known(raw, columns))
    return checked


def _tidied(raw: RawTable, field: Field, snapshot: date) -> Column:
    column = raw.rows[field.name]
    texts = distinct(column)
    if field.kind in (MONEY, AMOUNT):
        refuse_decimal_commas(raw, field, texts)
        verdicts = judge_texts(field, texts)
        return joined(field, column, texts, replace(verdicts, notices=(*verdicts.notices, *rounding_noticed(field, texts))))
    if field.kind.dtype != pl.Date():
        return joined(field, column, texts, judge_texts(field, texts))
    refuse_changed_over(raw, field, texts)
    return joined(field, column, texts, judge_dates(field, texts, snapshot, of_1904=raw.about.get("days_from_1904") is True))


def _typed(raw: RawTable, columns: Mapping[str, Column]) -> pl.DataFrame:
    """`line`, `row`, every column of the contract (those the file lacks are null), and the marks found in names."""
    values = [
        columns[field.name].values.alias(field.name)
        if field.name in columns
        else pl.Series(field.name, [None], dtype=field.kind.dtype).new_from_index(0, raw.rows.height)
        for field in raw.extract.fields
    ]
    return raw.rows.select("line", "row").with_columns(*values, *marks_in_names(raw))


def _read_aside(raw: RawTable) -> pl.DataFrame:
    reasons = pl.concat_list("reason").alias("reasons")
    return raw.set_aside.select(pl.lit(raw.extract.name).alias("extract"), "line", "row", reasons, "content")


def _judged_aside(raw: RawTable, rows: pl.DataFrame) -> pl.DataFrame:
    content = pl.struct(pl.exclude("line", "row", "reasons")).struct.json_encode().alias("content")
    return rows.select(pl.lit(raw.extract.name).alias("extract"), "line", "row", "reasons", content)


def _blanked(raw: RawTable, columns: Mapping[str, Column], accepted: pl.Series) -> pl.DataFrame:
    """The unusable values of accepted rows, which can only stand in optional columns."""
    parts = [pl.DataFrame(schema=BLANKED)]
    for name, column in columns.items():
        if column.reasons.count():
            given = raw.rows.select("line", "row", reason=column.reasons, value=name).filter(accepted)
            told = given.drop_nulls("reason").with_columns(extract=pl.lit(raw.extract.name), column=pl.lit(name))
            parts.append(told.select(*BLANKED))
    return pl.concat(parts)
