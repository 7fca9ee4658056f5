"""From one exercise to the next: numbers stay, closed cases stay closed, what changed is said, what ceased is listed."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from benchmarks.perturbed import CHANGES, perturbed
from pipeline.stages.refer import KEPT
from tests.journey.conftest import program

OFFICER = "Jo Officer"


def referrals(out: Path) -> pl.DataFrame:
    return pl.read_parquet(out / "referrals.parquet")


def standing(out: Path) -> dict:
    return json.loads((out / "run.json").read_text(encoding="utf-8"))["memory"]["standing"]


@dataclass(frozen=True)
class First:
    """An exercise with some of its cases closed, in a folder of its own, and the officer's list of it."""

    extracts: Path
    out: Path
    key: Path
    closed: list[str]
    listed: pl.DataFrame

    def again(self, extracts: Path, name: str, *more: object) -> Path:
        out = self.out.with_name(name)
        said = program("match", extracts, "--out", out, "--previous", self.out, *more, key=self.key)
        assert said.status == 0, said.both
        return out


def put(first_out: Path, key: Path, number: str, *words: object):
    return program("outcome", first_out, number, *words, "--officer", OFFICER, key=key)


@pytest.fixture(scope="module")
def first(exercise, tmp_path_factory) -> First:
    base = tmp_path_factory.mktemp("memory")
    out, key, to = base / "first", base / "keys" / "root.key", base / "list.csv"
    key.parent.mkdir()
    shutil.copy(exercise.key, key)
    shutil.copytree(exercise.out, out)
    (key.parent / "roles.toml").write_text('restricted = ["Sam Senior"]\n')
    (key.parent / "roles.toml").chmod(0o600)
    assert program("referrals", out, "--officer", OFFICER, "--to", to, key=key).status == 0
    listed = pl.read_csv(to, infer_schema=False)
    closed = listed.sort("rule", "referral_id").group_by("rule", maintain_order=True).head(1)["referral_id"].to_list()
    for number in closed:
        said = put(out, key, number, "--status", "closed", "--outcome", "no issue - explained", "--date", "2026-10-06")
        assert said.status == 0, said.both
    return First(exercise.extracts, out, key, closed, listed)


@pytest.fixture(scope="module")
def second(first) -> Path:
    """The next exercise, whose extracts come in another order, respelt, with people numbered anew."""
    folder = perturbed(first.extracts, first.out.with_name("changed"), *CHANGES.values())
    return first.again(folder, "second")


def test_the_same_extracts_again_raise_every_open_case_and_no_closed_one(first):
    out = first.again(first.extracts, "same")
    assert set(referrals(out)["referral_id"]) == set(referrals(first.out)["referral_id"]) - set(first.closed)
    assert set(referrals(out)["change"]) == {"persisting"}
    assert set(referrals(out)["what_changed"]) == {""}
    assert standing(out)["closed"] == len(first.closed) > 4
    assert standing(out)["resolved"] == standing(out)["new"] == 0


@pytest.mark.parametrize("change", CHANGES)
def test_numbers_stay_without_any_memory(first, tmp_path, change):
    out = tmp_path / "out"
    said = program("match", perturbed(first.extracts, tmp_path / "x", CHANGES[change]), "--out", out, key=first.key)
    assert said.status == 0, said.both
    before, now = set(referrals(first.out)["referral_id"]), set(referrals(out)["referral_id"])
    lost = referrals(first.out).filter(~pl.col("referral_id").is_in(list(now)))
    kept = len(before & now) / len(before)
    assert kept >= (1.0 if change != "spellings" else 0.9), lost.select("rule", "key_class")


def test_nothing_closed_comes_back_when_everything_but_the_facts_changed(first, second):
    assert not set(first.closed) & set(referrals(second)["referral_id"])
    cases = pl.read_parquet(second / "cases.parquet")
    assert set(cases.filter(pl.col("referral_id").is_in(first.closed))["standing"]) == {"closed"}
    known = referrals(second).filter(pl.col("change") != "new")
    assert known.height / (referrals(first.out).height - len(first.closed)) > 0.9
    assert not set(known["referral_id"]) - set(referrals(first.out)["referral_id"])


def test_two_runs_with_one_memory_leave_the_same_bytes(first, second):
    again = first.again(first.out.with_name("changed"), "second again")
    for name in ("referrals.parquet", "cases.parquet", "vault/memory.sealed"):
        digests = {hashlib.sha256((out / name).read_bytes()).hexdigest() for out in (second, again)}
        assert len(digests) == 1, name


@pytest.fixture(scope="module")
def moved(first) -> tuple[Path, str, str, str]:
    """The next exercise, and three cases: a closed B1 whose award was re-dated, an open T1 whose second tenancy was ended, and
    an open case whose award is no longer in the extracts."""
    folder = first.out.with_name("moved-extracts")
    shutil.copytree(first.extracts, folder, ignore=shutil.ignore_patterns("truth"))
    closed = first.listed.filter(pl.col("referral_id").is_in(first.closed) & (pl.col("rule") == "B1")).row(0, named=True)
    open_ = first.listed.filter(~pl.col("referral_id").is_in(first.closed) & (pl.col("rule") == "T1")).row(0, named=True)
    claim, tenancy = closed["right_ref"].rsplit("/", 1)[0], open_["right_ref"].rsplit("/", 1)[0]
    edit(folder / "benefit_award.csv", "claim_ref", claim, "award_start", "2025-12-01")
    edit(folder / "tenancy.csv", "tenancy_ref", tenancy, "Tenancy end date", "2026-09-20")
    awards = first.listed.filter((pl.col("right_extract") == "benefit_award") & ~pl.col("referral_id").is_in(first.closed))
    lost = awards.filter(pl.col("rule").is_in(["B1", "B2"]) & (pl.col("right_ref") != closed["right_ref"])).row(0, named=True)
    left_out = pl.read_csv(folder / "benefit_award.csv", infer_schema=False)
    left_out.filter(pl.col("claim_ref") != lost["right_ref"].rsplit("/", 1)[0]).write_csv(folder / "benefit_award.csv")
    return first.again(folder, "moved"), closed["referral_id"], open_["referral_id"], lost["referral_id"]


def edit(path: Path, by: str, reference: str, column: str, value: str) -> None:
    frame = pl.read_csv(path, infer_schema=False)
    assert (frame[by] == reference).any()
    changed = pl.when(pl.col(by) == reference).then(pl.lit(value)).otherwise(column).alias(column)
    frame.with_columns(changed).write_csv(path)


def test_a_closed_case_with_a_changed_fact_comes_back_and_says_it(moved):
    out, closed, *_ = moved
    case = referrals(out).filter(pl.col("referral_id") == closed).row(0, named=True)
    assert (case["change"], case["status"]) == ("reopened", "unreviewed")
    assert (
        "closed on 2026-10-06 (no issue – explained); since then: right: award began 2025-12-01 (before: " in case["what_changed"]
    )


def test_what_ceased_is_counted_and_listed_with_its_reason(first, moved):
    out, _, gone, lost = moved
    cases = {row["referral_id"]: row for row in pl.read_parquet(out / "cases.parquet").iter_rows(named=True)}
    assert (cases[gone]["standing"], cases[lost]["standing"]) == ("resolved", "resolved")
    assert "no longer so: " in cases[gone]["what_changed"]
    assert cases[lost]["what_changed"] == "a record of it is no longer in the extracts"
    assert standing(out)["resolved"] >= 2
    to = out.with_name("moved.xlsx")
    assert program("referrals", out, "--officer", OFFICER, "--to", to, key=first.key).status == 0
    sheet = fastexcel.read_excel(to.read_bytes()).load_sheet("No longer found", header_row=2, dtypes="string").to_polars()
    assert gone in sheet["Full number"].to_list()
    assert "No longer found" in (out / "report.html").read_text(encoding="utf-8")


def test_a_rule_without_its_extract_resolves_nothing(first, tmp_path):
    folder = tmp_path / "x"
    shutil.copytree(first.extracts, folder, ignore=shutil.ignore_patterns("truth", "benefit_*.csv"))
    out = first.again(folder, "without awards")
    cases = pl.read_parquet(out / "cases.parquet").filter((pl.col("rule") == "B1") & (pl.col("status") != "closed"))
    assert set(cases["standing"]) == {"not looked for"}
    assert "no benefit_award extract" in cases["what_changed"][0]
    assert standing(out)["not looked for"] >= cases.height


def test_what_a_case_is_known_again_by_is_in_the_vault_only(second):
    clear = {*referrals(second).columns, *pl.read_parquet(second / "cases.parquet").columns}
    assert not clear & set(KEPT)
    assert (second / "vault" / "memory.sealed").exists()


def test_an_earlier_snapshot_cannot_follow_a_later_one(first, tmp_path):
    words = ("match", first.extracts, "--out", tmp_path / "o", "--as-of", "2026-09-01", "--previous", first.out)
    said = program(*words, key=first.key)
    assert said.status == 2
    assert "later day" in said.err
    assert not (tmp_path / "o").exists()


def test_a_previous_that_is_none_or_of_another_key(first, tmp_path):
    said = program("match", first.extracts, "--out", tmp_path / "o", "--previous", tmp_path, key=first.key)
    assert (said.status, "holds no exercise" in said.err) == (2, True)
    other = program("match", first.extracts, "--out", tmp_path / "o", "--previous", first.out, key=tmp_path / "k" / "other.key")
    assert other.status == 3
    assert not (tmp_path / "o").exists()
