"""The parts of the model: u counted instead of drawn, what is refused, priors that settle, dependence seen."""

from itertools import combinations
from types import SimpleNamespace

import polars as pl
import pytest

from matching_rules.same_person import COMPARISONS, DATE_OF_BIRTH, FORENAME
from pipeline.errors import Refused
from pipeline.stages.disguise import disguise
from pipeline.stages.link import model
from pipeline.stages.link.chances import chance_agreement
from pipeline.stages.link.dependence import dependence
from pipeline.stages.link.engine import shut_in_duckdb
from pipeline.stages.link.model import MANY_PAIRS, Start, refuse_untrained, train
from pipeline.stages.link.strata import level_column
from pipeline.stages.pseudonymise import pseudonymise
from tests.stages.people import ROOT, identified, person, raw_of

BORN = ["1960-05-07", "1960-07-05", "1960-05-09", "1961-05-07", "1960-09-07", "1960-01-01", "1960-01-01", "1972-12-30", None]


def disguised(rows):
    tables = {"tenancy": identified("tenancy", *rows)}
    hidden = pseudonymise(tables, {"tenancy": raw_of(tables["tenancy"])}, ROOT)
    return disguise(tables, hidden.facts, ROOT).frame


@pytest.fixture(scope="module")
def chances():
    people = disguised([person(f"{name}a", f"{n}son", born) for n, born in enumerate(BORN) for name in ("jo", "kim")])
    with shut_in_duckdb() as connection:
        return people, chance_agreement(people, connection)


def share_of(people, column, known):
    rows = people.filter(pl.col(known).is_not_null())[column].to_list()
    equal = [a == b and a is not None for a, b in combinations(rows, 2)]
    return sum(equal) / len(equal)


def test_u_of_equal_values_is_counted_exactly(chances):
    people, u = chances
    assert u["forename", "the same"] == pytest.approx(share_of(people, "forename_whole", "forename"))
    assert u["date_of_birth", "the same"] == pytest.approx(share_of(people, "birth_certain", "date_of_birth"))
    same = u["date_of_birth", "the same"] + u["date_of_birth", "the same 1 January"]
    month = share_of(people, "birth_year_month", "date_of_birth")
    assert u["date_of_birth", "same year and month"] == pytest.approx(month - same)


def test_u_of_a_comparison_adds_up_to_one(chances):
    _, u = chances
    for one in (FORENAME, DATE_OF_BIRTH):
        assert sum(u[one.name, level.name] for level in one.levels) == pytest.approx(1.0, abs=1e-6)


def test_nothing_nearer_is_left_out_of_what_is_counted():
    for one in COMPARISONS:
        named = [level.name for level in one.levels]
        for level in one.levels:
            assert set(level.nearer) <= set(named[: named.index(level.name)])
            assert level.counted or not level.nearer


@pytest.mark.parametrize(("known", "refused"), [(MANY_PAIRS - 1, False), (MANY_PAIRS, True)])
def test_a_comparison_of_which_nothing_was_learnt_is_refused_where_many_pairs_depend_on_it(known, refused):
    unmet = [{"comparison": "forename", "level": level.name} for level in FORENAME.levels]
    pairs = pl.DataFrame({level_column(one.name): [3] * known for one in COMPARISONS})
    if refused:
        with pytest.raises(Refused, match="forename"):
            refuse_untrained(unmet, pairs)
    else:
        refuse_untrained(unmet, pairs)
    refuse_untrained(unmet[1:], pairs)


@pytest.mark.parametrize(
    ("error", "learnt"), [("m_probability value 0.0 is below the minimum allowed value of 1e-300.", True), ("another", False)]
)
def test_training_that_brings_a_probability_to_nothing_learns_nothing_and_goes_on(chances, monkeypatch, error, learnt):
    people, u = chances
    start = Start(people, None, u, 1e-3)
    monkeypatch.setattr(model, "_linker", lambda _: SimpleNamespace(training=Failing(error)))
    if learnt:
        tables, unmet = train(start)
        assert len(unmet) == sum(len(one.levels) for one in COMPARISONS) and all(m.min() > 0 for m in tables.values())
    else:
        with pytest.raises(ValueError, match="another"):
            train(start)


def test_a_slow_query_draws_nothing_on_the_screen():
    with shut_in_duckdb() as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


class Failing:
    """Splink's training where a level's probability runs to 0 (Splink 5, comparison_level.py)."""

    def __init__(self, error):
        self.error = error

    def estimate_parameters_using_expectation_maximisation(self, *_, **__):
        raise ValueError(self.error)


def likely(forename, surname, n):
    words = {one.name: "missing" for one in COMPARISONS} | {"forename": forename, "surname": surname, "match_probability": 1.0}
    return [words] * n


def test_conflicts_that_come_together_are_seen():
    apart = dependence(
        pl.DataFrame(
            likely("agree", "agree", 810)
            + likely("close", "agree", 90)
            + likely("agree", "close", 90)
            + likely("close", "close", 10)
        )
    )
    together = dependence(pl.DataFrame(likely("agree", "agree", 900) + likely("close", "close", 100)))
    assert [one["comparisons"] for one in apart] == [["forename", "surname"]]
    assert apart[0]["ratio"] == pytest.approx(1.0)
    assert together[0]["ratio"] == pytest.approx(10.0)
