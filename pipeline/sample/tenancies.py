"""The tenancies of each home: the present one, the one before it, and who is party to them."""

from datetime import date

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.households import CHILD, FORMER, FORMER_PARTNER, LEAD, LODGER, PARENT, PARTNER, SECOND_CHILD, SIBLING
from pipeline.sample.people import SNAPSHOT

PER_HOME = 4
"""Tenancy numbers are `home * PER_HOME + k`: 0 the present tenancy, 1 the one before, 2 and 3 for planted cases."""

KEPT_SINCE = date(2023, 10, 2)
"""Tenancies that ended before this day are no longer in the landlord's extract."""

_TYPES = {"general_needs": 0.90, "supported": 0.025, "temporary": 0.01, "shared_ownership": 0.025, "market_rent": 0.015}
_ROUTES = {"new_let": 0.86, "transfer": 0.05, "mutual_exchange": 0.055, "assignment": 0.01, "succession": 0.025}
_STAGES = {"applied": 0.5, "accepted": 0.2, "withdrawn": 0.3}
_HOUSEHOLD = (PARTNER, CHILD, SECOND_CHILD, PARENT, SIBLING, LODGER)


def days(number: int | pl.Expr) -> pl.Expr:
    """A span of whole days."""
    return pl.duration(days=number)


def histories(dice: Dice) -> list[pl.Expr]:
    """Expressions over homes: `start` of the present tenancy, `void` (none at present), `former_end` and `former_start`.

    A home in the cast of a planted case has `wished_start`, no void and, unless wished, no tenancy before.
    """
    longest = (pl.col("lead_age") - 18).clip(1) * 365
    ago = dice.waiting("years here", "home", 8.0 * 365).clip(45, None)
    drawn = pl.lit(SNAPSHOT) - days(pl.min_horizontal(ago, longest, 45 * 365).cast(pl.Int64))
    start = pl.coalesce("wished_start", drawn)
    void = ~pl.col("cast") & dice.happens("void", "home", 0.014)
    emptied = pl.lit(SNAPSHOT) - days(dice.whole("void since", "home", 8, 120))
    before = start - days(dice.whole("void days", "home", 6, 60))
    end = pl.when(void).then(emptied).otherwise(before)
    kept = (end >= KEPT_SINCE) & (void | ~pl.col("cast"))
    began = end - days((200 + dice.waiting("former years", "home", 5.0 * 365)).cast(pl.Int64))
    return [
        start.alias("start"), void.alias("void"),
        pl.when(kept).then(end).alias("former_end"), pl.when(kept).then(began).alias("former_start"),
    ]  # fmt: skip


def tenancies(dice: Dice, homes: pl.DataFrame) -> pl.DataFrame:
    """One row per tenancy.

    Columns: `tenancy`, `home`, `start`, `end`, `type`, `route`, `prior` (a tenancy number), `permission`,
    `permission_start`, `permission_end`, `notice`, `succession_open`, `rtb_stage`, `restricted`, `cast`.
    """
    present = homes.filter(~pl.col("void")).select(
        "home",
        "cast",
        "start",
        "moved_from",
        tenancy=pl.col("home") * PER_HOME,
        end=pl.lit(None, dtype=pl.Date),
        lead_age="lead_age",
    )
    former = homes.filter(pl.col("former_end").is_not_null()).select(
        "home", "cast", start="former_start", tenancy=pl.col("home") * PER_HOME + 1, end="former_end", lead_age=pl.lit(40)
    )
    frame = pl.concat([present, former], how="diagonal_relaxed").with_columns(_terms(dice)).with_columns(_marks(dice))
    return frame.drop("lead_age", "moved_from").sort("tenancy")


def _terms(dice: Dice) -> list[pl.Expr]:
    elderly = (pl.col("lead_age") >= 62) & dice.happens("sheltered", "tenancy", 0.35)
    kind = dice.pick("tenancy type", "tenancy", _TYPES)
    route = dice.pick("route", "tenancy", _ROUTES)
    return [
        pl.when("cast").then(pl.lit("general_needs")).when(elderly).then(pl.lit("sheltered")).otherwise(kind).alias("type"),
        pl.when("cast")
        .then(pl.lit("new_let"))
        .when(pl.col("moved_from").is_not_null())
        .then(pl.lit("transfer"))
        .when(route == "transfer")
        .then(pl.lit("new_let"))
        .otherwise(route)
        .alias("route"),
    ]


def _marks(dice: Dice) -> list[pl.Expr]:
    free = ~pl.col("cast") & pl.col("end").is_null()
    leaving = free & dice.happens("has given notice", "tenancy", 0.004)
    given = pl.lit(SNAPSHOT) - days(dice.whole("notice", "tenancy", 1, 24))
    asked = free & (pl.col("type") == "general_needs") & dice.happens("right to buy", "tenancy", 0.012)
    no_date = pl.lit(None, dtype=pl.Date)
    return [
        pl.col("moved_from").alias("prior"), pl.lit(None, dtype=pl.String).alias("permission"),
        no_date.alias("permission_start"), no_date.alias("permission_end"),
        pl.when(leaving).then(given).when(pl.col("end").is_not_null()).then(pl.col("end") - days(28)).alias("notice"),
        pl.when(leaving).then(given + days(28)).otherwise("end").alias("end"),
        pl.lit(False).alias("succession_open"),
        pl.when(asked).then(dice.pick("stage", "tenancy", _STAGES)).otherwise(pl.lit("none")).alias("rtb_stage"),
        (free & dice.happens("restricted", "tenancy", 0.004)).alias("restricted"),
    ]  # fmt: skip


def parties(dice: Dice, homes: pl.DataFrame, people: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """One row per person per tenancy: `tenancy`, `person`, `status`, `person_start`, `person_end`, `copy`, `care`."""
    living = people.select("person", "home", "slot", "date_of_birth").join(
        homes.select("home", "start", "void", "former_end", "former_lead"), on="home"
    )
    joint = dice.happens("joint tenancy", "home", 0.5)
    present = living.filter(~pl.col("void") & pl.col("slot").is_in((LEAD, *_HOUSEHOLD))).with_columns(
        tenancy=pl.col("home") * PER_HOME,
        status=pl.when(pl.col("slot") == LEAD).then(pl.lit("F"))
        .when((pl.col("slot") == PARTNER) & joint).then(pl.lit("O")).otherwise(pl.lit("H")),
    )  # fmt: skip
    former = living.filter(pl.col("former_end").is_not_null() & pl.col("slot").is_in((FORMER, FORMER_PARTNER))).with_columns(
        tenancy=pl.col("home") * PER_HOME + 1,
        status=pl.when(pl.col("slot") == FORMER).then(pl.lit("F")).when(joint).then(pl.lit("O")).otherwise(pl.lit("H")),
    )
    # A tenant who moved on within the stock comes back here as the tenant before, and alone.
    former = former.filter(pl.col("former_lead").is_null() | (pl.col("slot") == FORMER))
    former = former.with_columns(person=pl.coalesce("former_lead", "person"))
    both = pl.concat([present, former]).join(held.select("tenancy", since="start"), on="tenancy")
    grown = pl.col("date_of_birth").dt.offset_by("18y")
    joined = pl.when((pl.col("status") == "H") & (grown > pl.col("since"))).then(pl.min_horizontal(grown, pl.lit(SNAPSHOT)))
    return both.select(
        "tenancy", "person", "status", joined.alias("person_start"), pl.lit(None, dtype=pl.Date).alias("person_end"),
        _copy(dice).alias("copy"), pl.lit("usual").alias("care"),
    ).sort("tenancy", "person")  # fmt: skip


def _copy(dice: Dice) -> pl.Expr:
    again = pl.col("former_lead").is_not_null() & (pl.col("tenancy") % PER_HOME == 1)
    return pl.when(again & dice.happens("registered twice", "tenancy", 0.4)).then(1).otherwise(0).cast(pl.Int64)
