"""The form of a sale takes exactly its codes, bounds and blanks, route by route."""

from collections.abc import Mapping
from functools import cache

import polars as pl
import pytest

from pipeline.core.form import Bounds, Kind, Question
from pipeline.core.sales_2026.year import FIELDS, YEAR
from tests.core.sales.rows import CLEAN, errors, judged

NUMBERS = YEAR.layout.numbers
REFUSALS = ("code_refused", "answer_missing", "not_a_number", "nationality")

CODES: Mapping[str, tuple[str, ...]] = {
    "ownership": ("1", "2"), "staircasing": ("1", "2"), "joint_purchase": ("1", "2"), "more_than_two": ("1", "2", "3"),
    "interviewed": ("1", "2"), "declaration": ("1",), "home_kind": ("1", "2", "3", "4", "9"), "building_origin": ("1", "2"),
    "wheelchair_home": ("1", "2", "3"), "sex_1": ("F", "M", "R", "f"), "gender_same_1": ("1", "2", "3"),
    "ethnicity": tuple(str(code) for code in range(1, 21)), "nationality": ("0", "4", "826", "894"), "lives_here_1": ("1", "2"),
    "work_1": ("0", "1", "2", "3", "4", "5", "6", "7", "8", "10"), "partner_2": ("1", "2", "3"),
    "previous_tenure": ("0", "1", "2", "3", "4", "5", "6", "7", "9", "R", "r"), "buyer_2_lived_there": ("1", "2", "3"),
    "served_regular": ("1", "3", "7", "8"), "bereaved_partner": ("4", "5", "6", "7"), "disability": ("1", "2", "3"),
    "wheelchair_user": ("1", "2", "3"), "income_1_counted": ("1", "2", "3"), "housing_benefit": ("1", "2", "3", "4"),
    "owned_before": ("1", "2", "3"), "resale": ("1", "2"), "left_home": ("0", "1", "2", "3", "4", "9"),
    "left_rent": ("1", "2", "3", "9", "10"), "mortgage_used_purchase": ("1", "2", "3"), "back_to_back": ("1", "2", "3"),
    "first_staircasing": ("1", "2"), "mortgage_used_staircasing": ("1", "2", "3"), "extra_borrowing": ("1", "2", "3"),
    "mortgage_used_discounted": ("1", "2", "3"),
}  # fmt: skip
NO_COUNTRIES = ("-1", "1", "2", "827", "999", "X")
NO_CODES = (*(str(code) for code in range(-1, 22)), "99", "X")
TEXT_IS_UNKNOWN = {"previous_tenure"}
"""Any text is read as a 0 here, which says that the tenure is not known."""
ZERO_SAYS_NO = {"years_lived_here_purchase", "years_lived_here_discounted"}
"""0 and less, text and fractions are read as "did not live here"."""


@cache
def bases() -> Mapping[str, list[str]]:
    """The clean rows in which each answer stands."""
    answers = judged(CLEAN.values()).answers
    return {
        name: [base for base, there in zip(CLEAN, answers[name].is_not_null(), strict=True) if there] for name in answers.columns
    }


def plain(question: Question, value: float) -> str:
    """A number in the units of its bounds, as people write it."""
    decimal = question.bounds is not None and question.bounds.decimal
    return f"{value / 100 if decimal else value:.3f}".rstrip("0").rstrip(".")


def around(bounds: Bounds) -> list[tuple[float, float]]:
    """Wrong and right on either side of each bound, and of the step."""
    below = (bounds.least - bounds.step, bounds.least)
    finer = (bounds.least + bounds.step / 2, bounds.least + bounds.step)
    above = [(bounds.most + bounds.step, bounds.most)] if bounds.most is not None else []
    return [below, finer, *above]


EDGES = [
    (question.answer, plain(question, wrong), plain(question, right))
    for question in YEAR.form
    if question.bounds is not None and question.answer in NUMBERS
    for wrong, right in around(question.bounds)
]


@cache
def edges_judged() -> Mapping[tuple[str, str], set[str]]:
    """The checks that blame each number just inside and just outside its bounds."""
    tried = [(answer, value) for answer, *sides in EDGES for value in sides]
    found = judged([CLEAN[bases()[answer][0]] | {answer: value} for answer, value in tried]).findings
    return {
        (answer, value): set(found.filter(pl.col("row") == row, pl.col("name") == answer)["rule"])
        for row, (answer, value) in enumerate(tried, 1)
    }


@pytest.mark.parametrize(("answer", "wrong", "right"), EDGES)
def test_a_number_is_taken_up_to_its_bounds(answer: str, wrong: str, right: str) -> None:
    of_shape = {"number_out_of_bounds", "not_a_number", "answer_missing", "mortgage_years_format", "charge_format", "charge_zero"}
    of_shape |= {"buyer_2_young", "discount_pct", "staircasings_range"}
    said = edges_judged()
    assert bool(said[answer, wrong] & of_shape) is not (answer in ZERO_SAYS_NO and wrong in ("0", "1.5"))
    assert "number_out_of_bounds" not in said[answer, right]


@cache
def codes_judged() -> Mapping[str, tuple[list[str], list[str]]]:
    """Per field that takes codes: those tried, and those that were refused."""
    tried = [(name, code) for name, codes in CODES.items() for code in (*codes, *_others(name))]
    found = judged([CLEAN[bases()[name][-1]] | {name: code} for name, code in tried]).findings
    blamed = {
        (row, name) for row, name, rule in found.select("row", "name", "rule").iter_rows() if rule in (*REFUSALS, f"{name}_code")
    }
    rows = list(enumerate(tried, 1))
    return {
        name: (
            [code for _, (field, code) in rows if field == name],
            [code for row, (field, code) in rows if field == name and (row, name) in blamed],
        )
        for name in CODES
    }


def _others(name: str) -> list[str]:
    return [code for code in (NO_COUNTRIES if name == "nationality" else NO_CODES) if code not in CODES[name]]


@pytest.mark.parametrize("name", CODES)
def test_a_code_is_taken_or_refused(name: str) -> None:
    tried, refused = codes_judged()[name]
    assert refused == [code for code in tried if code not in CODES[name] and not (code == "X" and name in TEXT_IS_UNKNOWN)]


MAY_BE_BLANK = {
    *("buyer_code", "previous_authority", "years_lived_here_purchase", "years_lived_here_discounted", "previous_postcode_known"),
}  # fmt: skip
ANSWERED_TOGETHER = {
    part: fields[0]
    for answer, fields in FIELDS.items()
    if answer in ("handover_date", "first_purchase_date", "last_staircasing_date", "previous_postcode")
    for part in fields
}
"""Of a date or a postcode that is asked for, a missing part is blamed on the first."""
LAST_SETUP_FIELD = 15
BLANKS = [(base, name) for base, row in CLEAN.items() for name, value in row.items() if value is not None]


@cache
def blanks_judged() -> list[tuple[str, set[tuple[int, str]]]]:
    """Verdict and errors of each clean row without one of its cells."""
    return errors(judged([CLEAN[base] | {name: None} for base, name in BLANKS]))


def test_a_cell_left_blank_is_missed_or_may_be_blank() -> None:
    for (base, name), (verdict, found) in zip(BLANKS, blanks_judged(), strict=True):
        category = "setup" if NUMBERS[name] <= LAST_SETUP_FIELD else "critical"
        missed = (NUMBERS[ANSWERED_TOGETHER.get(name, name)], category)
        assert (verdict == "accepted") if name in MAY_BE_BLANK else (missed in found), (base, name, verdict, found)


def test_a_clean_row_is_accepted_and_loses_nothing() -> None:
    checked = judged(CLEAN.values())
    assert set(checked.verdicts["verdict"]) == {"accepted"}
    assert checked.findings.is_empty()
    assert checked.losses.is_empty()


def test_every_field_of_the_file_is_asked_on_some_route_or_known_to_be_for_the_service() -> None:
    answered = {field for fields in FIELDS.values() for field in fields}
    kept = {"owner", "manager", "assigned_to", "address_line_2", "county", "estate_fee"}
    assert set(NUMBERS) - answered == kept


def test_choices_that_are_not_tried_above_share_the_codes_of_one_that_is() -> None:
    tried = {tuple(page.codes for page in question.pages) for question in YEAR.form if question.answer in CODES}
    flat = {code for pages in tried for codes in pages for code in [tuple(sorted(map(str, codes)))]}
    others = [question for question in YEAR.form if question.kind is Kind.CHOICE and question.answer in NUMBERS]
    apart = {"shared_product", "discounted_product", "still_serving", "ethnicity_2", "previous_postcode_known"}
    for question in others:
        if question.answer not in CODES and question.answer not in apart:
            assert {tuple(sorted(map(str, page.codes))) for page in question.pages} <= flat | {tuple(sorted(map(str, range(11))))}
