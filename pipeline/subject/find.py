"""Which rows are about the person who asks, which may be, and which are not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from extracts.kinds import date as dates
from extracts.kinds import name, nino
from pipeline.errors import WrongUse

SURE, MAYBE = "sure", "maybe"


@dataclass(frozen=True)
class Person:
    """Whom it is about, in tidy spelling: first given name, family name, birth date and, where it was given, the NINO."""

    forename: str
    surname: str
    born: date
    nino: str | None = None


def person(forename: str, surname: str, born: str, number: str | None = None) -> Person:
    """The person as typed; raises WrongUse, without repeating it, for a name without letters or a date or number that is none."""
    first, family, day = name.tidy_forename(forename), name.tidy_surname(surname), dates.tidy(born)
    known = nino.tidy(number) if number else None
    for option, found in {
        "--forename": first,
        "--surname": family,
        "--date-of-birth": day,
        "--nino": known or not number,
    }.items():
        if not found:
            raise WrongUse(f"{option} cannot be understood; a date is e.g. 1980-05-17, a name has letters")
    return Person(str(first).split()[0], str(family), day or date.min, known)


def _same(values: pl.Series, tidy: Callable[[str], object], wanted: object) -> pl.Series:
    """Whether each printed value is the wanted one in tidy spelling; false where it is blank."""
    alike = [text for text in values.drop_nulls().unique() if tidy(text) == wanted]
    return values.is_in(alike).fill_null(value=False)


def _first(text: str) -> str | None:
    found = name.tidy_forename(text)
    return found.split()[0] if found else None


def _column(rows: pl.DataFrame, column: str) -> pl.Series:
    return (
        rows[column].cast(pl.String)
        if column in rows.columns
        else pl.Series([None], dtype=pl.String).new_from_index(0, rows.height)
    )


def judged(rows: pl.DataFrame, asked: Person) -> pl.Series:
    """For each printed row: "sure", "maybe" or null.

    Sure: name and birth date agree, or the NINO and one of the two. Maybe: the name, and no birth date; the family name and the
    birth date; or the NINO alone. A former family name counts as one.
    """
    forename = _same(_column(rows, "forename"), _first, asked.forename)
    families = [_same(_column(rows, column), name.tidy_surname, asked.surname) for column in ("surname", "former_surname")]
    surname, given = families[0] | families[1], _column(rows, "date_of_birth")
    born = _same(given, dates.tidy, asked.born)
    unborn = _same(given, lambda text: dates.tidy(text) is None, wanted=True) | given.is_null()
    number = _same(_column(rows, "nino"), nino.tidy, asked.nino or "")
    sure = (forename & surname & born) | (number & ((forename & surname) | born))
    maybe = (forename & surname & unborn) | (surname & born) | number
    return pl.select(pl.when(sure).then(pl.lit(SURE)).when(maybe).then(pl.lit(MAYBE))).to_series().alias("judged")
