"""A return is deleted on schedule: its logs and references go, counts and proof stay."""

import json

import pytest

from pipeline.run_record import sha256_of
from tests.core_return.small import WHOLE, folder_with, returned
from tests.journey.conftest import program

PAST, FUTURE = "[retention]\ndays = 1\n", "[retention]\ndays = 36500\n"


@pytest.fixture
def out(tmp_path):
    returned(folder_with(tmp_path / "in", **WHOLE), tmp_path / "out")
    return tmp_path / "out"


def purge(out, settings):
    out.with_name("landlord.toml").write_text(settings)
    return program("purge", out, "--officer", "Kim Keeper", key=out.parent / "keys" / "root.key")


def test_the_logs_go_and_what_counts_stays(out):
    files = {path.name: sha256_of(path) for path in out.iterdir()}
    said = purge(out, PAST)
    assert said.status == 0, said.err
    gone = {"lettings-ORG1.csv", "sales-ORG1.csv", "report.xlsx"}
    assert {path.name for path in out.iterdir()} == files.keys() - gone | {"purged.json"}
    proof = json.loads((out / "purged.json").read_text())
    assert {one["file"]: one["sha256"] for one in proof["destroyed"]} == {f"out/{name}": files[name] for name in gone}
    assert proof["officer"] == "Kim Keeper"
    trail = out.with_name("out-audit.jsonl").read_text()
    assert trail.count("Kim Keeper") == 2


def test_before_its_time_nothing_goes(out):
    said = purge(out, FUTURE)
    assert said.status == 1
    assert "may be kept until" in said.err
    assert (out / "lettings-ORG1.csv").exists()
