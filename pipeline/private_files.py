"""Files that only their owner may read, and folders that appear whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import Locked, Refused

PARTIAL = ".partial-"
"""Begins the name of a folder or file in the making; whatever still bears it at the next start is swept away."""
FORMER = ".former-"


def private_folder(path: Path) -> Path:
    """The folder, made with permissions 0700 where it is not there yet."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.chmod(0o700)
    return path


def _flush(path: Path) -> None:
    """Hands a file or folder to the disk, so that a power cut after the final rename finds it there."""
    if os.name == "posix" or path.is_file():
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_private(path: Path, content: bytes) -> None:
    """Puts the content under that name whole or not at all, with permissions 0600."""
    partial = path.with_name(f"{PARTIAL}{path.name}")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
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
            former.replace(out)
        shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)
        _check_replaceable(out, mark)
        try:
            yield private_folder(partial)
            _put_in_place(partial, out, former)
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def _put_in_place(partial: Path, out: Path, former: Path) -> None:
    for path in sorted(partial.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        _flush(path)
    if out.exists():
        out.replace(former)
    partial.replace(out)
    _flush(out.parent)
    shutil.rmtree(former, ignore_errors=True)
