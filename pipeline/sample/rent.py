"""The rent accounts: what is charged, who pays it, how and how often."""

import polars as pl

from pipeline.sample.claims import YEAR_BEGINS, payer
from pipeline.sample.dice import Dice
from pipeline.sample.people import SNAPSHOT

_METHODS = {"direct_debit": 0.46, "card": 0.27, "standing_order": 0.11, "cash": 0.07, "other": 0.09}
_EVERY = {
    "direct_debit": {"monthly": 0.7, "1": 0.3}, "card": {"1": 0.35, "2": 0.3, "4": 0.2, "monthly": 0.15},
    "standing_order": {"1": 0.3, "4": 0.3, "monthly": 0.4}, "cash": {"1": 0.6, "2": 0.4}, "other": {"1": 0.3, "4": 0.7},
}  # fmt: skip
_CLASSES = {"tenant": 0.45, "": 0.55}
ACCOUNT = {
    "tenancy": pl.Int64, "charge": pl.Int64, "start": pl.Date, "end": pl.Date, "kind": pl.String, "method": pl.String,
    "every": pl.String, "payer": pl.Int64, "payer_class": pl.String, "share": pl.Float64, "paid_until": pl.Date,
    "executors_from": pl.Date, "repays": pl.Int64, "opening": pl.Int64,
}  # fmt: skip
"""The columns of an account.

`charge` is in pence a week; `every` says how many weeks lie between payments (or "monthly"); `payer` is a person; `share` is
the part of the tenant's own due that is paid; `paid_until` the last day of paying rent (null: the end of the tenancy, or now);
`executors_from` since when the bank names the payer's executors; `repays` pence a week of old debt after the end; `opening`
the balance a year ago in pence.
"""


def accounts(dice: Dice, held: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """One row per rent account of the past year, keyed by its tenancy, with the columns of `ACCOUNT`."""
    recent = held.filter(pl.col("end").is_null() | (pl.col("end") >= YEAR_BEGINS))
    rows = recent.join(homes.select("home", "charge", "former_lead"), on="home").with_columns(
        owing=(pl.col("end") <= SNAPSHOT).fill_null(False) & ~pl.col("cast") & dice.happens("left owing", "tenancy", 0.35),
        behind=~pl.col("cast") & dice.happens("behind", "tenancy", 0.22), method=dice.pick("method", "tenancy", _METHODS),
    )  # fmt: skip
    return rows.select(
        "tenancy", "charge", "start", "end",
        pl.when("owing").then(pl.lit("former_tenant_arrears")).otherwise(pl.lit("current")).alias("kind"),
        "method", rhythm(dice), payer().alias("payer"),
        dice.pick("payer class", "tenancy", _CLASSES).replace("", None).alias("payer_class"),
        pl.when("behind").then(0.93).otherwise(1.0).alias("share"),
        pl.when(pl.col("owing") & dice.happens("repays", "tenancy", 0.6)).then(dice.whole("repays", "tenancy", 500, 2000))
        .alias("repays"),
        _opening(dice),
        *(pl.lit(None, dtype=pl.Date).alias(name) for name in ("paid_until", "executors_from")),
    ).select(*ACCOUNT).sort("tenancy")  # fmt: skip


def rhythm(dice: Dice) -> pl.Expr:
    """How often each account is paid, as its method has it."""
    picks = [
        pl.when(pl.col("method") == method).then(dice.pick(f"rhythm of {method}", "tenancy", every))
        for method, every in _EVERY.items()
    ]
    return pl.coalesce(*picks).alias("every")


def _opening(dice: Dice) -> pl.Expr:
    weeks = (
        pl.when("owing").then(5 + dice.uniform("weeks owed", "tenancy") * 12)
        .when("behind").then(2 + dice.uniform("weeks behind", "tenancy") * 7)
        .otherwise((dice.uniform("weeks in hand", "tenancy") - 0.6) * 2)
    )  # fmt: skip
    return (pl.col("charge") * weeks).round().cast(pl.Int64).alias("opening")
