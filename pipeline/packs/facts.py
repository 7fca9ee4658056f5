"""The facts of both records of a referral, taken from the vault beside the identities."""

from collections.abc import Iterable, Mapping

import polars as pl

SIDES = ("left", "right")


def _facts(tables: Mapping[str, pl.DataFrame], columns: Iterable[str]) -> pl.DataFrame:
    """`record` and those of the columns that an extract has, of all extracts."""
    wanted = sorted(columns)
    return pl.concat(
        [one.select("record", *(name for name in wanted if name in one.columns)) for one in tables.values()],
        how="diagonal_relaxed",
    )


def with_facts(referrals: pl.DataFrame, tables: Mapping[str, pl.DataFrame], columns: set[str]) -> pl.DataFrame:
    """The re-identified referrals with, for each side, those of the columns that they lack, e.g. `left_tenancy_start`.

    `tables` are the vault's, by extract.
    """
    known = _facts(tables, columns).unique("record", keep="first", maintain_order=True)
    for side in SIDES:
        beside = known.rename({name: f"{side}_{name}" for name in known.columns})
        lacking = [name for name in beside.columns if name not in referrals.columns]
        facts = beside.select(f"{side}_record", *lacking)
        referrals = referrals.join(facts, on=f"{side}_record", how="left", maintain_order="left")
    return referrals
