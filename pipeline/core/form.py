"""A year's form: its questions, when each is asked, what it takes for an answer.

The service asks a question only where its page is reached, clears what was not asked, and demands what was. All of that is worked
out from these declarations.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

import polars as pl

from pipeline.core.cells import beyond_pence_of
from pipeline.core.conditions import ALWAYS, NEVER, any_of, given, sure
from pipeline.core.rules import Category, Rule

PENNY, WHOLE_POUND, TEN_POUNDS = 1, 100, 1000
"""How fine an amount may be, in pence; of a percentage, `TENTH` of a hundredth."""
TENTH = 10


class Kind(Enum):
    """The order in which the service clears what was not asked: ticks, then choices, then everything else."""

    TICKS = 1
    CHOICE = 2
    OPEN = 3


@dataclass(frozen=True)
class Bounds:
    """The least and the most a number may be, in the units its column is held in, and the step it must keep to."""

    least: int
    most: int | None
    step: int = 1
    decimal: bool = False


@dataclass(frozen=True)
class Page:
    """Where a question is asked, and the codes it then takes."""

    asked: pl.Expr
    codes: tuple[int | str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question of the form; `answer` names the column that holds what was answered.

    `opened` tells where an earlier answer on the page opens it up, `derived` where the service answers it itself, `excused` where
    a blank counts as answered, `optional` where a blank is no fault. `kept` answers are never cleared.
    """

    answer: str
    kind: Kind
    pages: tuple[Page, ...]
    bounds: Bounds | None = None
    ticks: tuple[str, ...] = ()
    opened: pl.Expr = ALWAYS
    derived: pl.Expr = NEVER
    excused: pl.Expr = NEVER
    optional: pl.Expr = NEVER
    kept: bool = False
    setup: bool = False

    @property
    def asked(self) -> pl.Expr:
        """True where one of the question's pages is reached."""
        return any_of([page.asked for page in self.pages])

    @property
    def answered(self) -> pl.Expr:
        """True where there is an answer, or a blank counts as one."""
        ticked = [sure(pl.col(tick) == 1) for tick in self.ticks]
        return (any_of(ticked) if ticked else given(self.answer)) | self.excused

    @property
    def reached(self) -> pl.Expr:
        """True where the question is before whoever fills in the form, answered or not."""
        return self.asked & ((self.opened & ~self.derived) | self.excused)

    @property
    def demanded(self) -> pl.Expr:
        """True where the service wants an answer and has none."""
        return self.asked & self.opened & ~self.derived & ~self.optional & ~self.answered

    @property
    def takes(self) -> pl.Expr:
        """True where the answer is one of the codes of a page that is reached (or answered by the service itself)."""
        answer = pl.col(self.answer)
        return any_of([(page.asked | self.derived) & answer.is_in(list(page.codes)).fill_null(False) for page in self.pages])

    @property
    def out_of_bounds(self) -> pl.Expr:
        """True where a number is asked for and what is given is too small, too large or too fine."""
        answer, bounds = pl.col(self.answer), self.bounds
        if bounds is None:
            return NEVER
        wrong = [answer < max(bounds.least, 0), answer % bounds.step != 0]
        wrong += [answer > bounds.most] if bounds.most is not None else []
        wrong += [pl.col(beyond_pence_of(self.answer))] if bounds.decimal else []
        return self.asked & sure(given(self.answer) & any_of(wrong))


def choice(answer: str, *codes: int | str, asked: pl.Expr = ALWAYS) -> Question:
    """A question that takes one of a few codes."""
    return Question(answer, Kind.CHOICE, (Page(asked, codes),))


def choice_by_page(answer: str, *pages: Page) -> Question:
    """A question that takes other codes on other pages."""
    return Question(answer, Kind.CHOICE, pages)


def ticks(answer: str, *options: str, asked: pl.Expr = ALWAYS) -> Question:
    """A question answered by ticking at least one of several boxes."""
    return Question(answer, Kind.TICKS, (Page(asked),), ticks=options)


def number(answer: str, least: int, most: int | None, asked: pl.Expr = ALWAYS) -> Question:
    """A question that takes a whole number."""
    return Question(answer, Kind.OPEN, (Page(asked),), bounds=Bounds(least, most))


def amount(answer: str, least: int, most: int | None, step: int, asked: pl.Expr = ALWAYS) -> Question:
    """A question that takes a decimal, held in hundredths: an amount of money in pence, a percentage in hundredths."""
    return Question(answer, Kind.OPEN, (Page(asked),), bounds=Bounds(least, most, step, decimal=True))


def open_question(answer: str, asked: pl.Expr = ALWAYS) -> Question:
    """A question that takes words, a date, or a code from a long list."""
    return Question(answer, Kind.OPEN, (Page(asked),))


def section(asked: pl.Expr, questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions of a part of the form that is reached only where `asked` holds."""
    return tuple(
        replace(question, pages=tuple(replace(page, asked=asked & page.asked) for page in question.pages))
        for question in questions
    )


def bounds_rules(form: tuple[Question, ...]) -> tuple[Rule, ...]:
    """One validation per question that takes a number: it is too small, too large, or finer than the form takes."""
    says = "The number is outside what the form takes, or finer; check it and write it within those bounds."
    bounded = [question for question in form if question.bounds is not None]
    return tuple(
        Rule("number_out_of_bounds", says, (question.answer,), question.out_of_bounds, Category.CRITICAL) for question in bounded
    )
