"""Homes that people own, and homes advertised for short stays: mostly other people's, and some that were ours before."""

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.further import ago, living_in
from pipeline.sample.homes import ELSEWHERE
from pipeline.sample.households import EXTRA, LEAD
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.tenancies import days
from pipeline.sample.world import LISTING, OWNER, World

PER_HOME = 4
"""Listing numbers are `home * PER_HOME + k`: 0 another's home, 1 ours before the present tenancy, 2 and on for planted cases."""

_NO_DAY = pl.lit(None, dtype=pl.Date)


def owners(dice: Dice, world: World) -> pl.DataFrame:
    """One row per person and home owned: strangers who own theirs, and tenants who sold before they came to us."""
    outside = world.people.filter((pl.col("slot") == EXTRA) & ~pl.col("cast") & dice.happens("owns a home", "person", 0.3))
    sold = living_in(world).filter((pl.col("slot") == LEAD) & ~pl.col("cast") & dice.happens("sold a home", "person", 0.01))
    before = pl.col("start") - days(dice.whole("sold before", "person", 10, 400))
    parts = [
        outside.select("person", "home", owned_from=ago(dice, "bought", 400, 6000), owned_to=_NO_DAY),
        sold.select("person", "home", owned_from=before - days(dice.whole("owned for", "person", 400, 6000)), owned_to=before),
    ]
    rows = pl.concat(parts).with_columns(home=pl.col("home") + ELSEWHERE, source=pl.lit("land_registry"), care=pl.lit("usual"))
    return rows.select(*OWNER).sort("person")


def listings(dice: Dice, world: World) -> pl.DataFrame:
    """One row per listing: homes of other people's, and homes of ours before the present tenancy began."""
    homes = world.homes.select("home", "cast").filter(pl.col("home") < ELSEWHERE)
    others = homes.filter(dice.happens("listed elsewhere", "home", 0.01))
    held = world.tenancies.filter(pl.col("end").is_null() & ~pl.col("cast")).select("home", "start")
    earlier = held.filter(dice.happens("listed before", "home", 0.001))
    last = ago(dice, "listing last seen", 5, 300, "home")
    until = pl.col("start") - days(dice.whole("listed until", "home", 20, 300))
    parts = [
        others.select(
            listing=pl.col("home") * PER_HOME, home=pl.col("home") + ELSEWHERE, first_seen=last - days(60), last_seen=last
        ),
        earlier.select(listing=pl.col("home") * PER_HOME + 1, home="home", first_seen=until - days(90), last_seen=until),
    ]
    rows = pl.concat(parts).filter(pl.col("last_seen") <= SNAPSHOT)
    return rows.with_columns(
        sightings=dice.whole("sightings", "listing", 1, 9), nights=dice.whole("nights", "listing", 0, 60), care=pl.lit("usual")
    ).select(*LISTING).sort("listing")  # fmt: skip
