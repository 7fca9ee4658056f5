"""Which lettings of the year the landlord made: those the tenancy extract shows, and renewals of fixed terms that ran out."""

from datetime import date

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.places import COUNCILS
from pipeline.sample.world import World

BEGINS = date(2026, 4, 1)
TERM = 5
AUTHORITIES = {"Medbridge City Council": "E06000035"}
OTHER_AUTHORITY = "E07000113"
"""ONS codes of two real authorities in Kent, for the invented councils: the published rent limits know them."""
ROUTES = ("new_let", "transfer")
GENERAL, SUPPORTED = ("general_needs",), ("sheltered", "supported")
UNIT_TYPES = {"houses": "7", "court": "1", "converted": "1", "named": "8"}


def lettings(dice: Dice, world: World) -> pl.DataFrame:
    """One row a letting that gets sign-up answers, numbered by `log`.

    Columns: those of the world's tenancies and homes, `let_on` (its first day), `renewed`, `supported`, `authority`.
    """
    homes = world.homes.select(
        "home", "landlord_code", "town", "bedrooms", "charge", "form", "composition", "lead_age", "postcode"
    )
    held = world.tenancies.join(homes, on="home", how="left", maintain_order="left").drop("cast", "restricted")
    new = pl.col("start").is_between(BEGINS, SNAPSHOT) & pl.col("route").is_in(ROUTES)
    fresh = held.filter(new & pl.col("type").is_in((*GENERAL, *SUPPORTED))).with_columns(let_on="start", renewed=pl.lit(False))
    ran_out = pl.col("start").dt.offset_by(f"{TERM}y")
    running = pl.col("end").is_null() & pl.col("type").is_in(GENERAL) & ran_out.is_between(BEGINS, SNAPSHOT)
    again = held.filter(running & dice.happens("renewed", "tenancy", 0.3)).with_columns(let_on=ran_out, renewed=pl.lit(True))
    both = pl.concat([fresh, again]).sort("let_on", "tenancy")
    return both.with_row_index("log").with_columns(
        log=pl.col("log").cast(pl.Int64), supported=pl.col("type").is_in(SUPPORTED), authority=authority("town"),
        transferred=pl.col("prior").is_not_null(),
    )  # fmt: skip


def authority(town: str) -> pl.Expr:
    """The ONS code of the authority in which a town lies."""
    councils = {town: AUTHORITIES.get(council, OTHER_AUTHORITY) for town, council in COUNCILS.items()}
    return pl.col(town).replace_strict(councils, return_dtype=pl.String)
