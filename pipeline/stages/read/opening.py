"""One file opened: unpacked, recognised by its format, brought to text, its rows settled."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.errors import Refused
from pipeline.stages.read.archive import unpack
from pipeline.stages.read.asked import Asked, ReadOptions
from pipeline.stages.read.delimited import read_delimited
from pipeline.stages.read.grid import Grid
from pipeline.stages.read.parquet import read_parquet
from pipeline.stages.read.settle import Settled, settle
from pipeline.stages.read.source import Source
from pipeline.stages.read.workbook import read_workbook

READERS: dict[str, Callable[[bytes, Asked], Grid]] = {
    ".csv": read_delimited,
    ".txt": read_delimited,
    ".xlsx": read_workbook,
    ".parquet": read_parquet,
}


@dataclass(frozen=True)
class Opened:
    """A file's rows, its header, and what the run record says of it."""

    settled: Settled
    grid: Grid
    about: dict[str, object]


def open_file(source: Source, asked: Asked, options: ReadOptions, settled_as: Asked | None = None) -> Opened:
    """A file's rows as text; `settled_as` says which columns a row must have where those differ from the header's.

    Raises Refused, naming the file and what to do, for whatever cannot be read.
    """
    on_disk = _bytes(source, options)
    data = unpack(on_disk, source.name, options.password, options.limits) if source.member else on_disk
    if not data:
        raise Refused(f"{source.name}: the file is empty. Expected a header row and rows beneath it.")
    grid = READERS[source.suffix](data, asked)
    settled = settle(grid, settled_as or asked)
    about = {"file": source.name, "sha256": hashlib.sha256(on_disk).hexdigest(), "bytes": len(on_disk)}
    return Opened(settled, grid, about | _about(source, grid, settled))


def _bytes(source: Source, options: ReadOptions) -> bytes:
    try:
        if source.path.stat().st_size > options.limits.file_bytes:
            raise Refused(f"{source.name}: the file has more than {options.limits.file_bytes:,} bytes. Split the extract.")
        return source.path.read_bytes()
    except OSError:
        raise Refused(f"{source.name}: the file cannot be opened. Check that you may read it and nobody has it open.") from None


def _about(source: Source, grid: Grid, settled: Settled) -> dict[str, object]:
    read = settled.rows.height + settled.set_aside.height
    nothing = () if read else ("a header and no rows",)
    return {
        "format": source.suffix.removeprefix("."),
        "encoding": grid.encoding,
        "delimiter": grid.delimiter,
        "rows_read": read,
        "blank_lines": settled.blank_lines,
        "columns_dropped": list(grid.header.dropped),
        "columns_missing": list(grid.header.missing),
        "notices": [*nothing, *grid.notices],
    }
