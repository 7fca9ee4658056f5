"""The amounts and days that the service's checks of a letting turn on; taken from the validations of its published source."""

from datetime import date
from typing import NamedTuple

from pipeline.core.windows import first_day, last_day_in_file

FIRST_DAY, LAST_DAY = first_day(2026), date(2027, 3, 31)
"""The collection year."""

LAST_DAY_TAKEN = last_day_in_file(2026)
"""From the first day of the year to this one the upload takes a start; the log has a window of its own."""

YEAR_BEFORE = date(2025, 4, 1)
"""A letting that starts between this day and the first is asked what the form of the year before asks."""

YEARS_EMPTY = 20
"""A home that is said to have been empty, or repaired, longer ago than this is refused."""

LONG_EMPTY_DAYS, LONGEST_EMPTY_DAYS = 730, 7300
"""From the first to the second, counted in days, a person has to confirm."""

SHORTEST_TERM, SHORTEST_SOCIAL_TERM, LONGEST_TERM = 1, 2, 99
"""The years of a fixed term; social and affordable rents for general needs are let for two at least."""

SHARED_BEDROOMS, SHARED_BEDROOMS_ALONE = 7, 3
OLDEST_FOSTERED = 25
RETIREMENT_AGE = 66
"""Whoever is younger and retired, or older and not, has to be confirmed."""

PREGNANCY_AGES = (13, 55)
LEAST_WEEKLY_TOTAL = 1000
"""Pence a week: a total charge under ten pounds is refused."""


class Income(NamedTuple):
    """The pounds a week expected of one working situation: to be confirmed outside the soft ones, refused outside the hard."""

    soft_least: int
    soft_most: int
    hard_least: int
    hard_most: int


NO_ANSWER, CHILD = 10, 9
INCOMES = {
    0: Income(50, 580, 10, 1040),
    1: Income(143, 730, 90, 1230),
    2: Income(67, 620, 50, 950),
    3: Income(80, 480, 40, 990),
    4: Income(50, 370, 10, 450),
    5: Income(50, 380, 10, 1000),
    6: Income(53, 540, 10, 890),
    7: Income(47, 460, 10, 1300),
    8: Income(54, 460, 10, 2000),
    CHILD: Income(50, 450, 10, 750),
    NO_ANSWER: Income(47, 730, 10, 2000),
}
"""By working situation; a household's limits are the sums of its people's."""


class Charge(NamedTuple):
    """The pounds a week beyond which a charge is refused, and those beyond which it has to be confirmed, by need."""

    most: int
    confirm_general: int
    confirm_supported: int


CHARGES = {
    "PRP": {
        "service_charge": Charge(800, 35, 200),
        "personal_service_charge": Charge(700, 35, 100),
        "support_charge": Charge(800, 35, 85),
    },
    "LA": {
        "service_charge": Charge(500, 25, 100),
        "personal_service_charge": Charge(200, 25, 75),
        "support_charge": Charge(200, 25, 75),
    },
}

MOST_BEDROOMS_IN_TABLE = 4
"""The rent limits are published for up to so many bedrooms; larger homes are held to those of the largest."""
