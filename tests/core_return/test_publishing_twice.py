"""Statistics that are published a second time: subtracting one publication from the other gives no small group away."""

import csv
import json
import random
import shutil

import numpy as np
import pytest

from pipeline.disclosure import LEAST_SPREAD, SMALLEST_SHOWN
from pipeline.disclosure_solver import tables_of
from pipeline.errors import Refused
from pipeline.publications import read_publications
from pipeline.run_record import sha256_of
from pipeline.stages.core_return.subtraction import Earlier, Hanging, shown_again, shown_of
from tests.journey.conftest import program

ALONE = Hanging({"age": "Age of the lead tenant", "needs": "What it is let for"}, lambda _: ())


def published(counts, *earlier):
    return shown_again(shown_of(counts, ()), counts, earlier, ALONE)


def after(counts, later):
    """The later tables as published after the earlier ones."""
    totals = {name: sum(table.values()) for name, table in counts.items()}
    return published(later, Earlier("2026-10-10", totals, published(counts)))


def test_a_first_publication_is_as_ever():
    counts = {"age": {"young": 40, "old": 23, "oldest": 3}}
    assert published(counts) == shown_of(counts, ())


def test_the_same_tables_again_are_published():
    counts = {"age": {"young": 40, "old": 25}}
    assert after(counts, counts) == {"age": {"young": 40, "old": 25}}
    assert after(counts, {"age": {"young": 41, "old": 25}}) == {"age": {"young": 40, "old": 25}}  # one more, and nobody sees it


@pytest.mark.parametrize("more", [3, 9, 11])
def test_a_publication_that_few_logs_changed_is_refused_and_says_which_tables(more):
    counts = {"age": {"young": 40, "old": 25}, "needs": {"general": 40, "supported": 25}}
    with pytest.raises(Refused, match=r"2026-10-10.*Age of the lead tenant\. Leave"):
        after(counts, counts | {"age": {"young": 40 + more, "old": 25 + more}})


def test_ten_certain_logs_in_every_group_are_enough():
    """Twelve more than a shown count are ten more for certain: what was shown may have been two lower or higher."""
    assert after({"age": {"young": 40, "old": 25}}, {"age": {"young": 52, "old": 37}}) == {"age": {"young": 50, "old": 35}}


def test_logs_that_went_count_as_logs_that_came():
    counts = {"age": {"young": 60, "old": 60}}
    with pytest.raises(Refused):
        after(counts, {"age": {"young": 55, "old": 65}})


def test_a_much_changed_publication_hides_the_groups_that_few_came_to():
    later = after(
        {"age": {"young": 40, "old": 25, "oldest": 15, "middle": 20}},
        {"age": {"young": 90, "old": 75, "oldest": 16, "middle": 80}},
    )
    assert later["age"]["oldest"] is None
    assert sum(count is None for count in later["age"].values()) > 1  # else the rest of a known total would tell it
    assert any(count is not None for count in later["age"].values())


def test_what_was_hidden_stays_hidden():
    """A later count of a group is the most that the earlier one can have been."""
    counts = {"age": {"young": 40, "old": 40, "oldest": 3, "middle": 7}}
    later = after(counts, {"age": {"young": 90, "old": 90, "oldest": 13, "middle": 14}})
    assert later == {"age": {"young": 90, "old": 90, "oldest": None, "middle": None}}


@pytest.mark.parametrize("seed", range(30))
def test_no_small_difference_can_be_worked_out(seed):
    """Against somebody who knows every shown count of both exactly, the total of each table, and that logs were only added."""
    dice = random.Random(seed)
    counts = {
        name: {group: dice.choice([3, 12, 30, 60, 200]) for group in "abcdef"[: dice.randint(2, 6)]} for name in ("age", "needs")
    }
    later = {
        name: {group: was + dice.choice([0, 2, 8, 12, 40]) for group, was in table.items()} for name, table in counts.items()
    }
    first = published(counts)
    try:
        second = after(counts, later)
    except Refused:
        return
    if first == second:
        return
    for name, table in counts.items():
        if all(count is None for count in second[name].values()):
            continue  # nothing is shown: whoever knows the totals knows no more for it
        for group, (least, most) in subtracted(table, later[name], first[name], second[name]).items():
            if later[name][group] - table[group] < SMALLEST_SHOWN:
                assert most - least >= LEAST_SPREAD, (name, group)


def subtracted(counts, later, first, second):
    """The least and the most that may have been added to each group, to whoever knows all that is shown and both totals exactly."""
    groups, many = list(counts), len(counts)
    rows = [np.repeat([1.0, 0.0], many), np.ones(2 * many)]  # what there was, then what was added
    amounts = [sum(counts.values()), sum(later.values())]
    for at, group in enumerate(groups):
        if first[group] is not None:
            rows.append(np.eye(2 * many)[at])
            amounts.append(counts[group])
        if second[group] is not None:  # the later count is the earlier one and what was added
            rows.append(np.eye(2 * many)[at] + np.eye(2 * many)[many + at])
            amounts.append(later[group])
    agreeing = tables_of(np.array(rows), np.array(amounts, dtype=float))
    goal = {group: np.eye(2 * many)[many + at] for at, group in enumerate(groups)}
    return {group: (agreeing.furthest(-one) @ one, agreeing.furthest(one) @ one) for group, one in goal.items()}


@pytest.fixture(scope="module")
def folder(clean, tmp_path_factory):
    """A copy of the clean sample's extracts, whose answers may be taken away."""
    return shutil.copytree(clean.folder, tmp_path_factory.mktemp("twice") / "extracts")


def leave_answers_of(folder, clean, part):
    """Leaves the answers of the first lettings only."""
    with (clean.folder / "core_lettings.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    with (folder / "core_lettings.csv").open("w", newline="") as file:
        csv.writer(file).writerows(rows[: 1 + round(part * (len(rows) - 1))])


def run(folder, out, *more):
    return program("core", folder, "--to", out, "--today", "2026-11-21", *more, key=out.parent / "keys" / "root.key")


def test_what_is_published_is_recorded_and_later_statistics_are_held_against_it(folder, clean, tmp_path):
    out, record = tmp_path / "out", tmp_path / "published-2026.json"
    leave_answers_of(folder, clean, 0.5)
    said = run(folder, out, "--published", "--officer", "A. Officer")
    assert said.status == 0, said.err
    [first] = read_publications(record)
    assert (first.on, first.by) == ("2026-11-21", "A. Officer")
    assert first.sha256 == {name: sha256_of(out / name) for name in ("statistics.html", "statistics.xlsx")}
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    leave_answers_of(folder, clean, 0.56)
    said = run(folder, out, "--published")
    assert said.status == 1
    assert "cannot be published beside those of 2026-11-21" in said.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert len(read_publications(record)) == 1

    leave_answers_of(folder, clean, 1)
    said = run(folder, out, "--published")
    assert said.status == 0, said.err
    assert len(read_publications(record)) == 2
    said = run(folder, out)
    assert "statistics of this year were published on 2026-11-21" in said.out


def test_the_record_holds_only_what_was_published(folder, clean, tmp_path):
    leave_answers_of(folder, clean, 1)
    run(folder, tmp_path / "out", "--published", "--officer", "A. Officer")
    [entry] = json.loads((tmp_path / "published-2026.json").read_text())
    counts = [count for tables in entry["tables"].values() for table in tables.values() for count in table.values()]
    assert all(count is None or count % 5 == 0 for count in counts)
    assert any(count is not None for count in counts)


def test_a_record_that_cannot_be_read_stops_the_run_before_it_begins(folder, tmp_path):
    (tmp_path / "published-2026.json").write_text("[{")
    said = run(folder, tmp_path / "out")
    assert said.status == 1
    assert "backup" in said.err
    assert not (tmp_path / "out").exists()
