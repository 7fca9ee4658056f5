"""Decisions are kept, sealed, never contradict each other, and say what follows from them."""

import json
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decisions import (
    DIFFERENT,
    SAME,
    WITHDRAWN,
    Decision,
    Decisions,
    add_decisions,
    contradictions,
    decisions_file,
    implied,
    read_decisions,
)  # fmt: skip
from pipeline.errors import KeyProblem, Refused
from pipeline.keys import RootKey
from pipeline.stages.persons.decided import honoured
from pipeline.tables import Links
from tests.persons.made import decisions, pairs

ROOT = RootKey(b"d" * 32)


def decision(left: str, right: str, says: str) -> Decision:
    return Decision("2026-10-05T10:00:00+00:00", "Jo", "seen the papers", "2026-10", left, right, says)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "keys" / "root-decisions.jsonl"


def test_they_lie_beside_the_key(tmp_path):
    assert decisions_file(tmp_path / "kent.key") == tmp_path / "kent-decisions.jsonl"


def test_none_are_no_error(file):
    assert read_decisions(file, ROOT).in_force.is_empty()


def test_the_last_word_on_a_pair_counts_and_nothing_is_overwritten(file):
    add_decisions(file, ROOT, [decision("a", "b", SAME), decision("c", "d", DIFFERENT)])
    add_decisions(file, ROOT, [decision("a", "b", DIFFERENT)])
    add_decisions(file, ROOT, [decision("c", "d", WITHDRAWN)])
    kept = read_decisions(file, ROOT)
    assert [one.says for one in kept.taken] == [SAME, DIFFERENT, DIFFERENT, WITHDRAWN]
    assert kept.in_force.select("left", "right", "same").rows() == [("a", "b", False)]
    assert file.stat().st_mode & 0o077 == 0


def test_a_changed_line_or_another_key_is_refused(file):
    add_decisions(file, ROOT, [decision("a", "b", SAME), decision("c", "d", DIFFERENT)])
    with pytest.raises(KeyProblem, match="line 1"):
        read_decisions(file, RootKey(b"e" * 32))
    lines = file.read_text().splitlines(keepends=True)
    body = json.loads(lines[1])
    file.write_text(lines[0] + json.dumps(body | {"entry": body["entry"].replace("different", "same")}) + "\n")
    with pytest.raises(KeyProblem, match="line 2"):
        read_decisions(file, ROOT)
    file.write_text(lines[0])
    with pytest.raises(KeyProblem, match="line 2"):
        add_decisions(file, ROOT, [decision("e", "f", SAME)])


def test_a_contradiction_is_refused_whole(file):
    add_decisions(file, ROOT, [decision("a", "b", SAME), decision("a", "c", DIFFERENT)])
    before = file.read_bytes()
    with pytest.raises(Refused, match="--withdraw"):
        add_decisions(file, ROOT, [decision("e", "f", SAME), decision("b", "c", SAME)])
    assert file.read_bytes() == before
    add_decisions(file, ROOT, [decision("a", "c", WITHDRAWN), decision("b", "c", SAME)])


def test_any_text_may_be_a_reason(file):
    odd = Decision("t", "Zoë\u2028O'Neill", "line\none\u0085two\x1c", "x", "a", "b", SAME)
    add_decisions(file, ROOT, [odd])
    add_decisions(file, ROOT, [decision("c", "d", SAME)])
    assert read_decisions(file, ROOT).taken[0] == odd


RECORDS = "abcdefg"
SAYINGS = st.lists(
    st.tuples(st.sampled_from(list(combinations(RECORDS, 2))), st.sampled_from([SAME, DIFFERENT, WITHDRAWN])), max_size=12
)


def closed_by_hand(in_force: pl.DataFrame) -> dict[tuple[str, str], bool]:
    """What follows from decisions, by going through them again and again until nothing is added."""
    said = {frozenset((left, right)): same for left, right, same in in_force.select("left", "right", "same").iter_rows()}
    while True:
        more = {
            one ^ other: same and also
            for one, same in said.items()
            for other, also in said.items()
            if len(one & other) == 1 and (same or also)
        } | said
        if more == said:
            return {tuple(sorted(pair)): same for pair, same in said.items()}
        said = more


@settings(max_examples=120, deadline=None)
@given(SAYINGS, st.sets(st.sampled_from(RECORDS)))
def test_what_follows_is_all_that_follows(sayings, here):
    in_force = Decisions(tuple(decision(*pair, says) for pair, says in sayings)).in_force
    if contradictions(in_force).height:
        return
    by_hand = {pair: same for pair, same in closed_by_hand(in_force).items() if set(pair) <= here}
    found = implied(in_force, pl.Series(sorted(here), dtype=pl.String))
    assert {(left, right): same for left, right, same in found.iter_rows()} == by_hand


def test_links_as_officers_leave_them():
    links = pairs(("a", "b", -5, "K4"), ("a", "c", 12, "K3"), ("a", "d", 14, "K1"), ("b", "c", 3, "K5"), ("b", "d", 9, "K2"))
    links = links.with_columns(nino=pl.Series(["conflict", "missing", "agree", "agree", "missing"]))
    said = decisions(("a", "b", True), ("a", "c", False), ("a", "d", False), ("b", "c", True))
    found = {(one["left"], one["right"]): one for one in honoured(Links(links), said).frame.iter_rows(named=True)}
    assert found["a", "b"]["match_probability"] == 1
    assert found["a", "b"]["match_weight"] == -5
    assert found["a", "b"]["decided"] == "same"
    assert ("a", "c") not in found
    assert (found["a", "d"]["key_class"], found["a", "d"]["match_probability"]) == ("K5", 0)
    assert (found["b", "c"]["key_class"], found["b", "c"]["match_probability"]) == ("K0", 1)
    assert found["b", "d"]["decided"] is None
