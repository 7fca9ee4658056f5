"""Honour the allow-list: numbers that the landlord knows to be shared stand for no one person, and are taken as unknown."""

import polars as pl

from pipeline.local_files import Allowed
from pipeline.tables import Identified

NUMBERS = {"nino": ("nino",), "telephone": ("home_telephone", "mobile")}
SIDES = ("payer", "payee")


def _without_numbers(frame: pl.DataFrame, columns: tuple[str, ...], numbers: list[str]) -> pl.DataFrame:
    there = [column for column in columns if column in frame.columns]
    return frame.with_columns(pl.when(~pl.col(column).is_in(numbers)).then(column).alias(column) for column in there)


def _without_accounts(frame: pl.DataFrame, accounts: list[str]) -> pl.DataFrame:
    for side in SIDES:
        if f"{side}_account_number" in frame.columns:
            account = pl.concat_str([f"{side}_sort_code", f"{side}_account_number"], separator=" ")
            shared = account.is_in(accounts).fill_null(value=False)
            # With the account goes the name, which would else stand for all whose money came through it.
            numbers = [f"{side}_{part}" for part in ("sort_code", "account_number", "name") if f"{side}_{part}" in frame.columns]
            frame = frame.with_columns(pl.when(~shared).then(column).alias(column) for column in numbers)
    return frame


def _without_payers(frame: pl.DataFrame, payers: tuple[str, ...]) -> pl.DataFrame:
    """Without payers whose name holds an allowed one, word for word, and without the accounts they paid from."""
    if "payer_name" not in frame.columns or not payers:
        return frame
    spaced = pl.concat_str(pl.lit(" "), pl.col("payer_name"), pl.lit(" "))
    allowed = spaced.str.contains_any([f" {payer} " for payer in payers]).fill_null(value=False)
    there = [f"payer_{part}" for part in ("sort_code", "account_number", "name") if f"payer_{part}" in frame.columns]
    return frame.with_columns(pl.when(~allowed).then(column).alias(column) for column in there)


def _honoured(identified: Identified, allowed: Allowed) -> Identified:
    frame = _without_numbers(identified.frame, NUMBERS["nino"], [one.number for one in allowed.nino])
    frame = _without_numbers(frame, NUMBERS["telephone"], [one.number for one in allowed.telephone])
    frame = _without_payers(frame, allowed.payers)
    return Identified(
        identified.extract,
        _without_accounts(frame, [f"{one.sort_code} {one.account_number}" for one in allowed.account]),
    )


def honour_allowed(accepted: dict[str, Identified], allowed: Allowed) -> dict[str, Identified]:
    """The extracts with allowed National Insurance numbers, telephones, accounts and payers blanked; untouched without a list."""
    if allowed == Allowed():
        return accepted
    return {name: _honoured(one, allowed) for name, one in accepted.items()}
