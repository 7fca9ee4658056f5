"""The run record: what an exercise was made of, how long each stage took, and the hash of everything it left."""

import hashlib
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.errors import WrongUse

PRODUCT = "tenancy-match"
LIBRARIES = ("polars", "duckdb", "splink", "jellyfish", "cryptography", "highspy")
FILE = "run.json"
RETURN_FILE = "return.json"
"""The record of a return of lettings and sales. It marks the folder: neither kind of results takes the place of the other."""


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def product_version() -> str:
    """The version of this program."""
    return version(PRODUCT)


def versions() -> dict[str, str]:
    """The versions of Python and of the libraries whose behaviour decides what a run finds."""
    return {"python": platform.python_version()} | {name: version(name) for name in LIBRARIES}


def peak_memory_mb() -> int:
    """The most memory this process has held so far, in megabytes (0 where the system does not say)."""
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))


@dataclass
class Stopwatch:
    """The time each stage took, in seconds, told as it goes to whoever shows the progress."""

    tell: Callable[[str], None]
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    stages: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times what is done inside it under that name."""
        self.tell(name)
        begun = time.perf_counter()
        yield
        self.stages.append((name, time.perf_counter() - begun))

    def measured(self) -> dict[str, Any]:
        """All that may differ between two runs over the same extracts: times and memory."""
        return {
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(sum(seconds for _, seconds in self.stages), 2),
            "peak_memory_mb": peak_memory_mb(),
            "stages": [{"stage": name, "seconds": round(seconds, 3)} for name, seconds in self.stages],
        }


def as_json(record: dict[str, Any]) -> str:
    """A run record as text: two spaces, keys as they were put, dates in ISO form."""
    return json.dumps(record, indent=2, ensure_ascii=False, default=str) + "\n"


def read_record(out: Path, file: str = FILE) -> dict[str, Any]:
    """The run record of an exercise, or of a return; raises WrongUse where the folder holds none."""
    try:
        return dict(json.loads((out / file).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise WrongUse(
            f"{out} holds no exercise (no readable {file}); give the folder that `tenancy-match match --out` left"
        ) from None
