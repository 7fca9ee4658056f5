"""Nothing that names a person or a place leaves the vault: not in a file, a message or a temporary file, clear or unkeyed."""

import base64
import hashlib
import tempfile
import zlib

import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from extracts.contract import Use, plain
from tests.journey.conftest import program

HIDDEN = (Use.REFERENCE, Use.IDENTIFIER, Use.SHOWN)
PLACES = {
    "nino": "LM482917",
    "postcode": "TN31 7QX",
    "uprn": "918273645012",
    "date_of_birth": "1947-08-19",
    "email": "kanari@finken.example",
}
NUMBERS = {"home_telephone": "01634960777", "mobile": "07700900777"}
BANK = {"sort_code": "918273", "account_number": "91827364"}


def canary(column: str) -> str:
    """An unmistakable value that a column accepts."""
    for ending, value in BANK.items():
        if column.endswith(ending):
            return value
    return (PLACES | NUMBERS).get(column, f"Kanari{column.title().replace('_', '')}")


def spellings(text: str) -> set[bytes]:
    """A value in the ways in which it could stand in a file: clear, folded, without spaces, and under every unkeyed hash of these."""
    clear = {text, text.lower(), text.upper(), text.replace(" ", ""), text.lower().replace(" ", "")}
    if text == PLACES["date_of_birth"]:
        clear |= {"19/08/1947", "19081947", "19470819"}
    if text.startswith("0"):
        clear |= {"+44" + text[1:]}
    found = {one.encode() for one in clear}
    for one in clear:
        digests = [hashlib.new(name, one.encode()).digest() for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s")]
        digests.append(zlib.crc32(one.encode()).to_bytes(4, "big") * 2)  # four bytes alone would be found by chance
        found |= {digest.hex().encode() for digest in digests} | {base64.b64encode(digest).rstrip(b"=") for digest in digests}
        found |= {digest[:8] for digest in digests} | {digest[:8][::-1] for digest in digests}
    return found


@pytest.fixture(scope="module")
def canaries(extracts, tmp_path_factory):
    """The landlord's extracts, with a canary in every identifying column of each one's last rows; half of those rows are bad."""
    folder = tmp_path_factory.mktemp("canaries")
    planted = set()
    for path in sorted(extracts.glob("*.csv")):
        extract, frame = EXTRACTS[path.stem], pl.read_csv(path, infer_schema=False)
        columns = {}
        for header, field in zip(frame.columns, _fields(extract, frame.columns), strict=True):
            if field is not None and field.use in HIDDEN:
                columns[header] = canary(field.name)
        planted |= set(columns.values())
        last = frame.tail(2).with_columns(pl.lit(value).alias(name) for name, value in columns.items())
        spoilt = last.with_columns(pl.lit("Kanariwert").alias(frame.columns[0]) if path.stem == "benefit_award" else pl.first())
        pl.concat([frame.head(2000), last, spoilt]).write_csv(folder / path.name)
    return folder, planted


def _fields(extract, headers):
    known = {plain(name): field for field in extract.fields for name in (field.name, *field.aliases)}
    return [known.get(plain(header)) for header in headers]


def test_canaries_are_nowhere_but_in_the_vault(canaries, tmp_path, monkeypatch):
    folder, planted = canaries
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    out, key = tmp_path / "out", tmp_path / "keys" / "root.key"
    said = [program("check", folder, key=key), program("match", folder, "--out", out, key=key)]
    assert [one.status for one in said] == [0, 0], said[-1].both
    kept = {path: path.read_bytes() for root in (out, scratch) for path in root.rglob("*") if path.is_file()}
    kept |= {f"message {n}": one.both.encode() for n, one in enumerate(said)}
    assert len(planted) > 25
    sought = {value: spellings(value) for value in planted}
    for where, content in kept.items():
        assert not [value for value, forms in sought.items() if any(form in content for form in forms)], where


def test_the_officers_file_shows_them_to_a_named_officer(canaries, tmp_path):
    folder, _ = canaries
    out, key, to = tmp_path / "out", tmp_path / "keys" / "root.key", tmp_path / "list.csv"
    program("match", folder, "--out", out, key=key)
    assert program("referrals", out, "--officer", "Jo Officer", "--to", to, key=key).status == 0
    names = pl.read_csv(to, infer_schema=False)["left_name"].drop_nulls()
    assert names.len() > 0
