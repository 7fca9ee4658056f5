"""Reading a folder: each extract's file is found, unpacked, recognised by its format, and brought to text."""

from collections.abc import Mapping
from pathlib import Path

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract
from pipeline.errors import Refused
from pipeline.inputs.mapping import Mapping as Mapped
from pipeline.stages.read.asked import Asked, ReadOptions
from pipeline.stages.read.folder import lone_source, look_into
from pipeline.stages.read.mapped import read_mapped
from pipeline.stages.read.opening import open_file
from pipeline.stages.read.source import Source
from pipeline.tables import RawTable


def read(folder: Path, options: ReadOptions | None = None) -> dict[str, RawTable]:
    """The extracts of a folder as text, by name, in the order of the catalogue: as mapping.toml says, else by their files' names.

    Raises Refused, naming the file and what to do, for whatever cannot be read or lacks what the contract asks for.
    """
    wanted = options or ReadOptions()
    inside = look_into(folder, wanted.catalogue, wanted.mapping)
    raw = {name: _read_file(inside.sources[name], wanted.catalogue[name], wanted) for name in inside.sources}
    raw |= {name: read_mapped(wanted.catalogue[name], pairs, wanted) for name, pairs in inside.mapped.items()}
    for table in raw.values():
        _refuse_no_rows(table)
    return {name: raw[name] for name in wanted.catalogue if name in raw}


def read_one(path: Path, extract: Extract, options: ReadOptions) -> RawTable:
    """One file by itself, whatever it is called, read as that extract; Refused as files of a folder are."""
    raw = _read_file(lone_source(path, extract.name), extract, options)
    _refuse_no_rows(raw)
    return raw


def ignored_files(folder: Path, catalogue: Mapping[str, Extract] = EXTRACTS, mapping: Mapped | None = None) -> tuple[str, ...]:
    """Names of the files in a folder that feed no extract of the catalogue, in alphabetical order."""
    return look_into(folder, catalogue, mapping or Mapped()).ignored


def _read_file(source: Source, extract: Extract, options: ReadOptions) -> RawTable:
    aliases = options.aliases.get(extract.name, {})
    asked = Asked(extract, source.name, aliases, options.limits, no_end=extract.name in options.no_end)
    opened = open_file(source, asked, options)
    return RawTable(extract, opened.settled.rows, opened.settled.set_aside, opened.about)


def _refuse_no_rows(raw: RawTable) -> None:
    if raw.extract.mandatory and raw.rows.is_empty():
        file = raw.about["file"]
        if raw.about.get("rows_left_out"):
            raise Refused(f"{file}: mapping.toml leaves out every row of {raw.extract.name}: check its leave_out and keep_only.")
        raise Refused(f"{file}: there are no rows beneath the header. {raw.extract.name} is needed for every exercise.")
