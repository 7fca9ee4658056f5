"""Delimited text: find the delimiter by the header, then read the rows the quick way where that is safe."""

import csv
import io

from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.careful import parse_carefully
from pipeline.stages.read.encoding import Text, recognise
from pipeline.stages.read.grid import Grid
from pipeline.stages.read.header import agreed, match_header
from pipeline.stages.read.layout import Layout
from pipeline.stages.read.quick import parse_quickly

DELIMITERS = (",", "|", ";", "~", "\t")
HEADER_WITHIN = 20


def read_delimited(data: bytes, asked: Asked) -> Grid:
    """The rows of a delimited file; Refused where its text, header or quotation marks cannot be made out."""
    text = recognise(data, asked.file)
    layout = layout_of(text, asked)
    agreed(asked, layout.header)
    quick = parse_quickly(text, layout)
    if quick is not None:
        return quick
    return parse_carefully(text, layout, asked)


def layout_of(text: Text, asked: Asked) -> Layout:
    """The layout under the delimiter that finds most of the contract's columns; the first of equals."""
    if not text.data or text.data.isspace():
        raise Refused(f"{asked.file}: the file is empty. Expected a header row and rows beneath it.")
    layouts = [_under(delimiter, text, asked) for delimiter in DELIMITERS]
    return max(layouts, key=lambda layout: len(layout.header.positions))


def _under(delimiter: str, text: Text, asked: Asked) -> Layout:
    """The first row that is not blank, read with one delimiter; as mapped, the first of the top rows with all that is named."""
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(text.data), "utf-8", newline=""), delimiter=delimiter, strict=True)
    skipped = 0
    best: Layout | None = None
    try:
        for cells in reader:
            header = match_header(asked, cells)
            layout = Layout(delimiter, header, skipped, reader.line_num)
            if asked.header_row:
                chosen = reader.line_num >= asked.header_row
            elif asked.as_mapped:
                chosen = not set(asked.extract.required) & set(header.missing)
            else:
                chosen = any(cell.strip() for cell in cells)
            if chosen:
                return layout
            if best is None or len(header.positions) > len(best.header.positions):
                best = layout
            skipped += 1
            if asked.as_mapped and skipped == HEADER_WITHIN and not asked.header_row:
                break
    except csv.Error:
        pass
    if best is not None:
        return best
    return Layout(delimiter, match_header(asked, ()), skipped, reader.line_num)
