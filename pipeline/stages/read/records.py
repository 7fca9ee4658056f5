"""The records of delimited text in batches, each with the physical line on which it begins."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from pipeline.errors import Refused
from pipeline.stages.read.layout import Layout
from pipeline.stages.read.no_record import BROKEN, CUT_OFF

SIZE = 2_000  # enough to be quick, few enough that the lists are short-lived


@dataclass(frozen=True)
class Batch:
    """Some records; record n covers the physical lines from `lines[n]` to before `lines[n + 1]`.

    `broken` holds what could not be read as a record: line, reason, and the line itself as JSON.
    """

    records: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    broken: list[tuple[int, str, str]] = field(default_factory=list)


def batches(data: bytes, layout: Layout, file: str) -> Iterator[Batch]:
    """All records beneath the header; Refused for a quotation mark never closed and for a cell beyond csv's limit."""
    latest = [""]
    lines = _remembering(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline=""), latest)
    reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
    for _ in islice(reader, layout.above + 1):
        pass
    while True:
        batch = Batch(lines=[reader.line_num + 1])
        try:
            for record in islice(reader, SIZE):
                batch.records.append(record)
                batch.lines.append(reader.line_num + 1)
        except csv.Error as problem:
            why = _why_broken(str(problem), batch.lines[-1], reader.line_num, file)
            batch.broken.append((batch.lines[-1], why, json.dumps([latest[0]], ensure_ascii=False)))
        if not batch.records and not batch.broken:
            return
        yield batch


def _remembering(lines: Iterable[str], latest: list[str]) -> Iterator[str]:
    for line in lines:
        latest[0] = line
        yield line


def _why_broken(problem: str, begins: int, ends: int, file: str) -> str:
    """The reason for setting one line aside, where the damage is confined to it; csv goes on with the next line."""
    if ends > begins:
        raise Refused(never_closed(file, begins))
    if "field limit" in problem:
        raise Refused(
            f"{file}: line {begins} has a cell of more than {csv.field_size_limit():,} characters. "
            "Correct it, or leave the column out if it is not wanted."
        )
    return CUT_OFF if "end of data" in problem else BROKEN


def never_closed(file: str, line: int) -> str:
    """The message for a quotation mark that takes following lines into its cell."""
    return (
        f"{file}: a quotation mark opened on line {line} is not closed where the cell ends, and takes the lines after "
        "it into the cell. Close or remove it, or export with every quotation mark inside a text doubled."
    )
