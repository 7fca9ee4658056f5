"""The extracts as plain rows: text as it stands in the files, looked up by landlord and reference."""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

Key = tuple[str, str]
STAND_INS_FOR_UNKNOWN = {date(1900, 1, 1), date(1901, 1, 1), date(1970, 1, 1)}
"""Days that systems write where no birth date is known."""


class Row(dict[str, str]):
    """A row's text by column; blank in a column that the file has not."""

    def __missing__(self, column: str) -> str:
        return ""


def rows_of(path: Path) -> list[Row]:
    """The rows of a CSV file by column; none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [Row(row) for row in csv.DictReader(file)]


def day(text: str) -> date | None:
    """The day that the text gives as day/month/year or as ISO, or None where it is blank."""
    if not text:
        return None
    if "-" in text:
        return date.fromisoformat(text)
    number, month, year = text.split("/")
    return date(int(year), int(month), int(number))


def age_on(first_day: date, born: date) -> int:
    """Birthdays passed on that day; a child under one counts as one, as the form asks.

    >>> age_on(date(2026, 4, 4), date(1962, 3, 1)), age_on(date(2026, 8, 1), date(2026, 5, 1))
    (64, 1)
    >>> age_on(date(2027, 2, 28), date(2008, 2, 29)), age_on(date(2027, 3, 1), date(2008, 2, 29))
    (18, 19)
    """
    birthday_to_come = (first_day.month, first_day.day) < (born.month, born.day)
    return max(first_day.year - born.year - birthday_to_come, 1)


@dataclass(frozen=True)
class Landlord:
    """One landlord's folder of extracts."""

    folder: Path

    @cached_property
    def organisations(self) -> dict[str, dict[str, str]]:
        settings = tomllib.loads((self.folder / "core.toml").read_text())
        return {entry["landlord_code"]: entry for entry in settings["organisation"]}

    @cached_property
    def holders(self) -> dict[Key, list[Row]]:
        """The rows of each tenancy, in the order of the file."""
        return grouped(rows_of(self.folder / "tenancy.csv"), "tenancy_ref")

    @cached_property
    def homes(self) -> dict[Key, list[Row]]:
        return grouped(rows_of(self.folder / "property.csv"), "property_ref")

    @cached_property
    def accounts(self) -> dict[Key, list[Row]]:
        return grouped(rows_of(self.folder / "rent_account.csv"), "tenancy_ref")

    @cached_property
    def lettings(self) -> list[Row]:
        return rows_of(self.folder / "core_lettings.csv")

    @cached_property
    def sales(self) -> list[Row]:
        return rows_of(self.folder / "core_sales.csv")


def grouped(rows: Iterable[Row], reference: str) -> dict[Key, list[Row]]:
    """The rows of each landlord and reference."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["landlord_code"], row[reference]].append(row)
    return groups
