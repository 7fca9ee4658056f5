"""Pairs with clear references on both sides, for an officer to say of each whether it is one person."""

import polars as pl

SCOPE = ("landlord_code", "scheme", "source_body")
"""The columns within which a reference is unique: printed beside it, for a reference alone may stand for two records."""
COLUMNS = (
    "left_extract", "left_ref", *(f"left_{c}" for c in SCOPE), "right_extract", "right_ref", *(f"right_{c}" for c in SCOPE),
    "match_weight", "match_probability", "key_class", "same_person", "pair",
)  # fmt: skip
"""The contract's columns, and the number by which a pair is known when the answers come back."""
DIGITS = 16


def _references(identities: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """`record`, `extract`, `ref` and the scope columns of every record that can be in a pair."""
    missing = {c: pl.lit(None, pl.String).alias(c) for c in SCOPE}
    tables = [
        one.select("record", "ref", *(pl.col(c) if c in one.columns else missing[c] for c in SCOPE), extract=pl.lit(name))
        for name, one in identities.items()
    ]
    return pl.concat(tables)


def pair_number() -> pl.Expr:
    """The number of a pair: the first digits of both record keys."""
    return pl.concat_str(*(pl.col(side).str.head(DIGITS) for side in ("left", "right")), separator="-").alias("pair")


def clerical_pairs(candidates: pl.DataFrame, identities: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The pairs with both sides' clear references, the strongest first, and `same_person` blank for the reviewer."""
    known, listed = _references(identities), candidates.with_columns(pair_number())
    for side in ("left", "right"):
        beside = known.rename({c: f"{side}_{c}" for c in known.columns if c != "record"})
        listed = listed.join(beside, left_on=side, right_on="record", how="inner")
    ordered = listed.sort("match_weight", "left", "right", descending=[True, False, False])
    return ordered.with_columns(same_person=pl.lit(None, pl.String)).select(COLUMNS)
