import polars as pl
import pytest

from tests.sample import oracle

# One case stands for another: who buys one of two homes holds two, and a substituted tenant is found elsewhere.
IMPLIED = {"T1": "Q2", "O1": "O2"}


@pytest.fixture(scope="module")
def truth(landlord):
    return oracle.prepared(landlord)


def planted(landlord, rule):
    return landlord.cases.filter((pl.col("rule") == rule) & pl.col("refers"))


@pytest.mark.parametrize("rule", sorted(oracle.RULES))
def test_the_planted_cases_and_no_others_satisfy_the_rule(landlord, truth, rule):
    found = {frozenset(pair) for pair in oracle.pairs(truth, rule)}
    told = {frozenset(pair) for pair in planted(landlord, rule).select("left_ref", "right_ref").iter_rows()}
    assert told, "no case planted"
    assert told <= found, "planted, but the facts are not there"
    others = planted(landlord, IMPLIED[rule]) if rule in IMPLIED else planted(landlord, rule)
    known = set(others["left_ref"]) | set(others["right_ref"])
    extra = [pair for pair in found - told if rule not in IMPLIED]
    assert not extra, "cases that nobody planted"
    assert len(found - told) == (others.height if rule in IMPLIED else 0), known


@pytest.mark.parametrize("rule", sorted(oracle.GROUPS))
def test_the_planted_groups_and_no_others_satisfy_the_rule(landlord, truth, rule):
    assert oracle.groups(truth, rule) == planted(landlord, rule).height > 0
