"""The bulk keyed function equals CBC-MAC worked out one text at a time, by the library's own CBC."""

import numpy as np
import polars as pl
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from pipeline.keyed_texts import keyed, keyed_rows

KEY = bytes(range(32))


def one_at_a_time(text: str) -> int:
    data = text.encode()
    framed = len(data).to_bytes(4, "big") + data
    framed += b"\0" * (-len(framed) % 16)
    cipher = Cipher(algorithms.AES(KEY), modes.CBC(bytes(16))).encryptor()
    return int.from_bytes(cipher.update(framed)[-16:][:8], "big", signed=True)


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 27, 28, 29, 400])
def test_every_length_is_keyed_as_the_library_would(length):
    texts = ["x" * length, "é" * length, "李" * length]
    assert keyed(pl.Series(texts, dtype=pl.String), KEY).to_list() == [one_at_a_time(text) for text in texts]


def test_lengths_may_be_mixed_and_neighbours_do_not_matter():
    texts = ["smith", "a" * 60, "", "o'neill-of-somewhere-long", "smith"]
    assert keyed(pl.Series(texts), KEY).to_list() == [one_at_a_time(text) for text in texts]


def test_a_text_and_the_same_with_noughts_behind_differ():
    assert keyed(pl.Series(["a", "a\0", "a\0\0"]), KEY).n_unique() == 3


def test_no_text_gives_no_pseudonym():
    assert keyed(pl.Series([], dtype=pl.String), KEY).to_list() == []


@pytest.mark.parametrize("length", [1, 12, 13, 28, 29])
def test_texts_as_rows_of_bytes_are_keyed_as_texts_are(length):
    texts = ["x" * length, "y" * length]
    rows = np.array([[*text.encode()] for text in texts], dtype=np.uint8)
    assert keyed_rows(rows, KEY).tolist() == [one_at_a_time(text) for text in texts]
