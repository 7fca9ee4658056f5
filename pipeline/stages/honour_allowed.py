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
            sort_code, number = pl.col(f"{side}_sort_code"), pl.col(f"{side}_account_number")
            shared = pl.concat_str([sort_code, number], separator=" ").is_in(accounts).fill_null(value=False)
            frame = frame.with_columns(
                pl.when(~shared).then(sort_code).alias(f"{side}_sort_code"),
                pl.when(~shared).then(number).alias(f"{side}_account_number"),
            )
    return frame


def _honoured(identified: Identified, allowed: Allowed) -> Identified:
    frame = _without_numbers(identified.frame, NUMBERS["nino"], [one.number for one in allowed.nino])
    frame = _without_numbers(frame, NUMBERS["telephone"], [one.number for one in allowed.telephone])
    return Identified(
        identified.extract,
        _without_accounts(frame, [f"{one.sort_code} {one.account_number}" for one in allowed.account]),
    )


def honour_allowed(accepted: dict[str, Identified], allowed: Allowed) -> dict[str, Identified]:
    """The extracts with allowed National Insurance numbers, telephones and bank accounts blanked; untouched without a list."""
    if allowed == Allowed():
        return accepted
    return {name: _honoured(one, allowed) for name, one in accepted.items()}
