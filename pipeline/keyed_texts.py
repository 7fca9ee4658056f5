"""The keyed function behind every 64-bit pseudonym, over many texts at once.

AES-256 in CBC-MAC with each text's length in front, cut to 64 bits: a pseudorandom function as long as no keyed string begins
another, which the length sees to (Bellare, Kilian and Rogaway, "The Security of the Cipher Block Chaining Message Authentication
Code", 2000). A call per text costs 5 µs in HMAC; here the cipher runs over all texts of a length in one call.
"""

import numpy as np
import polars as pl
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 16
"""Bytes in a block of AES."""
HEAD = 4
"""Bytes that say how long a text is, in front of it."""


def _framed(data: np.ndarray, starts: np.ndarray, lengths: np.ndarray, blocks: int) -> np.ndarray:
    """One row of bytes per text: its length, its bytes, and noughts to the end of the last block."""
    rows = np.repeat(np.arange(len(lengths)), lengths)
    places = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    framed = np.zeros((len(lengths), blocks * BLOCK), dtype=np.uint8)
    framed[:, :HEAD] = lengths.astype(">u4").view(np.uint8).reshape(-1, HEAD)
    framed[rows, places + HEAD] = data[np.repeat(starts, lengths) + places]
    return framed


def _chained(framed: np.ndarray, key: bytes) -> np.ndarray:
    """The last block of each row, block after block enciphered with what came before it."""
    state = np.zeros((len(framed), BLOCK), dtype=np.uint8)
    for start in range(0, framed.shape[1], BLOCK):
        # The bare cipher, one block a text: the chaining is the line itself.
        cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
        mixed = np.ascontiguousarray(state ^ framed[:, start : start + BLOCK])
        state = np.frombuffer(cipher.update(mixed.tobytes()), dtype=np.uint8).reshape(-1, BLOCK)
    return state


def keyed(texts: pl.Series, key: bytes) -> pl.Series:
    """The 64-bit pseudonym of each text as Int64; `texts` is a String column without nulls, `key` 32 bytes."""
    if texts.is_empty():
        return pl.Series(dtype=pl.Int64)
    data = np.frombuffer(texts.str.join("").item().encode(), dtype=np.uint8)
    lengths = texts.str.len_bytes().to_numpy().astype(np.int64)
    starts, blocks = np.cumsum(lengths) - lengths, -(-(lengths + HEAD) // BLOCK)
    made = np.empty(len(lengths), dtype=np.int64)
    for n in np.unique(blocks):
        of_that_length = blocks == n
        last = _chained(_framed(data, starts[of_that_length], lengths[of_that_length], int(n)), key)
        made[of_that_length] = np.ascontiguousarray(last[:, :8]).view(">i8").ravel()
    return pl.Series(made)
