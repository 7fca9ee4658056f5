"""What is asked of the files: the options of a reading, and what one file in particular should hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract

Aliases = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Extract → column → the headers under which this landlord's system writes that column."""

Password = str | Callable[[str], str | None] | None
"""The password of the archives, or a function that is given a file's name and answers with its password."""


@dataclass(frozen=True)
class Limits:
    """How large things may be before a file is refused; each number is far above any real extract.

    `file_bytes` bounds a file on disk and what an archive or workbook unpacks to. `sheet_cells` bounds the rectangle of
    a worksheet: the reader of workbooks reserves memory for the whole of it, so that one far cell could end the run.
    `cell_characters` is the csv module's own bound: a longer cell is a quotation mark that was never closed.
    """

    file_bytes: int = 4 * 1024**3
    sheet_cells: int = 40_000_000
    cell_characters: int = 131_072


@dataclass(frozen=True)
class ReadOptions:
    """How a folder is read: which extracts are looked for, a landlord's own header names, archives' password, and the limits.

    `no_end` names the extracts whose files lack a column of ends on purpose: all that they hold is current.
    """

    aliases: Aliases = field(default_factory=dict)
    password: Password = None
    limits: Limits = field(default_factory=Limits)
    catalogue: Mapping[str, Extract] = field(default_factory=lambda: EXTRACTS)
    no_end: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """What one file should hold (`extract`, under which `aliases`), and the name by which messages call it.

    `no_end`: it lacks a column of ends on purpose.
    """

    extract: Extract
    file: str
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    no_end: bool = False
