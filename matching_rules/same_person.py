"""The model of one person: what is compared, how near it may come, which pairs are looked at, and what is known beforehand.

Every condition is an equality or a shared element of keyed forms. Address is in no comparison: it blocks, and it decides which
alternative a pair is judged against (docs/decisions/0003).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from splink import SettingsCreator
from splink.blocking_rule_library import CustomRule
from splink.comparison_level_library import CustomLevel, ElseLevel
from splink.comparison_library import CustomComparison


@dataclass(frozen=True)
class Level:
    """How near a compared attribute comes: `agree`, `close` or `conflict`, the condition, and m before training.

    `u` is given only where it is known better than random pairs can tell.
    """

    name: str
    likeness: str
    condition: str
    m: float
    u: float | None = None
    rarity: str | None = None
    """The column whose value counts for more when it is rare (term frequency adjustment)."""
    counted: str | None = None
    """The column whose equality the level is: u then follows from how often each value occurs, without drawing pairs."""
    nearer: tuple[str, ...] = ()
    """Nearer levels that pairs of equal values in `counted` reach instead."""
    told_already: bool = False
    """Whether the level says only what another comparison has said of the same pair: it then weighs nothing."""


@dataclass(frozen=True)
class Comparison:
    """An attribute compared: the column without which it is missing, and its levels from the nearest to the farthest."""

    name: str
    known: str
    levels: tuple[Level, ...]

    @property
    def missing(self) -> str:
        """The condition that a side does not know it."""
        return f"{self.known}_l is null or {self.known}_r is null"


def _equal(column: str) -> str:
    return f"{column}_l = {column}_r"


def _shared(column: str) -> str:
    return f"list_has_any({column}_l, {column}_r)"


def _near(column: str, of: str) -> str:
    return f"(list_contains({column}_l, {of}_r) or list_contains({column}_r, {of}_l))"


SWAPPED = "forename_l = surname_r and surname_l = forename_r"

FORENAME = Comparison(
    "forename",
    "forename",
    (
        Level("the same", "agree", _equal("forename_whole"), 0.80, rarity="forename", counted="forename_whole"),
        Level("changed over with the surname", "close", SWAPPED, 0.01),
        Level("a pet name, variant or other given name", "close", _shared("forename_family"), 0.06),
        Level("a letter or so apart", "close", _near("forename_near", "forename"), 0.06),
        Level("similar", "close", _near("forename_less_near", "forename"), 0.02),
        Level("sounds the same", "close", _equal("forename_sound"), 0.01),
        Level(
            "an initial that fits",
            "close",
            f"{_equal('forename_initial')} and (only_initial_l or only_initial_r)",
            0.02,
        ),
        Level("different", "conflict", "else", 0.02),
    ),
)

SURNAME = Comparison(
    "surname",
    "surname",
    (
        Level("the same", "agree", _equal("surname"), 0.85, rarity="surname", counted="surname"),
        Level("changed over with the forename", "close", SWAPPED, 0.01, told_already=True),
        Level("a part or former name shared", "close", _shared("surname_parts"), 0.04),
        Level("a letter or so apart", "close", _near("surname_near", "surname"), 0.05),
        Level("similar", "close", _near("surname_less_near", "surname"), 0.01),
        Level("sounds the same", "close", _equal("surname_sound"), 0.01),
        Level("different", "conflict", "else", 0.03),
    ),
)

SAME_DAY = ("the same", "the same 1 January")
SAME_YEAR = (*SAME_DAY, "day and month changed over", "same year and month", "same year and day")

DATE_OF_BIRTH = Comparison(
    "date_of_birth",
    "date_of_birth",
    (
        Level("the same", "agree", _equal("birth_certain"), 0.92, counted="birth_certain"),
        Level("the same 1 January", "close", _equal("date_of_birth"), 0.01, counted="date_of_birth", nearer=("the same",)),
        Level("day and month changed over", "close", "date_of_birth_l = birth_swapped_r", 0.01),
        Level("same year and month", "close", _equal("birth_year_month"), 0.02, counted="birth_year_month", nearer=SAME_DAY),
        Level("same year and day", "close", _equal("birth_year_day"), 0.01, counted="birth_year_day", nearer=SAME_DAY),
        Level("same day and month", "close", _equal("birth_month_day"), 0.01, counted="birth_month_day", nearer=SAME_DAY),
        Level("same year", "conflict", _equal("birth_year"), 0.01, counted="birth_year", nearer=SAME_YEAR),
        Level("different", "conflict", "else", 0.01),
    ),
)

MIDDLE_NAMES = Comparison(
    "middle_names",
    "middle_initial",
    (
        Level("the same", "agree", _equal("middle"), 0.60, counted="middle"),
        Level("an initial that fits", "close", f"{_equal('middle_initial')} and (middle_l is null or middle_r is null)", 0.30),
        Level("different", "conflict", "else", 0.10),
    ),
)

NINO = Comparison(
    "nino",
    "nino",
    (
        Level("the same", "agree", _equal("nino"), 0.95, u=1e-6),
        Level("a character or two wrong", "close", _shared("nino_forms"), 0.04, u=1e-5),
        Level("different", "conflict", "else", 0.01),
    ),
)
"""Random pairs cannot tell how often two people share a number, for nearly all that do are one person: u is set from knowledge
(tens of millions of numbers issued; a few per million keyed against the wrong person)."""

CONTACT = Comparison(
    "contact",
    "contacts",
    (
        Level("a telephone or e-mail shared", "agree", _shared("contacts"), 0.60),
        Level("none shared", "conflict", "else", 0.40),
    ),
)

COMPARISONS = (FORENAME, SURNAME, MIDDLE_NAMES, DATE_OF_BIRTH, NINO, CONTACT)

BLOCKING = (
    "l.nino = r.nino",
    "l.date_of_birth = r.date_of_birth",
    "l.name_sounds = r.name_sounds",
    "l.birth_swapped = r.date_of_birth and l.surname_sound = r.surname_sound",
    "l.birth_year_month = r.birth_year_month and l.surname_sound = r.surname_sound",
    "l.birth_month_day = r.birth_month_day and l.forename = r.forename",
    "l.birth_year_month = r.birth_year_month and l.forename = r.forename",
    "l.birth_year_day = r.birth_year_day and l.forename = r.forename",
    "l.birth_year_day = r.birth_year_day and l.surname_sound = r.surname_sound",
    "l.surname = r.surname and l.forename_initial = r.forename_initial and (l.date_of_birth is null or r.date_of_birth is null)",
    "l.property = r.property and l.forename_initial = r.forename_initial",
    "l.property = r.property and l.birth_year = r.birth_year",
    "l.property = r.property and l.surname_sound = r.surname_sound",
)
"""Which pairs are compared at all: any of these. Together they reach at least 99.5 % of true pairs on the made-up landlord."""

DECIDED = "l.decided = r.decided"
"""Records that an officer decided to be one person are compared too, so that their links say how near they come."""

TRAINING = ("l.date_of_birth = r.date_of_birth", "l.forename_sound = r.forename_sound and l.surname_sound = r.surname_sound")
"""Where m is learnt: pairs that agree on what each session holds back, so that every comparison is trained in one of them."""


def _level(one: Level, u: float) -> CustomLevel | ElseLevel:
    made = ElseLevel() if one.condition == "else" else CustomLevel(one.condition)
    made.configure(label_for_charts=one.name, m_probability=one.m, u_probability=u, fix_u_probability=True)
    if one.rarity:
        made.configure(tf_adjustment_column=one.rarity, disable_tf_exact_match_detection=True)
    return made


def _comparison(one: Comparison, u: Mapping[tuple[str, str], float]) -> CustomComparison:
    missing = CustomLevel(one.missing, "missing").configure(is_null_level=True)
    return CustomComparison([missing, *(_level(level, u[one.name, level.name]) for level in one.levels)], one.name)


def settings(u: Mapping[tuple[str, str], float], prior: float) -> SettingsCreator:
    """Splink's settings for the model, with u given per comparison and level, and the prior of two random records."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record",
        probability_two_random_records_match=prior,
        comparisons=[_comparison(one, u) for one in COMPARISONS],
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in (*BLOCKING, DECIDED)],
        retain_matching_columns=True,  # the levels come with them; the stage takes no more than those
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["extract", "uprn_key", "postcode_key", "street_key"],
    )
