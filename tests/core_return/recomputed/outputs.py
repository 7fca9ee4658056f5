"""The files that the return wrote, as plain rows: the upload files by field number, the report by reference."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.core_return.recomputed.extracts import Key, Row

CODE_FIELD = {"lettings": 13, "sales": 7}
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def uploaded(out: Path, log_type: str) -> dict[str, dict[int, str]]:
    """The rows of the upload files by their code, each by field number with its blank fields left out."""
    rows: dict[str, dict[int, str]] = {}
    for path in sorted(out.glob(f"{log_type}-*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        assert lines[0][0] == "Field number"
        for line in lines[1:]:
            row = {int(number): text for number, text in zip(lines[0][1:], line[1:], strict=True) if text}
            assert row[CODE_FIELD[log_type]] not in rows, "two logs have one code"
            rows[row[CODE_FIELD[log_type]]] = row
    return rows


def reported(out: Path, log_type: str) -> dict[Key, Row]:
    """The report's row on every log, by company and reference; headings as they stand there."""
    rows = list(_sheet(out / "report.xlsx", log_type.capitalize()))
    at = next(at for at, cells in enumerate(rows) if "Reference" in cells.values())
    headings = rows[at]
    logs = [Row({name: cells.get(column, "") for column, name in headings.items()}) for cells in rows[at + 1 :]]
    return {(log["Company"], log["Reference"]): log for log in logs}


def _sheet(path: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a worksheet, each its cells' text by column letter."""
    with zipfile.ZipFile(path) as book:
        words = ["".join(bit.text or "" for bit in entry.iter(f"{_NAMESPACE}t")) for entry in _read(book, "sharedStrings")]
        names = [sheet.get("name") for sheet in _read(book, "workbook").iter(f"{_NAMESPACE}sheet")]
        for row in _read(book, f"worksheets/sheet{names.index(name) + 1}").iter(f"{_NAMESPACE}row"):
            yield dict(_cell(cell, words) for cell in row if cell.find(f"{_NAMESPACE}v") is not None)


def _read(book: zipfile.ZipFile, part: str) -> ET.Element:
    return ET.fromstring(book.read(f"xl/{part}.xml"))


def _cell(cell: ET.Element, words: list[str]) -> tuple[str, str]:
    text = cell.findtext(f"{_NAMESPACE}v") or ""
    return cell.get("r", "").rstrip("0123456789"), words[int(text)] if cell.get("t") == "s" else text
