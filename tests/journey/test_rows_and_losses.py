"""Rows set aside are listed without what they hold, opened with it by a named officer, and a run that lost too much stops."""

import csv
import json
from pathlib import Path

import pytest

from tests.bad_files.builders import ACCOUNT, CANARY, TENANCY, rows, text
from tests.journey.conftest import program

PROTECTED = "Quillfeather"


def landlord(folder: Path, table: list[dict[str, str]]) -> Path:
    folder.mkdir()
    (folder / "tenancy.csv").write_text(text(table))
    (folder / "rent_account.csv").write_text(text(rows(ACCOUNT, len(table))))
    return folder


def tenancies(bad: int, count: int) -> list[dict[str, str]]:
    """Tenancies of which the first `bad` have no readable start; of these the first is restricted."""
    starts = ["soon"] * bad + ["01/02/2020"] * (count - bad)
    born = [f"{1 + at % 28:02}/03/19{50 + at % 40}" for at in range(count)]
    table = rows(TENANCY, count, tenancy_start=starts, date_of_birth=born, nino="", restricted=["Y"] + ["N"] * (count - 1))
    return [row | ({"surname": PROTECTED} if at == 0 else {}) for at, row in enumerate(table)]


def test_rows_are_listed_by_line_and_reason_without_what_they_hold(tmp_path):
    extracts, listed = landlord(tmp_path / "in", tenancies(5, 20)), tmp_path / "rows.csv"
    said = program("check", extracts, "--as-of", "2026-10-05", "--rows", listed, key=tmp_path / "k")
    assert said.status == 0, said.both
    content = listed.read_text(encoding="utf-8-sig")
    assert [tuple(row.values()) for row in csv.DictReader(content.splitlines())] == [
        ("tenancy.csv", str(line), "row set aside", "tenancy_start", "not a date") for line in (2, 3, 4, 5, 6)
    ]
    assert "Verdict: mend these two things first." in said.out
    assert "5 of 20 rows (25.0%) are set aside, most often for tenancy_start: not a date" in " ".join(said.out.split())
    assert "tenancy: not in the file: title, middle_names" in " ".join(said.out.split())


@pytest.mark.parametrize("name", ["rows.xlsx", "in/rows.csv"])
def test_a_list_that_cannot_be_written_there_is_refused_first(name, tmp_path):
    extracts = landlord(tmp_path / "in", tenancies(1, 2))
    assert program("check", extracts, "--rows", tmp_path / name, key=tmp_path / "k").status == 2
    assert not (tmp_path / name).exists()


def test_a_run_that_lost_more_than_the_limit_stops_and_one_below_says_so(tmp_path):
    extracts, key = landlord(tmp_path / "in", tenancies(11, 20)), tmp_path / "keys" / "root.key"
    typed = ("match", extracts, "--out", tmp_path / "out", "--as-of", "2026-10-05", "--yes")
    said = program(*typed, key=key)
    assert said.status == 1 and not (tmp_path / "out").exists()
    assert "11 of 20 rows (55.0%) are set aside" in " ".join(said.err.split())
    (extracts / "limits.toml").write_text('[loss]\nsay_above = 0.05\nstop_above = 0.6\nwhy = "old starts are not kept"\n')
    said = program(*typed, key=key)
    assert said.status == 0, said.both
    last = " ".join(said.out.split())
    assert last.rindex("Take care: more than 5% of a file is lost") > last.index("Run report")
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert report.index("Take care") < report.index('id="referrals"') and "old starts are not kept" in report
    assert json.loads((tmp_path / "out" / "run.json").read_text())["losses"][0]["share"] == 0.55
    _opened_by_a_named_officer(tmp_path / "out", key)


def _opened_by_a_named_officer(out: Path, key: Path) -> None:
    """The content of what was set aside: for a named officer, logged; what is protected only for a senior role."""
    to = out.parent / "aside.csv"
    said = program("set-aside", out, "--officer", "Jo Officer", "--to", to, key=key)
    assert said.status == 0, said.both
    content = to.read_text(encoding="utf-8-sig")
    assert content.count(CANARY) == 10 and PROTECTED not in content
    assert "opened rows set aside" in " ".join(program("audit", out, key=key).out.split())
    assert program("set-aside", out, "--officer", "Jo Officer", "--to", to, "--restricted", key=key).status == 3
    (key.parent / "roles.toml").write_text('restricted = ["Sam Senior"]\n')
    (key.parent / "roles.toml").chmod(0o600)
    assert program("set-aside", out, "--officer", "Sam Senior", "--to", to, "--restricted", key=key).status == 0
    restricted = to.read_text(encoding="utf-8-sig")
    assert PROTECTED in restricted and CANARY not in restricted
