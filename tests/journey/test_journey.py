"""From extracts to referrals: what a fraud officer and an analyst find afterwards."""

import hashlib
import json

import polars as pl
import pytest

from pipeline.rulebook import read_rulebook
from tests.journey.conftest import program

CONTRACT = [
    "referral_id",
    "rule",
    "rule_version",
    "priority",
    "score",
    "score_breakdown",
    "scope",
    "person",
    "left_extract",
    "left_record",
    "right_extract",
    "right_record",
    "key_class",
    "match_probability",
    "match_weight",
    "overlap_from",
    "overlap_to",
    "overlap_days",
    "amount_at_issue",
    "agreements",
    "conflicts",
    "corroboration",
    "suppressors_tested",
    "may_indicate",
    "innocent_explanations",
    "suggested_enquiry",
    "change",
    "status",
    "date_evidence_known",
]


@pytest.fixture(scope="session")
def record(exercise) -> dict:
    return json.loads((exercise.out / "run.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def listed(exercise) -> pl.DataFrame:
    to = exercise.out.parent / "officer.csv"
    said = program("referrals", exercise.out, "--officer", "Test Officer", "--to", to, key=exercise.key)
    assert said.status == 0, said.both
    return pl.read_csv(to, infer_schema=False)


def test_it_leaves_what_the_contract_names(exercise):
    left = {path.name for path in exercise.out.iterdir()}
    assert {"run.json", "persons.parquet", "links.parquet", "referrals.parquet", "report.html", "vault"} == left


def test_it_ends_by_saying_where_things_are(exercise):
    for name in ("report.html", "referrals.parquet"):
        assert str(exercise.out / name) in exercise.said.out


def test_every_row_read_is_accounted_for(record):
    assert record["inputs"]
    for name, given in record["inputs"].items():
        assert given["rows_read"] == given["rows_accepted"] + given["rows_quarantined"], name
        assert given["rows_accepted"] > 0, name


def test_every_accepted_row_that_names_a_person_has_one(exercise, record):
    persons = pl.read_parquet(exercise.out / "persons.parquet")
    for extract in ("tenancy", "benefit_award", "deceased"):
        rows = persons.filter(pl.col("extract") == extract)
        assert rows.height == rows["record"].n_unique() == record["inputs"][extract]["rows_accepted"]
    assert persons["person"].null_count() == 0


def test_outputs_are_what_the_record_says(exercise, record):
    for name, said in record["outputs"].items():
        assert hashlib.sha256((exercise.out / name).read_bytes()).hexdigest() == said, name


def test_referrals_have_the_columns_of_the_contract(exercise):
    assert pl.read_parquet(exercise.out / "referrals.parquet").columns[: len(CONTRACT)] == CONTRACT


def test_planted_cases_are_found_and_look_alikes_left_alone(exercise, listed):
    cases = pl.read_parquet(exercise.extracts / "truth" / "cases.parquet")
    either = pl.concat_list(pl.col(s).fill_null("") for s in ("left_ref", "right_ref")).list.sort().list.join("|")
    raised = listed.select("rule", either.alias("pair")).unique()
    rules = [one.card.rule for one in read_rulebook()]
    cases = cases.filter(pl.col("rule").is_in(rules))
    strong = cases.filter(pl.col("refers") & (pl.col("strength") == "strong")).with_columns(pair=either)
    assert strong["rule"].n_unique() >= 6
    found = strong.join(raised, on=["rule", "pair"], how="semi")
    assert found["case"].n_unique() == strong["case"].n_unique(), strong.join(found, on="case", how="anti")
    alike = cases.filter(~pl.col("refers")).with_columns(pair=either)
    assert alike.join(raised, on=["rule", "pair"], how="semi").is_empty()


def test_the_officer_sees_who_and_where(listed):
    for side in ("left", "right"):
        for column in ("ref", "name", "date_of_birth", "nino", "address", "landlord_code", "scheme", "source_body"):
            assert f"{side}_{column}" in listed.columns
    assert listed["left_name"].null_count() < listed.height
    awards = listed.filter(pl.col("right_extract") == "benefit_award")
    assert awards["right_scheme"].null_count() + awards["right_source_body"].null_count() == 0
    assert listed.filter(pl.col("amount_at_issue").is_not_null())["amount_arithmetic"].null_count() == 0


def test_two_runs_leave_the_same_bytes(exercise, record, tmp_path):
    again = tmp_path / "again"
    said = program("match", exercise.extracts, "--out", again, key=exercise.key)
    assert said.status == 0, said.both
    files = sorted(p.relative_to(again) for p in again.rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(exercise.out) for p in exercise.out.rglob("*") if p.is_file())
    timed = {"run.json", "report.html"}
    assert [f for f in files if f.name not in timed and (again / f).read_bytes() != (exercise.out / f).read_bytes()] == []
    second = json.loads((again / "run.json").read_text(encoding="utf-8"))
    assert {k: v for k, v in second.items() if k != "measured"} == {k: v for k, v in record.items() if k != "measured"}


def test_the_opening_is_in_the_trail(exercise, listed):
    said = program("audit", exercise.out, key=exercise.key)
    assert said.status == 0, said.both
    assert "Test Officer" in said.out


def test_no_page_speaks_of_guilt(exercise):
    page = (exercise.out / "report.html").read_text(encoding="utf-8").casefold()
    assert "fraudster" not in page
    assert "no assumption" in page


def test_the_landlords_own_files_are_read_and_not_called_ignored(record):
    assert {one["what"] for one in record["configuration"]["allow_list"]} >= {"bank account", "telephone"}
    assert record["files_ignored"] == ["truth/"]


def test_the_cards_are_tried_from_the_command_line(exercise):
    said = program("rules", key=exercise.key)
    assert said.status == 0, said.both
    assert "0 did not do as they say" in said.out
