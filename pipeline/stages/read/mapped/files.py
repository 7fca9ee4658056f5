"""Which files mapping.toml names: by name or pattern, by themselves or inside an archive."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from extracts.contract import Extract
from pipeline.errors import Refused
from pipeline.inputs.mapping import MAPPING_FILE
from pipeline.inputs.mapping import Mapping as Mapped
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.stages.read.archive import data_members
from pipeline.stages.read.source import ARCHIVE, FORMATS, Source, is_file, some

MappedFiles = tuple[tuple[MappedSource, tuple[Source, ...]], ...]
"""What mapping.toml says of one extract, each time with the files that it is said of."""


def mapped_files(paths: list[Path], catalogue: Mapping[str, Extract], mapping: Mapped) -> dict[str, MappedFiles]:
    """The files of each extract of the catalogue that the mapping names; Refused for a pattern that matches none."""
    if not mapping.source:
        return {}
    files = readable_files(paths)
    wanted = {name: mapping.of(name) for name in catalogue}
    return {
        name: tuple((source, _matching(source, files, paths)) for source in sources)
        for name, sources in wanted.items()
        if sources
    }


def readable_files(paths: list[Path]) -> list[Source]:
    """Every file of a format that can be read, members of archives too, in the order of their names; of no extract yet."""
    files = []
    for path in paths:
        if path.name.startswith(("~$", ".")) or not is_file(path):  # what Excel and a Mac leave beside a workbook
            continue
        if path.suffix.casefold() == ARCHIVE:
            members = [one for one in data_members(path, False) if one.casefold().endswith(FORMATS)]
            files += [Source("", path, member) for member in members]
        elif path.suffix.casefold() in FORMATS:
            files.append(Source("", path))
    return files


def _matching(source: MappedSource, files: list[Source], paths: list[Path]) -> tuple[Source, ...]:
    """The files of one source, each once, in the order of their names; each name or pattern must match at least one."""
    chosen: dict[str, Source] = {}
    for wanted in source.files:
        pattern = re.compile(re.escape(wanted.strip()).replace(r"\*", "[^/]*"), re.IGNORECASE)
        matching = [file for file in files if pattern.fullmatch(file.name) or _lone_member(file, files, pattern)]
        if not matching:
            names = sorted([file.name for file in files] + [path.name for path in paths if _unreadable(path)])
            raise Refused(
                f"{MAPPING_FILE}: no file is called {wanted!r} (for {source.extract}). The folder holds {some(names)}. "
                f"A file ends in one of {', '.join(FORMATS)}, also inside a {ARCHIVE}."
            )
        chosen |= {file.name: replace(file, extract=source.extract) for file in matching}
    return tuple(chosen[name] for name in sorted(chosen))


def _lone_member(file: Source, files: list[Source], pattern: re.Pattern[str]) -> bool:
    """Whether an archive is named that holds nothing else."""
    return bool(file.member and pattern.fullmatch(file.path.name)) and sum(one.path == file.path for one in files) == 1


def _unreadable(path: Path) -> bool:
    return path.suffix.casefold() not in (*FORMATS, ARCHIVE, ".toml")
