"""The code under which the service knows a tenancy or a sale: a pseudonym of the return's own, stable for the collection year."""

import hmac

import polars as pl

from pipeline.errors import Refused
from pipeline.keys import RootKey

PURPOSE = "core return"
"""No other purpose uses this subkey, so that a code here and a pseudonym of matching can never be joined."""
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 letters, none taken for another; five bits each."""
LENGTHS = {"lettings": 13, "sales": 9}
"""How many letters the service's template has room for."""


def code_of(subkey: bytes, text: str, length: int) -> str:
    """The code of one reference: HMAC-SHA256 in `length` letters.

    >>> code_of(bytes(32), "MHS/00123", 9) == code_of(bytes(32), "MHS/00123", 9), len(code_of(bytes(32), "MHS/00123", 13))
    (True, 13)
    """
    number = int.from_bytes(hmac.digest(subkey, text.encode("utf-8", "surrogatepass"), "sha256"), "big")
    return "".join(LETTERS[(number >> (5 * place)) & 31] for place in range(length))


def with_codes(logs: pl.DataFrame, root: RootKey, log_type: str, year: int) -> pl.DataFrame:
    """The logs with `code`, the pseudonym of `landlord_code` and `ref`; blank where no reference is held.

    Raises Refused where two references come to one code: one log would then stand for two.
    """
    subkey, length = root.subkey(PURPOSE, log_type, str(year)), LENGTHS[log_type]
    told = pl.concat_str("landlord_code", "ref", separator="\x1f")
    known = logs.select(told=told).unique(maintain_order=True).drop_nulls()
    coded = known.with_columns(code=pl.Series([code_of(subkey, text, length) for text in known["told"]], dtype=pl.String))
    if coded["code"].n_unique() < coded.height:
        raise Refused(f"two {log_type} came to one pseudonym, a chance of one in millions; write to the makers of this program")
    return logs.with_columns(told=told).join(coded, on="told", how="left", maintain_order="left").drop("told")
