"""Files as a landlord has them: the tables in them, under whatever headers, beneath whatever title rows."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.errors import Refused
from pipeline.inputs.mapping_proposal.export import Export, Unread
from pipeline.stages.read.archive import unpack
from pipeline.stages.read.asked import Asked, ReadOptions
from pipeline.stages.read.delimited import DELIMITERS
from pipeline.stages.read.encoding import recognise
from pipeline.stages.read.header_row import Found, find_header
from pipeline.stages.read.mapped.files import readable_files
from pipeline.stages.read.no_record import TOTALS_CELL
from pipeline.stages.read.numbers import days_without_midnight, number_text
from pipeline.stages.read.source import Source
from pipeline.stages.read.workbook_inside import look_inside

TOP_LINES = 60
"""How far down a header is looked for; the rows beneath it show how wide the table is."""


def read_exports(folder: Path, options: ReadOptions) -> Iterator[Export | Unread]:
    """The tables of every file in a folder that can be read, in the order of the files' names, and the files without one.

    Raises Refused where the folder itself cannot be listed.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        raise Refused(f"{folder}: the folder cannot be opened. Give the folder that holds the exports.") from None
    for source in readable_files(paths):
        try:
            yield from _tables(source, options)
        except Refused as refusal:
            yield Unread(source.name, str(refusal))
        except OSError:
            yield Unread(source.name, f"{source.name}: the file cannot be opened. Check that nobody has it open.")
    yield from (
        Unread(path.name, f"{path.name}: save it as .xlsx; an .xls workbook cannot be read.") for path in paths if _is_old(path)
    )


def _is_old(path: Path) -> bool:
    return path.suffix.casefold() == ".xls"


def _tables(source: Source, options: ReadOptions) -> list[Export] | list[Unread]:
    data, name = source.path.read_bytes(), source.name
    if source.member:
        data = unpack(data, name, options.password, options.limits)
    if source.suffix == ".xlsx":
        tables = list(_of_workbook(data, name, options))
    elif source.suffix == ".parquet":
        tables = [_of_parquet(data, name)]
    else:
        tables = list(_of_text(data, name))
    return tables or [Unread(name, f"{name}: no table was found: a row of column names with rows beneath it.")]


def _of_text(data: bytes, name: str) -> Iterator[Export]:
    """The table of a delimited file, under the delimiter whose header scores best."""
    text = recognise(data, name).data
    tries = [(delimiter, find_header(_top(text, delimiter))) for delimiter in DELIMITERS]
    delimiter, header = max(tries, key=lambda one: one[1].score)
    if header.score > 0:
        cells = _split(text, delimiter, header)
        yield _export(name, "", header, cells)


def _top(text: bytes, delimiter: str) -> list[tuple[int, tuple[str | None, ...]]]:
    """The first records with the physical line on which each begins."""
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(text), "utf-8", newline=""), delimiter=delimiter)
    records: list[tuple[int, tuple[str | None, ...]]] = []
    try:
        while len(records) < TOP_LINES:
            begins = reader.line_num + 1
            records.append((begins, tuple(next(reader))))
    except (StopIteration, csv.Error):
        pass
    return records


def _split(text: bytes, delimiter: str, header: Found) -> pl.DataFrame:
    """The records beneath the header, each cut or filled to the header's width."""
    schema = {str(at): pl.String() for at in range(len(header.cells))}
    try:
        return pl.read_csv(
            text, separator=delimiter, has_header=False, skip_lines=header.ends, schema=schema, truncate_ragged_lines=True
        )
    except pl.exceptions.NoDataError:
        return pl.DataFrame(schema=schema)
    except pl.exceptions.PolarsError:
        return _split_slowly(text, delimiter, header, schema)


def _split_slowly(text: bytes, delimiter: str, header: Found, schema: dict[str, pl.String]) -> pl.DataFrame:
    """The same where quotation marks stand in the middle of cells."""
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(text), "utf-8", newline=""), delimiter=delimiter)
    width = len(schema)
    try:
        records = [[*record, *[""] * width][:width] for record in reader if reader.line_num > header.ends]
    except csv.Error:
        raise Refused(f"the text beyond line {header.line} cannot be split into cells. Export it again.") from None
    return pl.DataFrame(records, schema=schema, orient="row")


def _of_workbook(data: bytes, name: str, options: ReadOptions) -> Iterator[Export]:
    """The tables of the visible sheets."""
    look_inside(data, Asked(EXTRACTS["tenancy"], name, limits=options.limits))
    try:
        book = fastexcel.read_excel(data)
        sheets = [book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string") for sheet in book.sheet_names]
    except fastexcel.FastExcelError:
        raise Refused(f"{name}: the workbook is damaged or no .xlsx. Open it in Excel and save it again.") from None
    tables = [(sheet.name, pl.DataFrame(sheet.to_arrow_with_errors()[0])) for sheet in sheets if sheet.visible == "visible"]
    found = [(sheet, header, cells) for sheet, cells in tables if (header := find_header(_top_of_sheet(cells))).score > 0]
    for sheet, header, cells in found:
        below = cells.slice(header.ends).select(pl.nth(range(len(header.cells))))
        shown = below.with_columns(days_without_midnight(below.columns))
        yield _export(name, sheet if len(tables) > 1 else "", header, shown)


def _top_of_sheet(cells: pl.DataFrame) -> list[tuple[int, tuple[str | None, ...]]]:
    return list(enumerate(cells.head(TOP_LINES).rows(), 1))


def _of_parquet(data: bytes, name: str) -> Export:
    try:
        table = pl.read_parquet(io.BytesIO(data))
        floats = pl.selectors.float()
        text = table.with_columns(floats.map_elements(number_text, return_dtype=pl.String)).cast(pl.String)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise Refused(f"{name}: this is not a Parquet file that can be read; it is damaged or encrypted.") from None
    return _export(name, "", Found(tuple(text.columns), 1, 1, 1, ""), text.with_columns(days_without_midnight(text.columns)))


def _export(name: str, sheet: str, header: Found, cells: pl.DataFrame) -> Export:
    """The table with blank cells as null, without blank rows and without the totals beneath."""
    cells = cells.rename({old: str(at) for at, old in enumerate(cells.columns)})
    stripped = cells.with_columns(pl.all().str.strip_chars(" \t\r\n\u00a0\u200b\ufeff'"))
    known = stripped.with_columns(pl.when(pl.all() != "").then(pl.all()))
    totals = pl.any_horizontal(pl.all().str.contains(TOTALS_CELL)).fill_null(False)
    few = pl.sum_horizontal(pl.all().is_not_null()) <= max(1, len(header.cells) // 3)
    rows = known.filter(pl.any_horizontal(pl.all().is_not_null()) & ~(totals & few))
    headers = tuple(re.sub(r"\s+", " ", cell or "").strip() for cell in header.cells)
    return Export(name, headers, rows, sheet, header.line, header.above)
