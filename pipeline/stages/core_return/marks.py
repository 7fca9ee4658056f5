"""What each cell of a sign-up workbook is: to be answered, to be put right, told by the records, or not asked of such a log."""

from collections.abc import Callable, Mapping

import polars as pl

from pipeline.core.form import Question
from pipeline.core.year import Year
from pipeline.stages.core_return.drafts import CORRECTED
from pipeline.stages.core_return.outcome import HARMLESS, UNANSWERED, Outcome
from pipeline.stages.core_return.sources import DATE, POSTCODE

ANSWER, WRONG, RECORDS, NOT_ASKED = "to be answered", "to be put right", "from the records", "not asked"
MARKS = {"log": pl.UInt32, "column": pl.String, "mark": pl.String, "says": pl.String}
_ENDS = ("_day", "_month", "_year")
_HALVES = ("_outward", "_inward")
Places = Mapping[str, tuple[str, ...]]
"""The fields of the form that a column of the input fills, by the column's name."""


def places_of(columns: tuple[str, ...], fields: tuple[str, ...], elsewhere: Places) -> dict[str, tuple[str, ...]]:
    """Which fields of the form each column fills: the one of its name, the parts of a date or postcode, and those `elsewhere`.

    >>> places_of(("void_date", "sex_1"), ("void_day", "void_month", "void_year", "sex_1"), {})
    {'void_date': ('void_day', 'void_month', 'void_year'), 'sex_1': ('sex_1',)}
    """
    parts = {name: (*(name.removesuffix(DATE) + end for end in _ENDS), *(f"{name}{half}" for half in _HALVES),
                    *(name.removesuffix(f"_{POSTCODE}") + half for half in _HALVES)) for name in columns}  # fmt: skip
    known = set(fields)
    return {name: tuple(one for one in (name, *parts[name], *elsewhere.get(name, ())) if one in known) for name in columns}


def marks_of(outcome: Outcome, form: Year, answers: pl.DataFrame, places: Places) -> pl.DataFrame:
    """`log`, `column`, `mark` and `says` (why, where something is to be done) of every cell that is not simply an answer.

    `answers` holds `log` and what sign-up itself has answered, by the columns of the input.
    """
    known = outcome.draft.known
    due = outcome.logs.filter(pl.col("left_out").is_null()).select("log")
    blank = _cells(known.join(due, on="log", how="semi"), places, pl.Expr.is_null)
    told = _cells(known, places, pl.Expr.is_not_null)
    recorded = told.join(_cells(answers, places, pl.Expr.is_not_null), on=["log", "column"], how="anti", maintain_order="left")
    todo = _to_do(outcome, places, blank)
    unasked = _of_nobody(_not_asked(outcome, form, places), known).join(
        blank, on=["log", "column"], how="semi", maintain_order="left"
    )
    parts = [todo, _marked(unasked, NOT_ASKED), _marked(recorded, RECORDS)]
    return pl.concat([pl.DataFrame(schema=MARKS), *parts]).unique(["log", "column"], keep="first", maintain_order=True)


def _cells(rows: pl.DataFrame, places: Places, where: Callable[[pl.Expr], pl.Expr]) -> pl.DataFrame:
    """`log` and `column` of the cells for which that is so."""
    names = [name for name in places if name in rows.columns]
    if not names:
        return pl.DataFrame(schema={"log": pl.UInt32, "column": pl.String})
    tested = rows.select("log", *(where(pl.col(name)).alias(name) for name in names))
    return tested.unpivot(index="log", variable_name="column", value_name="so").filter("so").select("log", "column")


def _marked(cells: pl.DataFrame, mark: str) -> pl.DataFrame:
    return cells.select("log", "column", mark=pl.lit(mark), says=pl.lit(None, dtype=pl.String))


def _to_do(outcome: Outcome, places: Places, blank: pl.DataFrame) -> pl.DataFrame:
    """Every finding that keeps a log back, by the column it is about; of a blank cell it asks for an answer."""
    columns = pl.DataFrame(
        [(field, column) for column, fields in places.items() for field in dict.fromkeys((column, *fields))],
        schema={"name": pl.String, "column": pl.String}, orient="row",
    )  # fmt: skip
    undescribed = outcome.draft.known.filter(pl.col("household_size").is_null())["log"].implode()
    early = (pl.col("rule") == OF_ONE).fill_null(False) & pl.col("log").is_in(undescribed)
    bad = outcome.findings.filter(~pl.col("kind").is_in([CORRECTED, *HARMLESS]) & ~early)
    found = bad.join(columns, on="name", how="left", maintain_order="left")
    placed = found.with_columns(pl.coalesce("column", "name").alias("column")).filter(pl.col("column") != NO_ROW)
    empty = blank.with_columns(empty=pl.lit(True))
    told = placed.join(empty, on=["log", "column"], how="left", maintain_order="left")
    mark = pl.when("empty").then(pl.lit(ANSWER)).otherwise(pl.lit(WRONG))
    return told.select("log", "column", mark=mark, says=pl.when(pl.col("rule").ne_missing(UNANSWERED)).then("says"))


OF_ONE = "joint_tenancy_of_one"
"""Said of every joint tenancy as long as nobody beside the lead tenant is described."""
NO_ROW = "core_lettings"
"""That no row of answers is there is what the workbook is for: no cell of it is marked with that."""


def _not_asked(outcome: Outcome, form: Year, places: Places) -> pl.DataFrame:
    """The cells that the form does not ask of such a log, whatever is still to be answered."""
    settled = outcome.answers
    closed = _closed(form.form, settled)
    by_field: dict[str, list[str]] = {}
    for question in form.form:
        for field in (*form.fields.get(question.answer, (question.answer,)), *question.ticks):
            by_field.setdefault(field, []).append(question.answer)
    asking = {
        column: [one for field in fields for one in by_field.get(field, [])]
        for column, fields in places.items()
        if column not in LOOKED_UP
    }
    cells = [
        closed.filter(pl.all_horizontal(questions)).select("log", column=pl.lit(column))
        for column, questions in asking.items()
        if questions
    ]
    return pl.concat([pl.DataFrame(schema={"log": pl.UInt32, "column": pl.String}), *cells])


def _of_nobody(cells: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The cells without those of people who may yet be described: the service counts only who is, and asks nothing of others."""
    size = known.select("log", size=pl.col("household_size").cast(pl.Int64))
    told = cells.join(size, on="log", how="left", maintain_order="left")
    person = pl.col("column").str.extract(r"_([2-9])$").cast(pl.Int64)
    return told.filter(person.is_null() | (pl.col("size") < person).fill_null(False)).select("log", "column")


def _closed(questions: tuple[Question, ...], settled: pl.DataFrame) -> pl.DataFrame:
    """`log`, and of every question whether it is surely not asked: not now, and nothing that it hangs on is still open.

    A question waits for those on whose answers its page depends, and for those they wait for: the form is walked until none
    is added.
    """
    asked = settled.select("log", **{one.answer: one.reached for one in questions})
    waits = settled.select(**{one.answer: one.demanded for one in questions})
    roots = {one.answer: [root for root in one.reached.meta.root_names() if root in waits.columns] for one in questions}
    for _ in range(DEEPEST):
        further = waits.select(pl.any_horizontal(name, *roots[name]).alias(name) for name in waits.columns)
        if further.equals(waits):
            break
        waits = further
    return pl.DataFrame([asked["log"], *(~(asked[name] | waits[name]) for name in waits.columns)])


LOOKED_UP = ("local_authority", "previous_authority")
"""The service finds these by a postcode where it can: whether it asks them shows only afterwards."""
DEEPEST = 12
"""More steps than any question of a form is away from the one that opens it."""
