"""What is kept of a referral for the next exercise: how to know the case again, and the facts that would make it another."""

import polars as pl

KEPT: dict[str, pl.DataType] = {
    "case_key": pl.String(), "left_case": pl.String(), "right_case": pl.String(),
    "birth_key": pl.Int64(), "nino_key": pl.Int64(),
    "left_from": pl.Date(), "left_ended": pl.Date(), "right_from": pl.Date(), "right_ended": pl.Date(), "died": pl.Date(),
    "right_weekly_amount": pl.Decimal(12, 2),
} | {f"{side}_{key}": pl.Int64() for side in ("left", "right") for key in ("uprn_key", "postcode_key", "street_key")}  # fmt: skip
"""Columns beside those of the contract, for the vault only: they hold pseudonyms of homes, birth dates and numbers."""


def _of_person(frame: pl.DataFrame, column: str) -> pl.Expr:
    there = [pl.col(f"{side}_{column}") for side in ("left", "right") if f"{side}_{column}" in frame.columns]
    return (pl.coalesce(there) if there else pl.lit(None, pl.Int64)).alias(column)


def with_kept(frame: pl.DataFrame) -> pl.DataFrame:
    """The matches with every column of `KEPT`, null where a record doesn't say."""
    known = frame.with_columns(_of_person(frame, "birth_key"), _of_person(frame, "nino_key"))
    return known.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in KEPT.items() if name not in known.columns)
