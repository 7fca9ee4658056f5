"""Making the true world of some homes: who lives where, since when, on what help, and who has died."""

import polars as pl

from pipeline.sample.claims import claimants, claims
from pipeline.sample.deaths import deaths
from pipeline.sample.dice import Dice
from pipeline.sample.further import applicants, buyers, events, partner_tenants
from pipeline.sample.holdings import listings, owners
from pipeline.sample.homes import ELSEWHERE, homes
from pipeline.sample.households import compositions, members
from pipeline.sample.moves import moved
from pipeline.sample.namebook import namebook
from pipeline.sample.people import people
from pipeline.sample.rent import accounts
from pipeline.sample.sightings import sightings
from pipeline.sample.tenancies import histories, parties, tenancies
from pipeline.sample.world import World


def make_world(dice: Dice, block: range, cast: pl.DataFrame, further: bool) -> World:
    """The world of those homes before any case is planted.

    `cast` has a row for each home kept for a case: `home` and what the case wishes of it before anybody lives there,
    `wished_composition`, `wished_start`, `wished_benefit`. `further`: whether to fill the tables of the optional extracts.
    """
    kept = cast.with_columns(cast=pl.lit(True))
    ours = homes(dice, _numbers(block.start, block.stop)).join(kept, on="home", how="left", maintain_order="left")
    ours = ours.with_columns(pl.col("cast").fill_null(False)).with_columns(compositions(dice)).with_columns(histories(dice))
    ours = moved(dice, ours)
    who = people(dice, members(dice, ours)).with_columns(abroad=_abroad())
    held = tenancies(dice, ours)
    shared = parties(dice, ours, who, held)
    claimed = claims(dice, ours, held, who)
    theirs = _numbers(block.start + ELSEWHERE, block.stop + 1 + ELSEWHERE)
    world = World(
        homes=pl.concat([ours, homes(dice, theirs)], how="diagonal"), people=who, tenancies=held, parties=shared,
        claims=claimed, claimants=claimants(dice, claimed, shared), accounts=accounts(dice, held, ours),
        deaths=deaths(dice, who, held, shared),
    )  # fmt: skip
    return _with_further(dice, world) if further else world


def _numbers(start: int, stop: int) -> pl.Series:
    return pl.Series(range(start, stop), dtype=pl.Int64)


def _with_further(dice: Dice, world: World) -> World:
    return world.having(
        sightings=sightings(dice, world), applicants=applicants(dice, world), buyers=buyers(dice, world),
        partner_tenants=partner_tenants(dice, world), events=events(dice, world),
        owners=owners(dice, world), listings=listings(dice, world),
    )  # fmt: skip


def _abroad() -> pl.Expr:
    at_home = [number for number, name in enumerate(namebook().shares) if name in ("british", "irish")]
    return ~pl.col("culture").is_in(at_home)
