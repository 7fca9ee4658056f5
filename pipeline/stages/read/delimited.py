"""Delimited text: find header and delimiter by the contract's columns, then read the rows the quick way where that is safe."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.careful import parse_carefully
from pipeline.stages.read.encoding import Text, recognise
from pipeline.stages.read.grid import Grid
from pipeline.stages.read.header import HEADER_WITHIN, agreed, best_header, match_header
from pipeline.stages.read.layout import Layout
from pipeline.stages.read.quick import parse_quickly
from pipeline.stages.read.quotation import respelled

DELIMITERS = (",", "|", ";", "~", "\t")
TOP = 1 << 20
"""How many bytes the top rows may take: far more than any twenty rows do."""


def read_delimited(data: bytes, asked: Asked) -> Grid:
    """The rows of a delimited file; Refused where its text, header or quotation marks cannot be made out."""
    given = recognise(data, asked.file)
    layout, text, notices = _made_out(given, asked)
    agreed(asked, layout.header)
    grid = parse_quickly(text, layout) or parse_carefully(text, layout, asked)
    return replace(grid, notices=(*notices, *layout.notices, *grid.notices))


def layout_of(text: Text, asked: Asked) -> Layout:
    """The layout under the delimiter that finds most of the contract's columns; the first of equals."""
    return _made_out(text, asked)[0]


def _made_out(text: Text, asked: Asked) -> tuple[Layout, Text, tuple[str, ...]]:
    """The layout, the text in ordinary quotation marks, and what was noticed of them."""
    if not text.data or text.data.isspace():
        raise Refused(f"{asked.file}: the file is empty. Expected a header row and rows beneath it.")
    readings = [(delimiter, *respelled(text, delimiter)) for delimiter in DELIMITERS]
    layouts = [(_under(delimiter, spelled, asked), spelled, notices) for delimiter, spelled, notices in readings]
    return max(layouts, key=lambda reading: len(reading[0].header.positions))


def _under(delimiter: str, text: Text, asked: Asked) -> Layout:
    """The layout under one delimiter: the header is the first of the top rows with every mandatory column, else the best."""
    rows = list(_top_rows(delimiter, text))
    header, at = best_header(asked, [cells for cells, _ in rows]) if rows else (match_header(asked, ()), 0)
    blank = sum(not any(cell.strip() for cell in cells) for cells, _ in rows[:at])
    return Layout(delimiter, header, at, blank, rows[at][1] if rows else 1)


def _top_rows(delimiter: str, text: Text) -> Iterator[tuple[list[str], int]]:
    """The first records up to twenty that hold something, blank ones among them, with the line on which each ends."""
    lines = io.TextIOWrapper(io.BytesIO(text.data[:TOP]), "utf-8", errors="ignore", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    filled = 0
    try:
        for cells in reader:
            yield cells, reader.line_num
            filled += any(cell.strip() for cell in cells)
            if filled == HEADER_WITHIN:
                return
    except csv.Error:
        return
