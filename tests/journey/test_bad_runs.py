"""Whatever goes wrong: one clear message, the right exit status, and an earlier run's results as they were."""

import errno
import shutil
import zipfile
from pathlib import Path

import polars as pl
import pytest
import pyzipper

from pipeline.private_files import locked
from tests.journey.conftest import program


@pytest.fixture
def before(exercise):
    """The bytes of an exercise that must not change."""
    return {path: path.read_bytes() for path in exercise.out.rglob("*") if path.is_file()}


@pytest.fixture
def copied(extracts, tmp_path) -> Path:
    folder = tmp_path / "copied"
    shutil.copytree(extracts, folder, ignore=shutil.ignore_patterns("truth", "rent_transaction.csv", "benefit_payment.csv"))
    return folder


def refused(said, status, *words):
    assert said.status == status, said.both
    assert "Traceback" not in said.both
    for word in words:
        assert word in said.err, said.err
    assert len(said.err.strip().splitlines()) <= 3, said.err


def untouched(before):
    for path, content in before.items():
        assert path.read_bytes() == content, path


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "tenancy.csv").unlink(), ["tenancy"]),
        (lambda folder: (folder / "tenancy.csv").write_text(""), ["tenancy.csv", "empty"]),
        (lambda folder: (folder / "tenancy.csv").write_text("landlord_code\n"), ["tenancy.csv"]),
        (lambda folder: (folder / "tenancy.csv").write_bytes(b"a\0b,c\n1,2\n"), ["tenancy.csv", "NUL"]),
        (lambda folder: shutil.copy(folder / "tenancy.csv", folder / "TENANCY.txt"), ["tenancy.csv", "TENANCY.txt"]),
        (lambda folder: (folder / "allow.toml").write_text('[[nino]]\nnumber = "12"\nwhy = "x"\n'), ["allow.toml", "[[nino]]"]),
        (lambda folder: (folder / "allow.toml").write_text("[[ninos]]\n"), ["allow.toml", "ninos"]),
        (lambda folder: (folder / "allow.toml").write_text("= nonsense"), ["allow.toml", "TOML"]),
    ],
)
def test_bad_extracts_are_refused_and_nothing_changes(exercise, before, copied, spoil, words):
    spoil(copied)
    refused(program("match", copied, "--out", exercise.out, key=exercise.key), 1, *words)
    untouched(before)


def test_an_alias_for_an_unknown_extract(exercise, before, copied):
    (copied / "aliases.toml").write_text("[tenanzy]\n")
    refused(program("match", copied, "--out", exercise.out, key=exercise.key), 2, "aliases.toml", "tenanzy", "tenancy")
    untouched(before)


def test_a_folder_that_is_none(exercise, before, tmp_path):
    refused(program("match", tmp_path / "nowhere", "--out", exercise.out, key=exercise.key), 1, "nowhere")
    untouched(before)


@pytest.mark.parametrize(
    "words",
    [
        ("match",),
        ("match", "x"),
        ("nonsense",),
        ("match", "x", "--out", "y", "--as-of", "10/05/2026"),
        ("sample", "x", "--homes", "two"),
    ],
)
def test_wrong_use(words, tmp_path):
    said = program(*words, key=tmp_path / "root.key")
    assert said.status == 2, said.both
    assert "Traceback" not in said.both


def test_another_key_gives_exit_3_and_a_sentence(exercise, before, tmp_path):
    program("sample", tmp_path / "s", "--homes", 60, key=tmp_path / "other.key")
    program("match", tmp_path / "s", "--out", tmp_path / "o", key=tmp_path / "other.key")
    said = program("referrals", exercise.out, "--officer", "A Nother", "--to", tmp_path / "x.csv", key=tmp_path / "other.key")
    refused(said, 3, "key")
    assert not (tmp_path / "x.csv").exists()
    untouched(before)


def test_no_key_gives_exit_3_and_makes_none(exercise, tmp_path):
    refused(
        program("referrals", exercise.out, "--officer", "A", "--to", tmp_path / "x.csv", key=tmp_path / "none.key"), 3, "none.key"
    )
    assert not (tmp_path / "none.key").exists()


def test_a_folder_without_an_exercise(tmp_path):
    refused(program("referrals", tmp_path, "--officer", "A", key=tmp_path / "k"), 2, "holds no exercise")


def test_a_file_of_no_known_ending(exercise, tmp_path):
    refused(program("referrals", exercise.out, "--officer", "A", "--to", tmp_path / "x.docx", key=exercise.key), 2, ".xlsx")


def test_a_referral_that_is_none(exercise, tmp_path):
    words = ("referrals", exercise.out, "--officer", "A", "--to", tmp_path / "x.csv", "--referral", "f" * 32)
    refused(program(*words, key=exercise.key), 2, "no such referral")


def test_a_nameless_officer_is_nobody(exercise, tmp_path):
    refused(program("referrals", exercise.out, "--officer", "  ", "--to", tmp_path / "x.csv", key=exercise.key), 2, "--officer")
    assert not (tmp_path / "x.csv").exists()


def test_one_run_at_a_time(exercise, before):
    with locked(exercise.out):
        refused(program("match", exercise.extracts, "--out", exercise.out, key=exercise.key), 4, "another run")
    untouched(before)


@pytest.mark.parametrize("stage", ["validate", "pseudonymise", "link", "write_tables", "leave"])
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (KeyboardInterrupt(), 130, "Interrupted"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "disk is full"),
        (pl.exceptions.ComputeError("No space left on device (os error 28)"), 1, "disk is full"),
        (ValueError("CANARY-VALUE"), 1, "unexpected"),
    ],
)
def test_an_interrupted_run_changes_nothing(exercise, before, copied, monkeypatch, stage, error, status, words):
    def broken(*_, **__):
        raise error

    monkeypatch.setattr(f"pipeline.journey.{stage}", broken)
    said = program("match", copied, "--out", exercise.out, key=exercise.key)
    refused(said, status, words)
    assert "CANARY" not in said.both
    untouched(before)
    assert not [path for path in exercise.out.parent.iterdir() if path.name.startswith((".partial", ".former"))]


def test_an_archive_needs_its_password(copied, tmp_path):
    with pyzipper.AESZipFile(
        copied / "tenancy.zip", "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(b"open sesame")
        archive.write(copied / "tenancy.csv", "tenancy.csv")
    (copied / "tenancy.csv").unlink()
    refused(program("check", copied, key=tmp_path / "k"), 1, "tenancy.zip", "password")
    (tmp_path / "wrong").write_text("sesame")
    refused(program("check", copied, "--password-file", tmp_path / "wrong", key=tmp_path / "k"), 1, "tenancy.zip", "password")
    (tmp_path / "right").write_text("open sesame\n")
    assert program("check", copied, "--password-file", tmp_path / "right", key=tmp_path / "k").status == 0


def test_a_password_file_that_is_none(copied, tmp_path):
    refused(program("check", copied, "--password-file", tmp_path / "none", key=tmp_path / "k"), 2, "--password-file")
