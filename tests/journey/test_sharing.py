"""NFI's files, its matches and the packs, over a whole exercise: what is written, what is logged, and what is left when it fails."""

import io
import shutil
import stat
import zlib
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
import pyzipper
import typer

from extracts.contract import Extract
from extracts.tenancy import TENANCY
from pipeline.audit import read_trail, trail_file
from pipeline.keys import landlord_key
from pipeline.nfi.returned import read_returned
from pipeline.stages.read import ReadOptions, read_one
from pipeline.stages.validate import validate
from pipeline.vault import open_vault
from tests.journey.conftest import Finished, program
from tests.nfi.landlord import SNAPSHOT

PASSWORD = "correct horse battery"
SETTINGS = """
[privacy_notice]
version = "version 7"
confirmed_by = "A Keeper"
confirmed_on = 2026-08-14

[council]
recipient = "Medway Council"
legal_basis = "agreement of 1 May"
benefit_gateway = "agreement of 2 June"

[payer.DWP]
recipient = "DWP"
legal_basis = "agreement of 2 June"
"""


@pytest.fixture
def desk(exercise, tmp_path) -> Finished:
    """A copy of the exercise with a password file and the landlord's settings beside it, and a trail of its own."""
    shutil.copytree(exercise.out, tmp_path / "out")
    (tmp_path / "password").write_text(PASSWORD + "\n")
    (tmp_path / "landlord.toml").write_text(SETTINGS)
    return Finished(exercise.extracts, tmp_path / "out", exercise.key, exercise.said)


def run(desk: Finished, command: str, *words: object, officer: str = "Jo Officer"):
    protect = ("--password-file", desk.out.with_name("password")) if command != "nfi-import" else ()
    given = (words[0], desk.out, *words[1:]) if command == "nfi-import" else (desk.out, *words)
    return program(command, *given, "--officer", officer, *protect, key=desk.key)


def entries(desk: Finished):
    trail = read_trail(trail_file(desk.out), landlord_key(desk.key, make=False))
    assert trail.whole
    return trail.entries


def held(desk: Finished) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in desk.out.parent.rglob("*") if path.is_file() and not path.name.endswith(".lock")}


def opened(archive: Path, member: str) -> bytes:
    with pyzipper.AESZipFile(archive) as content:
        content.setpassword(PASSWORD.encode())
        assert all(info.flag_bits & 1 for info in content.infolist())
        return content.read(member)


def tables(desk: Finished) -> pl.DataFrame:
    root = landlord_key(desk.key, make=False)
    return open_vault(desk.out, "2026-10-05", root, root.fingerprint).table("tenancy")


def refused(said, status: int, *words: str):
    assert said.status == status, said.both
    assert all(word in said.err for word in words), said.err
    assert len(said.err.strip().splitlines()) == 1, said.err


def test_the_files_are_written_for_their_owner_only_and_the_opening_is_logged(desk):
    said = run(desk, "nfi")
    assert said.status == 0, said.both
    assert "Ready to upload" in said.out and "Not met" not in said.out
    folder = desk.out.with_name("out-nfi")
    names = {"tenants.zip", "completed-right-to-buy.zip", "scorecard.html", "scorecard.csv"}
    assert {path.name for path in folder.iterdir()} == names
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (entry,) = entries(desk)
    assert (entry.officer, entry.did) == ("Jo Officer", "made the files for the National Fraud Initiative")
    assert PASSWORD not in said.both + str(entry)


def test_read_back_by_our_own_reader_the_tenants_are_the_same(desk):
    assert run(desk, "nfi").status == 0
    path = desk.out.with_name("tenants.csv")
    path.write_bytes(opened(desk.out.with_name("out-nfi") / "tenants.zip", "tenants.csv"))
    known = ("tenancy_ref", "tenant_status", "surname", "forename", "middle_names", "date_of_birth", "nino", "home_telephone",
             "mobile", "email", "postcode", "uprn", "tenancy_start", "address_line_1", "address_line_2", "address_line_3",
             "address_line_4", "housing_benefit_ref", "occupants", "right_to_buy_stage")  # fmt: skip
    extract = Extract("tenancy", "as NFI has it", tuple(one for one in TENANCY.fields if one.name in known), names_people=True)
    read = read_one(path, extract, ReadOptions())
    assert read.about["columns_dropped"] == [] and read.about["columns_missing"] == []
    back = validate(read, SNAPSHOT).accepted.frame.select(known)
    ours = validate(read_one(desk.extracts / "tenancy.csv", TENANCY, ReadOptions()), SNAPSHOT).accepted.frame
    ended = pl.min_horizontal("tenancy_end", "person_end")
    minor = pl.col("date_of_birth").dt.offset_by("18y") > SNAPSHOT
    current = ours.filter(
        (pl.col("tenant_status") != "H")
        & ~pl.col("tenancy_type").is_in(["garage", "other"])
        & (pl.max_horizontal("tenancy_start", "person_start") <= SNAPSHOT)
        & (ended.is_null() | (ended > SNAPSHOT))
        & ~minor.fill_null(value=False)
    )
    at_risk = current.filter("restricted").select("tenancy_ref")
    expected = current.join(at_risk, on="tenancy_ref", how="anti").unique(
        ["landlord_code", "tenancy_ref", "person_ref"], keep="first"
    )
    stage = pl.when(pl.col("right_to_buy_stage") != "none").then("right_to_buy_stage").alias("right_to_buy_stage")
    people = ["tenancy_ref", "surname", "forename", "date_of_birth"]
    assert back.height > 500
    missing = expected.join(back, on=people, how="anti", nulls_equal=True)
    assert missing.height <= at_risk.height  # the other tenancies of a person at risk are left out, too
    same = expected.join(back.select(people), on=people, how="semi", nulls_equal=True)
    assert back.sort(known).equals(same.with_columns(stage).select(known).sort(known))


def test_without_a_declaration_the_files_are_written_and_not_called_ready(desk):
    (desk.out.with_name("landlord.toml")).unlink()
    said = run(desk, "nfi", "--to", desk.out.with_name("elsewhere"))
    assert said.status == 0, said.both
    assert "Not ready to upload" in said.out and "privacy" in said.out
    assert b"Not ready to upload" in (desk.out.with_name("elsewhere") / "scorecard.html").read_bytes()


@pytest.mark.parametrize(
    ("spoil", "status", "words"),
    [
        (lambda desk: desk.out.with_name("password").write_text("short pass\n"), 2, ("12 characters",)),
        (lambda desk: desk.out.with_name("password").write_text(""), 2, ("12 characters",)),
        (lambda desk: desk.out.with_name("password").unlink(), 2, ("--password-file",)),
        (lambda desk: desk.out.with_name("landlord.toml").write_text("[shoes]"), 1, ("landlord.toml", "shoes")),
        (lambda desk: (desk.out / "vault" / "tenancy.sealed").write_bytes(b"TMV1nonsense"), 3, ("tenancy.sealed",)),
        (lambda desk: (desk.out / "run.json").unlink(), 2, ("holds no exercise",)),
        (lambda desk: (desk.out.with_name("out-nfi").mkdir(), (desk.out.with_name("out-nfi") / "mine.txt").write_text("x")), 1, ("other files",)),
    ],
)  # fmt: skip
def test_what_cannot_be_written_leaves_nothing_half_written(desk, spoil, status, words):
    spoil(desk)
    before = held(desk)
    refused(run(desk, "nfi"), status, *words)
    after = {path: content for path, content in held(desk).items() if "audit" not in path.name}
    assert after == before
    assert not list(desk.out.parent.rglob(".partial*"))


@pytest.mark.parametrize(("length", "status"), [(11, 2), (12, 0)])
def test_a_password_has_at_least_twelve_characters(desk, length, status):
    desk.out.with_name("password").write_text("x" * length)
    assert run(desk, "nfi").status == status


def test_a_failure_on_the_way_leaves_the_former_files(desk, monkeypatch):
    assert run(desk, "nfi").status == 0
    before = {path: content for path, content in held(desk).items() if "audit" not in path.name}

    def broken(*_):
        raise ValueError("CANARY-VALUE")

    monkeypatch.setattr("pipeline.doors.sharing.prepare", broken)
    said = run(desk, "nfi")
    assert said.status == 1 and "CANARY" not in said.both
    assert {path: content for path, content in held(desk).items() if "audit" not in path.name} == before


def test_a_password_is_asked_for_twice_at_a_keyboard_and_never_shown(desk, monkeypatch):
    typed = iter(["correct horse battery", "correct horse batery", PASSWORD, PASSWORD])
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(f"{typer.prompt.__module__}.hidden_prompt_func", lambda _: next(typed))
    said = program("nfi", desk.out, "--officer", "Jo", key=desk.key)
    assert said.status == 0, said.both
    assert not list(typed) and PASSWORD not in said.both
    assert opened(desk.out.with_name("out-nfi") / "tenants.zip", "tenants.csv").startswith(b"Tenant status flag")


def test_without_a_keyboard_or_a_file_there_is_no_password(desk):
    refused(program("nfi", desk.out, "--officer", "Jo", key=desk.key), 2, "--password-file")
    assert not entries(desk)


def returned(desk: Finished, rows: int = 6, **more: object) -> Path:
    """A file of matches on some of the landlord's tenancies, every canary in a cell of theirs."""
    tenants = tables(desk).filter((pl.col("tenant_status") == "F") & pl.col("tenancy_end").is_null()).head(rows)
    columns = {
        "Match ID": pl.int_range(pl.len()).cast(pl.String), "Report": pl.lit("Housing Tenants to Housing Tenants"),
        "Tenancy/tenant reference": pl.col("tenancy_ref"), "Surname": pl.col("surname"), "Forename(s)": pl.col("forename"),
        "Date of birth": pl.col("date_of_birth"), "Matched body": pl.lit("=Kanaribody"), "Matched surname": pl.lit("Kanarimatch"),
        "Matched address": pl.lit("77 Kanari Lane"), "Matched start date": pl.lit("2020-01-06"),
    }  # fmt: skip
    frame = tenants.select(expr.alias(name) for name, expr in columns.items())
    path = desk.out.with_name("returned.csv")
    frame.with_columns(pl.lit(value).alias(name) for name, value in more.items()).write_csv(path)
    return path


def test_matches_are_kept_apart_with_their_purpose_and_listed_beside_ours(desk):
    said = run(desk, "nfi-import", returned(desk), "--to", desk.out.with_name("list.csv"))
    assert said.status == 0, said.both
    listed = pl.read_csv(desk.out.with_name("list.csv"), infer_schema=False)
    assert listed.height == 6
    assert set(listed["State"]) <= {"new", "contradicted", "already known"}
    assert listed["Theirs: body"].to_list() == ["'=Kanaribody"] * 6
    (sealed,) = (desk.out / "vault" / "returned").iterdir()
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    assert b"Kanari" not in sealed.read_bytes()
    root = landlord_key(desk.key, make=False)
    vault = open_vault(desk.out, "2026-10-05", root, root.fingerprint)
    assert not [name for name in vault.names() if "nfi" in name]
    kept = vault.table("returned/" + sealed.name.removesuffix(".sealed"))
    assert kept["purpose"].to_list() == [read_returned(None).purpose] * 6
    assert kept["other_surname"].to_list() == ["Kanarimatch"] * 6
    assert [entry.referrals for entry in entries(desk)] == [6]


def test_no_other_door_lets_returned_matches_out(desk):
    assert run(desk, "nfi-import", returned(desk)).status == 0
    to = desk.out.with_name("list.csv")
    assert run(desk, "referrals", "--to", to).status == 2  # it takes no password
    assert program("referrals", desk.out, "--officer", "Jo", "--to", to, key=desk.key).status == 0
    assert program("clerical", desk.out, "--officer", "Jo", "--to", desk.out.with_name("c.csv"), key=desk.key).status == 0
    assert not [name for name in ("list.csv", "c.csv") if b"Kanari" in desk.out.with_name(name).read_bytes()]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda desk: returned(desk, **{"Shoe size": "9"}), ("returned.csv", "'Shoe size'", "leave_out")),
        (lambda desk: _rewritten(desk, "Matched body", "Whose"), ("returned.csv", "other_body", "[nfi_match]")),
        (lambda desk: _rewritten(desk, "Matched surname", "Forename(s) "), ("returned.csv", "our_forename")),
        (lambda desk: _named(desk, "empty.csv", b""), ("empty.csv", "empty")),
        (lambda desk: _named(desk, "matches.docx", b"x"), ("matches.docx", ".csv")),
        (lambda desk: _named(desk, "matches.zip", b"PK nonsense"), ("matches.zip", "archive")),
        (lambda desk: desk.out.with_name("none.csv"), ("none.csv",)),
    ],
)
def test_a_file_of_matches_that_cannot_be_taken_in_changes_nothing(desk, spoil, words):
    path = spoil(desk)
    before = held(desk)
    refused(run(desk, "nfi-import", path), 1, *words)
    assert held(desk) == before


def test_a_worklist_of_no_known_ending_is_refused_before_anything_is_read(desk):
    before = held(desk)
    refused(run(desk, "nfi-import", desk.out.with_name("none.csv"), "--to", desk.out.with_name("w.docx")), 2, ".xlsx")
    assert held(desk) == before


def test_a_match_of_a_restricted_tenant_is_counted_and_not_listed(desk):
    who = tables(desk).filter("restricted").row(0, named=True)
    path = returned(desk, 3)
    frame = pl.read_csv(path, infer_schema=False)
    theirs = {
        "Match ID": "R1",
        "Tenancy/tenant reference": who["tenancy_ref"],
        "Surname": who["surname"],
        "Forename(s)": who["forename"],
    }
    more = frame.head(1).with_columns(pl.lit(value).alias(name) for name, value in theirs.items())
    pl.concat([frame, more.with_columns(pl.lit(None, pl.String).alias("Date of birth"))]).write_csv(path)
    said = run(desk, "nfi-import", path, "--to", desk.out.with_name("list.csv"))
    assert said.status == 0, said.both
    assert "Restricted, and not in it: 1." in said.out
    assert pl.read_csv(desk.out.with_name("list.csv"), infer_schema=False)["NFI match"].to_list() == ["0", "1", "2"]


def _rewritten(desk: Finished, old: str, new: str) -> Path:
    path = returned(desk)
    path.write_text(path.read_text().replace(old, new, 1))
    return path


def _named(desk: Finished, name: str, content: bytes) -> Path:
    desk.out.with_name(name).write_bytes(content)
    return desk.out.with_name(name)


def test_an_alias_file_maps_what_is_called_otherwise(desk):
    path = _rewritten(desk, "Matched body", "Whose")
    desk.out.with_name("aliases.toml").write_text('[nfi_match]\nother_body = ["Whose"]\n')
    said = run(desk, "nfi-import", path, "--aliases", desk.out.with_name("aliases.toml"), "--to", desk.out.with_name("w.xlsx"))
    assert said.status == 0, said.both
    assert desk.out.with_name("w.xlsx").read_bytes()[:2] == b"PK"


def numbers(desk: Finished, rule: str, restricted: bool = False) -> list[str]:
    table = pl.read_parquet(desk.out / "referrals.parquet").filter((pl.col("priority") == "restricted") == restricted)
    return table.filter(pl.lit(restricted) | (pl.col("rule") == rule))["referral_id"].to_list()


def test_a_pack_is_protected_and_logged_with_its_basis_and_its_referrals(desk):
    number = numbers(desk, "T1")[0]
    said = run(desk, "pack", "--for", "council", "--referral", number, "--reason", "the council asked")
    assert said.status == 0, said.both
    page = opened(desk.out.with_name("out-council.zip"), "referrals.html").decode()
    assert number in page and "agreement of 1 May" in page and "Jo Officer" in page
    (entry,) = entries(desk)
    assert (entry.which, entry.referrals, entry.reason) == (number, 1, "the council asked")
    assert "Medway Council" in entry.did and "agreement of 1 May" in entry.did
    assert stat.S_IMODE(desk.out.with_name("out-council.zip").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("words", "settings", "status", "said"),
    [
        (("--for", "council", "--reason", "x"), "", 1, "legal_basis"),
        (("--for", "council", "--reason", "x"), SETTINGS.replace("agreement of 1 May", "  "), 1, "legal_basis"),
        (("--for", "payer", "--reason", "x"), SETTINGS.partition("[payer")[0], 2, "--body"),
        (("--for", "payer", "--reason", "x"), SETTINGS, 1, "benefit_award"),
        (("--for", "payer", "--reason", "x", "--body", "Nobody"), SETTINGS, 1, 'payer."Nobody"'),
        (("--for", "council", "--reason", "  "), SETTINGS, 2, "--reason"),
        (("--for", "council", "--reason", "x", "--referral", "f" * 32), SETTINGS, 2, "2 referrals were asked for and 1 found"),
        (("--for", "council", "--reason", "x", "--restricted"), SETTINGS, 2, "not restricted"),
    ],
)
def test_a_pack_that_may_not_be_given_is_neither_written_nor_opened(desk, words, settings, status, said):
    desk.out.with_name("landlord.toml").write_text(settings)
    before = held(desk)
    refused(run(desk, "pack", *words, "--referral", numbers(desk, "T1")[0]), status, said)
    assert held(desk) == before


def test_an_award_that_another_body_pays_is_found_out_before_anything_is_written(desk):
    desk.out.with_name("landlord.toml").write_text(SETTINGS.replace("payer.DWP", "payer.Elsewhere"))
    refused(run(desk, "pack", "--for", "payer", "--reason", "x", "--referral", numbers(desk, "B1")[0]), 1, "Elsewhere pays")
    assert not desk.out.with_name("out-payer.zip").exists()


def test_nothing_identifies_anybody_outside_the_archives_and_the_worklist(desk, tmp_path_factory, monkeypatch):
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    said = [
        run(desk, "nfi"),
        run(desk, "nfi-import", returned(desk)),
        run(desk, "pack", "--for", "council", "--reason", "x", "--referral", numbers(desk, "T1")[0]),
    ]
    assert [one.status for one in said] == [0, 0, 0]
    people = tables(desk)
    names = people.select(pl.concat_str("forename", "surname", separator=" ")).to_series().drop_nulls().to_list()
    sought = {*names, *people["nino"].drop_nulls(), *people["email"].drop_nulls(), "Kanarimatch", "77 Kanari Lane"}
    sought = {one for one in sought if len(one) > 8}
    assert len(sought) > 700
    theirs = {"returned.csv", "out-nfi-matches.xlsx"}
    where = {
        path.name: path.read_bytes()
        for root in (desk.out.parent, scratch)
        for path in root.rglob("*")
        if path.is_file() and path.name not in theirs
    }
    where |= {f"message {n}": one.both.encode() for n, one in enumerate(said)}
    for name, content in where.items():
        assert not [one for one in sought if one.encode() in content], name


def test_the_archives_hold_what_they_say(desk):
    assert run(desk, "nfi").status == 0
    codes = pl.read_csv(io.BytesIO(opened(desk.out.with_name("out-nfi") / "tenants.zip", "codes.csv")))
    assert codes.columns == ["Field", "Code", "Meaning"]
    assert {"F", "O", "applied"} <= set(codes["Code"])
    first, second = (opened(desk.out.with_name("out-nfi") / "tenants.zip", "tenants.csv") for _ in range(2))
    assert zlib.crc32(first) == zlib.crc32(second)
    with pyzipper.AESZipFile(desk.out.with_name("out-nfi") / "tenants.zip") as archive:
        archive.setpassword(b"another password")
        with pytest.raises(RuntimeError):
            archive.read("tenants.csv")
