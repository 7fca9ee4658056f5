"""A bulk-upload file read as the service reads it: newlines, encoding, the row of field numbers, columns in any order."""

import io
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.core.field import Layout
from pipeline.core.numbers import whole_number
from pipeline.core.spaces import told
from pipeline.errors import Refused

LARGEST_FILE = 10 * 1024 * 1024
"""Ten mebibytes: the service takes no larger file; a larger return is split."""

FIRST_MONTH, DECEMBER = 4, 12
"""A collection year begins in April."""
SHORT_YEAR = 2
"""A year of so many characters is one of this century."""
_LEAP_CYCLE = 2000
"""A calendar repeats itself every 400 years, also before and after those that Python knows."""

_QUOTED = re.compile(r'(?<![^,\n])"(?:[^"]|"")*"(?![^,\n])')
_NUMBERED = re.compile(r"[0-9]+")
_NUMBERED_LINE = re.compile(r"^[0-9]+$", re.MULTILINE)
_FIELD_NUMBER = re.compile(r"[1-9][0-9]*")
"""The service takes a heading with a line of nothing but digits for a field, and stops where no field has just that name."""


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
    cells, empty = _cells(path, text)
    heading = _heading_row(path, cells)
    numbered = _numbered(path, cells.row(heading)[1:], about)
    layout = _layout(path, len(numbered), tuple(layouts))
    _check_width(path, cells.width, layout)
    columns = _columns(path, numbered, layout)
    below = _below(cells, heading, columns)
    rows = below.filter(_filled(columns)).with_row_index("row", offset=1)
    if rows.is_empty():
        raise Refused(f"{path.name} has no row below its field numbers; the service refuses it")
    kept = below.filter(~empty[heading + 1 :])
    _check_year(path, kept, layout)
    about |= {"rows": rows.height, "blank_rows": below.height - rows.height, "heading_row": heading + 1}
    about["blank_rows_with_cells"] = kept.height - rows.height
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


def _cells(path: Path, text: str) -> tuple[pl.DataFrame, pl.Series]:
    """The cells of every row, and which rows are empty lines: the service passes over those, not over rows of empty cells."""
    bare = _QUOTED.sub("", text)
    if '"' in bare:
        line = bare[: bare.index('"')].count("\n") + 1
        raise Refused(f"{path.name} has a quotation mark out of place near row {line}, on which the service stops; put it right")
    widest = max(line.count(",") for line in bare.split("\n")) + 1
    schema = {f"cell_{index}": pl.String for index in range(max(widest, 2))}
    cells = pl.read_csv(
        io.BytesIO(text.encode()), has_header=False, schema=schema, missing_columns="insert", truncate_ragged_lines=True
    )
    return cells, pl.Series([not line for line in _QUOTED.sub('""', text).split("\n")][: cells.height], dtype=pl.Boolean)


def _heading_row(path: Path, cells: pl.DataFrame) -> int:
    found = cells["cell_0"].str.contains("(?i)field number").fill_null(False).arg_true()
    if found.is_empty():
        raise Refused(
            f'{path.name} has no row with "field number" in column A; the service refuses it: keep the template\'s headings'
        )
    return int(found[0])


def _numbered(path: Path, headings: tuple[str | None, ...], about: dict[str, object]) -> dict[str, int]:
    strange = [text for text in headings if text and _NUMBERED_LINE.search(text) and not _FIELD_NUMBER.fullmatch(text)]
    if strange:
        raise Refused(
            f"{path.name} has a field number that is not one of the template's (a 0 before it, or a line break in the cell), "
            "on which the service stops: write 1, not 001"
        )
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


def _below(cells: pl.DataFrame, heading: int, columns: dict[str, str]) -> pl.DataFrame:
    rows = cells[heading + 1 :]
    return rows.select(
        pl.int_range(heading + 2, heading + 2 + rows.height, dtype=pl.UInt32).alias("line"),
        *(pl.col(cell).alias(name) for cell, name in columns.items()),
    )


def _filled(columns: dict[str, str]) -> pl.Expr:
    return pl.any_horizontal(told(pl.col(name)) for name in columns.values())


def _check_year(path: Path, rows: pl.DataFrame, layout: Layout) -> None:
    """The service takes the file's year from the day of the first row that has a cell; where that is no day, it lets it pass.

    A year that cannot be read counts as the year 0, a day or a month that cannot be read as 0, which no calendar has.
    """
    day, month, year = (whole_number(rows[name][0] or "") for name in layout.dated_by)
    century = 2000 if year is not None and len(str(year)) <= SHORT_YEAR else 0
    if _begun_in(day or 0, month or 0, (year or 0) + century) in (None, layout.year):
        return
    years = f"{layout.year}/{(layout.year + 1) % 100:02}"
    raise Refused(f"the first row of {path.name} starts outside {years}: the service takes it for another year's template")


def _begun_in(day: int, month: int, year: int) -> int | None:
    """The year in which the collection year of that day began; None where no calendar has the day (below zero: from the end)."""
    month = month + 13 if month < 0 else month
    if not 1 <= month <= DECEMBER:
        return None
    last = monthrange(_LEAP_CYCLE + year % 400, month)[1]
    day = last + 1 + day if day < 0 else day
    begun = year if month >= FIRST_MONTH else year - 1
    return begun if 1 <= day <= last else None
