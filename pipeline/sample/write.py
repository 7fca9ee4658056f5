"""Writing the landlord's folder: delimited files, the truth beside them, nothing half-written under its name."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import polars as pl
import pyarrow.parquet as pq

from extracts.catalogue import EXTRACTS
from pipeline.errors import WrongUse
from pipeline.sample.allowed import ALLOW_LIST
from pipeline.sample.headings import headings
from pipeline.sample.landlord import Landlord, Plan, blocks

TRUTH = ("people", "cases", "faults")


def write_sample(
    folder: Path, homes: int = 10_000, seed: int = 2026, extracts: str = "core", errors: str = "usual"
) -> dict[str, int]:
    """The rows written of each extract of a made-up landlord, who is the same for the same seed.

    The extracts and the landlord's `allow.toml` go into the folder, the truth about them into its subfolder `truth`. `extracts`
    is "core" or "all", `errors` "low", "usual" or "high". Memory does not grow with the number of homes.
    """
    return _write(blocks(Plan(homes, seed, True, extracts, errors)), folder)


def write_landlord(landlord: Landlord, folder: Path) -> dict[str, int]:
    """The rows written of each extract of a landlord that is in memory, in the same files."""
    return _write([landlord], folder)


def _write(parts: Iterable[Landlord], folder: Path) -> dict[str, int]:
    stale = _earlier_sample(folder)
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        extracts, truth = _Delimited(folder, stack), _Parquet(folder / "truth", stack)
        for part in parts:
            for name, rows in part.extracts.items():
                extracts.add(name, rows)
            for name in TRUTH:
                truth.add(name, getattr(part, name))
        stack.enter_context(_replacing(folder / "allow.toml")).write(ALLOW_LIST.encode())
    for path in stale:
        if path.stem not in extracts.rows:
            path.unlink()
    return extracts.rows


def _earlier_sample(folder: Path) -> list[Path]:
    """The extracts of a sample written here before.

    Raises WrongUse where the folder holds extracts without their truth: those are somebody's own, and stay as they are.
    """
    found = sorted(path for name in EXTRACTS for path in folder.glob(f"{name}.*"))
    if found and not (folder / "truth" / "cases.parquet").is_file():
        raise WrongUse(f"{folder} holds extracts that are no sample ({found[0].name} ...); give a new or an empty folder")
    return found


class _Delimited:
    """Comma-separated files that grow block by block; `rows` counts what each holds."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.streams: dict[str, IO[bytes]] = {}
        self.rows: dict[str, int] = {}

    def add(self, name: str, rows: pl.DataFrame) -> None:
        if name not in self.streams:
            self.streams[name] = self.stack.enter_context(_replacing(self.folder / f"{name}.csv"))
        rows.rename(headings(name)).write_csv(self.streams[name], include_header=name not in self.rows)
        self.rows[name] = self.rows.get(name, 0) + rows.height


class _Parquet:
    """Parquet files that grow block by block."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.writers: dict[str, pq.ParquetWriter] = {}

    def add(self, name: str, rows: pl.DataFrame) -> None:
        table = rows.to_arrow()
        if name not in self.writers:
            stream = self.stack.enter_context(_replacing(self.folder / f"{name}.parquet"))
            self.writers[name] = self.stack.enter_context(pq.ParquetWriter(stream, table.schema))
        self.writers[name].write_table(table)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream that takes the file's name only once everything has been written without a fault."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
