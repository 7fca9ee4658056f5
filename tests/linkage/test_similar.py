"""Similarity neighbours and short forms of names, found between distinct values."""

import numpy as np
import polars as pl

from pipeline.stages.disguise.forms import name_table, number_forms


def as_bytes(*numbers):
    return np.array([[*number.encode()] for number in numbers], dtype=np.uint8)


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
    def share(*numbers):
        first, second = (set(map(bytes, forms)) for forms in zip(*number_forms(as_bytes(*numbers)), strict=True))
        return first & second != set()

    assert share("JK345612", "JK345692")
    assert share("JK345612", "JK345621")
    assert not share("JK345612", "JK349619")


def test_forms_of_a_number_say_which_character_is_in_doubt():
    forms = [bytes(form[0]) for form in number_forms(as_bytes("JK3"))]
    assert forms == [b"0K3", b"1J3", b"2JK", b"t0JK3", b"t1J3K"]


def test_a_longer_number_than_any_has_no_more_forms_than_the_longest():
    nine, ten = (len(list(number_forms(as_bytes("1234567890"[:length])))) for length in (9, 10))
    assert nine == ten == 17
