"""The numbers by which the landlord and the payers know things, and how dates and sums are printed in their files."""

import polars as pl

from pipeline.sample.claims import UC


def tenancy_ref(number: str = "tenancy") -> pl.Expr:
    """The landlord's tenancy number: leading zeros, or a slash for numbers of the smaller company's sort."""
    digits = (pl.col(number) + 100_000).cast(pl.String)
    return pl.when(pl.col(number) % 7 == 0).then("H" + digits + "/01").otherwise("00" + digits)


def account_ref() -> pl.Expr:
    """The rent account's number."""
    return pl.lit("RA") + pl.col("tenancy").cast(pl.String).str.zfill(8)


def transaction_ref() -> pl.Expr:
    """The posting's number."""
    return (pl.col("tenancy") * 1000 + pl.col("posting")).cast(pl.String).str.zfill(11)


def person_ref() -> pl.Expr:
    """The landlord's number for a person; `copy` tells apart the records kept twice."""
    return pl.lit("P") + (pl.col("person") * 8 + pl.col("copy")).cast(pl.String).str.zfill(8)


def claim_ref() -> pl.Expr:
    """The payer's number for a claim: two payers may use the same one."""
    council = (pl.col("claim") // 16 + 10_000).cast(pl.String).str.zfill(7)
    return pl.when(pl.col("scheme") == UC).then("UC" + pl.col("claim").cast(pl.String).str.zfill(9)).otherwise(
        council + (pl.col("claim") % 16).cast(pl.String).str.zfill(2)
    )  # fmt: skip


def british(column: str) -> pl.Expr:
    """A date as 05/10/2026."""
    return pl.col(column).dt.to_string("%d/%m/%Y")


def iso(column: str) -> pl.Expr:
    """A date as 2026-10-05."""
    return pl.col(column).dt.to_string("%Y-%m-%d")


def pounds(column: str) -> pl.Expr:
    """Pence as 1234.50."""
    pence = pl.col(column)
    whole = (pence.abs() // 100).cast(pl.String) + "." + (pence.abs() % 100).cast(pl.String).str.zfill(2)
    return pl.when(pence < 0).then("-" + whole).otherwise(whole).alias(column)


def flag(column: str) -> pl.Expr:
    """Y, N or blank."""
    return pl.when(pl.col(column)).then(pl.lit("Y")).when(~pl.col(column)).then(pl.lit("N")).alias(column)
