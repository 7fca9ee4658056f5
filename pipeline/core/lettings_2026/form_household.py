"""The questions about the people of a letting: who they are, and what they need."""

from dataclasses import replace

import polars as pl

from pipeline.core.conditions import among, blank
from pipeline.core.form import Page, Question, choice, choice_by_page, number, open_question, section, ticks
from pipeline.core.lettings_2026 import states

_TOLD = among("declaration", 1)
_WORKING = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10)
ETHNICITIES = ((1, 2, 3, 18, 20), (4, 5, 6, 7), (8, 9, 10, 11, 15), (12, 13, 14), (16, 19))
"""The ethnic backgrounds of groups 0 to 4; group 17 is a refusal and has none."""


def _person(person: int, asked: pl.Expr, least_age: int) -> tuple[Question, ...]:
    age = number(f"age_{person}", least_age, 120, asked=asked)
    known, same = f"age_{person}_known", f"gender_same_{person}"
    asked_now = asked & states.OWN_FORM
    words = open_question(f"gender_words_{person}", asked=asked_now)
    return (
        choice(known, 0, 1, asked=asked),
        replace(age, opened=among(known, 1), excused=among(known, 0)),
        choice(f"sex_{person}", "F", "M", "R", asked=asked_now),
        choice(same, 1, 2, 3, asked=asked_now),
        replace(words, opened=among(same, 2), derived=~among(same, 2)),
    )


def _other(person: int) -> tuple[Question, ...]:
    here = states.present(person)
    grown = here & ((pl.col(f"age_{person}") >= 16).fill_null(False) | blank(f"age_{person}"))
    return (
        choice(f"person_{person}_known", 0, 1, asked=(pl.col("household_size") >= person).fill_null(False)),
        *_person(person, here, 1),
        replace(
            choice(f"partner_{person}", 1, 2, 3, asked=grown | (here & ~states.OWN_FORM)),
            derived=states.under_16(person) & states.OWN_FORM,
        ),
        choice(f"work_{person}", *_WORKING, 9, asked=grown),
    )


PEOPLE = section(
    states.SETUP_DONE,
    (
        number("household_size", 1, 15, asked=_TOLD),
        *_person(1, _TOLD, 16),
        choice("ethnic_group", 0, 1, 2, 3, 4, 17, asked=_TOLD),
        choice_by_page("ethnicity", *(Page(among("ethnic_group", group), codes) for group, codes in enumerate(ETHNICITIES))),
        choice("nationality_group", 0, 12, 826, asked=_TOLD),
        replace(open_question("nationality", asked=_TOLD), opened=among("nationality_group", 12)),
        choice("work_1", *_WORKING, asked=_TOLD),
        *(question for person in states.OTHERS for question in _other(person)),
    ),
)

EFFECTS = (
    *("affects_dexterity", "affects_learning", "affects_hearing", "affects_memory", "affects_mental_health"),
    *("affects_mobility", "affects_social", "affects_stamina", "affects_vision", "affects_otherwise"),
)

NEEDS = section(
    states.SETUP_DONE,
    (
        choice("armed_forces", 1, 2, 3, 4, 5, 6),
        choice("still_serving", 3, 4, 5, 6, asked=among("armed_forces", 1)),
        choice("service_injury", 1, 2, 3, asked=among("armed_forces", 1, 4)),
        choice("pregnancy", 1, 2, 3),
        choice("access_needs", 1, 2, 3),
        choice("access_need", 0, 1, 2, 3, asked=among("access_needs", 1)),
        choice("other_access_need", 0, 1, 2, asked=among("access_needs", 1)),
        choice("long_term_illness", 1, 2, 3),
        ticks("illness_effects", *EFFECTS, asked=among("long_term_illness", 1)),
    ),
)
