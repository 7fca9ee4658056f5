"""The notebooks run from top to bottom on an exercise, and say one friendly sentence where there is none."""

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.made_exercise import leave_exercise

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.py"))


@pytest.fixture(scope="module")
def exercise(tmp_path_factory) -> Path:
    return leave_exercise(tmp_path_factory.mktemp("exercise") / "out")


def run(notebook: Path) -> str:
    """Everything the notebook shows, as text."""
    spec = importlib.util.spec_from_file_location(notebook.stem, notebook)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    outputs, _ = module.app.run()
    return "\n".join(getattr(one, "text", "") or "" for one in outputs if one is not None)


def test_there_are_three():
    assert [notebook.stem for notebook in NOTEBOOKS] == ["data_quality", "linkage_diagnostics", "referrals"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_reads_like_an_article_on_an_exercise(notebook, exercise, monkeypatch):
    monkeypatch.setenv("TENANCY_MATCH_OUT", str(exercise))
    said = run(notebook)
    assert "2026-10-05" in said
    assert len(re.findall(r"<h2", said)) >= 5
    assert said.count("?</h2>") >= 4  # its headings are questions


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_an_exercise_that_found_nothing_is_no_fault(notebook, tmp_path, monkeypatch):
    monkeypatch.setenv("TENANCY_MATCH_OUT", str(leave_exercise(tmp_path / "bare", each=0)))
    assert "2026-10-05" in run(notebook)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_missing_exercise_gives_a_sentence_not_a_traceback(notebook, tmp_path, monkeypatch):
    monkeypatch.setenv("TENANCY_MATCH_OUT", str(tmp_path / "none"))
    said = run(notebook)
    assert "There is nothing to read yet" in said
    assert "make match OUT=" in said


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_uses_public_names_only_and_no_stage(notebook):
    for node in ast.walk(ast.parse(notebook.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline"):
            assert not node.module.startswith(("pipeline.stages", "pipeline.vault", "pipeline.journey"))
            assert not [alias.name for alias in node.names if alias.name.startswith("_")]


def test_they_export_headless(exercise, tmp_path):
    notebook, made = tmp_path / NOTEBOOKS[0].name, tmp_path / "page.html"
    shutil.copy(NOTEBOOKS[0], notebook)  # marimo leaves a session beside what it exports
    order = [sys.executable, "-m", "marimo", "export", "html", str(notebook), "-o", str(made), "--no-include-code"]
    ran = subprocess.run(order, env={"TENANCY_MATCH_OUT": str(exercise)}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert made.stat().st_size > 10_000


def test_they_are_stored_without_outputs():
    stored = [path for path in FOLDER.rglob("*") if path.is_file() and not {"__pycache__", "__marimo__"} & set(path.parts)]
    assert {path.suffix for path in stored} == {".py"}
