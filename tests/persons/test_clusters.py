"""Who is one person: the best links first, no two well-attested people in one, officers' word above all, in whatever order."""

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.components import components
from pipeline.decisions import UNDECIDED, contradictions, implied
from pipeline.stages.persons.brake import brake, held_back
from pipeline.stages.persons.clusters import AGAINST, SURE, clustered
from pipeline.tables import People
from tests.persons.made import decisions, linked, pairs, people

NOBODY = pairs()


def who(known, compared, decided=UNDECIDED) -> set[frozenset[str]]:
    """The persons as sets of records."""
    found = clustered(known, linked(compared, decided), compared, decided)
    return {frozenset(one) for one in found.group_by("root").agg("record")["record"]}


def together(*groups: str) -> set[frozenset[str]]:
    return {frozenset(group.split()) for group in groups}


def test_components_follow_chains_of_any_length():
    nodes = pl.Series([f"n{n:03d}" for n in range(60)])
    found = components(nodes, pl.DataFrame({"left": nodes[:29], "right": nodes[1:30]}))
    assert found["root"].n_unique() == 31
    assert found.filter(pl.col("record") == "n029")["root"][0] == "n000"


def test_links_join_and_doubtful_ones_do_not():
    known = people(a={}, b={}, c={}, d={})
    surest = next(w / 1000 for w in range(4000, 5000) if 1 / (1 + 2 ** -(w / 1000)) >= SURE)
    assert who(known, pairs(("a", "b", surest), ("c", "d", surest - 0.001))) == together("a b", "c", "d")


def test_one_number_and_different_people_join_nobody_even_by_way_of_others():
    known = people(a={}, b={}, c={})
    assert who(known, pairs(("a", "b", 20, "K5"))) == together("a", "b", "c")
    chain = pairs(("a", "c", 9), ("b", "c", 8), ("a", "b", 20, "K5"))
    assert who(known, chain) == together("a c", "b")


TWO_NUMBERS = {"a1": {"nino": 110}, "a2": {"nino": 110}, "b1": {"nino": 220}, "b2": {"nino": 220}, "x": {}}
CHAIN = (("a1", "a2", 30), ("b1", "b2", 30), ("a1", "x", 12), ("b1", "x", 11))


def test_a_chain_between_two_well_attested_numbers_is_braked_and_the_better_link_followed():
    assert who(people(**TWO_NUMBERS), pairs(*CHAIN)) == together("a1 a2 x", "b1 b2")


@pytest.mark.parametrize(
    ("change", "one_person"),
    [
        ({}, False),
        ({"b2": {}}, True),  # a number that one record bears is not well attested
        ({"b1": {"nino": 115}, "b2": {"nino": 115}}, True),  # a slip of the keyboard apart
    ],
)
def test_what_counts_as_two_numbers(change, one_person):
    found = who(people(**TWO_NUMBERS | change), pairs(*CHAIN))
    assert (together("a1 a2 b1 b2 x") == found) is one_person


def dated(first, second, **number):
    return {
        "a1": {"born": first} | number,
        "a2": {"born": first},
        "b1": {"born": second} | number,
        "b2": {"born": second},
        "x": {},
    }


@pytest.mark.parametrize(
    ("first", "second", "one_person"),
    [
        ("1970-05-14", "1998-11-23", False),  # father and son
        ("1970-05-14", "1970-05-15", True),  # one part of three
        ("1970-05-14", "1970-11-23", False),  # the year alone
        ("1970-05-11", "1970-11-05", True),  # day and month changed over
    ],
)
def test_what_counts_as_two_birth_dates(first, second, one_person):
    found = who(people(**dated(first, second)), pairs(*CHAIN))
    assert (together("a1 a2 b1 b2 x") == found) is one_person


def test_two_birth_dates_under_one_number_are_one_person():
    known = people(**dated("1970-05-14", "1998-11-23", nino=110))
    assert who(known, pairs(*CHAIN)) == together("a1 a2 b1 b2 x")


def test_a_pair_weighed_to_be_two_people_is_never_joined_by_a_third_record():
    known, links = people(jo={}, sam={}, j={}), (("jo", "j", 9), ("sam", "j", 8))
    assert who(known, pairs(*links, ("jo", "sam", AGAINST - 0.1))) == together("jo j", "sam")
    assert who(known, pairs(*links, ("jo", "sam", AGAINST))) == together("jo j sam")


def test_what_officers_decide_stands_above_weights_numbers_and_the_brake():
    known = people(**TWO_NUMBERS)
    assert who(known, pairs(*CHAIN), decisions(("b1", "x", True))) == together("a1 a2", "b1 b2 x")
    assert who(known, pairs(*CHAIN), decisions(("a1", "b1", True))) == together("a1 a2 b1 b2 x")
    assert who(known, pairs(*CHAIN), decisions(("a1", "a2", False), ("a2", "x", False))) == together("a1 b1 b2 x", "a2")
    assert who(known, pairs(("a1", "b1", -30, "K6")), decisions(("a1", "b1", True))) == together("a1 b1", "a2", "b2", "x")
    assert who(known, NOBODY, decisions(("a1", "b1", True))) == together("a1 b1", "a2", "b2", "x")


def test_a_decided_person_still_grows_but_not_by_a_third_number():
    known = people(**TWO_NUMBERS, c1={"nino": 330}, c2={"nino": 330})
    compared = pairs(*CHAIN, ("c1", "c2", 30), ("c1", "x", 10))
    assert who(known, compared, decisions(("a1", "b1", True))) == together("a1 a2 b1 b2 x", "c1 c2")


def test_two_of_one_name_and_their_sparse_record_go_with_the_better_link_whatever_the_size():
    """A long chain of equal links is cut only where the brake says, not where a round ends."""
    names = [f"r{n:02d}" for n in range(40)]
    known = people(**{n: {"nino": 110} if n in names[:2] else {"nino": 220} if n in names[-2:] else {} for n in names})
    compared = pairs(*((a, b, 20 - (a == "r25")) for a, b in pairwise(names)))
    assert who(known, compared) == {frozenset(names[:26]), frozenset(names[26:])}


RECORDS = [f"{n:x}" for n in range(12)]
RECORD = st.sampled_from(RECORDS)
KNOWN = st.fixed_dictionaries({}, optional={
    "nino": st.sampled_from([110, 115, 220, 330]), "born": st.sampled_from(["1970-05-14", "1970-05-15", "1998-11-23", "1961-02-03"]),
})  # fmt: skip
PAIRED = st.tuples(RECORD, RECORD).filter(lambda two: two[0] != two[1]).map(lambda two: tuple(sorted(two)))
COMPARED = st.dictionaries(PAIRED, st.tuples(st.integers(-20, 30), st.sampled_from(["K1", "K3", "K4", "K5"])), max_size=40)
SAID = st.dictionaries(PAIRED, st.booleans(), max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.lists(KNOWN, min_size=12, max_size=12), COMPARED, SAID, st.randoms(use_true_random=False))
def test_no_person_holds_a_forbidden_pair_and_order_never_matters(known, compared, said, dice):
    everyone = people(**dict(zip(RECORDS, known, strict=True)))
    frame = pairs(*((*pair, weight, key) for pair, (weight, key) in compared.items()))
    ruled = decisions(*((*pair, same) for pair, same in said.items()))
    if contradictions(ruled).height:
        return
    decided = implied(ruled, pl.Series(RECORDS))
    found = clustered(everyone, linked(frame, decided), frame, decided)
    person = dict(found.iter_rows())

    for left, right, same in decided.iter_rows():
        assert (person[left] == person[right]) is same
    started = components(pl.Series(RECORDS), decided.filter("same"))
    start = dict(started.iter_rows())
    for (left, right), (weight, key) in compared.items():
        if (weight < AGAINST or key == "K5") and start[left] != start[right]:
            one = person[left] == person[right]
            assert not one or (left, right, True) in decided.rows(), "a pair that is two people, in one person"
    nothing = decided.clear().select("left", "right")
    assert held_back(started, found, brake(everyone, nothing, started)).is_empty(), "two well-attested people in one person"

    mixed = {name: dice.sample(range(one.height), one.height) for name, one in (("people", everyone.frame), ("pairs", frame))}
    again = clustered(
        People(everyone.frame[mixed["people"]]), linked(frame[mixed["pairs"]], decided), frame[mixed["pairs"]], decided.reverse()
    )
    assert again.equals(found)
