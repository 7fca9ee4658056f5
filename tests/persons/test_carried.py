"""Ids from one exercise to the next: kept by records, else by signs; merges and splits settled and told."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.former import Former
from pipeline.stages.persons.carried import numbered

NOTHING = pl.DataFrame(schema={"record": pl.String, "sign": pl.Int64})


def name(texts: pl.Series) -> pl.Series:
    return texts.str.replace("^", "id-")


def clusters(*groups: str) -> pl.DataFrame:
    rows = [(record, min(group.split())) for group in groups for record in group.split()]
    return pl.DataFrame(rows, schema=["record", "root"], orient="row")


def before(persons: dict[str, str], signs: dict[str, list[int]] | None = None) -> Former:
    held = [(record, person) for person, records in persons.items() for record in records.split()]
    borne = [(person, sign) for person, many in (signs or {}).items() for sign in many]
    return Former(
        pl.DataFrame(held, schema={"record": pl.String, "person": pl.String}, orient="row"),
        pl.DataFrame(borne, schema={"person": pl.String, "sign": pl.Int64}, orient="row"),
        "2026-09-05",
    )


def signs(**borne: list[int]) -> pl.DataFrame:
    rows = [(record, sign) for record, many in borne.items() for sign in many]
    return pl.DataFrame(rows, schema=NOTHING.schema, orient="row")


def ids(found) -> dict[str, str]:
    return dict(found.persons.iter_rows())


def test_without_an_exercise_before_the_first_record_names_the_person():
    found = numbered(clusters("b c", "a"), NOTHING, None, name)
    assert ids(found) == {"a": "id-a", "b": "id-b"}
    assert found.changes.is_empty()


def test_a_record_that_comes_first_or_goes_does_not_change_the_id():
    former = before({"P": "b c", "Q": "d e"})
    assert ids(numbered(clusters("a b c", "e"), NOTHING, former, name)) == {"a": "P", "e": "Q"}


def test_new_record_keys_are_known_by_their_signs():
    former = before({"P": "b c", "Q": "d"}, {"P": [1, 2], "Q": [3]})
    found = numbered(clusters("x y", "z"), signs(x=[1], y=[2], z=[4]), former, name)
    assert ids(found) == {"x": "P", "z": "id-z"}


def test_a_sign_that_two_people_bear_says_nothing():
    former = before({"P": "b", "Q": "c"}, {"P": [1], "Q": [1]})
    assert ids(numbered(clusters("x"), signs(x=[1]), former, name)) == {"x": "id-x"}
    former = before({"P": "b"}, {"P": [1]})
    assert ids(numbered(clusters("x", "y"), signs(x=[1], y=[1]), former, name)) == {"x": "id-x", "y": "id-y"}


def test_records_count_before_signs():
    former = before({"P": "a", "Q": "b"}, {"P": [1, 2], "Q": [3]})
    found = numbered(clusters("a", "c"), signs(a=[3], c=[1, 2]), former, name)
    assert ids(found) == {"a": "P", "c": "id-c"}


def test_a_merger_keeps_the_id_of_most_records_and_is_told():
    former = before({"P": "a", "Q": "b c"})
    found = numbered(clusters("a b c"), NOTHING, former, name)
    assert ids(found) == {"a": "Q"}
    assert found.changes.rows() == [("merged", "Q", "P")]


def test_a_split_keeps_the_id_with_most_records_and_the_other_gets_a_new_one():
    former = before({"id-a": "a b c"})
    found = numbered(clusters("a", "b c"), NOTHING, former, name)
    assert ids(found) == {"a": "id-a\x1f+", "b": "id-a"}
    assert found.changes.rows() == [("split", "id-a\x1f+", "id-a")]


def test_even_claims_are_settled_by_the_ids():
    assert ids(numbered(clusters("a b"), NOTHING, before({"Q": "a", "P": "b"}), name)) == {"a": "P"}
    assert ids(numbered(clusters("a", "b"), NOTHING, before({"P": "a b"}), name)) == {"a": "P", "b": "id-b"}


def test_a_new_id_is_none_that_was_given_before():
    former = before({"id-b": "a", "id-b\x1f+": "c"})
    found = numbered(clusters("b", "a", "c"), NOTHING, former, name)
    assert ids(found) == {"a": "id-b", "b": "id-b\x1f+\x1f+", "c": "id-b\x1f+"}


GROUPS = st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from("PQRST"), min_size=1)


def groups_of(assigned: dict[str, str]) -> dict[str, str]:
    return {person: " ".join(r for r, p in sorted(assigned.items()) if p == person) for person in set(assigned.values())}


@settings(max_examples=100, deadline=None)
@given(GROUPS, GROUPS, st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 6))), st.randoms(use_true_random=False))
def test_every_id_is_one_persons_and_order_never_matters(was, now, borne, dice):
    former = before(groups_of(was), {person: [ord(person)] for person in set(was.values())})
    here = clusters(*groups_of(now).values())
    held = pl.DataFrame([one for one in borne if one[0] in now], schema=NOTHING.schema, orient="row")
    found = numbered(here, held, former, name)
    assert found.persons["person"].is_unique().all()
    assert found.persons["root"].equals(here["root"].unique().sort())
    shuffled = here[dice.sample(range(here.height), here.height)]
    again = numbered(shuffled, held.reverse(), Former(former.persons.reverse(), former.signs.reverse(), ""), name)
    assert again.persons.equals(found.persons)
    assert again.changes.equals(found.changes)
    unchanged = numbered(clusters(*groups_of(was).values()), NOTHING, former, name)
    assert {dict(former.persons.iter_rows())[root]: person for root, person in unchanged.persons.iter_rows()} == {
        person: person for person in set(was.values())
    }
