"""Owner and manager of a home, as a row tells them and as the service knows them."""

import polars as pl

from pipeline.core.codes import plainly
from pipeline.core.conditions import NEVER, among, any_of, given, sure
from pipeline.core.world import World


def landlords_told(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The rows with `owner` and `manager` in the service's spelling, null where it knows no such organisation."""
    rows = rows.with_columns(plainly(rows[name], "ORG") for name in ("owner", "manager"))
    if world.organisations is None:
        return rows
    known = sorted(world.organisations)
    return rows.with_columns(pl.when(pl.col(name).is_in(known)).then(pl.col(name)).alias(name) for name in ("owner", "manager"))


def assignee_told(rows: pl.DataFrame, world: World) -> pl.DataFrame:
    """The rows with `assignee_from`, the organisation of the user whom the row names (null: none, or no such user).

    And two findings, both false where no organisation is told: `assignee_unknown` (the service has no user of that name) and
    `assignee_unrelated` (the user belongs neither to the owner nor to the manager).
    """
    named = rows["assigned_to"].str.to_lowercase().replace_strict(world.users, default=None, return_dtype=pl.String)
    rows = rows.with_columns(assignee_from=named)
    theirs = any_of([sure(pl.col(who) == pl.col("assignee_from")) for who in ("owner", "manager")])
    judged = pl.lit(world.organisations is not None)
    return rows.with_columns(
        assignee_unknown=judged & given("assigned_to") & ~given("assignee_from"),
        assignee_unrelated=judged & given("assignee_from") & ~theirs,
    )


def owner_refused(world: World) -> pl.Expr:
    """True where the owner is none that the service knows, holds no stock, or is another than whoever uploads may report for."""
    if world.owners is None:
        return ~given("owner")
    return ~sure(pl.col("owner").is_in([world.uploader]))


def manager_refused(world: World) -> pl.Expr:
    """True where the manager is known and is neither the owner, which is known, nor one of its agents."""
    if world.owners is None:
        return pl.lit(False)
    theirs = [among("owner", owner) & among("manager", *agents) for owner, agents in world.agents.items() if agents]
    return sure(pl.col("manager") != pl.col("owner")) & ~any_of([NEVER, *theirs])
