"""The questions about the people of a sale: who they are, where they lived before, what they earn."""

from dataclasses import replace

import polars as pl

from pipeline.core.conditions import ALWAYS, among, blank, sure
from pipeline.core.form import Bounds, Kind, Page, Question, choice, choice_by_page, number, open_question, section
from pipeline.core.sales_2026 import states

_WORKING = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10)
CHILD = 9
ETHNICITIES = ((1, 2, 3, 18, 20), (4, 5, 6, 7), (8, 9, 10, 11, 15), (12, 13, 14), (16, 19))
"""The ethnic backgrounds of groups 0 to 4; group 17 is a refusal and has none."""
_TENURES = (0, 1, 2, 3, 4, 5, 6, 7, 9)
OLDEST = 110
YOUNGEST_BUYER = 16
GREATEST_INCOME = 999_999


def _details(person: int, asked: pl.Expr, least_age: int) -> tuple[Question, ...]:
    known, same = f"age_{person}_known", f"gender_same_{person}"
    asked_now = asked & states.OWN_FORM
    words = open_question(f"gender_words_{person}", asked=asked_now)
    return (
        choice(known, 0, 1, asked=asked),
        replace(number(f"age_{person}", least_age, OLDEST, asked=asked), opened=among(known, 1)),
        choice(f"sex_{person}", "F", "M", "R", asked=asked_now),
        choice(same, 1, 2, 3, asked=asked_now),
        replace(words, opened=among(same, 2), derived=~among(same, 2)),
    )


def _background(ethnicity: str, nationality: str, asked: pl.Expr) -> tuple[Question, ...]:
    """What only buyers are asked; the pages of a background hang on its group alone."""
    return (
        choice(f"{ethnicity}_group", 0, 1, 2, 3, 4, 17, asked=asked),
        choice_by_page(ethnicity, *(Page(among(f"{ethnicity}_group", group), codes) for group, codes in enumerate(ETHNICITIES))),
        choice(f"{nationality}_group", 0, 12, 826, asked=asked),
        replace(open_question(nationality, asked=asked), opened=among(f"{nationality}_group", 12)),
    )


def _grown(person: int) -> pl.Expr:
    age = f"age_{person}"
    return states.present(person) & (sure(pl.col(age) >= 16) | blank(age))


def _other(person: int) -> tuple[Question, ...]:
    here = states.present(person)
    return (
        choice(f"partner_{person}", 1, 2, 3, asked=here),
        *_details(person, here, 0),
        choice(f"work_{person}", *_WORKING, CHILD, asked=_grown(person)),
    )


def _second() -> tuple[Question, ...]:
    """Buyer 2 of a joint purchase, else the second person of the household: the same questions, for either."""
    here = states.JOINT | states.present(2)
    work = choice_by_page(
        "work_2", Page(states.JOINT & states.NOT_STAIRCASING, (*_WORKING, CHILD)), Page(_grown(2), (*_WORKING, CHILD))
    )
    return (choice("partner_2", 1, 2, 3, asked=here), *_details(2, here, 0), work)


def _counted(person: int) -> Question:
    """The household's size counts the buyers, which it did not in the form of the year before."""
    own, size = states.OWN_FORM, pl.col("household_size")
    of_sole = states.SOLE & sure(pl.when(own).then(size).otherwise(size + 1) >= person)
    of_joint = states.JOINT & sure(pl.when(own).then(size).otherwise(size + 2) >= person)
    return choice(f"person_{person}_known", 1, 2, asked=of_sole if person == 2 else of_sole | of_joint)


_BUYER_2 = states.JOINT & states.NOT_STAIRCASING

PEOPLE = section(
    states.SETUP_DONE,
    (
        *_details(1, ALWAYS, YOUNGEST_BUYER),
        *_background("ethnicity", "nationality", states.NOT_STAIRCASING),
        choice("work_1", *_WORKING, asked=states.NOT_STAIRCASING),
        choice("lives_here_1", 1, 2, asked=states.NOT_STAIRCASING),
        *_second(),
        *_background("ethnicity_2", "nationality_2", _BUYER_2),
        choice("lives_here_2", 1, 2, asked=_BUYER_2),
        number("household_size", 1, 15, asked=states.NOT_STAIRCASING),
        *(_counted(person) for person in states.OTHERS),
        *(question for person in states.OTHERS if person > 2 for question in _other(person)),
    ),
)

BEFORE = section(
    states.SETUP_DONE & states.NOT_STAIRCASING,
    (
        choice("previous_tenure", *_TENURES),
        replace(choice("previous_postcode_known", 1, 2, asked=~states.DISCOUNTED), kept=True),
        replace(
            open_question("previous_postcode", asked=~states.DISCOUNTED),
            opened=among("previous_postcode_known", 1),
            kept=True,
        ),
        replace(open_question("previous_authority", asked=~states.DISCOUNTED), optional=ALWAYS, kept=True),
        choice("buyer_2_lived_there", 1, 2, 3, asked=among("lives_here_2", 1)),
        choice("previous_tenure_2", *_TENURES, asked=among("buyer_2_lived_there", 2)),
        choice("served_regular", 1, 3, 7, 8),
        choice("still_serving", 4, 5, 6, 9, asked=among("served_regular", 1)),
        choice("bereaved_partner", 4, 5, 6, 7),
        choice("disability", 1, 2, 3),
        choice("wheelchair_user", 1, 2, 3),
    ),
)


def _income(buyer: int, asked: pl.Expr) -> tuple[Question, ...]:
    known = f"income_{buyer}_known"
    return (
        choice(known, 0, 1, asked=asked),
        replace(number(f"income_{buyer}", 0, GREATEST_INCOME, asked=asked), opened=among(known, 1)),
        choice(f"income_{buyer}_counted", 1, 2, 3, asked=asked),
    )


INCOME = section(
    states.SETUP_DONE & states.NOT_STAIRCASING,
    (
        *_income(1, ALWAYS),
        *_income(2, states.JOINT),
        choice("housing_benefit", 1, 2, 3, 4, asked=states.JOINT_OR_SOLE),
        choice("savings_known", 0, 1, asked=states.JOINT_OR_SOLE),
        Question(
            "savings",
            Kind.OPEN,
            (Page(states.JOINT_OR_SOLE),),
            bounds=Bounds(0, None, step=10),
            opened=among("savings_known", 1),
        ),
        choice("owned_before", 1, 2, 3),
        choice("owned_shared_before", 1, 2, 3, asked=among("owned_before", 1)),
    ),
)
