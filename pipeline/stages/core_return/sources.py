"""Several records of one fact: the first that knows it answers, and two that differ are told of, never chosen between."""

from collections.abc import Mapping

import polars as pl

from extracts.contract import Extract
from extracts.core.kinds import TICK
from pipeline.core.field import Layout
from pipeline.stages.core_return.drafts import DISAGREES, DOUBT

DATE, POSTCODE = "_date", "postcode"
_PARTS = {"_day": "%-d", "_month": "%-m", "_year": "%Y"}


def as_text(frame: pl.DataFrame, extract: Extract) -> pl.DataFrame:
    """The columns of an extract as the form's text: sums without empty pence, ticks as 1 or blank, dates in ISO form."""
    return frame.with_columns(_text(field.name, frame.schema[field.name], field.kind is TICK) for field in extract.fields)


def _text(name: str, dtype: pl.DataType, tick: bool) -> pl.Expr:
    column = pl.col(name)
    if tick:
        return pl.when(column).then(pl.lit("1")).alias(name)
    if isinstance(dtype, pl.Decimal):
        return column.cast(pl.String).str.strip_suffix(".00")
    return column.cast(pl.String)


def combined(rows: pl.DataFrame, sources: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns that the sources tell of, beside `log`, and a doubt for each in which two of them differ.

    Every source has a row for each of `rows`, in the same order, and columns of text; the first to know a fact answers.
    """
    names = list(dict.fromkeys(name for source in sources.values() for name in source.columns))
    columns, doubts = [rows["log"]], [pl.DataFrame(schema=DOUBT)]
    for name in names:
        telling = {who: source[name] for who, source in sources.items() if name in source.columns}
        told = pl.DataFrame([series.alias(who) for who, series in telling.items()])
        columns.append(told.select(pl.coalesce(pl.all()).alias(name)).to_series())
        if len(telling) > 1:
            doubts.append(_disagreeing(rows, told, name))
    return pl.DataFrame(columns), pl.concat(doubts)


def _disagreeing(rows: pl.DataFrame, told: pl.DataFrame, name: str) -> pl.DataFrame:
    differ = told.select(pl.concat_list(pl.all()).list.drop_nulls().list.n_unique() > 1).to_series()
    who = " and ".join(told.columns)
    says = f"{who} say different things; correct the one that is wrong."
    found = rows.select("log").filter(differ)
    return found.with_columns(name=pl.lit(name), kind=pl.lit(DISAGREES), says=pl.lit(says))


def on_the_form(wide: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """One column of text per field of the form: dates in three cells, postcodes in two, and what nobody tells of blank."""
    return wide.select(_cell(wide, field.name).alias(field.name) for field in layout.fields)


def _cell(wide: pl.DataFrame, name: str) -> pl.Expr:
    if name in wide.columns:
        return pl.col(name)
    for part, form in _PARTS.items():
        if name.endswith(part) and (column := name.removesuffix(part) + DATE) in wide.columns:
            return pl.col(column).str.to_date("%Y-%m-%d").dt.to_string(form)
    for place, half in enumerate(("_outward", "_inward")):
        column = stem if (stem := name.removesuffix(half)).endswith(POSTCODE) else f"{stem}_{POSTCODE}"
        if name.endswith(half) and column in wide.columns:
            return pl.col(column).str.split(" ").list.get(place, null_on_oob=True)
    return pl.lit(None, dtype=pl.String)
