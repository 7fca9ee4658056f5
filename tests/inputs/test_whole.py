"""Whole names and addresses taken apart: nothing crashes, no word is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.kinds.whole_address import LINES, parts_of
from extracts.kinds.whole_name import Person, people_in

P = Person
JOINERS = {"&", "+", "and", "/", ";"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("SMITH, Mr John A", [P("Mr", "John", "A", "SMITH")]),
        ("Mr J A Smith", [P("Mr", "J", "A", "Smith")]),
        ("Smith John", [P(None, "John", None, "Smith")]),
        ("O'BRIEN-JONES, Mrs Mary Anne", [P("Mrs", "Mary", "Anne", "O'BRIEN-JONES")]),
        ("van der Berg, Mr P", [P("Mr", "P", None, "van der Berg")]),
        ("van der Berg Peter", [P(None, "Peter", None, "van der Berg")]),
        ("Mr P van der Berg", [P("Mr", "P", None, "van der Berg")]),
        ("Doreen Ann PILCHARD", [P(None, "Doreen", "Ann", "PILCHARD")]),
        ("SMITH, John, Mr", [P("Mr", "John", None, "SMITH")]),
        ("Mrs Smith", [P("Mrs", None, None, "Smith")]),
        ("Mr John Smith Jr", [P("Mr", "John", None, "Smith Jr")]),
        ("Mr J & Mrs P Smith", [P("Mr", "J", None, "Smith"), P("Mrs", "P", None, "Smith")]),
        ("SMITH, Mr J & Mrs P", [P("Mr", "J", None, "SMITH"), P("Mrs", "P", None, "SMITH")]),
        ("Mr J Smith and Ms P Jones", [P("Mr", "J", None, "Smith"), P("Ms", "P", None, "Jones")]),
        ("SMITH, Mr J & JONES, Ms P", [P("Mr", "J", None, "SMITH"), P("Ms", "P", None, "JONES")]),
        ("Mr & Mrs J Smith", [P("Mr", "J", None, "Smith"), P("Mrs", None, None, "Smith")]),
        ("Mr & Mrs Smith", [P("Mr", None, None, "Smith"), P("Mrs", None, None, "Smith")]),
        ("Mr J Smith & Mrs Smith", [P("Mr", "J", None, "Smith"), P("Mrs", None, None, "Smith")]),
        ("Mr/Mrs J Smith", [P("Mr", "J", None, "Smith"), P("Mrs", None, None, "Smith")]),
        ("Smith John & Mary", [P(None, "John", None, "Smith"), P(None, "Mary", None, "Smith")]),
        ("Kent and Medway Homes Ltd", [P(None, None, None, "Kent and Medway Homes Ltd")]),
    ],
)
def test_names(text, people):
    assert list(people_in(text)) == people


def test_the_order_counts_only_where_nothing_else_says_it():
    assert people_in("John A Smith", surname_first=False) == (P(None, "John", "A", "Smith"),)
    assert people_in("Smith, John", surname_first=False) == people_in("Smith, John")


def words(text: str) -> Counter[str]:
    return Counter(word for word in re.split(r"[\s,&+;/]+", text) if word and word.casefold() not in JOINERS)


@settings(deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_no_name_crashes_and_no_word_is_lost(text, surname_first):
    people = people_in(text, surname_first)
    parts = words(" ".join(part for one in people for part in (one.title, one.forename, one.middle_names, one.surname) if part))
    assert not words(text) - parts
    if len(people) < 2:
        assert parts == words(text)


NAMES = st.sampled_from(
    "mr Mrs. Miss Dr John MARY Anne O'Dare van der Berg J P. Jr & and + , SMITH-JONES Smith Lord decd".split()
)


@settings(deadline=None)
@given(st.lists(NAMES, max_size=9).map(" ".join), st.booleans())
def test_no_word_of_a_likely_name_is_lost(text, surname_first):
    test_no_name_crashes_and_no_word_is_lost.hypothesis.inner_test(text, surname_first)


@pytest.mark.parametrize(
    ("text", "lines", "code"),
    [
        ("Flat 3, 12, High Street, Chatham, ME4 4AA", ("Flat 3", "12 High Street", "Chatham"), "ME4 4AA"),
        ("Flat 3\n12 High Street\r\nChatham\nKent\nme44aa", ("Flat 3", "12 High Street", "Chatham", "Kent"), "me44aa"),
        ("12 High Street Chatham ME4 4AA", ("12 High Street Chatham",), "ME4 4AA"),
        ("12 High Street, Chatham, Kent", ("12 High Street", "Chatham", "Kent"), None),
        ("12 High Street, ME4 4AA, UK", ("12 High Street", "UK"), "ME4 4AA"),
        ("A, B, C, D, E", ("A", "B", "C", "D, E"), None),
        ("1-3, Quay Road", ("1-3 Quay Road",), None),
        (" , ", (), None),
    ],
)
def test_addresses(text, lines, code):
    parts = parts_of(text)
    assert (parts.lines, parts.postcode) == (lines, code)


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from("12 Flat 3 , High Road ME4 4AA me44aa \n Kent UK".split(" ")), max_size=12).map(" ".join),
    )
)
def test_no_address_crashes_and_no_word_is_lost(text):
    parts = parts_of(text)
    assert len(parts.lines) <= LINES and all(line.strip() for line in parts.lines)
    made = " ".join([*parts.lines, parts.postcode or ""])
    assert Counter(re.sub(r"[,;|\s]", "", text)) == Counter(re.sub(r"[,;|\s]", "", made))
