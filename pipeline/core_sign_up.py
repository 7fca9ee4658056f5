"""The sign-up workbook: what waits for answers written out for staff, and never over answers that are held nowhere else."""

from datetime import date
from pathlib import Path

import polars as pl

from extracts.contract import Extract
from pipeline.core.given import world_of
from pipeline.core_journey import Order, read_records
from pipeline.core_report.template import Asked, Written, write_template
from pipeline.errors import Stop, WrongUse
from pipeline.stages.core_return import CORRECTED, Filling, Outcome, answers_as_text, fillings, marks_of, places_of, verdict_on
from pipeline.stages.core_return.drafts import Records
from pipeline.stages.read import ReadOptions, read_one
from pipeline.stages.validate import validate


def template(order: Order, log_type: str, path: Path) -> Written:
    """Writes the sign-up workbook of a log type: its due logs, and all that is answered, with what is known of them.

    Raises WrongUse where `path` holds answers that the workbook would not hold.
    """
    if path.suffix.lower() != ".xlsx":
        raise WrongUse(f"{path.name}: the sign-up workbook ends in .xlsx")
    records = read_records(order)
    filling, form = next((one, year) for one, year in fillings(order.year) if one.log_type == log_type)
    outcome = verdict_on(filling.draft(records), form, world_of(order.given, order.year), records.settings.organisation)
    draft = outcome.draft
    kept = pl.col("left_out").is_null() | (pl.col("source") == filling.answers.name)
    known = draft.known.join(draft.logs.filter(kept).select("log"), on="log", how="semi", maintain_order="left")
    refuse_to_lose(path, filling.answers, _comparable(known, outcome), order.given.day)
    fields = tuple(field.name for field in form.layout.fields)
    places = places_of(filling.answers.names, fields, filling.elsewhere)
    marks = marks_of(outcome, form, _answered(records, filling, known), places)
    here = marks.join(known.select("log"), on="log", how="semi", maintain_order="left")
    asked = Asked(filling.answers, filling.sections, here, draft.logs.select("log", "left_out"))
    return write_template(path, asked, known, order.given.day)


def _answered(records: Records, filling: Filling, known: pl.DataFrame) -> pl.DataFrame:
    """`log` and what sign-up itself has answered, for the rows of answers come first and in their order."""
    rows = records.accepted(filling.answers.name)
    if rows is None:
        return known.select("log").clear()
    return answers_as_text(rows, filling.answers).with_row_index("log").select("log", *filling.answers.names)


def _comparable(known: pl.DataFrame, outcome: Outcome) -> pl.DataFrame:
    """What the workbook will hold, without ages that it puts right: they are lost on purpose."""
    corrected = outcome.draft.doubts.filter(pl.col("kind") == CORRECTED).select("log", "name")
    return known.with_columns(
        pl.when(~pl.col("log").is_in(logs["log"].implode())).then(name).otherwise(pl.lit(ANY)).alias(name)
        for (name,), logs in corrected.group_by("name", maintain_order=True)
    )


ANY = "*"
"""Stands where whatever a file holds may be written over."""


def refuse_to_lose(path: Path, extract: Extract, coming: pl.DataFrame, today: date) -> None:
    """Raises WrongUse where the file is there and holds an answer that `coming` does not, or is no such workbook."""
    if not path.exists():
        return
    try:
        checked = validate(read_one(path, extract, ReadOptions()), today)
    except Stop:
        raise WrongUse(f"{path} is there already and cannot be read as {extract.name}. Give another name.") from None
    rows = answers_as_text(checked.accepted.frame, extract)
    keys = [*extract.scope, *extract.key]
    lost = _lost(rows, coming, keys, [name for name in extract.names if name not in keys])
    unread = checked.set_aside.height + checked.blanked.height
    if lost or unread:
        many = f"{lost:,} answers that the extracts do not hold" if lost else f"{unread:,} rows or values that cannot be used"
        raise WrongUse(
            f"{path} is there already and holds {many}: writing it again would lose them. Put it beside the extracts as "
            f"{extract.name}.xlsx first, or give another name."
        )


def _lost(rows: pl.DataFrame, coming: pl.DataFrame, keys: list[str], names: list[str]) -> int:
    """How many answers of `rows` are in no row of `coming` with the same key."""
    shared = [name for name in names if name in coming.columns]

    def cells(table: pl.DataFrame) -> pl.DataFrame:
        texts = table.select(pl.col(name).cast(pl.String) for name in (*keys, *shared))
        return texts.unpivot(index=keys, variable_name="column", value_name="value").drop_nulls("value")

    there = cells(coming)
    free = there.filter(pl.col("value") == ANY).select(*keys, "column")
    missing = cells(rows).join(there, on=[*keys, "column", "value"], how="anti", nulls_equal=True)
    return missing.join(free, on=[*keys, "column"], how="anti", nulls_equal=True).height
