"""Reading a folder: each extract's file is found, unpacked, recognised by its format, and brought to text."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract
from pipeline.errors import Refused
from pipeline.stages.read.archive import unpack
from pipeline.stages.read.asked import Asked, ReadOptions
from pipeline.stages.read.delimited import read_delimited
from pipeline.stages.read.ends import refuse_unknown_end
from pipeline.stages.read.folder import Source, lone_source, look_into
from pipeline.stages.read.grid import Grid
from pipeline.stages.read.parquet import read_parquet
from pipeline.stages.read.settle import Settled, settle
from pipeline.stages.read.workbook import read_workbook
from pipeline.tables import RawTable

READERS: dict[str, Callable[[bytes, Asked], Grid]] = {
    ".csv": read_delimited,
    ".txt": read_delimited,
    ".xlsx": read_workbook,
    ".parquet": read_parquet,
}


def read(folder: Path, options: ReadOptions | None = None) -> dict[str, RawTable]:
    """The extracts of a folder as text, by name, in the order of the catalogue.

    Raises Refused, naming the file and what to do, for whatever cannot be read or lacks what the contract asks for.
    """
    wanted = options or ReadOptions()
    sources = look_into(folder, wanted.catalogue).sources
    return {name: _read_file(sources[name], extract, wanted) for name, extract in wanted.catalogue.items() if name in sources}


def read_one(path: Path, extract: Extract, options: ReadOptions) -> RawTable:
    """One file by itself, whatever it is called, read as that extract; Refused as files of a folder are."""
    return _read_file(lone_source(path, extract.name), extract, options)


def ignored_files(folder: Path, catalogue: Mapping[str, Extract] = EXTRACTS) -> tuple[str, ...]:
    """Names of the files in a folder that are no extract of the catalogue, in alphabetical order."""
    return look_into(folder, catalogue).ignored


def _read_file(source: Source, extract: Extract, options: ReadOptions) -> RawTable:
    aliases = options.aliases.get(extract.name, {})
    asked = Asked(extract, source.name, aliases, options.limits, extract.name in options.no_end)
    on_disk = _bytes(source, options)
    data = unpack(on_disk, source.name, options.password, options.limits) if source.member else on_disk
    if not data:
        raise Refused(f"{source.name}: the file is empty. Expected a header row and rows beneath it.")
    grid = READERS[source.suffix](data, asked)
    settled = settle(grid, asked)
    _refuse_no_rows(settled, asked)
    refuse_unknown_end(asked, grid.header, settled.rows)
    about = {"file": source.name, "sha256": hashlib.sha256(on_disk).hexdigest(), "bytes": len(on_disk)}
    about |= {"no_end": asked.no_end, "days_from_1904": grid.days_from_1904}
    return RawTable(extract, settled.rows, settled.set_aside, about | _about(source, grid, settled, extract))


def _bytes(source: Source, options: ReadOptions) -> bytes:
    try:
        if source.path.stat().st_size > options.limits.file_bytes:
            raise Refused(f"{source.name}: the file has more than {options.limits.file_bytes:,} bytes. Split the extract.")
        return source.path.read_bytes()
    except OSError:
        raise Refused(f"{source.name}: the file cannot be opened. Check that you may read it and nobody has it open.") from None


def _refuse_no_rows(settled: Settled, asked: Asked) -> None:
    if asked.extract.mandatory and settled.rows.is_empty():
        raise Refused(f"{asked.file}: there are no rows beneath the header. {asked.extract.name} is needed for every exercise.")


def _about(source: Source, grid: Grid, settled: Settled, extract: Extract) -> dict[str, object]:
    read = settled.rows.height + settled.set_aside.height
    alike = [one.notice(extract.name) for one in grid.header.alike]
    nothing = () if read else ("a header and no rows",)
    return {
        "format": source.suffix.removeprefix("."),
        "encoding": grid.encoding,
        "delimiter": grid.delimiter,
        "rows_read": read,
        "blank_lines": settled.blank_lines,
        "columns_dropped": list(grid.header.dropped),
        "columns_missing": list(grid.header.missing),
        "headers_alike": alike,
        "notices": [*nothing, *grid.notices, *settled.notices, *alike],
    }
