"""What the form makes of the answers before any check: what was not asked is forgotten."""

import polars as pl

from pipeline.core.form import Kind, Question


def clear_unasked(answers: pl.DataFrame, form: tuple[Question, ...]) -> pl.DataFrame:
    """The answers without those to questions that were not asked, and without codes that no page takes.

    Ticks are cleared first, then choices, then the rest, each kind twice over, since an answer cleared may be what another
    question hung on: the service's own order, on which it depends what survives.
    """
    for kind in Kind:
        clearing = [expr for question in form if question.kind is kind and not question.kept for expr in _cleared(question)]
        for _ in range(2):
            answers = answers.with_columns(clearing)
    return answers


def _cleared(question: Question) -> list[pl.Expr]:
    match question.kind:
        case Kind.CHOICE:
            return [pl.when(question.takes).then(pl.col(question.answer)).alias(question.answer)]
        case Kind.TICKS:
            return [pl.when(question.asked).then(pl.col(tick)).alias(tick) for tick in question.ticks]
        case Kind.OPEN:
            return [pl.when(question.asked | question.derived).then(pl.col(question.answer)).alias(question.answer)]


def refused_codes(form: tuple[Question, ...]) -> dict[str, pl.Expr]:
    """Per question that takes codes: where it is asked and what is given is none of them."""
    return {
        question.answer: question.asked & pl.col(question.answer).is_not_null() & ~_one_of_asked(question)
        for question in form
        if question.kind is Kind.CHOICE
    }


def _one_of_asked(question: Question) -> pl.Expr:
    answer = pl.col(question.answer)
    return pl.any_horizontal(page.asked & answer.is_in(list(page.codes)).fill_null(False) for page in question.pages)


def unfinished(form: tuple[Question, ...]) -> pl.Expr:
    """True where some question is still without the answer it demands, which leaves the log in progress."""
    return pl.any_horizontal(question.demanded for question in form)
