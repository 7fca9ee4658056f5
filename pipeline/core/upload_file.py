"""A bulk-upload file read as the service reads it: newlines, encoding, the row of field numbers, columns in any order."""

import io
import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.core.field import Layout
from pipeline.errors import Refused

LARGEST_FILE = 10 * 1024 * 1024
"""Ten mebibytes: the service takes no larger file; a larger return is split."""

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


def read_upload(path: Path, layout: Layout) -> Upload:
    """The file's data rows under our names of the fields.

    Raises `Refused`, with what the service would hold against the whole file: no row of field numbers, a wrong count of them, a
    year that is not the layout's, nothing in it, too large, or quotation marks out of place.
    """
    content = _content(path)
    text, about = _normal_text(content)
    cells = _cells(path, text, layout)
    heading = _heading_row(path, cells)
    columns = _columns(path, cells.row(heading)[1:], layout, about)
    rows = _data_rows(path, cells[heading + 1 :], heading, columns)
    about |= {"rows": rows.height, "blank_rows": cells.height - heading - 1 - rows.height, "heading_row": heading + 1}
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


def _normal_text(content: bytes) -> tuple[str, dict[str, object]]:
    text = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").decode("utf-8", errors="replace")
    scrubbed = content.decode("utf-8", errors="ignore").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lost = len(text) - len(scrubbed)
    about: dict[str, object] = {"byte_order_mark": content.startswith(b"\xef\xbb\xbf"), "bytes_dropped_as_no_utf8": max(lost, 0)}
    return scrubbed, about


def _cells(path: Path, text: str, layout: Layout) -> pl.DataFrame:
    bare = _QUOTED.sub("", text)
    if '"' in bare:
        line = bare[: bare.index('"')].count("\n") + 1
        raise Refused(f"{path.name} has a quotation mark out of place near row {line}, on which the service stops; put it right")
    widest = max(line.count(",") for line in bare.split("\n")) + 1
    if layout.cells_limited and widest > len(layout.fields) + 1:
        raise Refused(f"{path.name} has a row of {widest} cells; the service takes at most {len(layout.fields) + 1}")
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


def _columns(path: Path, headings: tuple[str | None, ...], layout: Layout, about: dict[str, object]) -> dict[str, str]:
    numbered = {f"cell_{at}": int(text) for at, text in enumerate(headings, 1) if text and _NUMBERED.fullmatch(text)}
    expected = len(layout.fields)
    if len(numbered) != expected:
        raise Refused(f"{path.name} has {len(numbered)} numbered columns; a {layout.year} {layout.log_type} file has {expected}")
    names = {field.number: field.name for field in layout.fields}
    absent = sorted(set(names) - set(numbered.values()))
    if absent:
        raise Refused(f"{path.name} has no column for field {absent[0]}; each number from 1 to {expected} is needed once")
    about["columns_ignored"] = [text for text in headings if text and not _NUMBERED.fullmatch(text)]
    about["columns_in_template_order"] = list(numbered.values()) == sorted(names)
    return {cell: names[number] for cell, number in numbered.items()}


def _data_rows(path: Path, cells: pl.DataFrame, heading: int, columns: dict[str, str]) -> pl.DataFrame:
    rows = cells.select(
        pl.int_range(heading + 2, heading + 2 + cells.height, dtype=pl.UInt32).alias("line"),
        *(pl.col(cell).alias(name) for cell, name in columns.items()),
    )
    told = rows.filter(pl.any_horizontal(pl.col(name).str.strip_chars() != "" for name in columns.values()).fill_null(False))
    if told.is_empty():
        raise Refused(f"{path.name} has no row below its field numbers; the service refuses it")
    return told.with_row_index("row", offset=1)
