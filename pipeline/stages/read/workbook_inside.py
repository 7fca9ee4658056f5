"""A look inside a workbook before it is read: whether it is one, what it unpacks to, and how far its cells reach.

A workbook is a zip of XML. Its reader unpacks it whole and reserves memory for the rectangle of its outermost cells, so
that a small file can ask for more memory than there is.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked

OLE = b"\xd0\xcf\x11\xe0"  # the older container: a workbook with a password of its own, or an .xls
FAR_CELL = re.compile(rb"""\br=["'](?:([A-Z]{2,3})(\d{1,7})|[A-Z]?(\d{6,7}))["']""")
NEAR_COLUMNS, NEAR_ROWS = 26, 99_999  # what FAR_CELL leaves out, since it is always small enough
CHUNK, OVERLAP = 1 << 20, 64


def look_inside(data: bytes, asked: Asked) -> None:
    """Nothing, where the workbook is safe to read; else Refused."""
    if data.startswith(OLE):
        raise Refused(
            f"{asked.file}: the workbook has a password of its own or is an old .xls. Save it as .xlsx without a "
            "password; a password belongs on a .zip around it."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            _refuse_if_it_swells(book, asked)
            for part in book.namelist():
                if part.startswith("xl/worksheets/"):
                    _refuse_far_cells(book, part, asked)
    except Refused:
        raise
    except Exception:  # a damaged zip fails in a dozen ways, from struct.error to zlib.error
        raise Refused(f"{asked.file}: the workbook is damaged or no .xlsx. Open it in Excel and save it again.") from None


def _refuse_if_it_swells(book: zipfile.ZipFile, asked: Asked) -> None:
    if sum(part.file_size for part in book.infolist()) > asked.limits.file_bytes:
        raise Refused(f"{asked.file}: the workbook unpacks to more than {asked.limits.file_bytes:,} bytes. Export it as .csv.")


def _refuse_far_cells(book: zipfile.ZipFile, part: str, asked: Asked) -> None:
    columns, rows = NEAR_COLUMNS, NEAR_ROWS
    for chunk in _chunks(book, part):
        for letters, row, far_row in FAR_CELL.findall(chunk):
            columns = max(columns, _column(letters))
            rows = max(rows, int(row or far_row))
        if columns * rows > asked.limits.sheet_cells:
            raise Refused(
                f"{asked.file}: a sheet reaches to column {columns} and row {rows}, beyond "
                f"{asked.limits.sheet_cells:,} cells. Delete the stray cells far from the table, or export it as .csv."
            )


def _chunks(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part piece by piece, each beginning with the end of the one before, so that no cell falls between two."""
    end = b""
    with book.open(part) as file:
        while piece := file.read(CHUNK):
            yield end + piece
            end = piece[-OVERLAP:]


def _column(letters: bytes) -> int:
    """The number of a column by its letters.

    >>> _column(b"A"), _column(b"AA"), _column(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
