"""The folder of an exercise: which file holds which extract, and which files nobody asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extracts.contract import Extract
from pipeline.errors import Refused
from pipeline.inputs.mapping import MAPPING_FILE
from pipeline.inputs.mapping import Mapping as Mapped
from pipeline.stages.read.archive import data_members
from pipeline.stages.read.mapped.files import MappedFiles, mapped_files
from pipeline.stages.read.source import ARCHIVE, FORMATS, Source, is_file, some


@dataclass(frozen=True)
class Folder:
    """What a folder holds: the source of each extract that a file is named after, those that mapping.toml names with their
    files, and the names of all else.
    """

    sources: dict[str, Source]
    ignored: tuple[str, ...]
    mapped: dict[str, MappedFiles]


def look_into(folder: Path, catalogue: Mapping[str, Extract], mapping: Mapped) -> Folder:
    """The sources of the catalogue's extracts in `folder`; Refused when it cannot be listed, lacks one or has one twice."""
    paths = _listed(folder)
    mapped = mapped_files(paths, catalogue, mapping)
    named = [source for pairs in mapped.values() for _, sources in pairs for source in sources]
    sources: dict[str, Source] = {}
    ignored: list[str] = []
    for path in paths:
        of_path = [source for source in named if source.path == path]
        own = list(_sources(path, catalogue, {source.member for source in of_path}))
        ignored += _beside(path, [*own, *of_path])
        for source in own:
            if first := sources.get(source.extract):
                raise Refused(_twice(first, source))
            _refuse_beside_mapping(source, mapped)
            sources[source.extract] = source
    _nothing_mandatory_missing(folder, catalogue, {*sources, *mapped}, sorted(path.name for path in paths))
    return Folder(sources, tuple(sorted(ignored)), mapped)


def _refuse_beside_mapping(source: Source, mapped: dict[str, MappedFiles]) -> None:
    if source.extract in mapped:
        files = [file.name for _, sources in mapped[source.extract] for file in sources]
        raise Refused(
            f"{source.name} is named after the extract {source.extract}, for which {MAPPING_FILE} names {some(files)}. Give it a "
            f"[[source]] of its own in {MAPPING_FILE}, or remove it from the folder."
        )


def lone_source(path: Path, extract: str) -> Source:
    """A file that was named by itself, or the one member of such an archive; Refused where it is of no known format."""
    members = [path.name]
    if path.suffix.casefold() == ARCHIVE:
        members = data_members(path, True)
    readable = [one for one in members if one.casefold().endswith(FORMATS)]
    if len(readable) != 1:
        expected = f"one file ending in {', '.join(FORMATS)}, by itself or in a {ARCHIVE}"
        raise Refused(f"{path.name}: {len(readable)} files that could be read; expected {expected}.")
    return Source(extract, path, "" if members == [path.name] else readable[0])


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        raise Refused(f"{folder}: there is no such folder. Give the folder that holds the extracts.") from None
    except NotADirectoryError:
        raise Refused(f"{folder}: this is a file. Give the folder that holds the extracts.") from None
    except OSError:
        raise Refused(f"{folder}: the folder cannot be opened. Check that you may read it.") from None


def _sources(path: Path, catalogue: Mapping[str, Extract], taken: set[str]) -> Iterator[Source]:
    """The extracts that a file is or holds by name, without what the mapping has taken: its members, or "" for the file."""
    if not is_file(path) or "" in taken:
        return
    if path.suffix.casefold() == ARCHIVE:
        yield from _archived(path, catalogue, taken)
    elif path.suffix.casefold() in FORMATS and (extract := _extract_named(path.stem, catalogue)):
        yield Source(extract, path)


def _archived(path: Path, catalogue: Mapping[str, Extract], taken: set[str]) -> Iterator[Source]:
    """The members that are named after extracts; else the only member, where the archive itself is named after one."""
    stem = PurePosixPath(path.stem).stem if path.stem.casefold().endswith(FORMATS) else path.stem
    own = None if taken else _extract_named(stem, catalogue)
    every = [one for one in data_members(path, own is not None) if one.casefold().endswith(FORMATS)]
    members = [one for one in every if one not in taken]
    named = [(extract, one) for one in members if (extract := _extract_named(PurePosixPath(one).stem, catalogue))]
    if named:
        yield from (Source(extract, path, member) for extract, member in named)
    elif own and len(members) == 1:
        yield Source(own, path, members[0])
    elif own:
        raise Refused(
            f"{path.name}: the archive holds {len(members)} files that could be read; expected one, "
            f"ending in {', '.join(FORMATS)}."
        )


def _extract_named(stem: str, catalogue: Mapping[str, Extract]) -> str | None:
    name = stem.strip().casefold().replace(" ", "_").replace("-", "_")
    return name if name in catalogue else None


def _beside(path: Path, found: list[Source]) -> list[str]:
    """What is ignored of one entry of the folder: itself, or the members of an archive that are no extract."""
    if not found:
        return [f"{path.name}/" if path.is_dir() else path.name]
    taken = {source.member for source in found}
    if taken == {""}:
        return []
    return [f"{path.name}/{member}" for member in data_members(path, True) if member not in taken]


def _twice(first: Source, second: Source) -> str:
    return (
        f"two files hold the extract {first.extract}: {first.name} and {second.name}. "
        "Keep one; if both are wanted, put their rows into one file."
    )


def _nothing_mandatory_missing(folder: Path, catalogue: Mapping[str, Extract], there: set[str], names: list[str]) -> None:
    for extract in catalogue.values():
        if extract.mandatory and extract.name not in there:
            others = ", ".join(name for name in catalogue if name != extract.name)
            raise Refused(
                f"{folder}: no file for the extract {extract.name}. The folder holds {some(names)}. "
                f"Expected {extract.name} with one of {', '.join(FORMATS)}, also inside a {ARCHIVE}, or a {MAPPING_FILE} "
                f"that says which file holds it; other extracts are {others}."
            )
