"""Files that only their owner may read, and folders that appear whole or not at all.

Windows has no permissions of this kind: a file inherits those of its folder (docs/installing.md says what to do about it).
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import Locked, Refused, WrongUse

PARTIAL = ".partial-"
"""Begins the name of a folder or file in the making; whatever still bears it at the next start is swept away."""
FORMER = ".former-"
WINDOWS = os.name == "nt"
BINARY = getattr(os, "O_BINARY", 0)
"""Windows would write two bytes for every newline without it."""
TRIES, PAUSE = 10, 0.2
"""How often, and how many seconds apart, a rename is tried on Windows, where virus scanners hold new files open for a moment."""
FORBIDDEN = frozenset('<>:"|?*') | {chr(number) for number in range(32)}
RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
"""Characters and names that no file on Windows can have (learn.microsoft.com, Naming Files, Paths, and Namespaces)."""


def private_folder(path: Path) -> Path:
    """The folder, made with permissions 0700 where it is not there yet."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o700)
    return path


def usable_folder(path: Path) -> Path:
    """The same path with a name of its own, `.` and `..` resolved; WrongUse for a name that a file on Windows cannot have."""
    named = path if path.name not in ("", "..") else path.resolve()
    if not named.name:
        raise WrongUse(f"{path} is the top of a disk; give a folder for the results, e.g. exercises/2026-10")
    for part in named.parts[1:] if named.anchor else named.parts:
        if WINDOWS and not _fits_windows(part):
            raise WrongUse(f"{path}: Windows cannot have a file or folder named {part}; give another name")
    return named


def _fits_windows(name: str) -> bool:
    stem = name.partition(".")[0].rstrip().upper()
    return name == ".." or not (FORBIDDEN & set(name) or name != name.rstrip(" .") or stem in RESERVED)


def _flush(path: Path) -> None:
    """Hands a file or folder to the disk, so that a power cut after the final rename finds it there.

    Windows flushes only what is open for writing, and no folders.
    """
    if WINDOWS and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR | BINARY if WINDOWS else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(source: Path, target: Path) -> None:
    """Gives `source` the name `target`, whatever bore it before.

    Raises Refused where the system does not allow it: on Windows, while a program has the file or one in the folder open.
    """
    for attempt in range(1, TRIES + 1):
        try:
            source.replace(target)
            return
        except PermissionError:
            if not WINDOWS or attempt == TRIES:
                break
            time.sleep(PAUSE)
    raise Refused(
        f"{target} cannot be replaced: another program has it open (Excel keeps a workbook to itself), or you may not change it. "
        "Close it and run this again."
    )


def write_private(path: Path, content: bytes) -> None:
    """Puts the content under that name whole or not at all, with permissions 0600."""
    partial = path.with_name(f"{PARTIAL}{path.name}")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(partial, path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds a results folder for one run; raises Locked at once when another run holds it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out.with_name(f".{out.name}.lock"), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise Locked(f"another run is working on {out}; wait for it to end, or give another folder") from None
    try:
        yield
    finally:
        lock.release()


def _check_replaceable(out: Path, mark: str) -> None:
    if out.exists() and not out.is_dir():
        raise Refused(f"{out} is a file; give a folder for the results")
    if out.is_dir() and any(out.iterdir()) and not (out / mark).exists():
        raise Refused(f"{out} holds other files and no {mark}; give an empty or a new folder, for its contents are replaced")


@contextmanager
def whole_folder(out: Path, mark: str) -> Iterator[Path]:
    """A folder in the making that takes the place of `out` only when the block ends well.

    Whatever an earlier run left in `out` stays untouched until then; an interrupted run leaves at most a folder
    beginning with ".partial-" beside it, which the next run sweeps away. A folder is replaced only if it is empty or
    holds `mark`; Refused otherwise.
    """
    partial, former = out.with_name(f"{PARTIAL}{out.name}"), out.with_name(f"{FORMER}{out.name}")
    with locked(out):
        if former.exists() and not out.exists():
            put_in_place(former, out)
        shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)
        _check_replaceable(out, mark)
        try:
            yield private_folder(partial)
            _swap(partial, out, former)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _swap(partial: Path, out: Path, former: Path) -> None:
    for path in sorted(partial.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        _flush(path)
    if out.exists():
        put_in_place(out, former)
    try:
        put_in_place(partial, out)
    except Refused:
        if former.exists():
            put_in_place(former, out)
        raise
    _flush(out.parent)
    shutil.rmtree(former, ignore_errors=True)
