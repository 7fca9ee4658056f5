"""The statistics of a return: how the tables hang together is declared, and no hidden count can be worked out from all of them."""

import itertools
import random

import polars as pl
import pytest

from extracts.core.profile import GROUPS
from pipeline import core_journey
from pipeline.disclosure import LEAST_SPREAD
from pipeline.keys import RootKey
from pipeline.sample.core_return import write_core_return
from pipeline.stages.core_return.statistics import UNTOLD, known, statistics
from pipeline.stages.core_return.year_2026.tables import LETTINGS, SALES
from tests.attack import always_the_same, reckoned
from tests.core_return.conftest import order_of

BREAKDOWNS = {"lettings": LETTINGS, "sales": SALES}
BY_CHANCE = 20
"""Fewer logs than these may all fall into one group of another table by chance."""


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    """The settled answers of those logs of a larger sample that are written, by log type: no other is counted."""
    folder = tmp_path_factory.mktemp("larger") / "extracts"
    write_core_return(folder, 24_000, 11, "core-return")
    order = order_of(folder)
    judged = core_journey.judged(order, core_journey.read_records(order), RootKey(bytes(32)))
    return {
        filling.log_type: outcome.answers.join(outcome.to_write.select("log"), on="log", how="semi")
        for filling, _, outcome in judged
    }


def grouped(logs, breakdowns):
    return logs.select(one.value.fill_null(UNTOLD).alias(one.name) for one in breakdowns)


def printed(tables):
    return [one.shown.counts for one in tables]


def counted(logs, tables):
    """The counts as they are of the groups that the tables have."""
    found = grouped(logs, [one.breakdown for one in tables])
    return {
        one.breakdown.name: {group: int((found[one.breakdown.name] == group).sum()) for group in one.groups} for one in tables
    }


@pytest.mark.parametrize("log_type", BREAKDOWNS)
@pytest.mark.parametrize("seed", range(12))
def test_no_hidden_count_can_be_worked_out_of_all_tables_together(logs, log_type, seed):
    dice = random.Random(seed)
    every = logs[log_type]
    some = every.sample(min(every.height, dice.choice([12, 30, 60, 150, 400, 1500])), seed=seed)
    tables = statistics(some, BREAKDOWNS[log_type])
    counts = counted(some, tables)
    facts = known(counts, BREAKDOWNS[log_type])
    exact = [list(one.values()) for one in counts.values()]
    if all(count is None for one in printed(tables) for count in one):
        return
    for knows_exactly in (True, False):
        for place, (least, most) in reckoned(printed(tables), facts, exact, knows_exactly).items():
            assert most - least >= LEAST_SPREAD, (
                tables[place[0]].breakdown.name,
                tables[place[0]].groups[place[1]],
                knows_exactly,
            )


@pytest.mark.parametrize("log_type", BREAKDOWNS)
def test_what_is_declared_is_of_groups_that_there_are(log_type):
    groups = {one.name: {*one.groups, UNTOLD} for one in BREAKDOWNS[log_type]}
    for breakdown in BREAKDOWNS[log_type]:
        for one in breakdown.among:
            assert groups[breakdown.name].issuperset(one.groups), one
            assert groups[one.table].issuperset(one.others), one


@pytest.mark.parametrize("log_type", BREAKDOWNS)
def test_what_is_declared_holds_of_every_log(logs, log_type):
    found = grouped(logs[log_type], BREAKDOWNS[log_type])
    for breakdown in BREAKDOWNS[log_type]:
        for one in breakdown.among:
            inside = found.filter(pl.col(breakdown.name).is_in(one.groups))
            assert inside[one.table].is_in(one.others).all(), one


@pytest.mark.parametrize("log_type", BREAKDOWNS)
def test_every_subtotal_that_two_tables_share_is_declared(logs, log_type):
    """Groups of two tables that hold the very same logs: somebody who knows the form would find them, so they are declared."""
    found = without_the_rare(grouped(logs[log_type], BREAKDOWNS[log_type]))
    groups = {
        one.name: [group for group in (*one.groups, UNTOLD) if found[one.name].eq(group).any()] for one in BREAKDOWNS[log_type]
    }
    tables = {name: dict.fromkeys(several, 0) for name, several in groups.items()}
    facts = known(tables, BREAKDOWNS[log_type])
    at = {(name, group): (table, place) for table, name in enumerate(groups) for place, group in enumerate(groups[name])}
    for first, second in itertools.combinations(groups, 2):
        for one, other in parts_in_common(found, first, second):
            sums = ([at[first, group] for group in one], [at[second, group] for group in other])
            assert always_the_same(list(map(len, groups.values())), facts, *sums), (first, one, second, other)


def without_the_rare(found):
    return found.filter(pl.all_horizontal(pl.len().over(name) >= BY_CHANCE for name in found.columns))


def parts_in_common(found, first, second):
    """The smallest sets of groups of two tables that hold the same logs, unless they are the whole tables."""
    parts = []
    for pair in found.select(first, second).unique().iter_rows():
        joined = [part for part in parts if pair[0] in part[0] or pair[1] in part[1]]
        parts = [part for part in parts if part not in joined]
        parts.append(({pair[0]}.union(*(part[0] for part in joined)), {pair[1]}.union(*(part[1] for part in joined))))
    return parts if len(parts) > 1 else []


def test_groups_in_which_no_log_can_be_are_left_out(logs):
    """Where only shares are added to, nobody is asked about ethnicity or children: that they are none is no secret to hide."""
    staircasings = logs["sales"].filter(pl.col("staircasing") == 1)
    tables = {one.breakdown.name: one for one in statistics(staircasings, SALES)}
    assert tables["route"].groups == ("staircasing",)
    assert tables["buyer_ethnicity"].groups == (UNTOLD,)
    assert not {"one adult with children", "adults with children"} & set(tables["buyer_household"].groups)
    assert UNTOLD not in tables["share"].groups


def test_the_profile_calls_its_groups_as_the_tables_do():
    assert {one.profile: one.groups for one in LETTINGS if one.profile} == GROUPS
