"""The locks are complete on every supported machine, and each way in which one could rot is seen."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from distribution import lock as lock_module
from distribution import needs as needs_module
from distribution.lock import (
    LOCKS,
    PROJECT_LOCK,
    ROOT,
    Installed,
    Lock,
    Needs,
    as_text,
    faults,
    installed,
    installed_faults,
    listed_roots,
    needs_file,
    needs_of,
    pins_of,
    project_roots,
    read_lock,
    the_project,
)
from distribution.targets import PYTHONS, targets

H = "--hash=sha256:" + "0" * 64


def made(entries: str, needs: dict[str, list[str]], roots: str = "top") -> Lock:
    """A small lock: entries one a line, what each asks for, what it was made for."""
    text = "".join(f"{line} \\\n    {H}\n" for line in entries.splitlines())
    return Lock(
        "small.lock", pins_of(text), {key: Needs(">=3.8", tuple(asked)) for key, asked in needs.items()}, listed_roots(roots)
    )


@pytest.mark.parametrize("file", LOCKS)
def test_every_lock_is_complete(file):
    assert faults(read_lock(file)) == []


def test_this_environment_is_what_the_lock_says():
    assert installed_faults(read_lock(PROJECT_LOCK), the_project(), installed()) == []


@pytest.mark.parametrize(
    ("file", "removed"),
    [
        (PROJECT_LOCK, "polars"),  # the project asks for it
        (PROJECT_LOCK, "iniconfig"),  # a package for development asks for it
        (PROJECT_LOCK, "polars-runtime-32"),  # a package asks for it
        (PROJECT_LOCK, "colorama"),  # only on Windows
        ("benchmarks/linkage/sets.lock", "h2"),  # only by way of an extra
        ("benchmarks/linkage/sets.lock", "networkx"),  # only from Python 3.12 on
    ],
)
def test_no_entry_of_a_lock_can_be_removed(file, removed):
    lock = read_lock(file)
    last = [pin for pin in lock.pins if pin.name == removed][-1]
    short = replace(lock, pins=tuple(pin for pin in lock.pins if pin is not last))
    assert re.search(rf"asks for {removed}\b[^\n]*, which is not locked", "\n".join(faults(short)))


def test_the_fault_that_happened_is_seen():
    """pytest-cov asks for coverage[toml]; the lock had coverage without it, so pip looked for the extra in a newer one."""
    lock = read_lock(PROJECT_LOCK)
    text = (ROOT / PROJECT_LOCK).read_text(encoding="utf-8")
    doctored = replace(lock, pins=pins_of(text.replace("coverage[toml]==", "coverage==")))
    [fault] = faults(doctored)
    assert re.search(r"pytest-cov==\S+ asks for coverage\[toml\]\S+, and it is locked without \[toml\]", fault)


def test_what_an_extra_asks_for_on_an_old_python_alone_must_be_locked():
    needs = {"top==1": ["part[toml]>=1"], "part==1": ['tomli ; python_version < "3.12" and extra == "toml"']}
    [fault] = faults(made("top==1\npart[toml]==1", needs))
    assert "part==1 asks for tomli" in fault
    assert "which is not locked (Python 3.11 on linux x86_64 and 3 other machines)" in fault
    whole = made('top==1\npart[toml]==1\ntomli==2 ; python_version < "3.12"', needs | {"tomli==2": []})
    assert faults(whole) == []


def test_an_extra_that_nobody_asks_for_is_not_needed():
    assert faults(made("top==1", {"top==1": ['docs-tool ; extra == "docs"']})) == []


@pytest.mark.parametrize(("system", "named"), [("win32", "win32 AMD64"), ("darwin", "darwin arm64")])
def test_what_another_system_alone_needs_must_be_locked(system, named):
    [fault] = faults(made("top==1", {"top==1": [f'colours ; sys_platform == "{system}"']}))
    assert "which is not locked" in fault
    assert named in fault


def test_a_pin_that_leaves_a_machine_out_does_not_answer_for_it():
    lock = made('top==1\npart==1 ; python_version < "3.14"', {"top==1": ["part"], "part==1": []})
    assert faults(lock) == ["top==1 asks for part, which is not locked (Python 3.14 on linux x86_64 and 3 other machines)"]


@pytest.mark.parametrize("asked", ["part>=2", "part==1.1", "part<1", "part!=1", "part~=0.9"])
def test_a_version_that_does_not_satisfy_is_seen(asked):
    [fault] = faults(made("top==1\npart==1", {"top==1": [asked], "part==1": []}))
    assert "and 1 is locked" in fault


@pytest.mark.parametrize("asked", ["part>=1", "part==1.*", "Part", "part!=2", "part===1", "part<=1.0.0"])
def test_a_version_that_satisfies_is_not_complained_of(asked):
    assert faults(made("top==1\npart==1", {"top==1": [asked], "part==1": []})) == []


def test_a_release_before_the_first_is_taken_where_it_is_the_one_locked():
    assert faults(made("top==1\npart==2.0rc1", {"top==1": ["part>=1"], "part==2.0rc1": []})) == []


def test_a_package_may_ask_for_its_own_extras():
    needs = {"top==1": ["other; extra == 'a'", "top[a]; extra == 'all'"], "other==1": []}
    assert faults(made("top[a,all]==1\nother==1", needs, "top[all]")) == []
    assert "top==1 asks for other" in faults(made("top[a,all]==1", {"top==1": needs["top==1"]}, "top[all]"))[0]


def test_whatever_the_project_asks_for_must_be_locked():
    lock = read_lock(PROJECT_LOCK)
    newer = replace(lock, roots=(*lock.roots, *listed_roots("polars>=99\nbrand-new-package")))
    said = faults(newer)
    assert any(re.search(r"asks for polars>=99, and \S+ is locked", fault) for fault in said)
    assert any("asks for brand-new-package, which is not locked" in fault for fault in said)


def test_every_group_of_the_project_is_asked_for():
    names = {root.name for root in project_roots((ROOT / "pyproject.toml").read_text(encoding="utf-8"))}
    assert {"polars", "pytest", "hatchling", "marimo"} <= names


def test_an_address_is_not_a_pin():
    [fault] = faults(made("top==1\npart==1", {"top==1": ["part @ file:///wheels/part.whl"], "part==1": []}))
    assert "an address" in fault


def test_entries_that_are_unfit_are_named():
    lock = made("top==1\nstray==3", {"top==1": [], "stray==3": [], "gone==4": []})
    bare = replace(lock, pins=tuple(replace(pin, hashes=()) if pin.name == "top" else pin for pin in lock.pins))
    assert faults(bare) == ["top==1 has no hash", "gone==4 is recorded and not locked", "stray==3 is asked for by nothing"]
    assert faults(replace(lock, needs={}))[-1] == "what is asked for is not recorded: stray==3, top==1"


def test_two_versions_on_one_machine_are_seen_and_on_different_ones_are_not():
    needs = {"top==1": ["part"], "part==1": [], "part==2": []}
    both = 'top==1\npart==1 ; python_version < "3.13"\npart==2 ; python_version >= "3.12"'
    assert faults(made(both, needs)) == ["part is locked at two versions (Python 3.12 on linux x86_64 and 3 other machines)"]
    assert faults(made(both.replace("3.13", "3.12"), needs)) == []


def test_a_package_that_does_not_run_on_a_supported_python_is_seen():
    lock = made("top==1", {"top==1": []})
    old = replace(lock, needs={"top==1": Needs(">=3.9,<3.14", ())})
    assert faults(old) == [
        "top==1 does not run on this Python (it asks for >=3.9,<3.14) (Python 3.14 on linux x86_64 and 3 other machines)"
    ]


@pytest.mark.parametrize("entry", ["part>=1", "part==1.*", "part"])
def test_an_entry_that_is_not_one_version_is_refused(entry):
    with pytest.raises(ValueError, match=r"part|unpack"):
        pins_of(f"{entry} \\\n    {H}\n")


def test_markers_are_judged_for_the_machine_meant_and_not_for_this_one():
    seen = {(t.environment["python_version"], t.environment["sys_platform"]) for t in targets()}
    assert seen == {(python, system) for python in PYTHONS for system in ("linux", "win32", "darwin")}
    assert all("3.11.7" not in t.environment.values() for t in targets())


PROJECT = Installed("ours", "0.1", frozenset({"top"}))


@pytest.mark.parametrize(
    ("packages", "said"),
    [
        ([Installed("top", "1", frozenset())], []),
        ([Installed("top", "1", frozenset()), Installed("pip", "99", frozenset({"x"})), PROJECT], []),
        ([], ["top is locked and not installed"]),
        ([Installed("top", "2", frozenset())], ["top==1 is locked and 2 is installed"]),
        ([Installed("top", "1", frozenset({"late"}))], ["top==1 asks for late, which is not recorded"]),
        ([Installed("top", "1", frozenset()), Installed("stray", "1", frozenset())], ["stray is installed and not locked"]),
        (
            [Installed("top", "1", frozenset()), replace(PROJECT, requires=frozenset())],
            ["ours is installed as it was before pyproject.toml changed"],
        ),
    ],
)
def test_an_environment_that_differs_from_the_lock_is_seen(packages, said):
    assert installed_faults(made("top==1", {"top==1": []}), PROJECT, packages) == said


def test_what_is_kept_beside_a_lock_reads_as_it_was_written():
    kept = needs_file(ROOT / PROJECT_LOCK).read_text(encoding="utf-8")
    assert as_text(needs_of(kept)) == kept


def test_a_lock_at_fault_ends_the_check_with_the_fault(monkeypatch, capsys):
    lock_module.main()
    assert capsys.readouterr().out.startswith("Complete: requirements.lock (")
    monkeypatch.setattr(lock_module, "read_lock", lambda file: made("top==1", {"top==1": ["late"]}))
    with pytest.raises(SystemExit, match="top==1 asks for late, which is not locked"):
        lock_module.main()


def reported(pin, digest="0" * 64, requires=()):
    """What pip reports of one package that it would install."""
    metadata = {"name": pin.name.title(), "version": pin.version, "requires_python": ">=3.9", "requires_dist": list(requires)}
    return {"metadata": metadata, "download_info": {"archive_info": {"hashes": {"sha256": digest}}}}


def test_what_is_kept_is_all_that_a_version_asks_for_on_any_machine(tmp_path, monkeypatch, capsys):
    (tmp_path / "small.lock").write_text(f'top==1 \\\n    {H}\nwin==2 ; sys_platform == "win32" \\\n    {H}\n')
    asked = {"linux": ("a",), "win32": ("a", "win"), "darwin": ("b",)}
    monkeypatch.setattr(
        needs_module,
        "_asked",
        lambda pins, target, folder: [reported(pin, requires=asked[target.platform]) for pin in reversed(pins)],
    )
    needs = needs_module.learn(tmp_path / "small.lock")
    assert needs == {"top==1": Needs(">=3.9", ("a", "win", "b")), "win==2": Needs(">=3.9", ("a", "win"))}
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len({(t.python, t.platform, t.machine) for t in targets()})
    assert "small.lock: 2 wheels for Python 3.14 on win32 AMD64" in lines


def test_a_wheel_whose_hash_is_not_in_the_lock_stops_the_writing(tmp_path, monkeypatch):
    (tmp_path / "small.lock").write_text(f"top==1 \\\n    {H}\n")
    monkeypatch.setattr(needs_module, "_asked", lambda pins, target, folder: [reported(pin, digest="1" * 64) for pin in pins])
    with pytest.raises(SystemExit, match=r"top==1: the file for Python 3\.11 on linux x86_64 has no hash in the lock"):
        needs_module.learn(tmp_path / "small.lock")


INSTALLING = re.compile(r"[^\n`]*pip install[^\n`]*-r [^\n`]+")


@pytest.mark.parametrize("page", ["Makefile", "docs/installing.md"])
def test_every_line_that_installs_a_lock_installs_nothing_else(page):
    lines = INSTALLING.findall((ROOT / page).read_text(encoding="utf-8"))
    assert lines
    assert [line for line in lines if "--no-deps" not in line or "--require-hashes" not in line] == []


def wheel_of(folder: Path, name: str, version: str, requires: str = "") -> str:
    """A tiny wheel in `folder`; gives its SHA-256."""
    import hashlib  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", f"VERSION = {version!r}\n")
        needed = f"Requires-Dist: {requires}\n" if requires else ""
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needed}")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_index_with_newer_versions_of_everything_changes_nothing(tmp_path):
    """The command of the Makefile, against an index where each package has a newer version and the extra is not locked."""
    top, part = wheel_of(tmp_path, "top", "1.0", "part[toml]>=1"), wheel_of(tmp_path, "part", "1.0")
    wheel_of(tmp_path, "top", "2.0")
    wheel_of(tmp_path, "part", "2.0")
    (tmp_path / "small.lock").write_text(f"part==1.0 --hash=sha256:{part}\ntop==1.0 --hash=sha256:{top}\n")
    [line] = [line for line in (ROOT / "Makefile").read_text().splitlines() if "-r requirements.lock" in line]
    words = line.partition("pip install")[2].replace("requirements.lock", str(tmp_path / "small.lock")).split()
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        *words,
        "--no-index",
        "--find-links",
        tmp_path,
        "--target",
        tmp_path / "there",
    ]
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
    assert sorted(path.name for path in (tmp_path / "there").glob("*.dist-info")) == ["part-1.0.dist-info", "top-1.0.dist-info"]
