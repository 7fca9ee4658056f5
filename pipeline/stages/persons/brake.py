"""The brake on chains: what may not come together in one person, however many links lead from one end to the other."""

from dataclasses import dataclass

import polars as pl

from pipeline.tables import People

ATTESTED = 2
"""Records that must bear a number or a birth date for it to count as well attested: one alone may be a slip of the keyboard."""
PARTS = ("birth_year_month", "birth_year_day", "birth_month_day")


@dataclass(frozen=True)
class Brake:
    """What stops two groups from being joined: pairs that are two people, and what records bear.

    `apart` has `left` and `right`; `numbers` has `record`, `value` and the forms a slip would leave; `births` has `record`, a
    `value` that is alike for a date and the same with day and month changed over, its parts by twos, and the `number` beside it.
    `settled` has `record` and two values (`value`, `value_other`) that an officer's decision brought together in its person.
    """

    apart: pl.DataFrame
    numbers: pl.DataFrame
    births: pl.DataFrame
    settled: pl.DataFrame


def brake(people: People, apart: pl.DataFrame, start: pl.DataFrame) -> Brake:
    """The brake that these people, pairs and decisions make (`start`: `record` and the `root` it was decided to belong to).

    Defaults such as 1 January attest nothing.
    """
    rows = people.frame
    numbers = rows.select("record", "nino_forms", value="nino").drop_nulls("value")
    known = rows.drop_nulls("birth_certain")
    either = pl.min_horizontal("date_of_birth", "birth_swapped")
    births = known.select("record", *PARTS, value=either, number="nino")
    held = [start.join(one.select("record", "value"), on="record").select("root", "value") for one in (numbers, births)]
    settled = pl.concat([_two_of_one(one.unique()) for one in held]).rename({"root": "record"})
    return Brake(apart, numbers, births, settled)


def _two_of_one(attested: pl.DataFrame) -> pl.DataFrame:
    """Every two values of one group, the lesser first, with what is known of both."""
    both = attested.join(attested, on="root", suffix="_other")
    return both.filter(pl.col("value") < pl.col("value_other"))


def _shared(column: str) -> pl.Expr:
    return pl.col(column).list.set_intersection(pl.col(f"{column}_other")).list.len() > 0


def _disputed_numbers(groups: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    held = groups.join(numbers, on="record").group_by("root", "value").agg(pl.len(), pl.col("nino_forms").first())
    pairs = _two_of_one(held.filter(pl.col("len") >= ATTESTED))
    return pairs.filter(~_shared("nino_forms").fill_null(value=False)).select("root", "value", "value_other")


def _disputed_births(groups: pl.DataFrame, births: pl.DataFrame) -> pl.DataFrame:
    held = groups.join(births, on="record").group_by("root", "value")
    told = held.agg(pl.len(), *(pl.col(part).first() for part in PARTS), pl.col("number").drop_nulls().unique())
    pairs = _two_of_one(told.filter(pl.col("len") >= ATTESTED))
    slip = pl.any_horizontal((pl.col(part) == pl.col(f"{part}_other")).fill_null(value=False) for part in PARTS)
    return pairs.filter(~slip & ~_shared("number")).select("root", "value", "value_other")


def _disputes(groups: pl.DataFrame, held: Brake) -> pl.DataFrame:
    """`root`, `value`, `value_other`: two well-attested numbers, or birth dates under no common number, that a group holds.

    Values a slip apart are no dispute: a character or two of a number, one of a date's three parts, day and month changed over.
    """
    return pl.concat([_disputed_numbers(groups, held.numbers), _disputed_births(groups, held.births)])


def _kept_apart(before: pl.DataFrame, after: pl.DataFrame, apart: pl.DataFrame) -> pl.Series:
    """Roots of `after` that hold a pair which is two people and which `before` did not hold together."""
    both = before.rename({"root": "was"}).join(after, on="record")
    left = apart.join(both.rename({"record": "left"}), on="left")
    pairs = left.join(both.rename({"record": "right"}), on="right", suffix="_right")
    return pairs.filter((pl.col("root") == pl.col("root_right")) & (pl.col("was") != pl.col("was_right")))["root"]


def held_back(before: pl.DataFrame, after: pl.DataFrame, held: Brake) -> pl.Series:
    """The roots of groups in `after` that may not be: each is made of groups of `before` and would hold two well-attested people.

    Both have `record` and `root`. What officers' decisions brought together does not count against a group.
    """
    settled = held.settled.join(after, on="record")
    new = _disputes(after, held).join(settled, on=["root", "value", "value_other"], how="anti")
    return pl.concat([new["root"], _kept_apart(before, after, held.apart)]).unique().sort()
