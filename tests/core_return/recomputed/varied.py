"""The sample's extracts varied where the sample is of one kind: birthdays around the first day, who is on the agreement, periods.

What comes out may be contradictory, as records are: such logs are held back, or shown to somebody, and are not compared.
"""

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.core_return.recomputed.extracts import STAND_INS_FOR_UNKNOWN, Row, day, rows_of

AGES = (16, 17, 18, 19, 25, 44, 59, 60, 64, 65, 90, 100)
LEAP_DAYS = (date(1960, 2, 29), date(1984, 2, 29), date(2000, 2, 29))
POSTCODES = ("me2 8np", "M1 1AE", "CR2 6XH", "DN55 1PT", "W1A0AX", "EC1A 1BB")
PERIODS = tuple(map(str, range(1, 12)))


def vary_extracts(folder: Path, seed: int) -> None:
    """Varies the extracts in that folder, the same for the same seed."""
    dice = random.Random(seed)
    answers = {(row["landlord_code"], row["tenancy_ref"]): row for row in rows_of(folder / "core_lettings.csv")}
    _rewrite(folder / "tenancy.csv", lambda row: _vary_person(row, answers, dice))
    _rewrite(folder / "rent_account.csv", lambda row: _vary_account(row, dice))
    _rewrite(folder / "property.csv", lambda row: _vary_home(row, dice))
    _rewrite(folder / "core_lettings.csv", lambda row: _vary_answers(row, dice))
    if seed % 2:
        settings = folder / "core.toml"
        settings.write_text(settings.read_text().replace("provider =", 'manager = "ORG7"\nprovider =', 1))


def _rewrite(path: Path, vary: Callable[[Row], None]) -> None:
    rows = rows_of(path)
    for row in rows:
        vary(row)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _vary_person(row: Row, answers: dict[tuple[str, str], Row], dice: random.Random) -> None:
    told = answers.get((row["landlord_code"], row["tenancy_ref"]))
    if told is None:
        return
    first_day = day(told["start_date"]) or day(row["tenancy_start"])
    assert first_day is not None
    age_is_answered = any(told[f"age_{n}"] for n in range(1, 9) if told[f"person_ref_{n}"] == row["person_ref"])
    if row["date_of_birth"] and not age_is_answered and dice.random() < 0.7:
        row["date_of_birth"] = _born(first_day, dice).strftime("%d/%m/%Y")
    if row["tenant_status"] == "O" and dice.random() < 0.2:
        row["person_start"] = (first_day + timedelta(days=dice.choice((-3, 0, 1, 9)))).strftime("%d/%m/%Y")
    elif row["tenant_status"] == "O" and told["start_date"] and dice.random() < 0.3:
        row["person_end"] = (first_day + timedelta(days=dice.choice((-1, 1)))).strftime("%d/%m/%Y")


def _born(first_day: date, dice: random.Random) -> date:
    """A day of birth with the birthday at or around the first day, now and then on 29 February."""
    about = date(first_day.year - dice.choice(AGES), first_day.month, min(first_day.day, 28))
    born = dice.choice(LEAP_DAYS) if dice.random() < 0.1 else about + timedelta(days=dice.choice((-1, 0, 1, -30, 30, 200)))
    return born + timedelta(days=1) if born in STAND_INS_FOR_UNKNOWN else born


def _vary_account(row: Row, dice: random.Random) -> None:
    if dice.random() < 0.6:
        row["rent_period"] = dice.choice(PERIODS)
        weeks = {"2": 2.0, "3": 4.0, "4": 52 / 12}.get(row["rent_period"], 1.0)
        row["basic_rent"] = f"{dice.randint(9000, 16000) * weeks / 100:.2f}"
        row["service_charge"] = dice.choice(("0", "0.00", "3.5", "12.07", "10"))
    if dice.random() < 0.2:
        row["rent_type"] = dice.choice(("1", "2", "3", "4", "5", "7"))


def _vary_home(row: Row, dice: random.Random) -> None:
    if dice.random() < 0.15:
        row["unit_type"] = dice.choice(("1", "2", "7", "8", "4", "9", "10", "6"))
    void = day(row["void_date"])
    if void and dice.random() < 0.3:
        row["void_date"] = (void - timedelta(days=dice.choice((1, 29, 365)))).strftime("%d/%m/%Y")
    if row["uprn"] and dice.random() < 0.1:
        row["uprn"] = row["uprn"].zfill(12)


def _vary_answers(row: Row, dice: random.Random) -> None:
    if dice.random() < 0.2:
        row["tenancy_type"], row["tenancy_length"] = dice.choice("246758"), dice.choice(("", "5", "2", "1", "20"))
    if row["previous_postcode"] and dice.random() < 0.4:
        row["previous_postcode"] = dice.choice(POSTCODES)
    for column in ("armed_forces", "income_frequency", "long_term_illness", "reasonable_preference"):
        if row[column] and dice.random() < 0.2:
            row[column] = dice.choice("123")
