"""Similarity neighbours and short forms of names, found between distinct values."""

import polars as pl

from pipeline.stages.disguise.forms import name_table, number_forms


def row_of(names, name):
    return name_table(pl.Series(names)).filter(pl.col("name") == name).row(0, named=True)


def test_a_letter_wrong_is_near_even_in_a_short_name():
    assert "mak" in row_of(["mark", "mak", "zoe"], "mark")["near"]
    assert row_of(["jo", "joe", "xu"], "jo")["near"] is None


def test_a_name_and_its_beginning_are_told_from_both_sides():
    names = ["rachel", "rach", "ra", "michael"]
    assert row_of(names, "rachel")["shortened"] == ["rach"]
    assert row_of(names, "rach")["shortened"] == ["rachel"]
    assert row_of(names, "ra")["shortened"] is None


def test_numbers_that_differ_in_a_character_or_two_neighbours_share_a_form():
    def share(one, other):
        first, second = number_forms(pl.Series([one, other])).iter_rows()
        return {f for f in first if f} & {f for f in second if f} != set()

    assert share("JK345612", "JK345692")
    assert share("JK345612", "JK345621")
    assert not share("JK345612", "JK349619")
