"""A file of lines chained by a key: nothing in it can be changed, moved, added or taken out unseen."""

import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from pipeline.errors import KeyProblem

FIRST = "0" * 64


@dataclass(frozen=True)
class Lines:
    """The bodies of a file's lines in order, and the number of its first line that is not as it was written (None: whole)."""

    bodies: tuple[str, ...]
    broken_at: int | None


def _seal(key: bytes, former: str, body: str, number: int) -> str:
    return hmac.new(key, f"{number}\n{former}\n{body}".encode(), "sha256").hexdigest()


def _end_seal(key: bytes, count: int, last: str) -> str:
    return hmac.new(key, f"end {count}\n{last}".encode(), "sha256").hexdigest()


def _end_file(path: Path) -> Path:
    return path.with_suffix(".end")


def _taken_apart(line: str) -> tuple[str, str]:
    """The body and the seal of a line; ("", "") for a line that is no line of a chain."""
    try:
        found = json.loads(line)
        return str(found["entry"]), str(found["seal"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def _lines(path: Path) -> list[str]:
    """The file's lines; only a line feed ends one, for a reason may hold other marks that Python takes for the end of a line."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    return text.removesuffix("\n").split("\n") if text else []


def read_lines(path: Path, key: bytes) -> Lines:
    """The lines of a file, checked one by one; a file that is not there has none. No line after the first broken one is given."""
    lines = _lines(path)
    former = FIRST
    bodies: list[str] = []
    for number, line in enumerate(lines, 1):
        body, seal = _taken_apart(line)
        if not hmac.compare_digest(seal.encode(), _seal(key, former, body, number).encode()):
            return Lines(tuple(bodies), number)
        bodies.append(body)
        former = seal
    end = _end_file(path).read_text(encoding="ascii", errors="replace").strip() if _end_file(path).exists() else ""
    whole = (not lines and not end) or hmac.compare_digest(end.encode(), _end_seal(key, len(lines), former).encode())
    return Lines(tuple(bodies), None if whole else len(lines) + 1)


def _last_seal(path: Path) -> str:
    lines = _lines(path)
    return str(json.loads(lines[-1])["seal"]) if lines else FIRST


def _write(path: Path, key: bytes, count: int, bodies: Sequence[str]) -> None:
    former, written = _last_seal(path), ""
    for number, body in enumerate(bodies, count + 1):
        former = _seal(key, former, body, number)
        written += json.dumps({"entry": body, "seal": former}, ensure_ascii=False) + "\n"
    path.touch(mode=0o600, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(written)
    _end_file(path).write_text(_end_seal(key, count + len(bodies), former) + "\n", encoding="ascii", newline="\n")
    _end_file(path).chmod(0o600)


def append(path: Path, key: bytes, made: Callable[[Lines], Sequence[str]]) -> None:
    """Adds the lines that `made` gives when it is shown those there are; one writer at a time.

    Raises KeyProblem, and adds nothing, where the file so far is not whole.
    """
    with FileLock(path.with_name(f".{path.name}.lock"), mode=0o600):
        there = read_lines(path, key)
        if there.broken_at is not None:
            raise KeyProblem(
                f"{path} was changed at line {there.broken_at}; nothing is opened or recorded until somebody has looked into it"
            )
        if bodies := made(there):
            _write(path, key, len(there.bodies), bodies)
