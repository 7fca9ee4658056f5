"""Bank accounts and payers: one pseudonym for an account wherever it stands."""

import polars as pl

from pipeline.keys import RootKey, tokens
from pipeline.tables import Identified

SIDES = ("payer", "payee")


def account_tokens(sort_codes: pl.Series, numbers: pl.Series, root: RootKey) -> pl.Series:
    """The pseudonym of each sort code and account number together, null unless both are known."""
    whole = pl.select(pl.concat_str([sort_codes, numbers], separator=" ")).to_series()
    return tokens(whole, root.subkey("account"))


def account_columns(identified: Identified, root: RootKey) -> list[pl.Series]:
    """`payer_account` and `payee_account` where the extract has them, and `payer`: the account, else the payer's name."""
    frame, columns = identified.frame, []
    for side in SIDES:
        if f"{side}_account_number" in frame.columns:
            made = account_tokens(frame[f"{side}_sort_code"], frame[f"{side}_account_number"], root)
            columns.append(made.alias(f"{side}_account"))
    if "payer_name" in frame.columns:
        named = tokens(frame["payer_name"], root.subkey("payer name"))
        columns.append(pl.select(pl.coalesce(columns[0], named)).to_series().alias("payer"))
    return columns
