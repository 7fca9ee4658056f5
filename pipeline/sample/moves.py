"""Transfers: a tenant whom the landlord moved from the home next door, with both tenancies on file."""

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.households import LEAD, SLOTS
from pipeline.sample.tenancies import KEPT_SINCE, PER_HOME, days

_TURNAROUND = 20
"""At least so many days between the mover's arrival in one home and the next tenant's in the other."""


def moved(dice: Dice, homes: pl.DataFrame) -> pl.DataFrame:
    """The homes with `former_lead` (who held the tenancy before, where it is somebody else's tenant now) and `moved_from`.

    Home A is even and home B the next one; the tenant of A held B until a few days after coming to A.
    """
    here = homes.filter(pl.col("home") % 2 == 0).select("home", "start", "cast", "void", following=pl.col("home") + 1)
    there = homes.select(following="home", then="start", gone="former_end", busy=pl.col("cast") | pl.col("void"))
    pairs = here.join(there, on="following").filter(
        ~pl.col("cast") & ~pl.col("void") & ~pl.col("busy") & pl.col("gone").is_not_null() & (pl.col("start") >= KEPT_SINCE)
        & (pl.col("start") + days(_TURNAROUND) < pl.col("then")) & dice.happens("transfer", "home", 0.85)
    )  # fmt: skip
    overlap = dice.whole("transfer overlap", "home", 0, 14)
    left = pairs.select(home="following", former_lead=pl.col("home") * SLOTS + LEAD, left_on=pl.col("start") + days(overlap))
    came = pairs.select("home", moved_from=pl.col("following") * PER_HOME + 1)
    marked = homes.join(left, on="home", how="left", maintain_order="left").join(
        came, on="home", how="left", maintain_order="left"
    )
    end = pl.coalesce("left_on", "former_end")
    start = pl.min_horizontal("former_start", end - days(200))
    return marked.with_columns(former_end=end, former_start=start).drop("left_on")
