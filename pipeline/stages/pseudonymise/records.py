"""Record keys and references: what a row is called inside, and how an officer sees it called."""

import polars as pl

from extracts.contract import Extract, Use
from pipeline.keys import RootKey, hex_ids, tokens
from pipeline.tables import Identified

OWN_NUMBERS = ("transaction", "payment")
"""Domains of a posting's own number: it stands nowhere else, so that a pseudonym of it, one a row, would serve nothing."""
MARK = "\x1f"
"""Stands between the parts of a compound key; no tidy value holds it."""


def reference(extract: Extract) -> pl.Expr:
    """The clear reference of each row as the contract prints it, e.g. "T1001/P1", or "residency/17" where there is no key."""
    if extract.key:
        return pl.concat_str([pl.col(name) for name in extract.key], separator="/")
    return pl.concat_str([pl.lit(extract.name), pl.col("row").cast(pl.String)], separator="/")


def _contents(extract: Extract) -> pl.Expr:
    columns = [pl.col(name).cast(pl.String).fill_null("") for name in extract.names]
    return pl.concat_str(columns, separator=MARK)


def _scope(extract: Extract) -> list[pl.Expr]:
    return [pl.col(name).fill_null("") for name in extract.scope]


def record_keys(identified: Identified, root: RootKey) -> pl.Series:
    """The record key of each row, 32 hex digits: the same from run to run while the row's reference is.

    Rows that share a reference are told apart by their contents, and rows of extracts without one are keyed by them; among equal
    contents, by their order.
    """
    extract, frame = identified.extract, identified.frame
    named = [*_scope(extract), *(pl.col(name) for name in extract.key)] or [_contents(extract)]
    key = pl.concat_str([pl.lit(extract.name), *named], separator=MARK)
    keyed = frame.select("row", key=key, contents=_contents(extract) if extract.key else pl.lit(""))
    nth = keyed.sort("key", "contents", "row").with_columns(nth=pl.int_range(pl.len()).over("key")).sort("row")["nth"]
    whole = keyed.select(
        (pl.col("key") + pl.when(nth > 0).then(MARK + nth.cast(pl.String)).otherwise(pl.lit(""))).alias("record")
    )
    return hex_ids(whole["record"], root.subkey("record", extract.name))


def reference_columns(identified: Identified, root: RootKey) -> list[pl.Series]:
    """Every reference column that joins anything as Int64 pseudonyms; columns of one domain share a key, so that they join."""
    fields = [one for one in identified.extract.having(Use.REFERENCE) if one.domain not in OWN_NUMBERS]
    return [tokens(identified.frame[one.name], root.subkey("reference", one.domain)) for one in fields]
