"""The wheel holds all that the program reads, and works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from distribution.lock import PROJECT_LOCK, ROOT, pins_of, read_lock
from distribution.wheel import build_wheel, constraints, needed_to_run, write

ROOMS = ("pipeline", "matching_rules", "extracts")
START = "from pipeline.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory):
    """Runs a command of the unpacked wheel, in a folder that is neither it nor the checkout, and gives what it said."""
    site, elsewhere = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    environment = outside | {"PYTHONPATH": str(site), "TENANCY_MATCH_KEY": str(elsewhere / "keys" / "root.key")}

    def run(*words: str, start: str = START) -> str:
        command = [sys.executable, "-c", start, *words]
        ended = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, encoding="utf-8")
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    where = run(start="import pipeline.keys, matching_rules, extracts; print(pipeline.keys.PROJECT)").strip()
    assert Path(where) == site.resolve()
    return run


def tracked() -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", *ROOMS], cwd=ROOT, capture_output=True, text=True, check=True)
    return {path for path in listed.stdout.split("\0") if path and (ROOT / path).exists()}


def test_every_file_of_the_program_is_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    assert len({path for path in tracked() if not path.endswith(".py")}) > 60
    assert tracked() - inside == set()
    assert {path.partition("/")[0] for path in inside} == {*ROOMS, "tenancy_match-0.1.0.dist-info"}


def test_the_same_checkout_gives_the_same_wheel(wheel, tmp_path):
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_wheel_says_on_which_pythons_it_runs_and_what_it_needs(wheel):
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read("tenancy_match-0.1.0.dist-info/METADATA").decode()
    assert "Requires-Python: <3.15,>=3.11" in metadata
    assert "Requires-Dist: polars==2.1.0" in metadata


def test_the_unpacked_wheel_finds_its_cards_its_policies_its_lists_and_its_pages(program):
    assert "T1" in program("rules")
    assert program("--version").startswith("tenancy-match 0.1.0 (Python 3.")
    program("sample", "landlord", "--homes", "50")
    program("check", "landlord")
    program("match", "landlord", "--out", "exercise", "--as-of", "2026-10-05", "--officer", "Jo Officer")
    there = program(start="import pathlib; print(*(path.name for path in pathlib.Path().iterdir()))").split()
    assert {"exercise", "exercise-referrals.xlsx", "keys"} <= set(there)
    program("management", "exercise")
    program("referrals", "exercise", "--officer", "Jo Officer", "--format", "html")


def test_the_unpacked_wheel_makes_the_return(program):
    program("sample", "lettings", "--homes", "50", "--extracts", "core-return")
    program("core", "lettings", "--year", "2026", "--to", "return")


def test_what_is_given_beside_the_wheel_is_what_it_needs_and_nothing_for_development(tmp_path):
    wheel, requirements, constrained = write(tmp_path)
    lock = read_lock(PROJECT_LOCK)
    names = {pin.name for pin in pins_of(requirements.read_text(encoding="utf-8"))}
    assert wheel.suffix == ".whl"
    assert {"polars", "polars-runtime-32", "colorama", "pydantic-core"} <= names
    assert not names & {"pytest", "coverage", "hatchling", "marimo", "mypy", "ruff"}
    assert {pin.key for pin in pins_of(constrained.read_text(encoding="utf-8"))} == {pin.key for pin in needed_to_run(lock)}
    assert "--hash" not in constrained.read_text(encoding="utf-8")


def test_constraints_have_no_extras_for_pip_takes_none():
    [pin] = pins_of('part[toml]==1 ; sys_platform == "win32" \\\n    --hash=sha256:' + "0" * 64)
    assert constraints([pin]) == 'part==1 ; sys_platform == "win32"\n'


def test_nothing_is_written_from_a_lock_that_is_not_complete():
    lock = read_lock(PROJECT_LOCK)
    with pytest.raises(ValueError, match="which is not locked"):
        needed_to_run(replace(lock, pins=tuple(pin for pin in lock.pins if pin.name != "markupsafe")))
