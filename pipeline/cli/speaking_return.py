"""What is said of a return at the keyboard: counts and where things lie, never an answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.core_journey import Returned
from pipeline.core_report.template import Written
from pipeline.publications import Publication

NAMED = 5
"""How many places are named at the keyboard; the report names all."""


def of_return(done: Returned) -> RenderableType:
    """What became of the logs, which files to upload, and where the report is."""
    record, out = done.record, done.out
    fates = Table(title="Logs", title_justify="left", title_style="bold", box=None, pad_edge=False)
    fates.add_column("")
    kinds = list(next(iter(record["logs"].values())))
    for kind in kinds:
        fates.add_column(kind, justify="right")
    for log_type, counts in record["logs"].items():
        fates.add_row(log_type, *(f"{counts[kind]:,}" for kind in kinds))
    files = [f"To upload    {out / one['file']}  ({one['logs']:,} logs)" for one in record["files"]]
    off = sorted({check for checks in record["checks_off"].values() for check in checks})
    said = [
        *_set_aside(record),
        *_corrected(record),
        *(files or ["No log could be written; the report says why."]),
        f"Report       {out / 'report.html'} and, row by row, {out / 'report.xlsx'}",
        f"Statistics   {out / 'statistics.html'} and {out / 'statistics.xlsx'}",
        *(f"Not checked: {check}" for check in off),
        "The files are pseudonymised, not anonymous: keep them as you would a case file.",
        f"{record['measured']['seconds']:.1f} s, {record['measured']['peak_memory_mb']:,} MB at most",
    ]
    return Group(fates, *map(Text, said))


def _set_aside(record: dict[str, Any]) -> list[str]:
    rows, values = record["rows_set_aside"], record["values_unusable"]
    if not rows and not values:
        return []
    return [f"Not read     {rows:,} rows and {values:,} single values could not be used: see Unusable in the report"]


def _corrected(record: dict[str, Any]) -> list[str]:
    places = [f"line {one['line']} {one['column']}" for told in record["ages_corrected"].values() for one in told]
    if not places:
        return []
    more = f" and {len(places) - NAMED:,} more" if len(places) > NAMED else ""
    return [f"Corrected    {len(places):,} ages that an earlier workbook miscounted: {', '.join(places[:NAMED])}{more}"]


def of_publications(publications: Sequence[Publication], record: Path, *, published: bool) -> RenderableType:
    """Where it is recorded that the statistics are published, or that earlier ones were: then these are not for publishing."""
    if published:
        return Text(f"Published    recorded in {record}; keep it: later statistics of the year are held against it.")
    if publications:
        day = publications[-1].on
        return Text(
            f"Not to be published as they are: statistics of this year were published on {day}. Run again with --published."
        )
    return Text("When you publish the statistics, run this again with --published.")


def of_template(written: Written) -> RenderableType:
    """Where the workbook lies, how many rows it has, and where it goes when it is filled in."""
    name = f"{written.name}.xlsx"
    return Text(f"Wrote {written.path} with {written.rows:,} rows. Filled in, it is put beside the extracts as {name}.")
