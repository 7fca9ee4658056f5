import random

import polars as pl
import pytest

from pipeline.errors import KeyProblem
from pipeline.keys import RootKey
from pipeline.vault import Vault, open_vault, store
from pipeline.vault.sealing import Broken, seal, unseal

ROOT = RootKey(b"r" * 32)
TABLE = pl.DataFrame({"record": ["a", "b"], "surname": ["CANARY-ONE", "CANARY-TWO"], "n": [1, None]})
KEY = b"k" * 64


@pytest.fixture
def out(tmp_path):
    store(tmp_path, "2026-10-05", ROOT, {"tenancy": TABLE, "deceased": TABLE.head(1)})
    return tmp_path


def test_what_goes_in_comes_out(out):
    vault = Vault(out, "2026-10-05", ROOT)
    assert vault.names() == ["deceased", "tenancy"]
    assert vault.table("tenancy").equals(TABLE)


def test_nothing_is_in_clear(out):
    assert not any(b"CANARY" in path.read_bytes() for path in (out / "vault").iterdir())


def test_equal_tables_give_equal_bytes(out, tmp_path):
    store(tmp_path / "again", "2026-10-05", ROOT, {"tenancy": TABLE})
    assert (tmp_path / "again" / "vault" / "tenancy.sealed").read_bytes() == (out / "vault" / "tenancy.sealed").read_bytes()


def test_another_key_is_refused_in_one_sentence(out):
    with pytest.raises(KeyProblem, match="not the key"):
        Vault(out, "2026-10-05", RootKey(b"s" * 32)).table("tenancy")
    with pytest.raises(KeyProblem, match="was made with the key"):
        open_vault(out, "2026-10-05", RootKey(b"s" * 32), ROOT.fingerprint)
    assert open_vault(out, "2026-10-05", ROOT, ROOT.fingerprint).table("tenancy").equals(TABLE)


def test_a_file_of_another_exercise_or_name_is_refused(out):
    with pytest.raises(KeyProblem):
        Vault(out, "2026-11-05", ROOT).table("tenancy")
    (out / "vault" / "tenancy.sealed").write_bytes((out / "vault" / "deceased.sealed").read_bytes())
    with pytest.raises(KeyProblem):
        Vault(out, "2026-10-05", ROOT).table("tenancy")


def test_a_missing_table_is_named(out):
    with pytest.raises(KeyProblem, match="residency"):
        Vault(out, "2026-10-05", ROOT).table("residency")


def test_every_flipped_bit_is_found():
    sealed = bytearray(seal(TABLE, KEY, ("x", "y")))
    dice = random.Random(1)
    for _ in range(200):
        at, bit = dice.randrange(len(sealed)), 1 << dice.randrange(8)
        sealed[at] ^= bit
        with pytest.raises(Broken):
            unseal(bytes(sealed), KEY, ("x", "y"))
        sealed[at] ^= bit
    assert unseal(bytes(sealed), KEY, ("x", "y")).equals(TABLE)


@pytest.mark.parametrize("cut", [0, 3, 4, 11, 12, 20, -1])
def test_a_truncated_file_is_refused(cut):
    with pytest.raises(Broken):
        unseal(seal(TABLE, KEY, ("x",))[:cut], KEY, ("x",))


def test_large_tables_are_sealed_in_pieces(monkeypatch):
    monkeypatch.setattr("pipeline.vault.sealing.PIECE", 100)
    sealed = seal(TABLE, KEY, ("x",))
    assert unseal(sealed, KEY, ("x",)).equals(TABLE)
    with pytest.raises(Broken):
        unseal(sealed[: 4 + 8 + int.from_bytes(sealed[4:12], "big")], KEY, ("x",))
