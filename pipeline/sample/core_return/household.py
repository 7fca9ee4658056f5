"""Who moves in: the adults of the tenancy by their reference, and children whom only sign-up knows."""

import polars as pl

from pipeline.completed_years import completed_years
from pipeline.sample.core_return.draws import only
from pipeline.sample.dice import Dice
from pipeline.sample.households import PARTNER
from pipeline.sample.references import person_ref
from pipeline.sample.world import World

MOST = 8
PENSION, WORKING = 66, 16
CHILDREN = {
    "lone_parent": {"1": 0.5, "2": 0.33, "3": 0.12, "5": 0.05},
    "family": {"1": 0.33, "2": 0.36, "3": 0.15, "5": 0.08, "6": 0.08},
}
WORK = {"1": 0.36, "2": 0.2, "4": 0.13, "6": 0.1, "7": 0.03, "8": 0.09, "0": 0.05, "10": 0.04}
ORDER = {"F": 0, "O": 1, "H": 2}


def people(dice: Dice, world: World, lettings: pl.DataFrame) -> pl.DataFrame:
    """One row a person of a letting: `log`, `n` (1 the lead tenant), `ref`, `age` (years), `female`, `slot`, and the answers."""
    grown = _adults(world, lettings)
    small = _children(dice, lettings)
    told = pl.concat([grown, small], how="diagonal").with_columns(n=pl.int_range(1, pl.len() + 1).over("log"))
    kept = told.filter(pl.col("n") <= MOST).with_columns(key=pl.col("log") * 16 + pl.col("n"))
    return kept.with_columns(**_answers(dice))


def _adults(world: World, lettings: pl.DataFrame) -> pl.DataFrame:
    who = world.people.select("person", "female", "date_of_birth", "slot")
    rows = lettings.select("log", "tenancy", "let_on").join(world.parties, on="tenancy", maintain_order="left")
    rows = rows.join(who, on="person", how="left", maintain_order="left")
    born, day = pl.col("date_of_birth"), pl.col("let_on")
    years = completed_years(born, day).clip(1).cast(pl.Int64)
    # A birthday on the first of January may be no more than a system's default, so that sign-up asked for the age.
    maybe_default = (born.dt.month() == 1) & (born.dt.day() == 1)
    rank = pl.col("status").replace_strict(ORDER, return_dtype=pl.Int64)
    return rows.sort("log", rank, pl.col("slot") != PARTNER, "person").select(
        "log", ref=person_ref(), female="female", slot="slot",
        age=years, told=pl.when(maybe_default).then(years),
    )  # fmt: skip


def _children(dice: Dice, lettings: pl.DataFrame) -> pl.DataFrame:
    numbers = [
        pl.when(pl.col("composition") == one).then(dice.pick(f"core children {one}", "log", weights))
        for one, weights in CHILDREN.items()
    ]
    many = lettings.with_columns(many=pl.coalesce(*numbers, pl.lit("0")).cast(pl.Int64)).filter(pl.col("many") > 0)
    each = many.with_columns(nth=pl.int_ranges(0, "many")).explode("nth").with_columns(key=pl.col("log") * 16 + pl.col("nth"))
    oldest = (pl.col("lead_age") - 18).clip(1, 15)
    age = dice.whole("core child's age", "key", 1, oldest)
    return each.select(
        "log", ref=pl.lit(None, dtype=pl.String), female=dice.happens("core daughter", "key", 0.49),
        slot=pl.lit(None, dtype=pl.Int64), age=age, told=age,
    )  # fmt: skip


def _answers(dice: Dice) -> dict[str, pl.Expr]:
    sex = only(pl.col("female"), "F").fill_null("M")
    grown = pl.col("age") >= WORKING
    partner = pl.when(pl.col("slot") == PARTNER).then(pl.lit("1")).otherwise(pl.lit("2"))
    working = dice.pick("core work", "key", WORK)
    return {
        "sex": pl.when(dice.happens("core sex refused", "key", 0.01)).then(pl.lit("R")).otherwise(sex),
        "gender_same": dice.pick("core gender", "key", {"1": 0.97, "3": 0.03}),
        "partner": only(grown & (pl.col("n") > 1), partner),
        "work": pl.when(pl.col("age") > PENSION).then(pl.lit("5")).when(grown).then(working),
    }


def described(people: pl.DataFrame) -> pl.DataFrame:
    """One row a letting: `log`, and for each person the columns of `core_lettings`."""
    columns = {
        "person_ref": "ref",
        "age": "told",
        "partner": "partner",
        "sex": "sex",
        "gender_same": "gender_same",
        "work": "work",
    }
    wide = people.select("log", "n", *(pl.col(old).cast(pl.String).alias(new) for new, old in columns.items())).pivot(
        on="n", index="log", values=list(columns), maintain_order=True
    )
    return wide.drop("partner_1", strict=False)


def about(people: pl.DataFrame) -> pl.DataFrame:
    """One row a letting: `log`, and what the household's other answers have to agree with.

    `size`; `earners` and `full_time` among the lead tenant and partner; `unwell` (somebody unable to work); `could_be_pregnant`;
    `weekly` (pounds that such a household may well have); `lead_age`.
    """
    couple = (pl.col("n") == 1) | (pl.col("partner") == "1")
    young_woman = (pl.col("sex") == "F") & pl.col("age").is_between(16, 45)
    return people.group_by("log", maintain_order=True).agg(
        size=pl.len(),
        earners=(couple & pl.col("work").is_in(["1", "2"])).any(),
        full_time=(couple & (pl.col("work") == "1")).any(),
        unwell=(pl.col("work") == "8").any(),
        could_be_pregnant=young_woman.any(),
        weekly=pl.col("work").fill_null(CHILD).replace_strict(TYPICAL, return_dtype=pl.Int64).sum(),
        lead_at=pl.col("age").first(),
    )


CHILD = "9"
TYPICAL = {"1": 430, "2": 230, "4": 140, "5": 230, "6": 160, "7": 130, "8": 220, "0": 220, "10": 300, CHILD: 60}
"""A usual income of a week after tax, by working situation."""
