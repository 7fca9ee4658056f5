import json
import random
import stat

import pytest

from pipeline.audit import Entry, log, read_trail
from pipeline.errors import KeyProblem
from pipeline.keys import RootKey

ROOT = RootKey(b"r" * 32)


def entry(n):
    return Entry("2026-10-05T10:00:00+00:00", f"Officer {n}", "a reason", "opened referrals", "2026-10", n, "all")


@pytest.fixture
def trail(tmp_path):
    path = tmp_path / "audit.jsonl"
    for n in range(6):
        log(path, ROOT, entry(n))
    return path


def test_a_trail_is_whole_and_in_order(trail):
    found = read_trail(trail, ROOT)
    assert found.whole
    assert [one.officer for one in found.entries] == [f"Officer {n}" for n in range(6)]
    assert stat.S_IMODE(trail.stat().st_mode) == 0o600


def test_no_trail_is_a_whole_trail(tmp_path):
    assert read_trail(tmp_path / "none.jsonl", ROOT).whole


def test_another_key_does_not_vouch_for_it(trail):
    assert read_trail(trail, RootKey(b"s" * 32)).broken_at == 1


@pytest.mark.parametrize("gone", range(6))
def test_a_deleted_line_is_found_where_it_stood(trail, gone):
    lines = trail.read_text().splitlines(keepends=True)
    trail.write_text("".join(lines[:gone] + lines[gone + 1 :]))
    assert read_trail(trail, ROOT).broken_at == gone + 1


def test_swapped_added_and_emptied_lines_are_found(trail):
    lines = trail.read_text().splitlines(keepends=True)
    for changed, first in (
        ([lines[0], lines[2], lines[1], *lines[3:]], 2),
        ([*lines, lines[-1]], 7),
        ([*lines[:3], "\n", *lines[3:]], 4),
        ([], 1),
    ):
        trail.write_text("".join(changed))
        assert read_trail(trail, ROOT).broken_at == first


def test_a_thousand_edits_are_found(trail):
    whole, dice = trail.read_text(), random.Random(3)
    for _ in range(1000):
        at = dice.randrange(len(whole))
        letter = chr(dice.randrange(32, 127))
        if letter == whole[at]:
            continue
        trail.write_text(whole[:at] + letter + whole[at + 1 :])
        broken = read_trail(trail, ROOT).broken_at
        assert broken is not None
        assert broken <= whole[:at].count("\n") + 2


def test_nothing_is_logged_after_a_broken_line(trail):
    lines = trail.read_text().splitlines(keepends=True)
    changed = json.loads(lines[2])
    changed["entry"] = changed["entry"].replace("Officer 2", "Officer X")
    trail.write_text("".join([*lines[:2], json.dumps(changed) + "\n", *lines[3:]]))
    with pytest.raises(KeyProblem, match="line 3"):
        log(trail, ROOT, entry(9))
