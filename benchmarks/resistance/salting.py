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
"""What pairs are blocked on: a pass's key."""


def salted(tokens: np.ndarray, blocks: np.ndarray, key: bytes) -> np.ndarray:
    """The tokens under their blocks, as int64 of the same length."""
    words = np.empty((len(tokens), 2), dtype="<i8")
    words[:, 0], words[:, 1] = tokens, blocks
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # one block a value: a permutation, no mode is needed
    return np.frombuffer(encryptor.update(words.tobytes()), dtype="<i8")[::2].copy()


def _blocks(people: pl.DataFrame, columns: tuple[str, ...]) -> pl.Series:
    whole = pl.all_horizontal(pl.col(columns).is_not_null())
    mixed = pl.struct(columns).hash(seed=0).reinterpret(signed=True)
    return people.select(pl.when(whole).then(mixed).alias("block")).to_series()


def pass_table(people: pl.DataFrame, name: str, columns: list[str], key: bytes) -> pl.DataFrame:
    """One row per record that has the pass's key: `record`, `block` and the columns salted with it, lists included."""
    there = people.with_columns(_blocks(people, PASSES[name])).drop_nulls("block").with_row_index("at")
    made = [there["record"], there["block"]]
    for column in columns:
        listed = there.select("at", "block", column)
        flat = (listed.explode(column) if listed.schema[column] == pl.List(pl.Int64) else listed).drop_nulls(column)
        under = salted(flat[column].to_numpy(), flat["block"].to_numpy(), key)
        values = flat.select("at").with_columns(pl.Series(column, under))
        if listed.schema[column] == pl.List(pl.Int64):
            values = values.group_by("at").agg(pl.col(column).sort())
        made.append(there.select("at").join(values, on="at", how="left", maintain_order="left")[column])
    return pl.DataFrame(made)
