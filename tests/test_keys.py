import os
import stat

import polars as pl
import pytest

from pipeline.errors import KeyProblem
from pipeline.keys import PROJECT, RootKey, hex_ids, landlord_key, tokens

ROOT = RootKey(b"r" * 32)


def test_the_key_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "keys" / "root.key"
    first = landlord_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0
    assert landlord_key(path).secret == first.secret


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "ab" * 31, "ab" * 33])
def test_what_is_no_key_is_refused(tmp_path, content):
    path = tmp_path / "root.key"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeyProblem, match="holds no key"):
        landlord_key(path)


def test_a_key_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "root.key"
    path.write_text("ab" * 32)
    path.chmod(0o640)
    with pytest.raises(KeyProblem, match="chmod 600"):
        landlord_key(path)


def test_a_key_may_lie_neither_in_the_project_nor_in_the_results(tmp_path):
    with pytest.raises(KeyProblem, match="may not lie in"):
        landlord_key(PROJECT / "root.key")
    with pytest.raises(KeyProblem, match="may not lie in"):
        landlord_key(tmp_path / "out" / "root.key", (tmp_path / "out",))
    assert not (PROJECT / "root.key").exists()


def test_a_key_may_not_lie_in_the_environment_that_an_upgrade_deletes(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.prefix", str(tmp_path / "tools" / "tenancy-match"))
    with pytest.raises(KeyProblem, match="an upgrade would delete the key"):
        landlord_key(tmp_path / "tools" / "tenancy-match" / "keys" / "root.key")
    landlord_key(tmp_path / "tools" / "root.key")


def test_outside_of_an_environment_the_system_s_python_forbids_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    monkeypatch.setattr("sys.base_prefix", str(tmp_path))
    assert landlord_key(tmp_path / "home" / "root.key").secret


def test_opening_does_not_make_a_key(tmp_path):
    with pytest.raises(KeyProblem, match="there is no key"):
        landlord_key(tmp_path / "root.key", make=False)
    assert not (tmp_path / "root.key").exists()


def test_a_key_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyProblem, match="cannot be read or made"):
        landlord_key(tmp_path / "file" / "root.key")


def test_the_environment_says_where_the_key_lies(tmp_path, monkeypatch):
    monkeypatch.setenv("TENANCY_MATCH_KEY", str(tmp_path / "other.key"))
    landlord_key(None)
    assert (tmp_path / "other.key").exists()
    monkeypatch.delenv("TENANCY_MATCH_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    landlord_key(None)
    assert (tmp_path / "config" / "tenancy-match" / "root.key").exists() or os.name == "nt"


def test_a_key_never_shows_itself():
    assert "r" * 8 not in repr(ROOT)
    assert len(ROOT.fingerprint) == 8


def test_no_two_purposes_share_a_subkey():
    keys = [
        ROOT.subkey("a"),
        ROOT.subkey("b"),
        ROOT.subkey("a", "b"),
        ROOT.subkey("ab"),
        ROOT.subkey("a", "b", "c"),
        ROOT.subkey("a", "bc"),
    ]
    assert len(set(keys)) == len(keys)


def test_pseudonyms_are_equal_for_equal_texts_and_null_for_null():
    made = tokens(pl.Series("x", ["a", None, "b", "a"]), ROOT.subkey("x"))
    assert made.dtype == pl.Int64
    assert made[0] == made[3]
    assert made[0] != made[2]
    assert made[1] is None
    assert hex_ids(pl.Series("x", ["a", None]), ROOT.subkey("x")).str.len_chars().to_list() == [32, None]


def test_another_key_or_purpose_changes_every_pseudonym():
    numbers = pl.Series([f"JK{n:06d}" for n in range(1000)])
    one, two, three = (set(tokens(numbers, key)) for key in (ROOT.subkey("a"), ROOT.subkey("b"), RootKey(b"s" * 32).subkey("a")))
    assert not one & two
    assert not one & three


def test_a_dictionary_without_the_key_finds_nobody():
    numbers = pl.Series([f"JK{n:06d}" for n in range(1000)])
    held = set(tokens(numbers, ROOT.subkey("nino")))
    guessed = [tokens(numbers, key.ljust(32, b"\0")) for key in (b"", b"tenancy-match/1", b"nino")]
    assert not held & {one for guess in guessed for one in guess}
