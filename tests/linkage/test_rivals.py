"""Rivals: a record that fits two people is at most one of them, and one that fits nobody else where it should be found gains."""

import math

import polars as pl
import pytest

from pipeline.stages.link.rivals import MOST_FOUND, strongest_rivals, with_rivals


def pairs_of(*rows):
    return pl.DataFrame(rows, schema={"left": pl.String, "right": pl.String, "match_weight": pl.Float64}, orient="row")


EXTRACTS = pl.DataFrame({"record": ["a", "b", "x"], "extract": ["tenancy", "tenancy", "residency"]})


def weight_of(found, left, right):
    row = found.filter((pl.col("left") == left) & (pl.col("right") == right)).row(0, named=True)
    return row["match_weight"] + row["mw_rival"]


def test_two_people_whom_a_record_fits_alike_share_its_odds():
    found = with_rivals(pairs_of(("a", "b", -10.0), ("a", "x", 8.0), ("b", "x", 8.0)), EXTRACTS)
    for one in "ab":
        assert weight_of(found, one, "x") == pytest.approx(0.0, abs=0.01)


def test_the_better_fit_hardly_loses_to_the_worse():
    found = with_rivals(pairs_of(("a", "b", -10.0), ("a", "x", 9.0), ("b", "x", -2.0)), EXTRACTS)
    assert weight_of(found, "a", "x") > 8.5
    assert weight_of(found, "b", "x") < -8.0


def test_records_that_were_never_told_apart_rival_nobody():
    for apart in ((), (("a", "b", -3.9),), (("a", "b", 2.0),)):
        assert strongest_rivals(pairs_of(*apart, ("a", "x", 8.0), ("b", "x", 8.0))).is_empty()
    assert not strongest_rivals(pairs_of(("a", "b", -4.1), ("a", "x", 8.0), ("b", "x", 8.0))).is_empty()


def test_a_rival_weighs_no_more_than_what_tells_two_people_apart():
    """Where a record fits two far better than they differ, all three are one person written down badly."""
    found = with_rivals(pairs_of(("a", "b", -6.0), ("a", "x", 25.0), ("b", "x", 30.0)), EXTRACTS)
    assert weight_of(found, "a", "x") == pytest.approx(25.0 - 6.0, abs=0.1)


def test_a_record_that_would_be_found_and_fits_one_person_only_gains():
    """Nine residents in ten are known tenants: the tenth, who fits one tenant middling well, is probably that tenant."""
    sure = [(f"a{n}", f"x{n}", 20.0) for n in range(9)]
    sides = [(name, extract) for n in range(10) for name, extract in ((f"a{n}", "tenancy"), (f"x{n}", "residency"))]
    extracts = pl.DataFrame(sides, schema=["record", "extract"], orient="row")
    found = with_rivals(pairs_of(*sure, ("a9", "x9", 1.0)), extracts)
    gained = weight_of(found, "a9", "x9") - 1.0
    assert 2.5 < gained <= -math.log2(1 - MOST_FOUND)


def test_nothing_is_gained_by_a_record_that_fits_somebody_else_better():
    sure = [(f"a{n}", f"x{n}", 20.0) for n in range(10)]
    sides = [(name, extract) for n in range(10) for name, extract in ((f"a{n}", "tenancy"), (f"x{n}", "residency"))]
    found = with_rivals(pairs_of(*sure, ("a0", "x1", 1.0)), pl.DataFrame(sides, schema=["record", "extract"], orient="row"))
    assert weight_of(found, "a0", "x1") == pytest.approx(1.0, abs=0.01)


def test_no_pairs_are_no_error():
    assert with_rivals(pairs_of(), EXTRACTS).is_empty()
