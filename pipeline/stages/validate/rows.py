"""The rows of an extract judged: which are set aside, and why."""

from collections.abc import Mapping

import polars as pl

from extracts.contract import Extract, Field
from pipeline.stages.validate.column import Column
from pipeline.stages.validate.ends import STRICT

BLANK = "blank"
REPEATED = "repeated row"
RESTRICTED = "restricted"
OF_A_PERSON = ("person_ref", "role")
"""Columns of a reference that tell people of one tenancy or claim apart."""


def reasons_of_rows(extract: Extract, columns: Mapping[str, Column], raw: pl.DataFrame) -> pl.Series:
    """Why each row is set aside: a list of reasons, empty where the row is accepted.

    A mandatory cell that is blank or unusable, an end that cannot be read, an end before its start, and a row that repeats an
    earlier one exactly.
    """
    found = [_lacking(columns[name]) for name in extract.required]
    found += [_unread(columns[field.name]) for field in extract.ending(*STRICT) if _optional(field, columns)]
    found += [_out_of_order(columns, *pair) for pair in extract.order if set(pair) <= columns.keys()]
    found.append(_repeated(raw))
    told = [reason.alias(str(at)) for at, reason in enumerate(found) if reason.count()]
    if not told:
        return pl.Series("reasons", [[]], dtype=pl.List(pl.String)).new_from_index(0, raw.height)
    return pl.DataFrame(told).select(reasons=pl.concat_list(pl.all()).list.drop_nulls()).to_series()


def still_protected(extract: Extract, typed: pl.DataFrame, accepted: pl.Series) -> pl.DataFrame:
    """The typed rows, where those of a tenancy, claim or application are restricted if a restricted row of it is set aside."""
    case = [*extract.scope, *(name for name in extract.key if name not in OF_A_PERSON)]
    if RESTRICTED not in typed.columns or not extract.key:
        return typed
    lost = typed.filter(typed[RESTRICTED].fill_null(value=False) & ~accepted).select(case).drop_nulls().unique()
    marked = typed.join(lost.with_columns(lost=pl.lit(value=True)), on=case, how="left", maintain_order="left")
    return marked.with_columns(pl.coalesce("lost", RESTRICTED).alias(RESTRICTED)).drop("lost")


def _lacking(column: Column) -> pl.Series:
    judged = pl.DataFrame({"value": column.values, "reason": column.reasons})
    excused = pl.lit(value=False) if column.excused is None else column.excused
    why = pl.concat_str(pl.lit(f"{column.field.name}: "), pl.col("reason").fill_null(BLANK))
    return judged.select(pl.when(pl.col("value").is_null() & ~excused).then(why)).to_series()


def _optional(field: Field, columns: Mapping[str, Column]) -> bool:
    return field.name in columns and not field.required


def _unread(column: Column) -> pl.Series:
    """Why an end that was given cannot be read; null where it is blank or a day."""
    return pl.select(pl.concat_str(pl.lit(f"{column.field.name}: "), column.reasons)).to_series()


def _out_of_order(columns: Mapping[str, Column], first: str, last: str) -> pl.Series:
    dates = pl.DataFrame({"first": columns[first].values, "last": columns[last].values})
    why = pl.lit(f"{last}: before {first}")
    return dates.select(pl.when(pl.col("last") < pl.col("first")).then(why)).to_series()


def _repeated(raw: pl.DataFrame) -> pl.Series:
    """The second and later of rows alike in every cell; the hash only narrows down where to look."""
    cells = raw.drop("line", "row")
    alike = raw.filter(cells.hash_rows().is_duplicated())
    later = alike.filter(~pl.struct(cells.columns).is_first_distinct())["row"]
    return raw.select(pl.when(pl.col("row").is_in(later.implode())).then(pl.lit(REPEATED))).to_series()
