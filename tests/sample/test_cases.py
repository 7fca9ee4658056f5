import polars as pl
import pytest

from pipeline.sample import make_landlord
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
    implied = planted(landlord, IMPLIED[rule]).height if rule in IMPLIED else 0
    assert len(found - told) == implied, "cases that nobody planted"


@pytest.mark.parametrize("rule", sorted(oracle.GROUPS))
def test_the_planted_groups_and_no_others_satisfy_the_rule(landlord, truth, rule):
    assert oracle.groups(truth, rule) == planted(landlord, rule).height > 0


def test_prevalence_is_natural_unless_asked_otherwise():
    """About one home in a hundred has a case, and every rule of the core has some strong and some noisy ones."""
    natural = make_landlord(10_000, seed=3).cases.filter("refers")
    assert 0.01 <= natural.height / 10_000 <= 0.015
    strengths = natural.group_by("rule").agg(
        strong=(pl.col("strength") == "strong").sum(), noisy=(pl.col("strength") == "noisy").sum()
    )
    assert strengths["strong"].min() >= 3
    assert strengths["noisy"].min() >= 2


def test_an_enriched_landlord_has_several_times_the_cases():
    few, many = (make_landlord(2000, 3, natural).cases.filter("refers").height for natural in (True, False))
    assert many > 1.5 * few


def rows_of(landlord, extract):
    frame = landlord.extracts[extract].with_row_index("row", offset=1)
    known = landlord.people.filter(pl.col("extract") == extract).select("row", "ref", "true_person")
    return frame.join(known, on="row").select("ref", "true_person", "forename", "surname", "date_of_birth", "nino")


def sides(landlord, chosen, extract="tenancy"):
    """The tenancy rows on both sides of the chosen cases, one row a case."""
    rows = rows_of(landlord, extract)
    both = landlord.cases.filter(chosen, left_extract="tenancy", right_extract="tenancy")
    left = rows.rename(lambda name: f"left_{name}")
    return both.join(left, on="left_ref").join(rows.rename(lambda name: f"right_{name}"), on="right_ref")


def test_strong_cases_are_of_one_person_under_one_number(landlord):
    strong = sides(landlord, pl.col("rule").is_in(("T1", "T2", "T4")) & (pl.col("strength") == "strong"))
    assert strong.height >= 3
    for column in ("true_person", "nino", "surname", "date_of_birth"):
        assert (strong[f"left_{column}"] == strong[f"right_{column}"]).all(), column


def test_noisy_cases_are_of_one_person_written_in_two_ways(landlord):
    noisy = sides(landlord, pl.col("rule").is_in(("T1", "T2", "T4")) & (pl.col("strength") == "noisy"))
    assert noisy.height >= 3
    assert (noisy["left_true_person"] == noisy["right_true_person"]).all()
    columns = ("forename", "surname", "date_of_birth", "nino")
    same = noisy.select(pl.all_horizontal(pl.col(f"left_{c}").eq_missing(pl.col(f"right_{c}")) for c in columns)).to_series()
    assert not same.any()


@pytest.mark.parametrize(
    ("what", "same", "other"),
    [
        ("namesakes", ("forename", "surname"), ("date_of_birth", "nino")),
        ("twins in two homes", ("surname", "date_of_birth"), ("forename", "nino")),
        ("parent and child of one name", ("forename", "surname"), ("date_of_birth", "nino")),
    ],
)
def test_look_alikes_look_alike_and_are_two_people(landlord, what, same, other):
    both = sides(landlord, (pl.col("what") == what) & ~pl.col("refers"))
    assert both.height >= 1
    for column in same:
        assert (both[f"left_{column}"] == both[f"right_{column}"]).all(), column
    for column in (*other, "true_person"):
        assert (both[f"left_{column}"] != both[f"right_{column}"]).all(), column


def test_every_side_of_a_case_is_a_row_that_is_there(landlord):
    for side in ("left", "right"):
        named = landlord.cases.filter(pl.col(f"{side}_extract").is_not_null())
        assert named[f"{side}_ref"].null_count() == 0
    assert landlord.cases["left_extract"].null_count() == 0
    lacking = landlord.cases.filter(pl.col("right_extract").is_null())
    assert lacking["rule"].unique().to_list() == ["D1"]
