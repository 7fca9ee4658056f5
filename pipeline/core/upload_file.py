"""A bulk-upload file read as the service reads it: newlines, encoding, the row of field numbers, columns in any order."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.core.field import Layout
from pipeline.core.numbers import leading_number
from pipeline.core.spaces import told
from pipeline.errors import Refused

LARGEST_FILE = 10 * 1024 * 1024
"""Ten mebibytes: the service takes no larger file; a larger return is split."""

FIRST_MONTH = 4
"""A collection year begins in April."""

_QUOTED = re.compile(r'(?<![^,\n])"(?:[^"]|"")*"(?![^,\n])')
_NUMBERED = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Upload:
    """The data rows of one file as text: `row` (from 1), `line` (row of the sheet) and one String column per field.

    A cell left empty is null, one that holds an empty pair of quotes is an empty text: the service tells them apart. `about`
    says what of the service's ways the file met.
    """

    layout: Layout
    rows: pl.DataFrame
    about: dict[str, object]


def read_upload(path: Path, layouts: Iterable[Layout]) -> Upload:
    """The file's data rows under our names of the fields, in the layout that has as many fields as the file.

    Raises `Refused`, with what the service would hold against the whole file: no row of field numbers, a count of them that is
    no layout's, another year, nothing in it, too large, no text, or quotation marks out of place.
    """
    text, about = _normal_text(path, _content(path))
    cells = _cells(path, text)
    heading = _heading_row(path, cells)
    numbered = _numbered(cells.row(heading)[1:], about)
    layout = _layout(path, len(numbered), tuple(layouts))
    _check_width(path, cells.width, layout)
    columns = _columns(path, numbered, layout)
    rows = _data_rows(path, cells[heading + 1 :], heading, columns)
    _check_year(path, rows, layout)
    about |= {"rows": rows.height, "blank_rows": cells.height - heading - 1 - rows.height, "heading_row": heading + 1}
    about["columns_in_template_order"] = list(numbered.values()) == sorted(numbered.values())
    return Upload(layout, rows, about)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as cause:
        raise Refused(f"{path} cannot be read: {cause.strerror}") from None
    if len(content) > LARGEST_FILE:
        raise Refused(f"{path.name} is over 10 MiB, which the service refuses; split it into smaller files")
    if not content.strip():
        raise Refused(f"{path.name} is empty; the service refuses an empty file")
    return content


def _normal_text(path: Path, content: bytes) -> tuple[str, dict[str, object]]:
    if b"\0" in content:
        raise Refused(f"{path.name} is no comma-separated text (a workbook, or UTF-16?); save it as CSV UTF-8")
    scrubbed = content.decode("utf-8", errors="ignore").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    about: dict[str, object] = {
        "byte_order_mark": content.startswith(b"\xef\xbb\xbf"),
        "bytes_dropped_as_no_utf8": len(content) - len(content.decode("utf-8", errors="ignore").encode()),
    }
    return scrubbed, about


def _cells(path: Path, text: str) -> pl.DataFrame:
    bare = _QUOTED.sub("", text)
    if '"' in bare:
        line = bare[: bare.index('"')].count("\n") + 1
        raise Refused(f"{path.name} has a quotation mark out of place near row {line}, on which the service stops; put it right")
    widest = max(line.count(",") for line in bare.split("\n")) + 1
    schema = {f"cell_{index}": pl.String for index in range(max(widest, 2))}
    return pl.read_csv(
        io.BytesIO(text.encode()), has_header=False, schema=schema, missing_columns="insert", truncate_ragged_lines=True
    )


def _heading_row(path: Path, cells: pl.DataFrame) -> int:
    found = cells["cell_0"].str.contains("(?i)field number").fill_null(False).arg_true()
    if found.is_empty():
        raise Refused(
            f'{path.name} has no row with "field number" in column A; the service refuses it: keep the template\'s headings'
        )
    return int(found[0])


def _numbered(headings: tuple[str | None, ...], about: dict[str, object]) -> dict[str, int]:
    about["columns_ignored"] = [text for text in headings if text and not _NUMBERED.fullmatch(text)]
    return {f"cell_{at}": int(text) for at, text in enumerate(headings, 1) if text and _NUMBERED.fullmatch(text)}


def _layout(path: Path, count: int, layouts: tuple[Layout, ...]) -> Layout:
    for layout in layouts:
        if len(layout.fields) == count:
            return layout
    expected = " or ".join(f"{len(layout.fields)} ({layout.log_type} {layout.year})" for layout in layouts)
    raise Refused(f"{path.name} has {count} numbered columns, where the service expects {expected}; use the year's template")


def _check_width(path: Path, widest: int, layout: Layout) -> None:
    most = len(layout.fields) + 1
    if layout.cells_limited and widest > most:
        raise Refused(f"{path.name} has a row of {widest} cells; the service takes at most {most}")


def _columns(path: Path, numbered: dict[str, int], layout: Layout) -> dict[str, str]:
    names = {field.number: field.name for field in layout.fields}
    absent = sorted(set(names) - set(numbered.values()))
    if absent:
        raise Refused(f"{path.name} has no column for field {absent[0]}; each number from 1 to {len(names)} is needed once")
    return {cell: names[number] for cell, number in numbered.items()}


def _data_rows(path: Path, cells: pl.DataFrame, heading: int, columns: dict[str, str]) -> pl.DataFrame:
    rows = cells.select(
        pl.int_range(heading + 2, heading + 2 + cells.height, dtype=pl.UInt32).alias("line"),
        *(pl.col(cell).alias(name) for cell, name in columns.items()),
    )
    filled = rows.filter(pl.any_horizontal(told(pl.col(name)) for name in columns.values()))
    if filled.is_empty():
        raise Refused(f"{path.name} has no row below its field numbers; the service refuses it")
    return filled.with_row_index("row", offset=1)


def _check_year(path: Path, rows: pl.DataFrame, layout: Layout) -> None:
    """The service takes the first row's start for the file's year; where that is no date at all, it lets the file pass."""
    day, month, year = (leading_number(rows[name][0] or "") for name in layout.dated_by)
    year += 2000 if len((rows[layout.dated_by[2]][0] or "").strip()) in (1, 2) else 0
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return
    begun = year if month >= FIRST_MONTH else year - 1
    if begun != layout.year:
        years = f"{layout.year}/{(layout.year + 1) % 100:02}"
        raise Refused(f"the first row of {path.name} starts outside {years}: the service takes it for another year's template")
