"""What the program says of a bulk-upload file: verdicts, findings and warnings, never a value."""

import polars as pl
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.core.year import Checked

SHOWN_FINDINGS = 60
"""Findings are listed one by one up to so many; all of them are in the files that --json and --to write."""

MEANINGS = {
    "accepted": "would be taken, complete",
    "accepted_but_incomplete": "would be taken, yet stay in progress on the site",
    "soft": "would be taken, once a person has confirmed something",
    "error": "has faults: left for correction",
    "setup_error": "has a set-up fault: no log at all would be made of the file",
}


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column)
    return table


def _verdicts(checked: Checked) -> Table:
    counts = dict(checked.verdicts.group_by("verdict").len().iter_rows())
    table = _table("What the service would say", "verdict", "rows", "which means that a row")
    for verdict, meaning in MEANINGS.items():
        table.add_row(verdict, f"{counts.get(verdict, 0):,}", meaning)
    return table


def _findings(checked: Checked) -> Table:
    table = _table("What it would find", "row", "line", "field", "which asks", "category", "what is wrong, and what to do")
    for one in checked.findings.head(SHOWN_FINDINGS).iter_rows(named=True):
        table.add_row(*(Text(str(one[name])) for name in ("row", "line", "field", "asks", "category", "says")))
    return table


def _losses(checked: Checked) -> Table:
    table = _table("What it would lose without a word (our warning)", "field", "which asks", "rows", "first row", "what happens")
    counted = checked.losses.group_by("field", "asks", "says", maintain_order=True).agg(pl.len(), pl.col("row").min())
    for one in counted.sort("field", "says").iter_rows(named=True):
        table.add_row(*(Text(str(one[name])) for name in ("field", "asks", "len", "row", "says")))
    return table


def _of_file(checked: Checked) -> list[str]:
    layout, about = checked.year.layout, checked.about
    said = [f"{about['rows']:,} rows of {layout.log_type} {layout.year}/{(layout.year + 1) % 100:02}."]
    lost = about["bytes_dropped_as_no_utf8"]
    said += [f"{lost} bytes are no UTF-8 and would be deleted silently: save the file as CSV UTF-8."] if lost else []
    blank = about["blank_rows"]
    said += [f"{blank} blank rows are skipped."] if blank else []
    ignored = about["columns_ignored"]
    said += [f"Columns that are ignored: {len(ignored)}."] if isinstance(ignored, list) and ignored else []
    return said


def _of_upload(checked: Checked) -> list[str]:
    said = []
    blocking = checked.verdicts.filter(verdict="setup_error")["row"]
    if blocking.len():
        said.append(f"NO log would be made of this file: {blocking.len()} rows block it, the first is row {blocking[0]}.")
    empty = checked.about.get("blank_rows_with_cells", 0)
    if isinstance(empty, int) and empty > 1:
        said.append(
            f"NO log would be made of this file: it has {empty} rows of empty cells, which the service takes for each other's "
            "duplicates. Delete those rows."
        )
    if checked.stops:
        said.append(
            f"The service would break off the upload at row {checked.stops[0]}: "
            "a code without a limit, or a day that it cannot hold."
        )
    return said


def of_core_check(checked: Checked) -> RenderableType:
    """A file's verdicts, its findings with number and plain name of each field, what would be lost, and what was not checked."""
    more = checked.findings.height - SHOWN_FINDINGS
    said: list[RenderableType] = [*map(Text, _of_file(checked)), _verdicts(checked), *map(Text, _of_upload(checked))]
    said += [_findings(checked)] if checked.findings.height else []
    said += [Text(f"... and {more:,} findings more: --json FILE writes them all.")] if more > 0 else []
    said += [_losses(checked)] if checked.losses.height else []
    return Group(*said, *(Text(f"Not checked: {what}.") for what in checked.off))
