"""What is put together for an upload: two archives, and a scorecard as a page and a table that name nobody."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pipeline.nfi.checks import Check, Upload, Verdict, checks
from pipeline.nfi.codes import look_up
from pipeline.nfi.delimited import delimited
from pipeline.nfi.file import File, file_of
from pipeline.nfi.sales import completed_sales
from pipeline.nfi.scores import rejects, scores
from pipeline.nfi.specification import Specification
from pipeline.nfi.tenants import Landlord, current_tenants
from pipeline.pages import fill
from pipeline.protected import protected, unprotected

PAGE = Path(__file__).with_name("scorecard.html")
SCORECARD = "scorecard.html"
CODES = "codes.csv"


def files_of(landlord: Landlord, asked: Specification) -> tuple[File, ...]:
    """The file of current tenants and that of completed sales, in this order."""
    blanked, between = landlord.tables["blanked"], asked.layout.delimiters
    chosen = (current_tenants(landlord, asked.layout), completed_sales(landlord, asked))
    named = zip(asked.files.items(), chosen, strict=True)
    return tuple(file_of(name, fields, rows, blanked, between) for (name, fields), rows in named)


@dataclass(frozen=True)
class Prepared:
    """All that is written, by name, and what is said of it: the rows of each file and the checks."""

    content: dict[str, bytes]
    rows: dict[str, int]
    checks: list[Check]

    @property
    def not_met(self) -> list[Check]:
        """The checks that stand in the way of an upload."""
        return [one for one in self.checks if one.verdict is Verdict.NOT_MET]


def _archive(file: File, password: str, day: date) -> bytes:
    return protected({f"{file.name}.csv": file.content, CODES: delimited(look_up(file), ",")}, password, day)


def _opens(file: File, archive: bytes, password: str) -> bool:
    held = unprotected(archive, password).get(f"{file.name}.csv", b"")
    return held == file.content


def _page(upload: Upload, card: pl.DataFrame, judged: list[Check]) -> bytes:
    parts = [
        {
            "name": file.name,
            "rows": file.cells.height,
            "left_out": file.left_out,
            "rejects": int(rejects(file).sum()),
            "fields": card.filter(pl.col("file") == file.name).to_dicts(),
        }
        for file in upload.files
    ]
    ready = not any(one.verdict is Verdict.NOT_MET for one in judged)
    return fill(PAGE, upload=upload, timetable=upload.asked.timetable, files=parts, checks=judged, ready=ready).encode()


def prepare(upload: Upload, password: str) -> Prepared:
    """The archives of an upload and its scorecard (`scorecard.html`, `scorecard.csv`: counts, never a value)."""
    archives = {f"{file.name}.zip": _archive(file, password, upload.snapshot) for file in upload.files}
    opened = all(_opens(file, archives[f"{file.name}.zip"], password) for file in upload.files)
    card = pl.concat([scores(file) for file in upload.files])
    judged = checks(upload, card, opened)
    pages = {SCORECARD: _page(upload, card, judged), "scorecard.csv": card.write_csv(include_bom=True).encode()}
    return Prepared(archives | pages, {file.name: file.cells.height for file in upload.files}, judged)
