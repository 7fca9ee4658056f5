"""What was published of a year's statistics: the tables as they were shown, by whom and when, and the hashes of the files.

The record lies beside the folder of the return, which each run replaces. Beside what was published it says how many logs there
were.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import Refused
from pipeline.private_files import write_private

FILES = ("statistics.html", "statistics.xlsx")
Tables = Mapping[str, Mapping[str, int | None]]
"""Tables as they are shown, each group's count by the table's name; None where hidden."""


@dataclass(frozen=True)
class Publication:
    """Statistics that were published: the day, by whom, each file's SHA-256, and each set of tables by what it is of.

    `totals` are how many each table counts in all.
    """

    on: str
    by: str
    sha256: Mapping[str, str]
    totals: Mapping[str, Mapping[str, int]]
    tables: Mapping[str, Tables]


@dataclass(frozen=True)
class Publisher:
    """Who publishes the statistics of this run, and where publications of the year are recorded."""

    by: str
    record: Path


def record_beside(out: Path, year: int) -> Path:
    """Where the publications of a collection year are recorded whose returns are left in `out`."""
    return out.with_name(f"published-{year}.json")


def read_publications(record: Path) -> tuple[Publication, ...]:
    """The publications of a year, the oldest first; none where there is no record; Refused where it cannot be read."""
    if not record.exists():
        return ()
    try:
        return tuple(Publication(**entry) for entry in json.loads(record.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise Refused(
            f"{record} cannot be read: it says which statistics were published, so that a later publication gives nobody away. "
            "Put back the copy of your backup; without it, publish no more of this year"
        ) from None


def stock_of(log_type: str) -> str:
    """What the stock's tables beside those of a log type are recorded under."""
    return f"{log_type}: the stock"


def add_publication(record: Path, publication: Publication) -> None:
    """Adds a publication to the year's record."""
    entries = [asdict(one) for one in (*read_publications(record), publication)]
    write_private(record, (json.dumps(entries, indent=2, ensure_ascii=False) + "\n").encode())
