"""The house keeps its shape: imports run one way, no circles, no stage imports a stage, and few hold the keys."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
ROOMS = ("pipeline", "matching_rules", "extracts")
CORE_OUT = ("pipeline.core_outputs", "pipeline.core_report", "pipeline.core_sign_up")
"""What writes the return and its sign-up workbook out."""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


ABOVE = {f"pipeline.{name}" for name in ("cli", "journey", "opening", "purging", "receiving", "sharing", "subject_access")}
"""What calls the stages, and what calls that."""
FILES = {module_name(path): path for room in ROOMS for path in sorted((HOUSE / room).rglob("*.py"))}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            base = node.module or ""
            names |= {f"{base}.{a.name}" if f"{base}.{a.name}" in FILES else base for a in node.names}
    return names


IMPORTS = {module: imported(path) for module, path in FILES.items()}
OURS = {module: {name for name in names if name in FILES} for module, names in IMPORTS.items()}


def importers_of(target: str) -> set[str]:
    return {module for module, names in IMPORTS.items() if any(n == target or n.startswith(target + ".") for n in names)}


def stage_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[2] if parts[:2] == ["pipeline", "stages"] and len(parts) > 2 else None


def test_there_is_no_circle():
    TopologicalSorter(OURS).prepare()


def test_what_is_given_and_what_is_looked_for_know_nothing_of_the_pipeline():
    for module, names in OURS.items():
        if not module.startswith("pipeline"):
            assert not {n for n in names if n.startswith("pipeline")}, module


def test_extracts_and_matching_rules_do_not_know_each_other():
    for module, names in OURS.items():
        if module.startswith("matching_rules"):
            assert not {n for n in names if n.startswith("extracts")}, module
        if module.startswith("extracts"):
            assert not {n for n in names if n.startswith("matching_rules")}, module


def test_no_stage_imports_a_stage_or_what_stands_above_it():
    for module, names in OURS.items():
        if stage_of(module):
            assert not {n for n in names if stage_of(n) and stage_of(n) != stage_of(module)}, module
            assert not names & ABOVE, module


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("splink", ("matching_rules.same_person", "pipeline.stages.link")),
        ("typer", ("pipeline.cli",)),
        (
            "pipeline.stages",
            (
                "pipeline.journey",
                "pipeline.shared_values",
                "pipeline.doors.opening",
                "pipeline.doors.receiving",
                "pipeline.doors.sharing",
                "pipeline.core_journey",
                *CORE_OUT,
                "pipeline.stages",
            ),
        ),
        ("pipeline.stages.core_return", ("pipeline.core_journey", *CORE_OUT, "pipeline.stages.core_return")),
        ("pipeline.core_journey", ("pipeline.cli", "pipeline.core_sign_up")),
        ("pipeline.journey", ("pipeline.cli",)),
        ("pipeline.sample", ("pipeline.cli", "pipeline.sample")),
    ],
)
def test_only_these_rooms_import(library, rooms):
    assert not {m for m in importers_of(library) if not m.startswith(rooms)}


def test_the_vault_is_opened_only_by_those_who_may():
    # pipeline.former and pipeline.cases.recall read what names nobody: signs of persons, and what is kept to know a case again.
    doors = {
        "pipeline.doors.opening",
        "pipeline.outputs",
        "pipeline.cases.recall",
        "pipeline.former",
        "pipeline.doors.subject_access",
        "pipeline.vault",
    }
    assert not {m for m in importers_of("pipeline.vault") if not m.startswith(tuple(doors))}


def functions():
    for module, path in FILES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module}.{node.name}", node


def test_functions_are_small_and_take_little():
    for name, node in functions():
        assert node.end_lineno - node.lineno < 40, f"{name} is over 40 lines"
        arguments = [a.arg for a in (*node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")]
        # A command's parameters are its options: Typer reads them from the signature.
        assert len(arguments) <= 5 or name.startswith("pipeline.cli."), f"{name} takes {len(arguments)}"


def test_files_are_one_room_each():
    for module, path in FILES.items():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, module
        assert "util" not in path.stem, module
