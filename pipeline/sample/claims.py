"""Claims for help with the rent, who is on them, and the payments made on them through the year."""

from datetime import date

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.households import FORMER, FORMER_PARTNER, LEAD, PARTNER, SLOTS
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.tenancies import PER_HOME, days

PER_TENANCY = 8
"""Claim numbers are `tenancy * PER_TENANCY + k`: 0 rent, 1 council tax, 2 and on for planted cases."""

HB, UC, CTR = "housing_benefit", "universal_credit_housing", "council_tax_reduction"
YEAR_BEGINS = date(2025, 10, 6)
"""The first Monday of the year of payments and postings."""

_PENSION_AGE = 66


def claims(dice: Dice, homes: pl.DataFrame, held: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """One row per claim.

    Columns: `claim`, `tenancy` (the one it is for; null: none of ours), `home` (its address), `scheme`, `start`, `end`,
    `weekly` and `declared` (pence), `payee`, `payee_person` (whose account is paid), `dual_reason`, `restricted`, `known`
    (the payer tells the landlord's tenancy number), `paid_until` (null: to its end).
    """
    ages = people.filter(pl.col("slot").is_in((LEAD, FORMER))).select(
        "home", lead=pl.when(pl.col("slot") == LEAD).then(0).otherwise(1).cast(pl.Int64),
        age=(pl.lit(SNAPSHOT) - pl.col("date_of_birth")).dt.total_days() // 365,
    )  # fmt: skip
    wanted = homes.select("home", "charge", "wished_benefit", "former_lead")
    frame = held.with_columns(lead=pl.col("tenancy") % PER_HOME).join(ages, on=["home", "lead"]).join(wanted, on="home")
    frame = frame.with_columns(scheme=_scheme(dice)).with_columns(_terms(dice)).with_columns(_payee(dice))
    rent = frame.filter(pl.col("scheme").is_not_null() & (pl.col("since") < pl.coalesce("until", pl.lit(SNAPSHOT)) - days(45)))
    return pl.concat([_rent_claims(rent), _council_tax(dice, rent)]).sort("claim")


def _scheme(dice: Dice) -> pl.Expr:
    eligible = pl.col("type").is_in(("general_needs", "sheltered", "supported", "temporary"))
    draw = dice.uniform("scheme", "tenancy")
    pensioner = pl.col("age") >= _PENSION_AGE
    drawn: pl.Expr = (
        pl.when(pensioner & (draw < 0.56)).then(pl.lit(HB))
        .when(~pensioner & (draw < 0.12)).then(pl.lit(HB))
        .when(~pensioner & (draw < 0.56)).then(pl.lit(UC))
    )  # fmt: skip
    # Who buys on benefit is a case for the rules, so ordinary buyers have none.
    drawn = pl.when(~pl.col("rtb_stage").is_in(("applied", "accepted"))).then(drawn)
    wished = pl.col("wished_benefit")
    return pl.when(wished == "none").then(None).when(wished.is_not_null()).then(wished).when(eligible).then(drawn)


def _terms(dice: Dice) -> list[pl.Expr]:
    late = dice.happens("claimed later", "tenancy", 0.35) & ~pl.col("cast")
    delay = pl.when(late).then(dice.whole("months later", "tenancy", 60, 1500)).otherwise(dice.whole("soon", "tenancy", 0, 3))
    stopped = dice.happens("stopped", "tenancy", 0.07) & pl.col("end").is_null() & ~pl.col("cast")
    stop = pl.lit(SNAPSHOT) - days(dice.whole("stopped on", "tenancy", 5, 500))
    full = dice.happens("whole rent", "tenancy", 0.4)
    part = pl.when(full).then(1.0).otherwise(0.42 + dice.uniform("part", "tenancy") * 0.5)
    over = 1 + (dice.uniform("declared", "tenancy") - 0.5) * 0.02
    return [
        (pl.col("start") + days(delay)).alias("since"),
        pl.when(pl.col("end") <= SNAPSHOT).then("end").when(stopped).then(stop).alias("until"),
        (pl.col("charge") * part).round().cast(pl.Int64).alias("weekly"),
        pl.when(dice.happens("declared a rent", "tenancy", 0.8)).then((pl.col("charge") * over).round().cast(pl.Int64))
        .alias("declared"),
    ]  # fmt: skip


def _payee(dice: Dice) -> list[pl.Expr]:
    share = pl.when(pl.col("scheme") == HB).then(0.72).otherwise(0.26)
    ours = dice.happens("paid to the landlord", "tenancy", share)
    return [
        pl.when(ours).then(pl.lit("landlord")).otherwise(pl.lit("claimant")).alias("payee"),
        dice.happens("payer knows the tenancy", "tenancy", 0.6).alias("known"),
    ]


def _rent_claims(frame: pl.DataFrame) -> pl.DataFrame:
    first = payer()
    return frame.select(
        claim=pl.col("tenancy") * PER_TENANCY, tenancy="tenancy", home="home", scheme="scheme", start="since", end="until",
        weekly="weekly", declared="declared", payee="payee",
        payee_person=pl.when(pl.col("payee") == "claimant").then(first),
        dual_reason=pl.lit(None, dtype=pl.String), restricted="restricted", known="known",
        paid_until=pl.lit(None, dtype=pl.Date),
    )  # fmt: skip


def payer() -> pl.Expr:
    """The person number of a tenancy's first tenant, from `tenancy`, `home` and `former_lead`."""
    before = pl.coalesce("former_lead", pl.col("home") * SLOTS + FORMER)
    return pl.when(pl.col("tenancy") % PER_HOME == 0).then(pl.col("home") * SLOTS + LEAD).otherwise(before)


def _council_tax(dice: Dice, frame: pl.DataFrame) -> pl.DataFrame:
    claimed = _rent_claims(frame.filter(dice.happens("council tax", "tenancy", 0.45) & ~pl.col("cast")))
    nobody = pl.lit(None, dtype=pl.Int64)
    return claimed.with_columns(
        claim=pl.col("claim") + 1, scheme=pl.lit(CTR), weekly=dice.whole("reduction", "tenancy", 900, 2600), declared=nobody,
        payee=pl.lit(None, dtype=pl.String), payee_person=nobody,
    )  # fmt: skip


def claimants(dice: Dice, claimed: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """One row per person per claim: `claim`, `person`, `role`, `care`; the tenant, the partner and other adults told of.

    Council tax claims tell of every adult, for a claim that doesn't is a case for the rules.
    """
    both = claimed.select("claim", "tenancy", "scheme").join(parties.select("tenancy", "person"), on="tenancy")
    slot = pl.col("person") % SLOTS
    told = (pl.col("scheme") == CTR) | dice.happens("told of the others", "claim", 0.6)
    role = (
        pl.when(slot.is_in((LEAD, FORMER))).then(pl.lit("claimant"))
        .when(slot.is_in((PARTNER, FORMER_PARTNER))).then(pl.lit("partner")).when(told).then(pl.lit("non_dependant"))
    )  # fmt: skip
    listed = both.with_columns(role=role).filter(pl.col("role").is_not_null())
    return listed.select("claim", "person", "role", pl.lit("usual").alias("care")).sort("claim", "person")


def payments(dice: Dice, claimed: pl.DataFrame) -> pl.DataFrame:
    """One row per payment of the year: `claim`, `period_from`, `period_to`, `amount` (pence), `paid_on`.

    Housing benefit is paid four weeks in arrears on Mondays, Universal Credit by the month on the claim's own day.
    """
    paid = claimed.filter(pl.col("scheme") != CTR).with_columns(
        first=pl.max_horizontal("start", pl.lit(YEAR_BEGINS) - days(28)),
        last=pl.min_horizontal(pl.coalesce("paid_until", "end", pl.lit(SNAPSHOT)), pl.lit(SNAPSHOT)),
    )
    every = pl.concat([_four_weekly(dice, paid), _monthly(dice, paid)])
    clipped = every.with_columns(
        period_from=pl.max_horizontal("period_from", "first"), period_to=pl.min_horizontal("period_to", "last")
    )
    length = (pl.col("period_to") - pl.col("period_from")).dt.total_days() + 1
    clipped = clipped.with_columns(amount=(pl.col("weekly") * length / 7).round().cast(pl.Int64))
    done = clipped.filter((length > 0) & (pl.col("paid_on") <= SNAPSHOT) & (pl.col("paid_on") >= YEAR_BEGINS))
    return done.select("claim", "period_from", "period_to", "amount", "paid_on").sort("claim", "period_from")


def _four_weekly(dice: Dice, paid: pl.DataFrame) -> pl.DataFrame:
    council = paid.filter(pl.col("scheme") == HB).with_columns(step=pl.int_ranges(pl.lit(0), pl.lit(15))).explode("step")
    begins = pl.lit(YEAR_BEGINS) + days(28 * pl.col("step") - 28 - 7 * (pl.col("claim") // PER_TENANCY % 4))
    return council.with_columns(
        period_from=begins, period_to=begins + days(27), paid_on=begins + days(28 + dice.whole("delay", "claim", 0, 2))
    ).drop("step")


def _monthly(dice: Dice, paid: pl.DataFrame) -> pl.DataFrame:
    months = paid.filter(pl.col("scheme") == UC).with_columns(step=pl.int_ranges(pl.lit(0), pl.lit(13))).explode("step")
    day = dice.whole("assessment day", "claim", 0, 27)
    first = pl.lit(date(2025, 9, 1)).dt.offset_by(pl.format("{}mo", "step")) + days(day)
    ends = first.dt.offset_by("1mo") - days(1)
    return months.with_columns(period_from=first, period_to=ends, paid_on=ends + days(7)).drop("step")
