"""The program on every supported Python that this machine has: set up from the lock, and a real match compared byte for byte.

Each Python gets an environment of its own in a temporary folder: the lock, then the wheel, as somebody without a checkout would
install it. There the environment is compared with the lock, the doctests of the extracts run, and an exercise is run over one
made-up landlord with one key. Whatever is left must be the same bytes as this Python's, save what is measured and the version of
Python itself. A Python that is not there is named, and is no failure.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from distribution.lock import PROJECT_LOCK, ROOT
from distribution.targets import PYTHONS
from distribution.wheel import build_wheel

HOMES = "150"
SNAPSHOT = "2026-10-05"
WINDOWS = os.name == "nt"
PROGRAMS = "Scripts" if WINDOWS else "bin"
ASKED = "import sys; print('.'.join(map(str, sys.version_info[:3])))"
TIMES = re.compile(rb'<section id="run">.*?</section>|Run on [^<.]*? UTC', re.DOTALL)
"""What of the report says when the run was, how long it took and what it was made with (decision 5)."""


@dataclass(frozen=True)
class Interpreter:
    """A Python that this machine has: its version (3.12.1) and the words that start it."""

    version: str
    command: tuple[str, ...]


def candidates(python: str) -> Iterator[tuple[str, ...]]:
    """The words that may start a Python (such as 3.12): on PATH, beside this one, and where pyenv and uv keep theirs."""
    yield ("py", f"-{python}") if WINDOWS else (f"python{python}",)
    homes = [Path(sys.base_prefix).parent, Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"]
    homes.append(Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or Path.home() / ".local" / "share" / "uv" / "python"))
    for home in homes:
        for folder in sorted((*home.glob(f"{python}.*"), *home.glob(f"cpython-{python}.*")), reverse=True):
            yield (str(folder / "python.exe" if WINDOWS else folder / "bin" / f"python{python}"),)


def interpreter(python: str) -> Interpreter | None:
    """The first of the candidates that starts and is that Python, None where none does."""
    for command in candidates(python):
        try:
            answer = subprocess.run([*command, "-c", ASKED], capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            continue
        version = answer.stdout.strip()
        if answer.returncode == 0 and version.rpartition(".")[0] == python:
            return Interpreter(version, command)
    return None


def _comparable_run(text: str) -> bytes:
    """A run record without what a clock measures and without the version of Python."""
    record = json.loads(text)
    del record["measured"], record["versions"]["python"]
    return json.dumps(record).encode()


def _content(path: Path) -> bytes:
    if path.name == "run.json":
        return _comparable_run(path.read_text(encoding="utf-8"))
    return TIMES.sub(b"", path.read_bytes()) if path.name == "report.html" else path.read_bytes()


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of everything an exercise left under `folder`, by path; the audit log, which says when, is left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "-audit." not in path.name)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(_content(path)).hexdigest() for path in files}


def differing(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    """The paths that only one of two exercises left, or that they left with other bytes."""
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


@dataclass
class Trial:
    """One Python tried: what was done and how long each took, and the digests of what its exercise left."""

    version: str
    seconds: dict[str, float] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    failed: str = ""

    def do(self, name: str, command: list[str], folder: Path, key: Path) -> None:
        """Run a command in a folder of its own, outside of any checkout unless the folder is one; a failure is kept in words."""
        if self.failed:
            return
        begun = time.perf_counter()
        environment = os.environ | {"TENANCY_MATCH_KEY": str(key), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - begun
        if ended.returncode:
            self.failed = f"{name} failed: {' '.join(command)}\n{ended.stdout}{ended.stderr}"


def _try(other: Interpreter, work: Path, wheel: Path) -> Trial:
    """One Python, set up from the lock and the wheel under `work`, with its exercise in a folder of its own."""
    trial, place, key = Trial(other.version), work / other.version, work / "root.key"
    place.mkdir()
    python, program = (str(place / "venv" / PROGRAMS / name) for name in ("python", "tenancy-match"))
    install = [python, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps"]
    trial.do("set-up", [*other.command, "-m", "venv", str(place / "venv")], place, key)
    trial.do("set-up", [*install, "--require-hashes", "-r", str(ROOT / PROJECT_LOCK)], place, key)
    trial.do("set-up", [*install, str(wheel)], place, key)
    trial.do("lock", [python, "-m", "distribution.lock"], ROOT, key)
    trial.do("doctests", [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "extracts"], ROOT, key)
    _exercise(trial, program, work, place)
    return trial


def _exercise(trial: Trial, program: str, work: Path, place: Path) -> None:
    """Run an exercise over the landlord in `work` and take the digests of what it left."""
    words = ["match", str(work / "landlord"), "--out", str(place / "left" / "exercise"), "--as-of", SNAPSHOT, "--officer", "CI"]
    trial.do("match", [program, *words], place, work / "root.key")
    trial.left = {} if trial.failed else digests(place / "left")


def _first(work: Path) -> Trial:
    """This Python, as it is set up already: it makes the landlord, and the exercise that the others are compared with."""
    trial, program = Trial(sys.version.split()[0]), str(Path(sysconfig.get_path("scripts")) / "tenancy-match")
    place = work / trial.version
    place.mkdir()
    trial.do("sample", [program, "sample", str(work / "landlord"), "--homes", HOMES], place, work / "root.key")
    _exercise(trial, program, work, place)
    return trial


def _described(trial: Trial, first: Trial) -> tuple[str, bool]:
    """What to say of a Python tried, and whether all is well."""
    if trial.failed:
        return f"Python {trial.version}: {trial.failed}", False
    if paths := differing(first.left, trial.left):
        return f"Python {trial.version}: not the same as on {first.version}: {', '.join(paths)}", False
    took = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in trial.seconds.items())
    return f"Python {trial.version}: {len(trial.left)} files, byte for byte as on {first.version} ({took})", True


def _compare(others: list[Interpreter], work: Path) -> list[tuple[str, bool]]:
    wheel, first = build_wheel(work), _first(work)
    if first.failed or not first.left:
        return [(f"Python {first.version}: {first.failed or 'the exercise left nothing'}", False)]
    with ThreadPoolExecutor(2) as pool:
        trials = list(pool.map(lambda other: _try(other, work, wheel), others))
    return [_described(trial, first) for trial in trials]


def main() -> None:
    """Try every supported Python but this one; end with status 1 where one fails or leaves other bytes."""
    this = ".".join(map(str, sys.version_info[:2]))
    by_python = {python: interpreter(python) for python in PYTHONS if python != this}
    others = [other for other in by_python.values() if other]
    with tempfile.TemporaryDirectory(prefix="pythons-") as folder:
        results = _compare(others, Path(folder).resolve()) if others else []
    for line, _ in results:
        print(line)
    for python in (python for python, other in by_python.items() if other is None):
        print(f"Python {python}: NOT TRIED, it is not on this machine (looked on PATH, beside this Python, and in pyenv and uv)")
    sys.exit(not all(well for _, well in results))


if __name__ == "__main__":
    main()
