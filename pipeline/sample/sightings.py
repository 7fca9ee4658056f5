"""Where people are seen, by credit reference agencies and registers: at home, at homes before, and where their post goes."""

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.further import ago, living_in
from pipeline.sample.homes import ELSEWHERE
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.tenancies import days
from pipeline.sample.world import SIGHTING, World

PER_PERSON = 8
"""Sighting numbers are `person * PER_PERSON + k`: 0 at home, 1 before, 2 post, 4 and on for planted cases."""

_NOW = pl.lit(SNAPSHOT)
_SOURCES = {"electoral_register": 0.45, "bank": 0.3, "council_tax": 0.25}


def sightings(dice: Dice, world: World) -> pl.DataFrame:
    """One row per person and address seen, with the columns of `SIGHTING`."""
    living = living_in(world)
    seen = living.filter(pl.col("cast") | dice.happens("seen at home", "person", 0.86))
    moved = living.filter(~pl.col("cast") & dice.happens("seen before", "person", 0.15))
    settled = seen.filter(~pl.col("cast") & (pl.col("since") < _NOW - days(400)) & dice.happens("post elsewhere", "person", 0.02))
    parts = [_at_home(dice, seen), _before(dice, moved), _post(dice, settled)]
    return pl.concat([part.with_columns(care=pl.lit("usual")).select(*SIGHTING) for part in parts])


def _at_home(dice: Dice, seen: pl.DataFrame) -> pl.DataFrame:
    first = pl.col("since") + days(dice.whole("first seen after", "person", 5, 60))
    last = pl.max_horizontal("since", ago(dice, "last seen", 0, 140))
    return seen.select(
        "person", "home", sighting=pl.col("person") * PER_PERSON, source=dice.pick("seen by", "person", _SOURCES),
        strength=pl.lit("strong"), first_seen=pl.min_horizontal(first, last), last_seen=last,
    )  # fmt: skip


def _before(dice: Dice, moved: pl.DataFrame) -> pl.DataFrame:
    return moved.select(
        "person", pl.col("home") + ELSEWHERE, sighting=pl.col("person") * PER_PERSON + 1, strength=pl.lit("strong"),
        source=dice.pick("seen before by", "person", _SOURCES),
        first_seen=pl.col("since") - days(dice.whole("seen since", "person", 400, 3000)),
        last_seen=pl.col("since") - days(dice.whole("seen until", "person", 1, 40)),
    )  # fmt: skip


def _post(dice: Dice, settled: pl.DataFrame) -> pl.DataFrame:
    return settled.select(
        "person", pl.col("home") + ELSEWHERE, sighting=pl.col("person") * PER_PERSON + 2, strength=pl.lit("weak"),
        source=pl.lit("mail_redirect"), first_seen=ago(dice, "post since", 100, 280), last_seen=ago(dice, "post until", 5, 60),
    )  # fmt: skip
