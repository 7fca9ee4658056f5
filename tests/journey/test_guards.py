"""A person's slips: what a run refuses to replace, what it asks about first, and which filled-in files are kept."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from extracts.catalogue import EXTRACTS
from pipeline.doors.overwriting import annotated_matches, answered_pairs, refuse_to_lose
from pipeline.errors import WrongUse
from pipeline.guards import SnapshotPolicy, read_exercise_policy, refuse_nested, snapshot_doubt
from pipeline.tables import Checked, Identified
from tests.journey.conftest import filled, program

POLICY = SnapshotPolicy(days_from_newest=45, share_of_rows=0.01)
NEWEST = date(2026, 10, 5)
NOTE = {"Status": "enquiry"}


def checked(name: str, column: str, *days: date) -> dict[str, Checked]:
    frame = pl.DataFrame({column: days}, schema={column: pl.Date})
    return {name: Checked(Identified(EXTRACTS[name], frame), pl.DataFrame(), pl.DataFrame())}


@pytest.mark.parametrize(("days", "doubted"), [(0, False), (45, False), (46, True), (-45, False), (-46, True), (365, True)])
@pytest.mark.parametrize("source", [("rent_account", "as_of"), ("rent_transaction", "posted_on"), ("benefit_payment", "paid_on")])
def test_a_snapshot_is_questioned_from_the_forty_sixth_day(source, days, doubted):
    doubt = snapshot_doubt(NEWEST + timedelta(days=days), checked(*source, NEWEST, date(2020, 1, 1)), POLICY)
    assert bool(doubt) == doubted
    assert not doubt or ".".join(source) in doubt


def test_a_snapshot_that_nobody_typed_is_not_questioned():
    assert snapshot_doubt(None, checked("rent_account", "as_of", date(2000, 1, 1)), POLICY) is None


@pytest.mark.parametrize(("ahead", "doubted"), [(0, False), (1, True), (3, True)])
def test_without_postings_only_starts_beyond_the_snapshot_speak_against_it(ahead, doubted):
    starts = [date(2001, 5, 1)] * (100 - ahead) + [NEWEST] * ahead
    before = checked("tenancy", "tenancy_start", *starts)
    assert bool(snapshot_doubt(NEWEST - timedelta(days=46), before, POLICY)) == doubted
    assert snapshot_doubt(NEWEST + timedelta(days=4000), before, POLICY) is None


def test_the_policy_in_force_is_the_one_tested_here():
    assert read_exercise_policy().snapshot == POLICY


def test_match_asks_about_a_snapshot_of_another_year_and_check_says_so(extracts, tmp_path):
    typed = program("match", extracts, "--out", tmp_path / "out", "--as-of", "2025-10-05", key=tmp_path / "k" / "root.key")
    assert typed.status == 2
    assert "365 days before the newest date in the extracts (rent_account.as_of" in typed.both.replace("\n", " ")
    assert "--yes" in typed.both
    assert not (tmp_path / "out").exists()
    seen = program("check", extracts, "--as-of", "2025-10-05", key=tmp_path / "k" / "root.key")
    assert (seen.status, "Check the snapshot" in seen.out) == (0, True)


def test_an_exercise_of_another_snapshot_is_replaced_only_with_replace(exercise, desk):
    other = ("match", exercise.extracts, "--out", desk.out, "--as-of", "2026-09-28")
    before = (desk.out / "run.json").read_bytes()
    typed = program(*other, key=desk.key)
    assert (typed.status, "--replace" in typed.both) == (1, True)
    assert (desk.out / "run.json").read_bytes() == before
    assert program(*other, "--replace", key=desk.key).status == 0
    assert json.loads((desk.out / "run.json").read_text())["snapshot"] == "2026-09-28"


def test_an_exercise_of_another_landlord_is_replaced_only_with_replace(exercise, desk, tmp_path):
    other = tmp_path / "extracts"
    other.mkdir()
    for name in ("tenancy", "rent_account"):
        table = pl.read_csv(exercise.extracts / f"{name}.csv", infer_schema=False)
        table.with_columns(landlord_code=pl.lit("ZZZ")).write_csv(other / f"{name}.csv")
    typed = program("match", other, "--out", desk.out, key=desk.key)
    assert typed.status == 1
    assert "another landlord" in typed.both


def test_the_run_record_names_no_landlord_in_clear(exercise):
    record = json.loads((exercise.out / "run.json").read_text(encoding="utf-8"))
    codes = pl.read_csv(exercise.extracts / "tenancy.csv", infer_schema=False)["landlord_code"].unique()
    assert len(record["landlords"]) == len(codes)
    assert not set(record["landlords"]) & set(codes)


@pytest.mark.parametrize(("out", "extracts"), [("a/b", "a"), ("a", "a/b"), ("a", "a"), ("a/../a", "a"), ("link", "a")])
def test_results_and_extracts_may_not_lie_inside_one_another(tmp_path, out, extracts):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a" / "b")
    with pytest.raises(WrongUse, match="inside one another"):
        refuse_nested(tmp_path / out, tmp_path / extracts)


def test_names_that_only_begin_alike_are_not_nested(tmp_path):
    refuse_nested(tmp_path / "extracts-out", tmp_path / "extracts")


@pytest.mark.parametrize("command", ["match", "core"])
def test_a_run_into_the_extracts_folder_touches_nothing(extracts, tmp_path, command):
    folder = tmp_path / "extracts"
    shutil.copytree(extracts, folder)
    before = sorted(folder.rglob("*"))
    option = "--out" if command == "match" else "--to"
    typed = program(command, folder, option, folder / "results", key=tmp_path / "k" / "root.key")
    assert (typed.status, sorted(folder.rglob("*"))) == (2, before)


def test_a_run_beside_earlier_cases_asks_for_the_previous_exercise(exercise, desk):
    later = ("match", exercise.extracts, "--out", desk.out.with_name("later"), "--as-of", "2026-10-12")
    assert desk.run("outcome", desk.number, "--status", "enquiry").status == 0
    typed = program(*later, key=desk.key)
    assert typed.status == 2
    assert f"--previous {desk.out}" in typed.both.replace("\n", "")
    assert program(*later, "--yes", key=desk.key).status == 0


def test_a_workbook_with_notes_is_kept_until_they_are_recorded(desk):
    book = desk.out.with_name("out-referrals.xlsx")
    assert desk.run("referrals").status == 0
    assert desk.run("referrals").status == 0, "an untouched workbook is written again"
    filled(book, {desk.number: NOTE})
    noted = book.read_bytes()
    typed = desk.run("referrals")
    assert typed.status == 2
    assert "1 row has been filled in" in typed.both
    assert book.read_bytes() == noted
    assert desk.run("outcome", "--from", book).status == 0
    assert desk.run("referrals").status == 0, "what is recorded is not lost"


def test_a_run_stops_before_it_would_write_over_notes(exercise, desk):
    assert desk.run("referrals").status == 0
    filled(desk.out.with_name("out-referrals.xlsx"), {desk.number: NOTE})
    before = (desk.out / "run.json").read_bytes()
    again = ("match", exercise.extracts, "--out", desk.out, "--officer", "Jo Officer")
    typed = program(*again, key=desk.key)
    assert (typed.status, (desk.out / "run.json").read_bytes()) == (2, before)


def test_somebody_elses_file_is_not_written_over(desk):
    book = desk.out.with_name("notes.xlsx")
    book.write_bytes(b"a workbook of the officer's own")
    typed = desk.run("referrals", "--to", book)
    assert (typed.status, book.read_bytes()) == (2, b"a workbook of the officer's own")


def test_an_answered_clerical_file_is_kept(desk):
    pairs = desk.out.with_name("pairs.csv")
    assert desk.run("clerical", "--sample", 10, "--to", pairs).status == 0
    assert desk.run("clerical", "--sample", 10, "--to", pairs).status == 0, "an unanswered one is written again"
    table = pl.read_csv(pairs, infer_schema=False).with_columns(same_person=pl.lit("yes"))
    table.write_csv(pairs)
    assert desk.run("clerical", "--sample", 10, "--to", pairs).status == 2
    assert answered_pairs(pairs) == table.height


@pytest.mark.parametrize(
    ("outcome", "status", "lost"), [("", "unreviewed", 0), ("no further action", "closed", 1), ("", "enquiry", 1)]
)
def test_an_annotated_worklist_is_kept(tmp_path, outcome, status, lost):
    work = tmp_path / "matches.csv"
    work.write_text(f"State,Status,Outcome,Comment\nnew,{status},{outcome},\n", encoding="utf-8")
    assert annotated_matches(work) == lost
    if lost:
        with pytest.raises(WrongUse, match="filled in"):
            refuse_to_lose(work, annotated_matches, "")
    else:
        refuse_to_lose(work, annotated_matches, "")


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_a_file_of_another_form_is_kept(tmp_path: Path, content: bytes):
    file = tmp_path / "matches.csv"
    file.write_bytes(content)
    with pytest.raises(WrongUse, match="not written by this command"):
        refuse_to_lose(file, annotated_matches, "")


@pytest.mark.parametrize(
    "words",
    [
        ("referrals", "list.xlsx"),
        ("set-aside", "aside.csv"),
        ("clerical", "pairs.csv"),
        ("master", "master.csv", "--reason", "a check"),
        ("conflicts", "conflicts.csv"),
    ],
)
def test_nothing_that_names_people_is_written_into_the_exercise(desk, words):
    command, name, *more = words
    before = sorted(path.name for path in desk.out.iterdir())
    said = desk.run(command, "--to", desk.out / name, *more)
    assert said.status == 2 and "lies inside the exercise" in " ".join(said.both.split()), said.both
    assert sorted(path.name for path in desk.out.iterdir()) == before
