"""The audit trail: who opened what, when and why, in lines chained by a key so that no line can be changed unseen."""

import hmac
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from pipeline.errors import KeyProblem
from pipeline.keys import RootKey

FIRST = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One opening: when, which officer, why, what was done, to which exercise, and how many and which referrals."""

    at: str
    officer: str
    reason: str
    did: str
    exercise: str
    referrals: int
    which: str


@dataclass(frozen=True)
class Trail:
    """The entries of a trail in order, and the number of its first line that is not as it was written (None: it is whole)."""

    entries: tuple[Entry, ...]
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether every line is as it was written, in its place, and none is missing."""
        return self.broken_at is None


def trail_file(out: Path) -> Path:
    """Where the trail of an exercise lies: beside its folder, for a folder is replaced by the next run and a trail never is."""
    return out.with_name(f"{out.name}-audit.jsonl")


def _seal(key: bytes, former: str, body: str, number: int) -> str:
    return hmac.new(key, f"{number}\n{former}\n{body}".encode(), "sha256").hexdigest()


def _end_seal(key: bytes, count: int, last: str) -> str:
    return hmac.new(key, f"end {count}\n{last}".encode(), "sha256").hexdigest()


def _end_file(path: Path) -> Path:
    return path.with_suffix(".end")


def log(path: Path, root: RootKey, entry: Entry) -> None:
    """Adds an entry, before what it tells of is done; raises KeyProblem where the trail so far is not whole."""
    key = root.subkey("audit")
    with FileLock(path.with_name(f".{path.name}.lock"), mode=0o600):
        trail = read_trail(path, root)
        if not trail.whole:
            raise KeyProblem(f"{path} was changed at line {trail.broken_at}; nothing is opened until somebody has looked into it")
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        former = json.loads(lines[-1])["seal"] if lines else FIRST
        body = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)
        seal = _seal(key, former, body, len(lines) + 1)
        path.touch(mode=0o600, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"entry": body, "seal": seal}, ensure_ascii=False) + "\n")
        _end_file(path).write_text(_end_seal(key, len(lines) + 1, seal) + "\n", encoding="ascii")
        _end_file(path).chmod(0o600)


def _entry(line: str) -> tuple[str, str]:
    """The body and the seal of a line; ("", "") for a line that is no line of a trail."""
    try:
        found = json.loads(line)
        return str(found["entry"]), str(found["seal"])
    except (ValueError, KeyError, TypeError):
        return "", ""


def read_trail(path: Path, root: RootKey) -> Trail:
    """The trail of an exercise, checked line by line; an edited, moved, added or missing line shows where it first differs."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    key, former = root.subkey("audit"), FIRST
    entries: list[Entry] = []
    for number, line in enumerate(lines, 1):
        body, seal = _entry(line)
        if not hmac.compare_digest(seal.encode(), _seal(key, former, body, number).encode()):
            return Trail(tuple(entries), number)
        entries.append(Entry(**json.loads(body)))
        former = seal
    end = _end_file(path).read_text(encoding="ascii", errors="replace").strip() if _end_file(path).exists() else ""
    whole = (not lines and not end) or hmac.compare_digest(end.encode(), _end_seal(key, len(lines), former).encode())
    return Trail(tuple(entries), None if whole else len(lines) + 1)


def now() -> str:
    """The time of an entry: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
