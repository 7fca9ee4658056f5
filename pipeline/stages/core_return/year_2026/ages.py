"""Ages on the first day of a letting, from the birth dates of the people whom sign-up names by reference."""

import polars as pl

from extracts.core.year_2026.lettings import MOST_PEOPLE
from pipeline.stages.core_return.drafts import CORRECTED, DISAGREES, DOUBT, HELD, doubts_where
from pipeline.stages.core_return.tenancies import KEY, age_on, miscounted_age_on, there_on

NOBODY = "No person of that reference is on the tenancy; correct it, or give the age."
UNBORN = "That person was born after the first day: leave out who was not there yet, or correct the birth date."
TWO_BIRTHS = "The tenancy extract tells two birth dates of that person; correct the one that is wrong."
MISCOUNTED = (
    "The age in core_lettings is the one that sign-up workbooks written before December 2026 were filled in with, a year off; "
    "the return takes the age that follows from the birth date. Nothing to do, unless the birth date is wrong."
)
NINE = "The household is larger than eight, and the form has room for eight: it has to be entered by hand."
COUNT = "household_size and the people described differ in number; describe everybody, or correct it."


def _looked_up(lettings: pl.DataFrame, born: pl.DataFrame, n: int) -> pl.DataFrame:
    """What is known of person n: `age`, `miscounted` (the age of earlier workbooks), `unborn`, `torn`, `known`.

    `known` is whether the reference is on the tenancy, or none is given.
    """
    asked = lettings.select("log", *KEY, "due", person_ref=f"person_ref_{n}")
    if n == 1:
        asked = asked.with_columns(pl.coalesce("person_ref", _lead(asked, born)).alias("person_ref"))
    found = asked.join(born, on=[*KEY, "person_ref"], how="left", maintain_order="left")
    known = pl.col("person_ref").is_null() | pl.col("lead").is_not_null()
    return found.select(
        "log", "torn", age=age_on("due", "born"), miscounted=miscounted_age_on("due", "born"), known=known,
        unborn=pl.col("born") > pl.col("due"),
    )  # fmt: skip


def _lead(lettings: pl.DataFrame, born: pl.DataFrame) -> pl.Series:
    """The reference of who is first named in each tenancy on the first day; null where that is nobody, or two."""
    named = lettings.select("log", *KEY, "due").join(born.filter("lead"), on=KEY, how="inner").filter(there_on("due"))
    only = named.filter(pl.len().over("log") == 1).select("log", lead_ref="person_ref")
    return lettings.join(only, on="log", how="left", maintain_order="left")["lead_ref"]


def leads(lettings: pl.DataFrame, born: pl.DataFrame) -> pl.Series:
    """How many people are first-named on the tenancy of each letting on its first day, in the order of the lettings."""
    named = lettings.select("log", *KEY, "due").join(born.filter("lead"), on=KEY, how="inner").filter(there_on("due"))
    counted = named.group_by("log").agg(leads=pl.col("person_ref").n_unique())
    return lettings.select("log").join(counted, on="log", how="left", maintain_order="left")["leads"].fill_null(0)


def ages(lettings: pl.DataFrame, born: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`age_1` to `age_8` where birth dates tell them, in the order of the lettings, and doubts about references."""
    columns, doubts = [], [pl.DataFrame(schema=DOUBT)]
    for n in range(1, MOST_PEOPLE + 1):
        found = _looked_up(lettings, born, n)
        columns.append(found["age"].alias(f"age_{n}"))
        doubts.append(doubts_where(found, ~pl.col("known"), f"person_ref_{n}", HELD, NOBODY))
        doubts.append(doubts_where(found, pl.col("torn"), f"person_ref_{n}", DISAGREES, TWO_BIRTHS))
        doubts.append(doubts_where(found, pl.col("unborn"), f"person_ref_{n}", HELD, UNBORN))
    return pl.DataFrame(columns), pl.concat(doubts)


def corrected_ages(lettings: pl.DataFrame, answers: pl.DataFrame, born: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The answers without the ages that an earlier workbook was wrongly filled in with, and a notice of each.

    Those workbooks had the ages of their own rows in them, miscounted: such an age says nothing against the birth date.
    """
    columns, notices = [], [pl.DataFrame(schema=DOUBT)]
    for n in range(1, MOST_PEOPLE + 1):
        name = f"age_{n}"
        told = _looked_up(lettings, born, n).with_columns(said=answers[name])
        templates = ((pl.col("said") == pl.col("miscounted")) & (pl.col("said") != pl.col("age"))).fill_null(False)
        columns.append(told.select(pl.when(~templates).then("said").alias(name)).to_series())
        notices.append(doubts_where(told, templates, name, CORRECTED, MISCOUNTED))
    return answers.with_columns(columns), pl.concat(notices)


def household_doubts(wide: pl.DataFrame, lettings: pl.DataFrame) -> pl.DataFrame:
    """Households of more than eight, and those whose size is not the number of people described."""
    present = [pl.any_horizontal(pl.col(f"{one}_{n}").is_not_null() for one in ("age", "sex")) for n in range(1, MOST_PEOPLE + 1)]
    told = wide.select("log", described=pl.sum_horizontal(present)).with_columns(
        size=lettings["household_size"].cast(pl.Int64), ninth=lettings["age_9"].is_not_null()
    )
    larger = pl.col("ninth") | (pl.col("size") > MOST_PEOPLE).fill_null(False)
    return pl.concat(
        [
            doubts_where(told, larger, "household_size", HELD, NINE),
            doubts_where(told, ~larger & (pl.col("size") != pl.col("described")), "household_size", HELD, COUNT),
        ]
    )
