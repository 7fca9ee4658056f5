"""What the service would drop or replace without a word: warnings of ours beside its verdict, for nothing may be lost unseen."""

import polars as pl

from pipeline.core.conditions import NEVER
from pipeline.core.rules import Category, Rule, cell
from pipeline.core.spaces import told as holds_something
from pipeline.core.tally import Tally

DROPPED = Rule("answer_dropped", "This answer is not asked of such a log; the service drops it without a word.", (), pl.lit(True))
REPLACED = Rule("answer_replaced", "The service puts another answer in place of this one, without a word.", (), pl.lit(True))


def lost(tally: Tally, told: pl.DataFrame, settled: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """The answers that were given, that nothing blames, and that do not survive into the log: as `Tally.frame`.

    The category is ours: soft where an answer is lost, more where a rule of the year's says that more is.

    `refused` tells which cells are no numbers, though their field takes one: where the question is not asked, nobody says so.
    """
    ours = Tally(tally.year, tally.height)
    for name in refused.columns:
        ours.each(Rule(DROPPED.id, DROPPED.says, (name,), DROPPED.fails), Category.SOFT, refused[name] & ~tally.already(name))
    for name in tally.year.layout.numbers:
        answers = [answer for answer in settled.columns if _answers(tally, answer, name)]
        if not answers or cell(name) not in settled.columns:
            continue
        nothing = settled.select(tally.year.says_nothing.get(name, NEVER).alias("nothing"))["nothing"]
        given = _told(settled, cell(name)) & ~nothing & ~tally.already(name)
        gone = settled.select(pl.all_horizontal(pl.col(answer).is_null() for answer in answers))[:, 0]
        ours.each(Rule(DROPPED.id, DROPPED.says, (name,), DROPPED.fails), Category.SOFT, given & gone)
        if name in answers and name in told.columns:
            other = told[name].ne_missing(settled[name]) & told[name].is_not_null() & settled[name].is_not_null()
            ours.each(Rule(REPLACED.id, REPLACED.says, (name,), REPLACED.fails), Category.SOFT, given & other)
    for rule in tally.year.losses:
        ours.each(rule, rule.category, settled.select(rule.fails.alias("lost"))["lost"])
    return ours.frame()


def _told(settled: pl.DataFrame, name: str) -> pl.Series:
    """Where a cell holds more than spaces."""
    return (
        settled.select(holds_something(pl.col(name)))[name] if settled.schema[name] == pl.String else settled[name].is_not_null()
    )


def _answers(tally: Tally, answer: str, name: str) -> bool:
    """Whether a column is an answer read from that field; the parts of a date stand beside it and are none."""
    part = answer == name and answer not in tally.year.fields and any(name in fields for fields in tally.year.fields.values())
    return name in tally.fields_of(answer) and not part
