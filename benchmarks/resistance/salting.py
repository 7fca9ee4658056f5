"""Tokens keyed with the value that a pair is blocked on, so that they can be compared inside a block and nowhere else.

AES of one 16-byte block, half token and half blocking key, is the keyed function: a column is encrypted in one call.
"""

import numpy as np
import polars as pl
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PASSES = {
    "nino": ("nino",),
    "birth date": ("date_of_birth",),
    "sounds of both names": ("name_sounds",),
    "home": ("property", "forename_initial"),
}
"""What pairs are blocked on, for the attacks: a pass's key."""
HOMES = ("uprn_key", "postcode_key", "street_key", "property")
"""Blocked on, never compared."""


def salted(tokens: np.ndarray, blocks: np.ndarray, key: bytes) -> np.ndarray:
    """The tokens under their blocks, as int64 of the same length."""
    words = np.empty((len(tokens), 2), dtype="<i8")
    words[:, 0], words[:, 1] = tokens, blocks
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # one block a value: a permutation, no mode is needed
    return np.frombuffer(encryptor.update(words.tobytes()), dtype="<i8")[::2].copy()


def _blocks(people: pl.DataFrame, columns: tuple[str, ...]) -> pl.Series:
    """The values of a pass's key, each combination as one number; null where a part of it is unknown."""
    whole = pl.all_horizontal(pl.col(column).is_not_null() for column in columns)
    mixed = pl.struct(pl.col(column).cast(pl.String).alias(str(n)) for n, column in enumerate(columns)).hash(seed=0)
    return people.select(pl.when(whole).then(mixed.reinterpret(signed=True)).alias("block")).to_series()


def salted_table(people: pl.DataFrame, key_columns: tuple[str, ...], key: bytes) -> pl.DataFrame:
    """One row per record that has the pass's key: `record`, `block`, flags as they are, tokens and lists of tokens salted."""
    there = people.with_columns(_blocks(people, key_columns)).drop_nulls("block").with_row_index("at")
    made = [there["record"], there["block"]]
    for column, dtype in people.schema.items():
        if dtype == pl.Boolean:
            made.append(there[column])
        elif dtype in (pl.Int64, pl.List(pl.Int64)) and column not in HOMES:
            made.append(_salted_column(there, column, key))
    return pl.DataFrame(made)


def _salted_column(there: pl.DataFrame, column: str, key: bytes) -> pl.Series:
    listed = there.schema[column] == pl.List(pl.Int64)
    flat = there.select("at", "block", column)
    flat = (flat.explode(column) if listed else flat).drop_nulls(column)
    values = flat.select("at").with_columns(pl.Series(column, salted(flat[column].to_numpy(), flat["block"].to_numpy(), key)))
    if listed:
        values = values.group_by("at", maintain_order=True).agg(pl.col(column).sort())
    return there.select("at").join(values, on="at", how="left", maintain_order="left")[column]
