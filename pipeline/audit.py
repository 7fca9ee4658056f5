"""The audit trail: who opened what, when and why, in lines chained by a key so that no line can be changed unseen."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.chained import append, read_lines
from pipeline.keys import RootKey

PURPOSE = "audit"


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


def log(path: Path, root: RootKey, entry: Entry) -> None:
    """Adds an entry, before what it tells of is done; raises KeyProblem where the trail so far is not whole."""
    body = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)
    append(path, root.subkey(PURPOSE), lambda _: [body])


def read_trail(path: Path, root: RootKey) -> Trail:
    """The trail of an exercise, checked line by line; an edited, moved, added or missing line shows where it first differs."""
    found = read_lines(path, root.subkey(PURPOSE))
    return Trail(tuple(Entry(**json.loads(body)) for body in found.bodies), found.broken_at)


def now() -> str:
    """The time of an entry: UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
