"""Who stands in the files: one row per named tenant per tenancy, and every row left out counted with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipeline.nfi.specification import Layout

TENANT = ("landlord_code", "tenancy_ref", "person_ref")
RESTRICTED = "restricted: a protected address or a person at risk"
HOUSEHOLD = "a household member who is not on the agreement"
NOT_A_HOME = "no home people live in: a garage, or a type not on the list"
NOT_BEGUN = "not begun at the snapshot"
ENDED = "ended at the snapshot, or the person had left"
MINOR = "a minor"
TWICE = "the same person on the same tenancy a second time"


@dataclass(frozen=True)
class Landlord:
    """What the files are made of: the vault's tables by extract, the restricted records, and the snapshot."""

    tables: Mapping[str, pl.DataFrame]
    restricted: pl.Series
    snapshot: date


@dataclass(frozen=True)
class Chosen:
    """The rows of one file by the extract they come from, and how many rows were left out for which reason."""

    rows: dict[str, pl.DataFrame]
    left_out: dict[str, int]


def is_minor(layout: Layout, on: pl.Expr) -> pl.Expr:
    """Whether a row's person has not come of age on that day; unknown where the birth date is."""
    born = pl.col("date_of_birth").str.to_date("%Y-%m-%d", strict=False)
    return born.dt.offset_by(f"{layout.adult_age}y") > on


def is_restricted(landlord: Landlord) -> pl.Expr:
    """Whether a row is restricted, or belongs to a person or tenancy that is."""
    return pl.col("record").is_in(landlord.restricted.implode())


def _open(snapshot: date) -> pl.Expr:
    ended = pl.min_horizontal("tenancy_end", "person_end")
    return ended.is_null() | (ended > snapshot)


def sorted_out(rows: pl.DataFrame, reasons: dict[str, pl.Expr]) -> tuple[pl.DataFrame, dict[str, int]]:
    """The rows to which no reason applies, and how many fell to each; the first that applies is the one counted."""
    why = pl.coalesce([pl.when(applies.fill_null(value=False)).then(pl.lit(reason)) for reason, applies in reasons.items()])
    judged = rows.with_columns(why=why)
    again = judged.filter(pl.col("why").is_null()).with_columns(again=~pl.struct(TENANT).is_first_distinct())
    counted = dict(judged["why"].drop_nulls().value_counts().iter_rows()) | {TWICE: int(again["again"].sum())}
    left_out = {reason: counted[reason] for reason in (*reasons, TWICE) if counted.get(reason)}
    return again.filter(~pl.col("again")).drop("why", "again"), left_out


def current_tenants(landlord: Landlord, layout: Layout) -> Chosen:
    """The tenants of tenancies that run at the snapshot, right to buy in progress included, in the order of the extract."""
    at = pl.lit(landlord.snapshot)
    reasons = {
        RESTRICTED: is_restricted(landlord),
        HOUSEHOLD: pl.col("tenant_status") == "H",
        NOT_A_HOME: ~pl.col("tenancy_type").is_in(layout.residential),
        NOT_BEGUN: pl.max_horizontal("tenancy_start", "person_start") > at,
        ENDED: ~_open(landlord.snapshot),
        MINOR: is_minor(layout, at),
    }
    rows, left_out = sorted_out(landlord.tables["tenancy"].sort("row"), reasons)
    return Chosen({"tenancy": _with_stage(rows, landlord)}, left_out)


def _with_stage(rows: pl.DataFrame, landlord: Landlord) -> pl.DataFrame:
    """The stage of the right to buy, from the tenancy or, where that is silent, from the tenancy's latest application."""
    stage = pl.col("right_to_buy_stage")
    if "right_to_buy" in landlord.tables:
        applications = landlord.tables["right_to_buy"].sort("applied_on", "row").group_by("tenancy_ref", maintain_order=True)
        rows = rows.join(applications.agg(latest=pl.col("stage").last()), on="tenancy_ref", how="left", maintain_order="left")
        stage = pl.coalesce(stage, "latest")
    return rows.with_columns(right_to_buy_stage=pl.when(stage != "none").then(stage)).drop("latest", strict=False)
