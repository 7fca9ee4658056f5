"""What the service would say of a file: every check of a year's form, in the service's own order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from pipeline.core.cells import Cells, typed
from pipeline.core.form import Question, bounds_rules
from pipeline.core.losses import lost
from pipeline.core.routing import refused_codes, unfinished
from pipeline.core.rules import Category, Rule, cell, written
from pipeline.core.tally import Tally
from pipeline.core.upload_file import Upload
from pipeline.core.world import World
from pipeline.core.year import Checked, Year

NO_NUMBER = "This cell takes a number and holds something else (commas, a pound sign, words): write digits only."
REFUSED_CODE = "The code is none of those the form takes here: use a code of the template."
MISSING = "This question is asked of such a log and has no answer: answer it."
FORGOTTEN = "The service does not take what stands here of such a log, and then misses an answer: put it right."


@dataclass(frozen=True)
class _Case:
    """A file's rows on their way through a year's form: the cells, the answers as told, and as the service settles them."""

    year: Year
    cells: Cells
    told: pl.DataFrame
    settled: pl.DataFrame


def judge(year: Year, upload: Upload, world: World, *, each_row_alone: bool = False) -> Checked:
    """What the service would say of the file's rows, judged with regard to each other unless `each_row_alone`."""
    cells = typed(year.layout, upload.rows)
    told = year.tell(cells.values.hstack(_as_written(cells)), world)
    case = _Case(year, cells, told, year.settle(told, world))
    tally = _tallied(case)
    if not each_row_alone:
        _blame_twins(case, tally)
    places = upload.rows.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("at"), "row", "line")
    findings = _placed(year, places, tally.frame())
    verdicts = _verdicts(case, places, findings)
    made = verdicts.filter(pl.col("verdict") != "setup_error").select("row")  # of the others nothing is made, and so nothing lost
    return Checked(
        year=year,
        verdicts=verdicts,
        findings=findings,
        losses=_placed(year, places, lost(tally, told, case.settled, cells.refused)).join(made, on="row", how="semi"),
        answers=case.settled.select(
            places["row"], *(name for name in case.settled.columns if not name.startswith(("cell_", "written_")))
        ),
        stops=tuple(upload.rows["row"].filter(told.select(year.stops.alias("stops"))["stops"])),
        off=year.off(world),
        about=upload.about,
    )


def _as_written(cells: Cells) -> pl.DataFrame:
    return cells.text.select(pl.col(field.name).alias(written(field.name)) for field in cells.layout.fields)


def _tallied(case: _Case) -> Tally:
    tally = Tally(case.year, case.settled.height)
    _blame_codes(case, tally)
    for rule, where in _fired(case.settled, case.year.row_rules):
        tally.each(rule, rule.category, where)
    _blame_missing(case, tally)
    _blame_logs(case, tally)
    _blame_soft(case, tally)
    _blame_cells(case, tally)
    return tally


def _blame_codes(case: _Case, tally: Tally) -> None:
    questions = _by_answer(case.year.form)
    for answer, where in _columns(case.told, refused_codes(case.year.form)).items():
        rule = Rule("code_refused", REFUSED_CODE, (answer,), pl.lit(True))
        category = _category(questions[answer])
        if case.year.first_field_for_codes:
            tally.first(rule, answer, category, where)
        else:
            tally.each(rule, category, where)


def _blame_missing(case: _Case, tally: Tally) -> None:
    questions = _by_answer(case.year.form)
    demanded = {answer: questions[answer].demanded for answer in case.year.fields if answer in questions}
    for answer, where in _columns(case.settled, demanded).items():
        something = _written(case, tally, answer)
        for says, so in ((FORGOTTEN, something), (MISSING, ~something)):
            rule = Rule("answer_missing", says, (answer,), pl.lit(True))
            tally.first(rule, answer, _category(questions[answer]), where & so)


def _written(case: _Case, tally: Tally, answer: str) -> pl.Series:
    """Where the first field that the answer is read from holds something all the same."""
    names = [cell(name) for name in tally.fields_of(answer)[:1] if cell(name) in case.settled.columns]
    return case.settled[names[0]].is_not_null() if names else tally.nowhere


def _blame_logs(case: _Case, tally: Tally) -> None:
    questions = _by_answer(case.year.form)
    for rule, where in _fired(case.settled, (*bounds_rules(case.year.form), *case.year.log_rules)):
        for answer in rule.blames:
            category = Category.SETUP if answer in questions and questions[answer].setup else rule.category
            tally.unblamed(rule, answer, category, where)


def _blame_soft(case: _Case, tally: Tally) -> None:
    asked = _columns(case.settled, {answer: question.asked for answer, question in _by_answer(case.year.form).items()})
    for rule, where in _fired(case.settled, case.year.soft_rules):
        for answer in rule.blames:
            if answer in asked:
                tally.first(rule, answer, Category.SOFT, where & asked[answer])


def _blame_cells(case: _Case, tally: Tally) -> None:
    questions = _by_answer(case.year.form)
    reached = _columns(case.settled, {answer: question.reached for answer, question in questions.items()})
    rule = Rule("not_a_number", NO_NUMBER, (), pl.lit(True))
    for name, refused in case.cells.refused.to_dict().items():
        asked = [where for answer, where in reached.items() if name in tally.fields_of(answer)]
        tally.instead(rule, name, Category.CRITICAL, refused & reduce(or_, asked, tally.nowhere))


def _blame_twins(case: _Case, tally: Tally) -> None:
    key = case.settled.select(part.alias(f"part_{at}") for at, part in enumerate(case.year.twin_key))
    twins = key.is_duplicated()
    for rule, where in _fired(case.settled, case.year.twin_rules):
        tally.each(rule, rule.category, where & twins)


def _by_answer(form: Iterable[Question]) -> Mapping[str, Question]:
    return {question.answer: question for question in form}


def _category(question: Question) -> Category:
    return Category.SETUP if question.setup else Category.CRITICAL


def _columns(frame: pl.DataFrame, expressions: Mapping[str, pl.Expr]) -> dict[str, pl.Series]:
    return frame.select(pl.first().alias("_"), **expressions).drop("_").to_dict()


def _fired(frame: pl.DataFrame, rules: tuple[Rule, ...]) -> Iterable[tuple[Rule, pl.Series]]:
    columns = _columns(frame, {f"rule_{at}": rule.fails for at, rule in enumerate(rules)})
    return zip(rules, columns.values(), strict=True)


def _placed(year: Year, places: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    asks = pl.DataFrame({"field": year.layout.numbers.values(), "asks": [field.asks for field in year.layout.fields]})
    return (
        found.join(places, on="at", maintain_order="left")
        .join(asks, on="field", maintain_order="left")
        .select("row", "line", "field", "name", "asks", "category", "rule", "says")
    )


def _verdicts(case: _Case, places: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    worst = findings.group_by("row").agg(pl.col("category").unique().alias("found"))
    told = places.join(worst, on="row", how="left", maintain_order="left").with_columns(
        case.settled.select(unfinished(case.year.form).alias("unfinished"))["unfinished"]
    )
    has = pl.col("found").list.contains
    hard = has(Category.CRITICAL.value) | has(Category.NOT_ANSWERED.value)
    verdict = (
        pl.when(has(Category.SETUP.value)).then(pl.lit("setup_error"))
        .when(hard).then(pl.lit("error"))
        .when(has(Category.SOFT.value)).then(pl.lit("soft"))
        .when("unfinished").then(pl.lit("accepted_but_incomplete"))
        .otherwise(pl.lit("accepted"))
    )  # fmt: skip
    return told.select("row", "line", verdict.alias("verdict"))
