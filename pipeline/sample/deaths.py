"""Deaths in the registers: former tenants whose tenancy ended in time, partners who leave a survivor, and strangers."""

from datetime import date

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.homes import ELSEWHERE
from pipeline.sample.households import EXTRA, FORMER, FORMER_PARTNER, PARTNER
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.tenancies import PER_HOME, days

_SOURCES = {"registered_deaths": 0.7, "dwp": 0.3}


def deaths(dice: Dice, people: pl.DataFrame, held: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """One row per death: `person`, `home` (of the last address), `date_of_death`, `source`, `care`."""
    couples = people.filter(pl.col("slot") == FORMER_PARTNER).select("home")
    alone = people.filter(pl.col("slot") == FORMER).join(couples, on="home", how="anti")
    ended = held.filter(pl.col("tenancy") % PER_HOME == 1).select("home", "end", "tenancy")
    holders = parties.select("tenancy", "person")
    late = alone.join(ended, on="home").join(holders, on=["tenancy", "person"]).filter(dice.happens("died", "home", 0.12))
    present = held.filter((pl.col("tenancy") % PER_HOME == 0) & ~pl.col("cast")).select("home", "start")
    partners = (
        people.filter(pl.col("slot") == PARTNER).join(present, on="home").filter(dice.happens("partner died", "home", 0.015))
    )
    strangers = people.filter((pl.col("slot") == EXTRA) & ~pl.col("cast") & dice.happens("in the register", "home", 0.6))
    parts = [
        late.select("person", "home", date_of_death=pl.col("end") - days(dice.whole("died before", "home", 1, 24))),
        partners.select("person", "home", date_of_death=pl.max_horizontal(_recently(dice), pl.col("start") + days(30))),
        strangers.select("person", pl.col("home") + ELSEWHERE, date_of_death=_recently(dice)),
    ]
    found = pl.concat(parts).filter(pl.col("date_of_death") <= SNAPSHOT)
    return found.with_columns(source=dice.pick("register", "person", _SOURCES), care=pl.lit("usual")).sort("person")


def _recently(dice: Dice) -> pl.Expr:
    return pl.lit(date(2024, 10, 1)) + days(dice.whole("day of death", "home", 0, 720))
