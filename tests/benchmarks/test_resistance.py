"""The attacks find what there is to find, and salting by block takes it away."""

import hashlib

import polars as pl
import pytest

from benchmarks.resistance import __main__ as report
from benchmarks.resistance import attacks
from benchmarks.resistance.figures import Figure, figures
from benchmarks.resistance.spoils import counted, public_counts, spoils_of


@pytest.fixture(scope="module")
def found():
    return {one.name: one.share for one in figures(spoils_of(500, seed=21), public_counts(500, seed=22))}


def test_a_dictionary_without_the_key_finds_nobody(found):
    assert found["tokens in memory / dictionary without the key / public lists / names"] == 0


def test_unsalted_tokens_fall_to_the_very_list_and_salted_ones_do_not(found):
    for name in ("forename", "surname"):
        assert found[f"tokens in memory / + sound / the very list / {name}"] > 0.1
        assert found[f"block-salted tokens / how common / the very list / {name}"] < 0.02


def test_every_figure_has_a_ceiling(found):
    assert set(found) == set(report.ceilings())


def test_a_share_above_its_ceiling_is_named():
    one = Figure("tokens in memory", "how common", "public lists", "forename", 0.2)
    assert report.risen([one], {one.name: 0.2}) == []
    assert "0.2000" in report.risen([one], {one.name: 0.19})[0]
    assert "not set" in report.risen([one], {})[0]


def test_rank_alignment_on_a_column_it_can_read():
    names = pl.Series(["ann"] * 3 + ["bob"] * 2 + ["cat"])
    tokens = pl.Series([7] * 3 + [5] * 2 + [9])
    guesses = attacks.by_rank(tokens, counted(names))
    assert guesses == {7: "ann", 5: "bob", 9: "cat"}
    assert attacks.share_named(tokens, names, guesses) == 1


def test_neighbours_tell_names_that_counts_alone_do_not():
    # ann and eve are equally common; only ann has a neighbour
    theirs, ours = attacks.graph([1, 2, 3], [[2], None, None]), attacks.graph(["ann", "anne", "eve"], [["anne"], None, None])
    found = attacks.by_neighbours(theirs, ours, {1: 4, 2: 1, 3: 4}, {"ann": 4, "anne": 1, "eve": 4})
    assert found == {1: "ann", 2: "anne"}


def test_a_plain_hash_would_be_found():
    number = int.from_bytes(hashlib.sha256(b"ann").digest()[:8], "big", signed=True)
    assert attacks.unkeyed(["ann", "bob"], [number, 12]) == 1
