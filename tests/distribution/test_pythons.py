"""Which Pythons are supported is said alike everywhere, and what two of them leave is compared to the byte."""

import json
import re
import subprocess
import sys
import tomllib

import pytest
from packaging.specifiers import SpecifierSet

from distribution import pythons
from distribution.lock import ROOT
from distribution.pythons import Interpreter, Trial, differing, digests, interpreter
from distribution.targets import PYTHONS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_all_that_say_which_pythons_are_supported_agree():
    project = PROJECT["project"]
    minors = [f"3.{minor}" for minor in range(30)]
    assert tuple(SpecifierSet(project["requires-python"]).filter(minors)) == PYTHONS
    classified = [line.rpartition(" ")[2] for line in project["classifiers"] if line.startswith("Programming Language")]
    assert tuple(classified) == PYTHONS
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{PYTHONS[0].replace('.', '')}"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"python{python} " in makefile for python in PYTHONS)


@pytest.mark.parametrize(("minor", "ends"), [(10, 1), (11, 0), (12, 0), (13, 0), (14, 0), (15, 1)])
def test_the_makefile_takes_the_supported_pythons_alone(minor, ends):
    [text] = re.findall(r"^SUPPORTED := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    program = text.replace("sys.version_info[:2]", f"(3, {minor})")
    assert subprocess.run([sys.executable, "-c", program]).returncode == ends


def test_a_python_that_is_there_is_found_and_asked_for_its_version():
    this = ".".join(map(str, sys.version_info[:2]))
    found = interpreter(this)
    assert found is not None
    assert found.version.startswith(f"{this}.")


def test_what_does_not_start_or_is_another_python_is_passed_over(monkeypatch):
    commands = [("no-such-python",), (sys.executable, "-c", "raise SystemExit(3)", "--"), (sys.executable,)]
    monkeypatch.setattr(pythons, "candidates", lambda python: iter(commands))
    assert interpreter("3.99") is None
    this = ".".join(map(str, sys.version_info[:2]))
    assert interpreter(this) == Interpreter(sys.version.split()[0], (sys.executable,))


def left(folder, seconds=1.0, python="3.11.7", polars="2.1.0", page="all is well"):
    folder.mkdir()
    record = {"measured": {"seconds": seconds}, "versions": {"python": python, "polars": polars}, "referrals": 20}
    (folder / "run.json").write_text(json.dumps(record))
    (folder / "report.html").write_text(
        f'<p>Run on 1 December 2026, 03:0{seconds:.0f} UTC. {page}</p><section id="run">{seconds}</section>'
    )
    (folder / "exercise-audit.jsonl").write_text(str(seconds))
    (folder / "links.parquet").write_bytes(b"\x00\xff")
    return digests(folder)


def test_only_what_is_measured_and_the_version_of_python_may_differ(tmp_path):
    first = left(tmp_path / "a")
    assert sorted(first) == ["links.parquet", "report.html", "run.json"]
    assert differing(first, left(tmp_path / "b", seconds=2.0, python="3.13.0")) == []
    assert differing(first, left(tmp_path / "c", polars="2.2.0")) == ["run.json"]
    assert differing(first, left(tmp_path / "d", page="all is not well")) == ["report.html"]
    assert differing(first, {name: digest for name, digest in first.items() if name != "run.json"}) == ["run.json"]


def test_a_python_that_is_not_there_is_named_and_fails_nothing(monkeypatch, capsys):
    monkeypatch.setattr(pythons, "interpreter", lambda python: None)
    with pytest.raises(SystemExit) as ended:
        pythons.main()
    assert ended.value.code == 0
    said = capsys.readouterr().out
    this = ".".join(map(str, sys.version_info[:2]))
    assert re.findall(r"Python (\S+): NOT TRIED", said) == [python for python in PYTHONS if python != this]


@pytest.mark.parametrize(
    ("result", "ends"), [(("Python 3.12.1: match failed", False), 1), (("Python 3.12.1: 9 files, byte for byte", True), 0)]
)
def test_a_python_that_fails_is_said_and_ends_with_status_1(monkeypatch, capsys, result, ends):
    monkeypatch.setattr(pythons, "interpreter", lambda python: Interpreter(f"{python}.0", ("python",)))
    monkeypatch.setattr(pythons, "_compare", lambda others, work: [result])
    with pytest.raises(SystemExit) as ended:
        pythons.main()
    assert ended.value.code == ends
    assert result[0] in capsys.readouterr().out


def test_after_a_step_that_failed_no_other_is_run(tmp_path):
    trial = Trial("3.12.1")
    trial.do("set-up", [sys.executable, "-c", "raise SystemExit('no wheel for this')"], tmp_path, tmp_path / "key")
    trial.do("match", [sys.executable, "-c", "open('ran', 'w')"], tmp_path, tmp_path / "key")
    assert trial.failed.startswith("set-up failed: ")
    assert "no wheel for this" in trial.failed
    assert not (tmp_path / "ran").exists()
