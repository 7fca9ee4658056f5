"""Clerical review: compared pairs with clear references on both sides, for an officer to say of each whether it is one person."""

import polars as pl

SCOPE = ("landlord_code", "scheme", "source_body")
"""The columns within which a reference is unique: printed beside it, for a reference alone may stand for two records."""
BAND = 4
"""Width of the strata of a sample, in match weight."""
COLUMNS = (
    "left_extract", "left_ref", *(f"left_{c}" for c in SCOPE), "right_extract", "right_ref", *(f"right_{c}" for c in SCOPE),
    "match_weight", "match_probability", "key_class", "same_person",
)  # fmt: skip


def sampled(candidates: pl.DataFrame, size: int) -> pl.DataFrame:
    """About `size` of the pairs: as many from each band of match weight as there are, up to an equal share.

    Deterministic: within a band those whose record keys, which are as good as random, come first.
    """
    banded = candidates.with_columns(band=(pl.col("match_weight") / BAND).floor())
    share = max(1, size // max(1, banded["band"].n_unique()))
    chosen = banded.sort("left", "right").group_by("band", maintain_order=True).head(share)
    return chosen.drop("band").head(size)


def _references(identities: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """`record`, `extract`, `ref` and the scope columns of every record that can be in a pair."""
    missing = {c: pl.lit(None, pl.String).alias(c) for c in SCOPE}
    tables = [
        one.select("record", "ref", *(pl.col(c) if c in one.columns else missing[c] for c in SCOPE), extract=pl.lit(name))
        for name, one in identities.items()
    ]
    return pl.concat(tables)


def clerical_pairs(candidates: pl.DataFrame, identities: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The pairs with both sides' clear references, the strongest first, and `same_person` blank for the reviewer."""
    known = _references(identities)
    for side in ("left", "right"):
        beside = known.rename({c: f"{side}_{c}" for c in known.columns if c != "record"})
        candidates = candidates.join(beside, left_on=side, right_on="record", how="inner")
    ordered = candidates.sort("match_weight", "left", "right", descending=[True, False, False])
    return ordered.with_columns(same_person=pl.lit(None, pl.String)).select(COLUMNS)
