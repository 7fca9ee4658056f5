"""A workbook opened again: its XML parts, and its sheets as frames."""

import io
import zipfile
from dataclasses import dataclass

import fastexcel
import polars as pl

from pipeline.officer.sheet import HEAD_ROW


@dataclass(frozen=True)
class Opened:
    content: bytes

    @property
    def parts(self) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as book:
            return {name: book.read(name).decode() for name in book.namelist()}

    @property
    def sheets(self) -> list[str]:
        return fastexcel.read_excel(self.content).sheet_names

    def report(self, sheet: str, as_text: bool = False) -> pl.DataFrame:
        """A match report under its own headings; as text, every cell is what it says."""
        kinds = "string" if as_text else None
        return fastexcel.read_excel(self.content).load_sheet(sheet, header_row=HEAD_ROW, dtypes=kinds).to_polars()

    @property
    def cover(self) -> str:
        frame = fastexcel.read_excel(self.content).load_sheet(0, header_row=None, dtypes="string").to_polars()
        return "\n".join(str(cell) for row in frame.iter_rows() for cell in row if cell is not None)
