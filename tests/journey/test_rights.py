"""Subject access and purge over a whole exercise: what is written, what is logged, what is destroyed, and what stays."""

import json
import shutil
import stat
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from pipeline.audit import read_trail, trail_file
from pipeline.doors.purging import delete_after
from pipeline.errors import Refused
from pipeline.keys import landlord_key
from pipeline.run_record import sha256_of
from pipeline.settings import Retention
from pipeline.vault import open_vault
from tests.journey.conftest import Finished, program

PAST, FUTURE = "[retention]\ndays = 10\n", "[retention]\ndays = 36500\n"


@pytest.fixture
def desk(exercise, tmp_path) -> Finished:
    shutil.copytree(exercise.out, tmp_path / "out")
    return Finished(exercise.extracts, tmp_path / "out", exercise.key, exercise.said)


def tables(desk: Finished):
    root = landlord_key(desk.key, make=False)
    vault = open_vault(desk.out, "2026-10-05", root, root.fingerprint)
    return {name: vault.table(name) for name in vault.names()}


def entries(desk: Finished):
    trail = read_trail(trail_file(desk.out), landlord_key(desk.key, make=False))
    assert trail.whole
    return trail.entries


def somebody(desk: Finished, restricted: bool = False) -> dict:
    """A tenant whose birth date is known, referred where there is one."""
    known = tables(desk)["tenancy"].filter(
        pl.col("date_of_birth").str.contains(r"^\d{4}-") & (pl.col("restricted") == restricted)
    )
    referrals = pl.read_parquet(desk.out / "referrals.parquet").filter((pl.col("priority") == "restricted") == restricted)
    return known.join(referrals.select(record="left_record", number="referral_id"), on="record").row(0, named=True)


def ask(desk: Finished, who: dict, *words: object):
    named = ("--surname", who["surname"], "--forename", who["forename"], "--date-of-birth", who["date_of_birth"])
    return program("person", desk.out, "--officer", "Jo Officer", *named, *words, key=desk.key)


def refused(said, status: int, *words: str):
    assert said.status == status, said.both
    assert all(word in said.err for word in words), said.err


def test_a_person_is_told_what_is_held_and_the_trail_does_not_say_whom_it_was_about(desk):
    who = somebody(desk)
    said = ask(desk, who)
    assert said.status == 0, said.both
    folder = desk.out.with_name("out-person")
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    answer = json.loads((folder / "person.json").read_text())
    assert who["tenancy_ref"] in str(answer["rows"]) and who["number"] in str(answer["referrals"])
    (entry,) = entries(desk)
    assert entry.which == "one person"
    assert not [word for word in (who["surname"], who["forename"], who["date_of_birth"]) if word in str(entry) + said.both]


def test_nobody_elses_data_are_in_the_answer(desk):
    who = somebody(desk)
    assert ask(desk, who).status == 0
    page = (desk.out.with_name("out-person") / "person.json").read_text()
    others = pl.concat([table.select("surname", "nino", "email") for table in (tables(desk)["tenancy"],)])
    own = {who["surname"].casefold()}
    names = {one for one in others["surname"].drop_nulls() if one.casefold() not in own and len(one) > 5}
    identities = {
        one for column in ("nino", "email") for one in others[column].drop_nulls() if one not in (who["nino"], who["email"])
    }
    assert len(identities) > 300
    assert not [one for one in identities if one in page]
    assert not [one for one in names if f'"{one}"' in page]


def test_a_referral_is_withheld_for_a_reason_and_only_one_of_the_persons(desk):
    who = somebody(desk)
    refused(ask(desk, who, "--withhold", who["number"]), 2, "--reason")
    refused(ask(desk, who, "--withhold", "f" * 32, "--reason", "Sch. 2"), 2, "withhold")
    assert not desk.out.with_name("out-person").exists()
    assert ask(desk, who, "--withhold", who["number"], "--reason", "crime exemption, reviewed 3 November").status == 0
    folder = desk.out.with_name("out-person")
    assert not [path.name for path in folder.iterdir() if who["number"].encode() in path.read_bytes()]
    assert "1 referrals withheld" in entries(desk)[-1].did


def test_a_restricted_person_is_answered_by_a_senior_role_only(desk):
    who = somebody(desk, restricted=True)
    refused(ask(desk, who), 1, "restricted", "--restricted")
    assert not desk.out.with_name("out-person").exists()


def test_a_person_of_whom_nothing_is_held_is_told_so(desk):
    who = {"surname": "Nobody", "forename": "Ever", "date_of_birth": "1931-03-04"}
    assert ask(desk, who).status == 0
    assert b"holds no record" in (desk.out.with_name("out-person") / "person.html").read_bytes()


def test_a_date_that_is_none_is_refused_before_anything_is_opened(desk):
    refused(ask(desk, {"surname": "A", "forename": "B", "date_of_birth": "soon"}), 2, "--date-of-birth")
    assert not entries(desk)


def purge(desk: Finished, settings: str, *words: object):
    desk.out.with_name("landlord.toml").write_text(settings)
    return program("purge", desk.out, "--officer", "Kim Keeper", *words, key=desk.key)


def identities_beside(desk: Finished) -> list[Path]:
    """The files that commands leave beside an exercise, really written or like them."""
    assert program("referrals", desk.out, "--officer", "Jo", key=desk.key).status == 0
    assert ask(desk, somebody(desk)).status == 0
    desk.out.with_name("out-council.zip").write_bytes(b"x" * 3_000_000)
    return [desk.out.with_name("out-referrals.xlsx"), desk.out.with_name("out-person"), desk.out.with_name("out-council.zip")]


def test_purge_destroys_identities_and_leaves_proof(desk):
    beside = identities_beside(desk)
    sealed = sorted((desk.out / "vault").rglob("*.sealed"))
    hashes = {path.name: sha256_of(path) for path in sealed}
    said = purge(desk, PAST)
    assert said.status == 0, said.both
    assert not (desk.out / "vault").exists() and not [path for path in beside if path.exists()]
    assert {path.name for path in desk.out.iterdir()} == {
        "run.json",
        "report.html",
        "referrals.parquet",
        "cases.parquet",
        "purged.json",
    }
    proof = json.loads((desk.out / "purged.json").read_text())
    destroyed = {Path(one["file"]).name: one["sha256"] for one in proof["destroyed"]}
    assert hashes.items() <= destroyed.items()
    assert {"persons.parquet", "links.parquet", "out-referrals.xlsx", "person.html", "out-council.zip"} <= set(destroyed)
    assert proof["delete_after"] == "2026-10-15" and proof["officer"] == "Kim Keeper"
    began, ended = entries(desk)[-2:]
    assert began.did.startswith("began to destroy") and began.referrals == len(proof["destroyed"])
    assert sha256_of(desk.out / "purged.json") in ended.did


def test_after_a_purge_nobody_is_identified_and_it_is_not_done_twice(desk):
    assert purge(desk, PAST).status == 0
    proof = (desk.out / "purged.json").read_bytes()
    for words in (("referrals", "--to", desk.out.with_name("x.csv")), ("nfi",)):
        said = program(
            words[0],
            desk.out,
            "--officer",
            "Jo",
            *words[1:],
            *(("--password-file", _password(desk)) if words[0] == "nfi" else ()),
            key=desk.key,
        )
        refused(said, 2, "purged")
    refused(purge(desk, PAST), 1, "already")
    assert (desk.out / "purged.json").read_bytes() == proof


def _password(desk: Finished) -> Path:
    desk.out.with_name("password").write_text("correct horse battery")
    return desk.out.with_name("password")


@pytest.mark.parametrize(
    ("settings", "words", "status", "said"),
    [
        ("", (), 1, "[retention]"),
        (FUTURE, (), 1, "may be kept until"),
        (FUTURE, ("--early",), 2, "--reason"),
        (PAST, ("--reason", "  "), 2, "--reason"),
        ("[retention.delete_after]\nout = 2126-01-01\n", (), 1, "01/01/2126"),
        ("[retention]\nweeks = 3", (), 1, "weeks"),
    ],
)
def test_before_its_time_nothing_is_destroyed(desk, settings, words, status, said):
    before = {path: path.read_bytes() for path in desk.out.rglob("*") if path.is_file()}
    refused(purge(desk, settings, *words), status, said)
    assert {path: path.read_bytes() for path in desk.out.rglob("*") if path.is_file()} == before
    assert not entries(desk)


def test_early_for_a_reason_of_its_own(desk):
    assert purge(desk, FUTURE, "--early", "--reason", "the exercise was run on the wrong extracts").status == 0
    assert entries(desk)[-1].reason == "the exercise was run on the wrong extracts"


def test_another_key_destroys_nothing(desk, tmp_path):
    (tmp_path / "other").mkdir()
    assert (
        program("match", desk.extracts, "--out", tmp_path / "other" / "out", key=tmp_path / "other" / "k" / "root.key").status
        == 0
    )
    desk.out.with_name("landlord.toml").write_text(PAST)
    refused(program("purge", desk.out, "--officer", "Kim", key=tmp_path / "other" / "k" / "root.key"), 3, "another key")
    assert (desk.out / "vault").exists()


def test_an_interrupted_purge_is_finished_with_its_first_list(desk, monkeypatch):
    sealed = {path.name for path in (desk.out / "vault").glob("*.sealed")}

    def broken(path):
        if path.name == "tenancy.sealed":
            raise KeyboardInterrupt
        path.write_bytes(b"")

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.doors.purging._overwrite", broken)
        assert purge(desk, PAST).status == 130
    assert (desk.out / "vault" / "tenancy.sealed").exists() and not (desk.out / "purged.json").exists()
    assert purge(desk, PAST).status == 0
    proof = json.loads((desk.out / "purged.json").read_text())
    assert sealed <= {Path(one["file"]).name for one in proof["destroyed"]}
    assert not (desk.out / "purging.json").exists() and not (desk.out / "vault").exists()


def test_what_a_link_leads_to_is_left_alone(desk, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.txt").write_text("keep me")
    desk.out.with_name("out-nfi").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (desk.out / "vault" / "link").symlink_to(tmp_path / "elsewhere" / "mine.txt")
    assert purge(desk, PAST).status == 0
    assert (tmp_path / "elsewhere" / "mine.txt").read_text() == "keep me"


@pytest.mark.parametrize(
    ("days", "own", "until"),
    [
        (10, {}, date(2026, 10, 15)),
        (10, {"out": date(2027, 1, 1)}, date(2027, 1, 1)),
        (None, {"out": date(2027, 1, 1)}, date(2027, 1, 1)),
    ],
)
def test_how_long_an_exercise_may_be_kept(days, own, until):
    assert delete_after(Retention(days, own), "out", date(2026, 10, 5)) == until


def test_nothing_settled_is_refused():
    with pytest.raises(Refused, match="retention"):
        delete_after(Retention(), "out", date(2026, 10, 5))


@pytest.mark.parametrize(("late", "status"), [(0, 1), (1, 0)])
def test_the_last_day_is_still_kept(desk, monkeypatch, late, status):
    class Clock(date):
        @classmethod
        def today(cls):
            return date(2026, 10, 15) + timedelta(late)

    monkeypatch.setattr("pipeline.cli.rights.date", Clock)
    assert purge(desk, PAST).status == status
