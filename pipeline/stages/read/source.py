"""A file that holds an extract, by itself or inside an archive."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import Refused

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


def is_file(path: Path) -> bool:
    """Whether a path is a file; Refused where that cannot be found out."""
    try:
        return path.is_file()
    except OSError:
        raise Refused(f"{path.parent}: the files in this folder cannot be opened. Check that you may read them.") from None


def some(names: list[str]) -> str:
    """Up to twenty names as a message lists them, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "") or "nothing"
