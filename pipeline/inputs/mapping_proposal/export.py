"""One table of a landlord's export, as it came: where it lies, its headers, and its rows as text."""

import re
from dataclasses import dataclass

import polars as pl

from extracts.kinds.date import tidy


@dataclass(frozen=True)
class Export:
    """One table that was found in a file.

    `file` is the name a mapping gives (`archive.zip/member.csv` for a member of an archive) and `sheet` the sheet of a workbook
    that has several. `header_row` is the physical line on which the header stands. `rows` holds one String column for each
    header, named by its position (`"0"`, `"1"` ...), blank as null, in the order of the file. `above` is the text of the title
    rows above the header: it is searched for words and dates and never shown, for it may name whoever ran the report.
    """

    file: str
    headers: tuple[str, ...]
    rows: pl.DataFrame
    sheet: str = ""
    header_row: int = 1
    above: str = ""
    read_as: tuple[str, ...] = ()
    person: int = 0
    """Where each row holds two people, which of them this is (1 or 2), and the headers without the words that say so."""

    @property
    def spelled(self) -> tuple[str, ...]:
        """The headers as their words are judged; blank are those of somebody else."""
        return self.read_as or self.headers

    @property
    def title(self) -> str:
        """What messages call it: the file, and the sheet where there are several."""
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file

    def values(self, position: int) -> pl.Series:
        """The cells of the column at a position, blank as null."""
        return self.rows[str(position)]


@dataclass(frozen=True)
class Unread:
    """A file in which no table was found, and why, in words that hold no value of it."""

    file: str
    why: str


def day_within(text: str) -> str:
    """The one day that a file's name or title rows speak of, as ISO; empty where they speak of none or of several.

    >>> day_within("Rent accounts 051026.csv"), day_within("Run on 05/10/2026 08:31"), day_within("Apr-Oct")
    ('2026-10-05', '2026-10-05', '')
    >>> day_within("20261005_balances"), day_within("from 01/04/2026 to 05/10/2026")
    ('2026-10-05', '')
    """
    days = {day for written in re.findall(r"(?<!\d)\d[\d/.\-]{4,9}(?!\d)", text) if (day := _day(written))}
    return days.pop() if len(days) == 1 else ""


def _day(written: str) -> str:
    written = written.rstrip("./-")
    solid = re.fullmatch(r"(\d\d)(\d\d)(\d\d)", written)
    backwards = re.fullmatch(r"(20\d\d)(\d\d)(\d\d)", written)
    if solid:
        written = f"{solid[1]}/{solid[2]}/20{solid[3]}"
    elif backwards:
        written = "-".join(backwards.groups())
    found = tidy(written)
    return found.isoformat() if found and 2000 <= found.year <= 2100 else ""
