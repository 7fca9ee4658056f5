"""The folder of an exercise: which file holds which extract, and which files nobody asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extracts.contract import Extract
from pipeline.errors import Refused
from pipeline.stages.read.archive import data_members

MOST_NAMED = 20
FORMATS = (".csv", ".txt", ".xlsx", ".parquet")
ARCHIVE = ".zip"


@dataclass(frozen=True)
class Source:
    """The file that holds an extract: its path and, inside an archive, the member."""

    extract: str
    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """What messages and the run record call it, e.g. `tenancy.csv` or `october.zip/tenancy.csv`."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @property
    def suffix(self) -> str:
        """The format, by the end of the file's name in lower case: `.csv`, `.xlsx` ..."""
        return PurePosixPath(self.member or self.path.name).suffix.casefold()


@dataclass(frozen=True)
class Folder:
    """What a folder holds: the source of each extract there is, and the names of all else."""

    sources: dict[str, Source]
    ignored: tuple[str, ...]


def look_into(folder: Path, catalogue: Mapping[str, Extract]) -> Folder:
    """The sources of the catalogue's extracts in `folder`; Refused when it cannot be listed, lacks one or has one twice."""
    sources: dict[str, Source] = {}
    ignored: list[str] = []
    for path in _listed(folder):
        found = list(_sources(path, catalogue))
        ignored += _beside(path, found)
        for source in found:
            if first := sources.get(source.extract):
                raise Refused(_twice(first, source))
            sources[source.extract] = source
    _nothing_mandatory_missing(folder, catalogue, sources, ignored)
    return Folder(sources, tuple(sorted(ignored)))


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


def _sources(path: Path, catalogue: Mapping[str, Extract]) -> Iterator[Source]:
    if not _is_file(path):
        return
    if path.suffix.casefold() == ARCHIVE:
        yield from _archived(path, catalogue)
    elif path.suffix.casefold() in FORMATS and (extract := _extract_named(path.stem, catalogue)):
        yield Source(extract, path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        raise Refused(f"{path.parent}: the files in this folder cannot be opened. Check that you may read them.") from None


def _archived(path: Path, catalogue: Mapping[str, Extract]) -> Iterator[Source]:
    """The members that are named after extracts; else the only member, where the archive itself is named after one."""
    stem = PurePosixPath(path.stem).stem if path.stem.casefold().endswith(FORMATS) else path.stem
    own = _extract_named(stem, catalogue)
    members = [one for one in data_members(path, own is not None) if one.casefold().endswith(FORMATS)]
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


def _nothing_mandatory_missing(
    folder: Path, catalogue: Mapping[str, Extract], sources: dict[str, Source], ignored: list[str]
) -> None:
    for extract in catalogue.values():
        if extract.mandatory and extract.name not in sources:
            names = sorted([source.name for source in sources.values()] + ignored)
            raise Refused(
                f"{folder}: no file for the extract {extract.name}. The folder holds {_some(names)}. "
                f"Expected {extract.name} with one of {', '.join(FORMATS)}, also inside a {ARCHIVE}; "
                f"other extracts are {', '.join(name for name in catalogue if name != extract.name)}."
            )


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "") or "nothing"
