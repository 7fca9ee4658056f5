"""Outcomes typed or taken from a workbook: added, never overwritten; whatever cannot be changes nothing."""

from datetime import date
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from tests.journey.conftest import filled, program

CANARY = "Mrs Kanarienvogel of Finkenweg"


def row_of(listed: pl.DataFrame, number: str) -> dict:
    return listed.filter(pl.col("referral_id") == number).row(0, named=True)


def test_what_is_put_down_shows_in_the_officers_file_and_the_run_stays_as_it_was(desk):
    before = (desk.out / "referrals.parquet").read_bytes()
    words = ("--status", "closed", "--outcome", "error - overpayment", "--value", "£1,234.50", "--comment", CANARY)
    assert desk.run("outcome", desk.number, *words, "--date", "2026-10-20").status == 0
    row = row_of(desk.listed(), desk.number)
    assert (row["status"], row["outcome"], row["value"], row["comment"]) == (
        "closed",
        "error – overpayment",
        "1234.50",
        CANARY,
    )
    assert (desk.out / "referrals.parquet").read_bytes() == before


def test_a_comment_is_nowhere_in_clear_but_in_the_officers_file(desk):
    desk.run("outcome", desk.number, "--status", "enquiry", "--comment", CANARY)
    desk.run("outcome", desk.number, "--status", "nonsense", "--comment", CANARY)
    program("management", desk.out, key=desk.key)
    found = [p for p in desk.out.parent.rglob("*") if p.is_file() and b"Kanarien" in p.read_bytes()]
    assert found == []
    assert CANARY in desk.listed()["comment"].drop_nulls().to_list()


def test_a_later_note_stands_beside_the_earlier(desk):
    desk.run("outcome", desk.number[:12], "--status", "triaged")
    (first,) = [content for name, content in desk.beside.items() if name.startswith("case-book") and name.endswith("jsonl")]
    desk.run("outcome", desk.number, "--status", "LA/DWP referral")
    (both,) = [content for name, content in desk.beside.items() if name.startswith("case-book") and name.endswith("jsonl")]
    assert both.startswith(first)
    assert row_of(desk.listed(), desk.number)["status"] == "with the council or DWP"


def test_the_clocks_are_shown(desk):
    row = row_of(desk.listed(), desk.number)
    known = date.fromisoformat(row["date_evidence_known"])
    assert date.fromisoformat(row["six_months_end"]) == date(
        known.year + (known.month > 6), (known.month + 5) % 12 + 1, known.day - 1
    )
    running = desk.listed().filter(pl.col("overlap_to") == row["date_evidence_known"])
    assert running.height > 3
    assert running["three_years_end"].null_count() == running.height
    over = desk.listed().filter(pl.col("overlap_to") < row["date_evidence_known"]).row(0, named=True)
    assert over["three_years_end"][:4] == str(int(over["overlap_to"][:4]) + 3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("f" * 32, "--status", "triaged"), "no such referral"),
        (("Mrs Kanarienvogel", "--status", "triaged"), "no such referral"),
        (("NUMBER", "--status", "guilty"), "no status"),
        (("NUMBER", "--status", "closed", "--outcome", "guilty"), "no outcome"),
        (("NUMBER", "--status", "closed"), "closed asks for one"),
        (("NUMBER", "--status", "triaged", "--outcome", "already known"), "only then"),
        (("NUMBER", "--status", "triaged", "--value", "12"), "only then"),
        (("NUMBER", "--status", "closed", "--outcome", "already known", "--value", "a lot"), "sum in pounds"),
        (("NUMBER", "--status", "closed", "--outcome", "already known", "--value", "-5"), "sum in pounds"),
        (("NUMBER", "--status", "triaged", "--date", "2026-02-30"), "--date takes a date"),
        (("NUMBER", "--status", "triaged", "--date", "2199-01-01"), "has not come yet"),
        (("NUMBER",), "--status"),
        ((), "--from"),
        (("NUMBER", "--status", "triaged", "--from", "x.xlsx"), "not both"),
        (("--from", "nowhere.xlsx"), "cannot be read"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(desk, words, said):
    before = desk.beside
    given = [desk.number if word == "NUMBER" else word for word in words]
    done = desk.run("outcome", *given)
    assert done.status == 2, done.both
    assert said in done.err
    assert "Kanarien" not in done.both
    assert desk.beside == before


@pytest.mark.parametrize("officer", ["", "   "])
def test_a_nameless_officer_puts_nothing_down(desk, officer):
    done = desk.run("outcome", desk.number, "--status", "triaged", officer=officer)
    assert (done.status, desk.beside) == (2, {})


def test_an_unknown_officer_puts_nothing_down_and_opens_nothing(desk):
    roles = desk.key.with_name("roles.toml")
    roles.write_text('officers = ["Jo Officer"]\n')
    roles.chmod(0o600)
    assert desk.run("outcome", desk.number, "--status", "triaged", officer="A Stranger").status == 3
    assert not [name for name in desk.beside if name.startswith("case-book") and name.endswith("jsonl")]
    assert desk.run("referrals", "--to", desk.out.with_name("x.csv"), officer="A Stranger").status == 3
    assert not desk.out.with_name("x.csv").exists()
    assert desk.run("outcome", desk.number, "--status", "triaged").status == 0


def test_the_restricted_door_opens_only_for_a_named_role_and_is_logged_either_way(desk):
    to = desk.out.with_name("restricted.csv")
    shut = desk.run("referrals", "--restricted", "--to", to)
    assert shut.status == 3
    assert "roles.toml" in shut.err
    assert not to.exists()
    desk.key.with_name("roles.toml").write_text('restricted = ["Sam Senior"]\n')
    assert desk.run("referrals", "--restricted", "--to", to).status == 3
    assert desk.run("referrals", "--restricted", "--to", to, officer="Sam Senior").status == 0
    assert set(pl.read_csv(to)["priority"]) == {"restricted"}
    assert "restricted" not in set(desk.listed(officer="Sam Senior")["priority"])
    trail = program("audit", desk.out, key=desk.key)
    assert trail.status == 0
    kept = desk.out.with_name("out-audit.jsonl").read_text(encoding="utf-8")
    assert kept.count("was refused: opened restricted referrals") == 2
    assert "Sam Senior" in trail.out


def test_only_the_restricted_role_puts_down_what_came_of_restricted_cases(desk):
    assert desk.run("outcome", desk.restricted, "--status", "safeguarding").status == 3
    desk.key.with_name("roles.toml").write_text('restricted = ["Sam Senior"]\n')
    assert desk.run("outcome", desk.restricted, "--status", "safeguarding", officer="Sam Senior").status == 0


def test_a_list_is_as_long_as_the_team_can_work_and_counts_the_rest(desk):
    to = desk.out.with_name("list.xlsx")
    ordinary = desk.referrals.filter(pl.col("priority") != "restricted")
    said = desk.run("referrals", "--capacity", 3, "--to", to)
    assert f"{ordinary.height - 3} more wait" in said.out
    cover = fastexcel.read_excel(to.read_bytes()).load_sheet(0, header_row=None, dtypes="string").to_polars()
    text = " ".join(str(cell) for row in cover.iter_rows() for cell in row if cell)
    assert f"{ordinary.height - 3} more than the team can work" in text
    assert desk.listed("--capacity", 3)["priority"].to_list() == ordinary["priority"].sort()[:3].to_list()
    assert desk.listed("--capacity", 0).height == ordinary.height


def test_what_somebody_is_at_work_on_stays_on_a_short_list(desk):
    last = desk.referrals.filter(pl.col("priority") == "P3")["referral_id"][0]
    desk.run("outcome", last, "--status", "enquiry")
    assert desk.listed("--capacity", 1)["referral_id"].to_list() == [last]


@pytest.fixture
def workbook(desk) -> Path:
    to = desk.out.with_name("mine.xlsx")
    assert desk.run("referrals", "--to", to).status == 0
    return to


def numbers(desk) -> list[str]:
    return desk.referrals.filter(pl.col("priority") != "restricted")["referral_id"].to_list()


def test_an_untouched_workbook_puts_nothing_down(desk, workbook):
    filled(workbook, {})
    done = desk.run("outcome", "--from", workbook)
    assert done.status == 0, done.both
    assert "nothing was put down" in done.out


def test_every_changed_row_of_a_workbook_is_put_down_once(desk, workbook):
    one, two, three, *_ = numbers(desk)
    shut = {"Status": "closed", "Outcome": "tenancy misuse found", "Value": "home", "Comment": f"={CANARY}"}
    filled(workbook, {one: shut, two: {"Status": "enquiry"}, three: {"Comment": "rang twice"}})
    done = desk.run("outcome", "--from", workbook, "--date", "2026-10-20")
    assert (done.status, "3 referrals (1 closed)" in done.out) == (0, True), done.both
    listed = desk.listed()
    assert row_of(listed, one)["value"] == "home"
    assert row_of(listed, one)["comment"] == f"'={CANARY}"
    assert row_of(listed, two)["status"] == "enquiry"
    assert row_of(listed, three)["comment"] == "rang twice"


def test_a_workbook_written_before_another_note_says_so(desk, workbook):
    (one, *_) = numbers(desk)
    desk.run("outcome", one, "--status", "triaged", officer="Al Other")
    filled(workbook, {one: {"Status": "enquiry"}})
    done = desk.run("outcome", "--from", workbook)
    assert "1 had moved since" in done.out
    assert row_of(desk.listed(), one)["status"] == "enquiry"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Status": "shut"}, "no status"),
        ({"Status": "closed"}, "closed asks for one"),
        ({"Status": "closed", "Outcome": "dealt with"}, "no outcome"),
        ({"Status": "closed", "Outcome": "already known", "Value": "lots"}, "sum in pounds"),
        ({"Status": "enquiry", "Full referral number": "0" * 32}, "no such referral"),
    ],
)
def test_one_bad_row_and_none_of_a_workbook_is_put_down(desk, workbook, change, said):
    one, two, *_ = numbers(desk)
    filled(workbook, {one: {"Status": "enquiry"}, two: change})
    before = desk.beside
    done = desk.run("outcome", "--from", workbook)
    assert done.status == 2, done.both
    assert said in done.err
    assert 'sheet "' in done.err
    assert "row " in done.err
    assert desk.beside == before


@pytest.mark.parametrize("heading", ["Status", "Outcome", "Value", "Comment", "Full referral number", "As written"])
def test_a_workbook_with_other_headings_is_refused(desk, workbook, heading):
    filled(workbook, {}, {heading: "Mine"})
    before = desk.beside
    done = desk.run("outcome", "--from", workbook)
    assert done.status == 2, done.both
    assert heading in done.err
    assert desk.beside == before


def test_a_referral_that_stands_twice_in_a_workbook_is_refused(desk, workbook):
    one, two, *_ = numbers(desk)
    filled(workbook, {one: {"Status": "enquiry"}, two: {"Status": "triaged", "Full referral number": one}})
    done = desk.run("outcome", "--from", workbook)
    assert (done.status, "also stands at" in done.err) == (2, True)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"referral,status\n"])
def test_a_file_that_is_no_workbook(desk, tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    done = desk.run("outcome", "--from", tmp_path / "x.xlsx")
    assert done.status == 1, done.both
    assert "x.xlsx is damaged" in done.err


def test_the_management_report_is_written_beside_the_exercise_or_where_asked(desk):
    desk.run("outcome", desk.number, "--status", "closed", "--outcome", "fraud proven", "--value", "home", "--date", "2026-10-20")
    said = program("management", desk.out, key=desk.key)
    assert said.status == 0, said.both
    assert "£42,000" in desk.out.with_name("out-management.html").read_text(encoding="utf-8")
    assert program("management", desk.out, "--to", desk.out.with_name("m.xlsx"), key=desk.key).status == 0
    assert program("management", desk.out, "--to", desk.out.with_name("m.pdf"), key=desk.key).status == 2
    assert program("management", desk.out.with_name("none"), key=desk.key).status == 2
