"""Chance that depends only on the seed, on what is asked and on a row's own number: never on order, blocks or threads."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate

import polars as pl

# The constants of the SplitMix64 generator, used here as a hash of a counter (Steele, Lea and Flood, 2014).
_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
Key = str | pl.Expr
Number = int | pl.Expr


def _expression(key: Key) -> pl.Expr:
    return pl.col(key) if isinstance(key, str) else key


def _word(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt64)


def _stirred(word: pl.Expr, bits: int) -> pl.Expr:
    return word ^ (word // _word(1 << bits))


@dataclass(frozen=True)
class Dice:
    """Expressions of random values, each a pure function of `seed`, a purpose and an integer key column."""

    seed: int

    def _salt(self, purpose: str) -> int:
        return int.from_bytes(blake2b(f"{self.seed}/{purpose}".encode(), digest_size=8).digest(), "big")

    def uniform(self, purpose: str, key: Key) -> pl.Expr:
        """Float64 in [0, 1)."""
        word = _expression(key).cast(pl.UInt64) * _word(_STEP) + _word(self._salt(purpose))
        word = _stirred(_stirred(word, 30) * _word(_FIRST), 27) * _word(_SECOND)
        return (_stirred(word, 31) // _word(1 << 11)).cast(pl.Float64) * 2.0**-53

    def happens(self, purpose: str, key: Key, probability: float | pl.Expr) -> pl.Expr:
        """Boolean: true with that probability."""
        return self.uniform(purpose, key) < probability

    def whole(self, purpose: str, key: Key, low: Number, high: Number) -> pl.Expr:
        """Int64 from `low` to `high`, both included, all equally likely."""
        return (low + (self.uniform(purpose, key) * (high - low + 1)).floor()).cast(pl.Int64)

    def waiting(self, purpose: str, key: Key, mean: float) -> pl.Expr:
        """Float64 above 0, exponentially distributed around `mean`."""
        return -(1.0 - self.uniform(purpose, key)).log() * mean

    def pick(self, purpose: str, key: Key, choices: Mapping[str, float]) -> pl.Expr:
        """String: one of `choices`, in proportion to its weight."""
        total = sum(choices.values())
        bounds = pl.Series([part / total for part in accumulate(choices.values())][:-1], dtype=pl.Float64)
        return one_of(list(choices), pl.lit(bounds).search_sorted(self.uniform(purpose, key), side="right"))

    def any_of(self, purpose: str, key: Key, choices: list[str]) -> pl.Expr:
        """String: one of `choices`, all equally likely."""
        return one_of(choices, self.whole(purpose, key, 0, len(choices) - 1))


def one_of(choices: list[str], index: pl.Expr) -> pl.Expr:
    """The choice at each position."""
    return pl.lit(pl.Series(choices, dtype=pl.String)).gather(index)


def scattered(key: Key, size: int) -> pl.Expr:
    """A number from 0 to size - 1, different for different keys below `size`, and in no visible order.

    >>> pl.DataFrame({"k": [0, 1, 2, 3, 4]}).select(scattered("k", 5).n_unique()).item()
    5
    """
    # A large prime is coprime with every size used here, so multiplying by it permutes the residues.
    return ((_expression(key).cast(pl.UInt64) * _word(2_147_483_647) + _word(104_729)) % _word(size)).cast(pl.Int64)
