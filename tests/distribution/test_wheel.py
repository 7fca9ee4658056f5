"""The wheel holds all that the program reads, and works where there is no checkout."""

import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from distribution.lock import PROJECT_LOCK, ROOT, pins_of, read_lock, the_project
from distribution.wheel import build_wheel, constraints, needed_to_run, write
from pipeline.cli import app

VERSION = the_project().version
INFO = f"tenancy_match-{VERSION}.dist-info"
ROOMS = ("pipeline", "matching_rules", "extracts")
START = """
import json, pathlib, sys
import extracts, matching_rules, pipeline.keys
from pipeline.cli import main

print(pipeline.keys.PROJECT)
for words in json.loads(sys.argv[1]):
    sys.argv = ["tenancy-match", *words]
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
print(*sorted(path.name for path in pathlib.Path().iterdir()))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("dist"))


def run_unpacked(wheel: Path, folder: Path, *commands: str) -> list[str]:
    """Runs commands of the unpacked wheel, one after another, where there is neither it nor the checkout; gives what they said."""
    site, elsewhere = folder / "site", folder / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    environment = outside | {"PYTHONPATH": str(site), "TENANCY_MATCH_KEY": str(elsewhere / "keys" / "root.key")}
    program = [sys.executable, "-c", START, json.dumps([shlex.split(command) for command in commands])]
    ended = subprocess.run(program, cwd=elsewhere, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    where, *lines = ended.stdout.splitlines()
    assert Path(where) == site.resolve()
    return lines


def tracked() -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", *ROOMS], cwd=ROOT, capture_output=True, text=True, check=True)
    return {path for path in listed.stdout.split("\0") if path and (ROOT / path).exists()}


def test_every_file_of_the_program_is_in_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    assert len({path for path in tracked() if not path.endswith(".py")}) > 60
    assert tracked() - inside == set()
    assert {path.partition("/")[0] for path in inside} == {*ROOMS, INFO}


def test_the_same_checkout_gives_the_same_wheel(wheel, tmp_path):
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_wheel_says_on_which_pythons_it_runs_and_what_it_needs(wheel):
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"{INFO}/METADATA").decode()
    assert "Requires-Python: <3.15,>=3.11" in metadata
    assert re.search(r"^Requires-Dist: polars==[\d.]+$", metadata, re.MULTILINE)


def test_the_unpacked_wheel_finds_its_cards_its_policies_its_lists_and_its_pages(wheel, tmp_path):
    lines = run_unpacked(
        wheel,
        tmp_path,
        "--version",
        "rules",
        "sample landlord --homes 50",
        "check landlord",
        "match landlord --out exercise --as-of 2026-10-05 --officer 'Jo Officer'",
        "referrals exercise --officer 'Jo Officer' --to list.html",
        "management exercise",
        "sample lettings --homes 50 --extracts core-return",
        "core lettings --year 2026 --to return",
    )
    assert lines[0].startswith(f"tenancy-match {VERSION} (Python 3.")
    assert {"exercise", "exercise-management.html", "exercise-referrals.xlsx", "keys", "list.html", "return"} <= set(
        lines[-1].split()
    )


def test_the_version_names_python_and_the_libraries_that_decide_what_a_match_finds():
    line = CliRunner().invoke(app, ["--version"])
    assert line.exit_code == 0
    assert re.fullmatch(r"tenancy-match [\d.]+ \(Python 3\.\d+\.\d+, splink \S+, duckdb \S+, polars \S+\)\n", line.stdout)


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
