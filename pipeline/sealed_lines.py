"""Files of lines that are only ever added to: each line is chained to the one before by a key, so that no change goes unseen."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from pipeline.errors import KeyProblem

FIRST = "0" * 64


@dataclass(frozen=True)
class SealedLines:
    """The bodies of a file's lines in order, and the number of the first that is not as it was written (None: it is whole)."""

    bodies: tuple[str, ...]
    broken_at: int | None


def _seal(key: bytes, former: str, body: str, number: int) -> str:
    return hmac.new(key, f"{number}\n{former}\n{body}".encode(), "sha256").hexdigest()


def _end_seal(key: bytes, count: int, last: str) -> str:
    return hmac.new(key, f"end {count}\n{last}".encode(), "sha256").hexdigest()


def _end_file(path: Path) -> Path:
    return path.with_suffix(".end")


def _lines(path: Path) -> list[str]:
    """The file's lines; only a line feed ends one, for a reason or a name may hold the other marks that Python takes for ends."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    return text.removesuffix("\n").split("\n") if text else []


def add_lines(path: Path, key: bytes, bodies: Sequence[str]) -> None:
    """Adds lines to the file, which is made with permissions 0600; raises KeyProblem where it is not whole so far."""
    with FileLock(path.with_name(f".{path.name}.lock"), mode=0o600):
        so_far = read_lines(path, key)
        if so_far.broken_at is not None:
            raise KeyProblem(f"{path} was changed at line {so_far.broken_at}; nothing is done until somebody has looked into it")
        lines = _lines(path)
        former, added = json.loads(lines[-1])["seal"] if lines else FIRST, []
        for number, body in enumerate(bodies, len(lines) + 1):
            former = _seal(key, former, body, number)
            added.append(json.dumps({"entry": body, "seal": former}, ensure_ascii=False) + "\n")
        path.touch(mode=0o600, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write("".join(added))
        _end_file(path).write_text(_end_seal(key, len(lines) + len(bodies), former) + "\n", encoding="ascii")
        _end_file(path).chmod(0o600)


def _line(text: str) -> tuple[str, str]:
    """The body and the seal of a line; ("", "") for one that was never written here."""
    try:
        found = json.loads(text)
        return str(found["entry"]), str(found["seal"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def read_lines(path: Path, key: bytes) -> SealedLines:
    """The file's lines, checked one by one; an edited, moved, added or missing line shows where it first differs."""
    lines = _lines(path)
    former = FIRST
    bodies: list[str] = []
    for number, line in enumerate(lines, 1):
        body, seal = _line(line)
        if not hmac.compare_digest(seal.encode(), _seal(key, former, body, number).encode()):
            return SealedLines(tuple(bodies), number)
        bodies.append(body)
        former = seal
    end = _end_file(path).read_text(encoding="ascii", errors="replace").strip() if _end_file(path).exists() else ""
    whole = (not lines and not end) or hmac.compare_digest(end.encode(), _end_seal(key, len(lines), former).encode())
    return SealedLines(tuple(bodies), None if whole else len(lines) + 1)
