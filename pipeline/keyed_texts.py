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


def keyed_rows(texts: np.ndarray, key: bytes) -> np.ndarray:
    """The 64-bit pseudonyms of texts of one length, given as the bytes of a text in each row; `key` has 32 bytes."""
    rows, length = texts.shape
    framed = np.zeros((rows, -(-(HEAD + length) // BLOCK), BLOCK), dtype=np.uint8)
    flat = framed.reshape(rows, -1)
    flat[:, :HEAD] = np.frombuffer(length.to_bytes(HEAD, "big"), dtype=np.uint8)
    flat[:, HEAD : HEAD + length] = texts
    # The bare cipher, one block a text: the chaining is done here, block after block of all texts at once.
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305
    state = np.zeros((rows, BLOCK), dtype=np.uint8)
    for block in range(framed.shape[1]):
        mixed = state ^ framed[:, block]
        state = np.frombuffer(cipher.update(mixed.tobytes()), dtype=np.uint8).reshape(rows, BLOCK)
    return state.view(">i8")[:, 0].astype(np.int64)


def keyed(texts: pl.Series, key: bytes) -> pl.Series:
    """The 64-bit pseudonym of each text as Int64; `texts` is a String column without nulls, `key` 32 bytes."""
    if texts.is_empty():
        return pl.Series(dtype=pl.Int64)
    lengths = texts.str.len_bytes().to_numpy()
    order = np.argsort(lengths)  # so that the texts of one length lie together, and become a table as they are
    data = np.frombuffer(texts.gather(order).str.join("").item().encode(), dtype=np.uint8)
    counts = np.bincount(lengths)
    made, place, byte = np.empty(len(texts), dtype=np.int64), 0, 0
    for length in np.flatnonzero(counts).tolist():
        behind, bytes_behind = place + int(counts[length]), byte + length * int(counts[length])
        made[order[place:behind]] = keyed_rows(data[byte:bytes_behind].reshape(behind - place, length), key)
        place, byte = behind, bytes_behind
    return pl.Series(made)
