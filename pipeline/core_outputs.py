"""What a return leaves: bulk-upload files by log type and owner, the report, the statistics, and the run record."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.core_report import Made, report_book, report_page, statistics_book, statistics_page
from pipeline.disclosure import Shown
from pipeline.private_files import write_private
from pipeline.publications import FILES, Publication, Publisher, Tables, stock_of
from pipeline.run_record import PRODUCT, RETURN_FILE, as_json, product_version, sha256_of, versions
from pipeline.stages.core_return import Table, bulk_files

__all__ = ["Made", "leave_record", "leave_return", "publication_of"]

_NO_NAME = re.compile(r"[^A-Za-z0-9]+")


def leave_return(folder: Path, made: Sequence[Made], about: dict[str, Any], aside: pl.DataFrame) -> dict[str, Any]:
    """Writes the files to upload, the report and the statistics; gives the run record but for times and hashes."""
    uploads = {name: one for log_type in made for name, one in _upload_files(log_type).items()}
    for name, (content, _) in uploads.items():
        write_private(folder / name, content)
    files = [{"file": name, "logs": logs, "bytes": len(content)} for name, (content, logs) in uploads.items()]
    record = {"product": PRODUCT, "version": product_version(), "versions": versions(), **about, "files": files}
    whole = aside["column"].null_count()
    record |= {"rows_set_aside": whole, "values_unusable": aside.height - whole}
    write_private(folder / "report.xlsx", report_book(record, made, aside))
    write_private(folder / "report.html", report_page(record, made).encode())
    write_private(folder / "statistics.xlsx", statistics_book(record, made))
    write_private(folder / "statistics.html", statistics_page(record, made).encode())
    return record


def leave_record(folder: Path, record: dict[str, Any]) -> dict[str, Any]:
    """Writes the run record with the hash of every file beside it, and gives it."""
    hashes = {path.name: sha256_of(path) for path in sorted(folder.iterdir())}
    told = record | {"outputs": hashes}
    write_private(folder / RETURN_FILE, as_json(told).encode())
    return told


def publication_of(publisher: Publisher, record: Mapping[str, Any], made: Sequence[Made]) -> Publication:
    """The publication of the tables of each log type, with the stock's beside them, by the run record of the return."""
    totals: dict[str, dict[str, int]] = {}
    shown: dict[str, Tables] = {}
    for log_type, tables in ((one.layout.log_type, one.tables) for one in made):
        totals[log_type] = {table.breakdown.name: table.logs for table in tables}
        shown[log_type] = {table.breakdown.name: _by_group(table, table.shown) for table in tables}
        with_stock = [(table, table.stock) for table in tables if table.stock]
        totals[stock_of(log_type)] = {table.breakdown.name: table.tenants for table, _ in with_stock}
        shown[stock_of(log_type)] = {table.breakdown.name: _by_group(table, stock) for table, stock in with_stock}
    hashes = {file: record["outputs"][file] for file in FILES}
    return Publication(record["today"], publisher.by, hashes, totals, shown)


def _by_group(table: Table, shown: Shown) -> dict[str, int | None]:
    groups = zip(table.groups, shown.counts, strict=True)
    return {group: count for group, count in groups if shown is table.shown or group not in table.lacking}


def _upload_files(made: Made) -> dict[str, tuple[bytes, int]]:
    """The content of each file and how many logs it holds, by name; numbered where one owner needs several."""
    files = {}
    for (owner,), logs in made.written.group_by("owner", maintain_order=True):
        stem = f"{made.layout.log_type}-{_NO_NAME.sub('-', str(owner))}"
        parts = bulk_files(logs, made.layout)
        for number, content in enumerate(parts, 1):
            name = f"{stem}.csv" if len(parts) == 1 else f"{stem}-{number}.csv"
            files[name] = (content, content.count(b"\r\n") - 1)
    return files
