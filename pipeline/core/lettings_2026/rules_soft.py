"""What the service asks a person to confirm: unusual, not wrong."""

import polars as pl

from pipeline.core.conditions import all_of, among, any_of, given, sure
from pipeline.core.days import midnight_in_london
from pipeline.core.lettings_2026 import limits, states
from pipeline.core.lettings_2026.incomes import (
    EXPECTED,
    HARD_LEAST,
    HARD_MOST,
    SOFT_LEAST,
    SOFT_MOST,
    WEEKLY_INCOME,
    within_household,
)
from pipeline.core.rules import Category, Rule

_SOFT = Category.SOFT


def _soft(name: str, says: str, blames: tuple[str, ...], fails: pl.Expr) -> Rule:
    return Rule(name, says, blames, fails, _SOFT)


_RENT = pl.col("weekly_rent")
_LARGE = sure(pl.col("bedrooms") > limits.MOST_BEDROOMS_IN_TABLE)
_RENT_LOW = sure(_RENT.is_between(pl.col("rent_hard_least"), pl.col("rent_soft_least")))
_RENT_HIGH = (
    pl.when(_LARGE)
    .then(pl.col("rent_soft_most") < _RENT)
    .otherwise(_RENT.is_between(pl.col("rent_soft_most"), pl.col("rent_hard_most")))
)
_RENT_BLAMES = (
    "basic_rent",
    "rent_period",
    "start_date",
    "uprn",
    "postcode",
    "local_authority",
    "bedrooms",
    "rent_type",
    "needs_type",
)

_INCOME_LOW = sure(WEEKLY_INCOME.is_between(HARD_LEAST, SOFT_LEAST))
_INCOME_HIGH = sure(WEEKLY_INCOME.is_between(SOFT_MOST, HARD_MOST))
_INCOME_BLAMES = ("income_frequency", "income", "work_1", *(f"{what}_{n}" for n in states.OTHERS for what in ("age", "work")))


def _charge_high(charge: str, weekly: str) -> Rule:
    kinds = limits.CHARGES.items()

    def pence(pounds: dict[str, int]) -> pl.Expr:
        of_kind = {kind: amount * 100 for kind, amount in pounds.items()}
        return pl.col("owner_provider").replace_strict(of_kind, default=None, return_dtype=pl.Int64)

    general = pence({kind: charges[charge].confirm_general for kind, charges in kinds})
    supported = pence({kind: charges[charge].confirm_supported for kind, charges in kinds})
    usual = pl.when(states.GENERAL_NEEDS).then(general).otherwise(supported)
    most = pence({kind: charges[charge].most for kind, charges in kinds})
    unusual = sure((pl.col(weekly) > usual) & (pl.col(weekly) <= most)) & given("needs_type")
    return _soft(
        "charge_unusual",
        "The charge is high for such a landlord and need: check it, then confirm.",
        ("rent_period", "needs_type", charge),
        unusual,
    )


def _long_ago(day: str) -> pl.Expr:
    latest = pl.col("start_date").dt.offset_by(f"-{limits.LONG_EMPTY_DAYS}d")
    earliest = pl.col("start_date").dt.offset_by(f"-{limits.LONGEST_EMPTY_DAYS}d")
    return sure(midnight_in_london(day).is_between(earliest.cast(pl.Datetime), latest.cast(pl.Datetime)))


def _retired_young(person: int) -> Rule:
    early = sure(pl.col(f"age_{person}") < limits.RETIREMENT_AGE) & among(f"work_{person}", 5)
    return _soft(
        "retired_young", "Retired, and younger than 66: check, then confirm.", (f"work_{person}", f"age_{person}"), early
    )


def _at_work_late(person: int) -> Rule:
    work = f"work_{person}"
    late = sure(pl.col(f"age_{person}") > limits.RETIREMENT_AGE) & given(work) & ~among(work, 5, limits.NO_ANSWER)
    return _soft("not_retired_late", "Older than 66, and not retired: check, then confirm.", (work, f"age_{person}"), late)


def _male(person: int) -> pl.Expr:
    return among(f"sex_{person}", "M") & among(f"gender_same_{person}", 1)


def _everybody(condition: list[pl.Expr]) -> pl.Expr:
    return all_of([~within_household(person) | told for person, told in zip(states.PEOPLE, condition, strict=True)])


def _anybody(condition: list[pl.Expr]) -> pl.Expr:
    return any_of([within_household(person) & told for person, told in zip(states.PEOPLE, condition, strict=True)])


def _gender_told(person: int) -> pl.Expr:
    here = states.present(person) if person in states.OTHERS else pl.lit(True)
    return given(f"sex_{person}") & given(f"gender_same_{person}") & here


def _age_told(person: int) -> pl.Expr:
    return given(f"age_{person}") & among(f"age_{person}_known", 1)


_FEW_ENOUGH = sure(pl.col("household_size").fill_null(1) <= len(states.PEOPLE))
_GENDERS_TOLD = _FEW_ENOUGH & _everybody([_gender_told(person) for person in states.PEOPLE])
_AGES_TOLD = _GENDERS_TOLD & _everybody([_age_told(person) for person in states.PEOPLE])
_OF_AGE = [sure(pl.col(f"age_{person}").is_between(*limits.PREGNANCY_AGES)) & ~_male(person) for person in states.PEOPLE]
_ALL_MALE = _GENDERS_TOLD & _everybody([_male(person) for person in states.PEOPLE])
_NONE_OF_AGE = _AGES_TOLD & _anybody([~_male(person) for person in states.PEOPLE]) & ~_anybody(_OF_AGE)
_PREGNANCY_BLAMES = ("pregnancy", *(f"{what}_{n}" for n in states.PEOPLE for what in ("age", "sex", "gender_same")))

_SICK_BUT_WELL = (
    states.OWN_FORM & among("long_term_illness", 2) & _anybody([among(f"work_{person}", 8) for person in states.PEOPLE])
)

_REASONS = (
    "decant|decanted|refugee|asylum|ukraine|ukrainian|army|military|domestic abuse|domestic violence|da|dv"
    "|relationship breakdown|overcrowding|overcrowded|too small|more space|bigger property|damp|mould|fire|repossession"
    "|death|deceased|passed away|prison|hospital"
)
_STARTERS = "introductory|intro|starter"


def _hints_at(answer: str, words: str) -> pl.Expr:
    """The service's pattern, slip of the pen and all: what comes before the words may hold no a, l, p, h, nor colon."""
    return pl.col(answer).str.contains(rf"(?i)\b[^:alph]*(?:{words})[^\p{{Alphabetic}}]*\b").fill_null(False)


RULES = (
    _soft(
        "rent_unusual",
        "The rent is unusual for such a home: check it, then confirm.",
        _RENT_BLAMES,
        given("start_date") & (_RENT_LOW | sure(_RENT_HIGH)),
    ),
    _soft(
        "income_unusual",
        "The income is unusual for such a household: check it, then confirm.",
        _INCOME_BLAMES,
        EXPECTED & (_INCOME_LOW | _INCOME_HIGH),
    ),
    _charge_high("service_charge", "weekly_service_charge"),
    _charge_high("personal_service_charge", "weekly_personal_charge"),
    _charge_high("support_charge", "weekly_support_charge"),
    _soft(
        "empty_for_long",
        "The home was empty for two years or more: check, then confirm.",
        ("void_date", "start_date"),
        _long_ago("void_date"),
    ),
    _soft(
        "repaired_long_ago",
        "Repairs ended two years or more before: check, then confirm.",
        ("repairs_date", "start_date"),
        _long_ago("repairs_date"),
    ),
    *(_retired_young(person) for person in states.PEOPLE),
    *(_at_work_late(person) for person in states.PEOPLE),
    _soft(
        "pregnancy_unlikely",
        "Somebody is said to be pregnant, and nobody seems likely to be: check, then confirm.",
        _PREGNANCY_BLAMES,
        among("pregnancy", 1) & (_ALL_MALE | _NONE_OF_AGE),
    ),
    _soft(
        "sick_without_illness",
        "Somebody is long-term sick, yet no long-term illness is told: check, then confirm.",
        ("long_term_illness", *(f"work_{person}" for person in states.PEOPLE)),
        _SICK_BUT_WELL,
    ),
    _soft(
        "other_reason_has_a_code",
        "The other reason for leaving seems to have a code of its own: use that, or confirm.",
        ("reason_for_leaving", "other_reason"),
        _hints_at("other_reason", _REASONS),
    ),
    _soft(
        "other_tenancy_is_a_starter",
        "The other type of tenancy seems to be a starter period: say so in that question, or confirm.",
        ("starter_tenancy", "tenancy_type", "other_tenancy_type"),
        states.OWN_FORM & _hints_at("other_tenancy_type", _STARTERS),
    ),
)
