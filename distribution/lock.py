"""The lock files, and the proof that each is complete: whatever a locked package asks for is locked too, on every machine.

`make setup` installs a lock with `--no-deps`, so nothing published later can change what it installs; but then nothing fetches
what the lock forgot either. What each locked package asks for is therefore kept beside the lock (`make lock` writes it), and
`python -m distribution.lock` walks it for every supported machine, and compares it with what is installed here.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import distributions
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from distribution.targets import Target, targets

ROOT = Path(__file__).resolve().parent.parent
OF_VENV = {"pip", "setuptools", "wheel"}
"""What `python -m venv` brings itself (setuptools up to Python 3.11)."""

HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})(?=\s|$)")
ENTRY = re.compile(r"^(?=[A-Za-z0-9])", re.MULTILINE)


@dataclass(frozen=True)
class Pin:
    """One entry of a lock: a package at one version, the extras it is taken with, where it is needed, and its files' hashes."""

    name: str
    version: str
    extras: frozenset[str]
    marker: Marker | None
    hashes: tuple[str, ...]
    text: str

    @property
    def key(self) -> str:
        """The package and its version, as `name==1.2.3`."""
        return f"{self.name}=={self.version}"

    def applies(self, environment: Mapping[str, str]) -> bool:
        """Whether a machine that markers describe so needs it."""
        return self.marker is None or self.marker.evaluate(dict(environment))


@dataclass(frozen=True)
class Needs:
    """What one version of a package asks for: Pythons as a specifier (`>=3.9`), and other packages as its metadata has them."""

    python: str
    requires: tuple[str, ...]

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """The other packages, parsed."""
        return tuple(Requirement(text) for text in self.requires)


@dataclass(frozen=True)
class Lock:
    """A lock file: its name, its pins, what each pinned package asks for (by `name==version`), and what it was made for."""

    file: str
    pins: tuple[Pin, ...]
    needs: Mapping[str, Needs]
    roots: tuple[Requirement, ...]

    def on(self, environment: Mapping[str, str]) -> dict[str, Pin]:
        """The pins that a machine needs, by name."""
        return {pin.name: pin for pin in self.pins if pin.applies(environment)}


def pins_of(text: str) -> tuple[Pin, ...]:
    """The pins of a lock file's text; raises ValueError for an entry that is not one exact version."""
    return tuple(_pin(entry) for entry in ENTRY.split(text) if entry[:1].isalnum())


def _pin(entry: str) -> Pin:
    requirement = Requirement(entry.partition("\\")[0].partition("--hash")[0].strip())
    [specifier] = requirement.specifier
    if specifier.operator != "==" or specifier.version.endswith("*"):
        raise ValueError(f"{requirement} is not one exact version")
    name, extras = canonicalize_name(requirement.name), frozenset(map(canonicalize_name, requirement.extras))
    return Pin(name, specifier.version, extras, requirement.marker, tuple(HASH.findall(entry)), entry)


def needs_of(text: str) -> dict[str, Needs]:
    """What the file beside a lock says each package asks for, by `name==version`."""
    return {key: Needs(needs["python"], tuple(needs["requires"])) for key, needs in json.loads(text).items()}


def as_text(needs: Mapping[str, Needs]) -> str:
    """The text of the file beside a lock, in the order of the names."""
    plain = {key: {"python": needs[key].python, "requires": list(needs[key].requires)} for key in sorted(needs)}
    return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def needs_file(lock: Path) -> Path:
    """The file beside a lock that says what each package asks for."""
    return lock.with_suffix(".needs.json")


def project_roots(pyproject: str, runtime_only: bool = False) -> tuple[Requirement, ...]:
    """What pyproject.toml's text asks for: dependencies, and unless told otherwise extras, groups and the build's tools."""
    read = tomllib.loads(pyproject)
    texts = list(read["project"]["dependencies"])
    if not runtime_only:
        more = (*read["project"].get("optional-dependencies", {}).values(), *read.get("dependency-groups", {}).values())
        texts += [text for group in (*more, read["build-system"]["requires"]) for text in group if isinstance(text, str)]
    return tuple(Requirement(text) for text in texts)


def listed_roots(text: str) -> tuple[Requirement, ...]:
    """What a list of requirements asks for, one a line, with comments after `#`."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(Requirement(line) for line in lines if line)


def read_lock(file: str, root: Path = ROOT) -> Lock:
    """The lock at `file` under `root`, with what it was made for: the list `.in` beside it, else the project."""
    path = root / file
    listed = path.with_suffix(".in")
    roots = (
        listed_roots(listed.read_text(encoding="utf-8"))
        if listed.exists()
        else project_roots((root / "pyproject.toml").read_text(encoding="utf-8"))
    )
    beside = needs_file(path)
    needs = needs_of(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    return Lock(file, pins_of(path.read_text(encoding="utf-8")), needs, roots)


PROJECT_LOCK = "requirements.lock"
LOCKS = (PROJECT_LOCK, "benchmarks/linkage/sets.lock")


def _applies(requirement: Requirement, environment: Mapping[str, str], extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra})


def _fault(requirement: Requirement, pin: Pin | None) -> str | None:
    """What is wrong with the pin that answers a requirement, None where it does."""
    if requirement.url:
        return "an address, which no lock can pin"
    if pin is None:
        return "which is not locked"
    if not requirement.specifier.contains(pin.version, prereleases=True):
        return f"and {pin.version} is locked"
    missing = sorted(set(map(canonicalize_name, requirement.extras)) - pin.extras)
    return f"and it is locked without [{', '.join(missing)}]" if missing else None


def walk(lock: Lock, target: Target, roots: Iterable[Requirement] | None = None) -> Iterator[tuple[str, Requirement, Pin | None]]:
    """Whatever is asked for on a machine: who asks, for what, and the pin that answers, None where there is none.

    A package's own requirements follow once for itself and once for each extra that somebody asks it for.
    """
    environment = target.environment
    here, seen = lock.on(environment), set[tuple[str, str]]()
    waiting = [(lock.file, root) for root in (lock.roots if roots is None else roots) if _applies(root, environment)]
    while waiting:
        asker, requirement = waiting.pop()
        pin = here.get(canonicalize_name(requirement.name))
        yield asker, requirement, pin
        if pin is None or pin.key not in lock.needs:
            continue
        new = {(pin.name, extra) for extra in ("", *requirement.extras)} - seen
        seen |= new
        asked = lock.needs[pin.key].requirements
        waiting += [(pin.key, other) for _, extra in sorted(new) for other in asked if _applies(other, environment, extra)]


def _unanswered(lock: Lock) -> Iterator[tuple[str, Target]]:
    for target in targets():
        for asker, requirement, pin in walk(lock, target):
            if fault := _fault(requirement, pin):
                yield f"{asker} asks for {requirement}, {fault}", target


def _wrong_pythons(lock: Lock) -> Iterator[tuple[str, Target]]:
    for target in targets():
        full = target.environment["python_full_version"]
        for pin in lock.on(target.environment).values():
            needs = lock.needs.get(pin.key)
            if needs and not SpecifierSet(needs.python).contains(full):
                yield f"{pin.key} does not run on this Python (it asks for {needs.python})", target


def _pinned_twice(lock: Lock) -> Iterator[tuple[str, Target]]:
    for target in targets():
        names = [pin.name for pin in lock.pins if pin.applies(target.environment)]
        yield from ((f"{name} is locked at two versions", target) for name in sorted(set(names)) if names.count(name) > 1)


def _by_target(faults: Iterable[tuple[str, Target]]) -> Iterator[str]:
    """Each fault once, with the first machine that it stands on and how many others."""
    where: dict[str, list[str]] = {}
    for fault, target in faults:
        where.setdefault(fault, []).append(str(target))
    for fault, labels in where.items():
        others = len(set(labels)) - 1
        yield f"{fault} ({labels[0]}{f' and {others} other machines' if others else ''})"


def _unfit(lock: Lock) -> Iterator[str]:
    """Faults of single entries: no hash, nobody asks for it, or no word of what it asks for."""
    keys = {pin.key for pin in lock.pins}
    yield from (f"{pin.key} has no hash" for pin in lock.pins if not pin.hashes)
    yield from (f"{key} is recorded and not locked" for key in sorted(lock.needs.keys() - keys))
    if unknown := sorted(keys - lock.needs.keys()):
        yield f"what is asked for is not recorded: {', '.join(unknown)}"
    else:
        reached = {pin.key for target in targets() for _, _, pin in walk(lock, target) if pin}
        yield from (f"{key} is asked for by nothing" for key in sorted(keys - reached))


def faults(lock: Lock) -> list[str]:
    """What keeps a lock from being complete on every supported machine, one sentence a fault; empty where nothing does."""
    by_machine = (_unanswered(lock), _wrong_pythons(lock), _pinned_twice(lock))
    return [*(fault for each in by_machine for fault in _by_target(each)), *_unfit(lock)]


@dataclass(frozen=True)
class Installed:
    """A package that is installed: its name, its version, and what its metadata asks for."""

    name: str
    version: str
    requires: frozenset[str]


def _plain(requirements: Iterable[str]) -> frozenset[str]:
    return frozenset(str(Requirement(text)) for text in requirements)


def installed() -> list[Installed]:
    """Whatever is installed in this environment."""
    return [Installed(canonicalize_name(its.name), its.version, _plain(its.requires or ())) for its in distributions()]


def installed_faults(lock: Lock, project: Installed, packages: Iterable[Installed]) -> list[str]:
    """Where an environment differs from the lock: packages that are missing, outside of it, or other than it says.

    `project` is the program itself, which no lock holds: what its installed metadata asks for must be what
    pyproject.toml asks for.
    """
    here = lock.on({key: str(value) for key, value in default_environment().items()})
    by_name = {package.name: package for package in packages if package.name not in OF_VENV}
    own = by_name.pop(project.name, None)
    lines = [f"{name} is locked and not installed" for name in sorted(here.keys() - by_name.keys())]
    lines += [f"{name} is installed and not locked" for name in sorted(by_name.keys() - here.keys())]
    lines += [fault for name in sorted(here.keys() & by_name.keys()) for fault in _differs(by_name[name], here[name], lock)]
    if own and own.requires != project.requires:
        lines.append(f"{project.name} is installed as it was before pyproject.toml changed")
    return lines


def _differs(package: Installed, pin: Pin, lock: Lock) -> Iterator[str]:
    if package.version != pin.version:
        yield f"{pin.key} is locked and {package.version} is installed"
    elif pin.key in lock.needs and (unrecorded := package.requires - _plain(lock.needs[pin.key].requires)):
        yield f"{pin.key} asks for {', '.join(sorted(unrecorded))}, which is not recorded"


def the_project(root: Path = ROOT) -> Installed:
    """The program as pyproject.toml has it."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    return Installed(canonicalize_name(project["name"]), project["version"], _plain(map(str, project["dependencies"])))


def main() -> None:
    """Check both locks, and this environment against the project's; end with status 1 and one line a fault."""
    locks = [read_lock(file) for file in LOCKS]
    lines = [f"{lock.file}: {fault}" for lock in locks for fault in faults(lock)]
    lines += [f"this environment: {fault}" for fault in installed_faults(locks[0], the_project(), installed())]
    if lines:
        sys.exit("\n".join([*lines, "Set the environment up again with make clean setup; write the locks again with make lock."]))
    print(f"Complete: {', '.join(f'{lock.file} ({len(lock.pins)} packages)' for lock in locks)}, and this environment agrees.")


if __name__ == "__main__":
    main()
