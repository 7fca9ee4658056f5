"""What further extracts hold of ordinary people: where they are seen, what they apply for, what happens at their homes."""

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.homes import ELSEWHERE
from pipeline.sample.households import EXTRA, FORMER, FORMER_PARTNER, LEAD, SLOTS
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.tenancies import days
from pipeline.sample.world import APPLICANT, BUYER, EVENT, PARTNER_TENANT, World

_NOW = pl.lit(SNAPSHOT)
_STATES = {"live": 0.75, "suspended": 0.1, "closed": 0.15}
_EVENTS = {"repair": 0.62, "visit": 0.13, "contact": 0.2, "no_access": 0.05}
_DETAILS = {"R1": 0.5, "R2": 0.3, "X9": 0.2}


def living_in(world: World) -> pl.DataFrame:
    """Everybody who lives in a home of ours now: `person`, `tenancy`, `home`, `slot`, `cast`, `status`, `start`, `since`."""
    held = world.tenancies.filter(pl.col("end").is_null()).select("tenancy", "home", "cast", "start")
    parties = world.parties.join(held, on="tenancy", maintain_order="left")
    return parties.select(
        "person", "tenancy", "home", "cast", "status", "start", slot=pl.col("person") % SLOTS,
        since=pl.coalesce("person_start", "start"),
    )  # fmt: skip


def ago(dice: Dice, what: str, low: int, high: int, key: str = "person") -> pl.Expr:
    """A day so many days before the snapshot, drawn between the two."""
    return _NOW - days(dice.whole(what, key, low, high))


def applicants(dice: Dice, world: World) -> pl.DataFrame:
    """One row per applicant: grown children and lodgers, tenants who want a transfer, people now housed, strangers."""
    living = living_in(world).filter(~pl.col("cast"))
    household = living.filter((pl.col("status") == "H") & (pl.col("slot") > LEAD + 1) & dice.happens("applies", "person", 0.3))
    tenants = living.filter((pl.col("slot") == LEAD) & dice.happens("wants a transfer", "person", 0.03))
    housed = living.filter(
        (pl.col("slot") == LEAD) & (pl.col("start") > _NOW - days(730)) & dice.happens("was on the list", "person", 0.4)
    )
    # Who moved within the stock had two addresses of ours about that time: left out, lest they contradict themselves.
    once = world.parties.group_by("person").len().filter(pl.col("len") == 1)
    housed, tenants = housed.join(once, on="person", how="semi"), tenants.join(once, on="person", how="semi")
    outside = world.people.filter((pl.col("slot") == EXTRA) & ~pl.col("cast") & dice.happens("stranger applies", "person", 0.5))
    state, applied = dice.pick("state", "person", _STATES), ago(dice, "applied", 20, 900)
    before = pl.col("start") - days(dice.whole("applied before", "person", 90, 900))
    theirs = pl.col("home") + ELSEWHERE
    parts = [
        household.select("person", "home", status=state, applied_on=pl.max_horizontal(applied, "since"), transfer=pl.lit(False)),
        tenants.select("person", "home", status=state, applied_on=pl.max_horizontal(applied, "since"), transfer=pl.lit(True)),
        housed.join(tenants, on="person", how="anti")
        .select("person", theirs, status=pl.lit("housed"), applied_on=before, transfer=pl.lit(False)),
        outside.select("person", theirs, status=state, applied_on=applied, transfer=pl.lit(False)),
    ]  # fmt: skip
    rows = pl.concat(parts).with_columns(application=pl.col("person") * 4, role=pl.lit("main"), care=pl.lit("usual"))
    return rows.select(*APPLICANT).sort("application")


def buyers(dice: Dice, world: World) -> pl.DataFrame:
    """One row per right-to-buy application, by the first tenant of the tenancy that it is for."""
    asked = world.tenancies.filter((pl.col("rtb_stage") != "none") & pl.col("end").is_null())
    return asked.select(
        application="tenancy", tenancy="tenancy", person=pl.col("home") * SLOTS + LEAD, home="home", stage="rtb_stage",
        applied_on=pl.max_horizontal(ago(dice, "asked to buy", 30, 500, "tenancy"), "start"),
        completed_on=pl.lit(None, dtype=pl.Date), discount=dice.whole("discount", "tenancy", 2_000_000, 9_000_000),
        care=pl.lit("usual"),
    ).select(*BUYER)  # fmt: skip


def partner_tenants(dice: Dice, world: World) -> pl.DataFrame:
    """Tenants of another landlord: some were ours, some are ours now and had left it in time, others never were ours."""
    held = world.tenancies.filter(~pl.col("cast"))
    came = living_in(world).filter((pl.col("slot") == LEAD) & ~pl.col("cast") & dice.happens("came from them", "person", 0.05))
    gone = world.people.filter(pl.col("slot").is_in((FORMER, FORMER_PARTNER))).join(
        held.filter(pl.col("end") <= _NOW).select("home", ended="end"), on="home"
    ).join(world.parties.select("person").unique(), on="person", how="semi")  # fmt: skip
    went = gone.filter((pl.col("slot") == FORMER) & dice.happens("went to them", "person", 0.25))
    outside = world.people.filter((pl.col("slot") == EXTRA) & ~pl.col("cast"))
    long = days(dice.whole("years with them", "person", 400, 4000))
    parts = [
        came.select(
            "person", "home", start=pl.col("start") - long, end=pl.col("start") - days(dice.whole("gap", "person", -10, 20))
        ),
        went.select("person", "home", start=pl.col("ended") + days(dice.whole("went after", "person", -7, 30)), end=_NO_DAY),
        outside.select("person", "home", start=_NOW - long, end=_NO_DAY),
    ]
    rows = pl.concat(parts).filter(pl.col("start") <= _NOW).sort("person")
    return rows.with_columns(
        tenancy=pl.col("person"),
        home=pl.col("home") + ELSEWHERE,
        status=pl.lit("F"),
        restricted=pl.lit(False),
        care=pl.lit("usual"),
    ).select(*PARTNER_TENANT)


def events(dice: Dice, world: World) -> pl.DataFrame:
    """One row per repair, visit or contact, up to four a tenancy."""
    held = world.tenancies.filter(pl.col("end").is_null()).select("tenancy", "start")
    every = held.join(pl.DataFrame({"nth": range(4)}, schema={"nth": pl.Int64}), how="cross")
    every = every.with_columns(key=pl.col("tenancy") * 4 + pl.col("nth")).filter(dice.happens("something happened", "key", 0.5))
    dated = every.with_columns(event_date=ago(dice, "happened", 1, 700, "key")).filter(pl.col("event_date") >= pl.col("start"))
    return dated.select(
        "tenancy", "event_date", person=pl.lit(None, dtype=pl.Int64), kind=dice.pick("event", "key", _EVENTS),
        detail=dice.pick("detail", "key", _DETAILS),
    ).select(*EVENT).unique().sort("tenancy", "event_date", "kind", "detail")  # fmt: skip


_NO_DAY = pl.lit(None, dtype=pl.Date)
