"""What the program says at the keyboard: plain sentences and tables, never a personal value."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.audit import Trail
from pipeline.cases.recording import Recorded, Recording
from pipeline.cli.speaking_quality import alike, lost, missing, verdict_of
from pipeline.doors.opening import Opened
from pipeline.journey import Accepted, Finished
from pipeline.try_rules import Tried

PRIORITIES = ("P1", "P2", "P3")
SHOWN_WEAKNESSES = 15


def _table(title: str, *columns: str) -> Table:
    """A table whose first column is words and whose others are numbers or words at the right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right", min_width=len(column))
    return table


def _line(text: str) -> Text:
    """A line of words in which nothing is markup."""
    return Text(text)


def of_sample(folder: Path, homes: int) -> RenderableType:
    """What was made up, and where it lies."""
    truth = folder / "truth"
    return _line(
        f"Wrote the extracts of a made-up landlord of {homes:,} homes to {folder}/, and the truth about them to {truth}/."
    )


def _rows(inputs: dict[str, Any]) -> Table:
    table = _table("Rows", "extract", "read", "accepted", "set aside", "blank lines")
    for name, given in inputs.items():
        numbers = (given["rows_read"], given["rows_accepted"], given["rows_quarantined"], given["blank_lines"])
        table.add_row(name, *(f"{n:,}" for n in numbers))
    return table


def _reasons(inputs: dict[str, Any]) -> list[Text]:
    """Why rows were set aside, what was noticed of a file, and which of its columns nobody asked for."""
    said = []
    for name, given in inputs.items():
        said += [f"{name}: {n:,} set aside: {why}" for why, n in given["reasons"].items()]
        said += [f"{name}: {notice}" for notice in given["notices"]]
        dropped = ", ".join(given["columns_dropped"])
        said += [f"{name}: columns not used: {dropped}"] if dropped else []
    return [_line(text) for text in [*said, *missing(inputs)]]


def _never_ending(inputs: dict[str, Any]) -> list[Text]:
    """What counts as current because nothing says when it ended: it decides about most of the rules."""
    return [Text(f"Warning: {what}.", style="bold") for given in inputs.values() for what in given.get("never_ending", [])]


def _columns(accepted: Accepted) -> Table:
    table = _table("Columns that are not complete and valid throughout", "column", "given", "usable")
    for one in accepted.quality.columns:
        if one.completeness < 1 or one.validity < 1:
            table.add_row(f"{one.extract}.{one.column}", f"{one.completeness:.1%}", f"{one.validity:.1%}")
    return table


def _weaknesses(accepted: Accepted) -> Table:
    table = _table("Data-quality problems and the rules they affect", "problem", "rows", "rules")
    worst = sorted(accepted.quality.weaknesses, key=lambda one: (-one.rows, one.extract, one.what))
    for one in worst[:SHOWN_WEAKNESSES]:
        table.add_row(f"{one.extract}: {one.what}", f"{one.rows:,}", ", ".join(one.rules))
    return table


def _switched_off(disabled: Sequence[dict[str, Any]]) -> list[Text]:
    return [_line(f"Rule {one['rule']} is off: {one['because']}.") for one in disabled]


def of_quality(accepted: Accepted) -> RenderableType:
    """The data-quality report of a folder of extracts: rows, reasons, columns, orphans, and what each weakness costs."""
    record: dict[str, Any] = accepted.quality.as_record()
    orphans = [
        f"{one['from']}: {one['rows']:,} rows name a {one['column']} that {one['to']} does not have"
        for one in record["orphans"]
        if one["rows"]
    ]
    ignored = [f"Ignored, no extract: {', '.join(accepted.ignored)}"] if accepted.ignored else []
    doubt = [f"Check the snapshot: {accepted.doubt}"] if accepted.doubt else []
    head = [_line(f"Snapshot {accepted.snapshot}"), *map(_line, doubt), *map(_line, ignored)]
    rows, why = _rows(record["inputs"]), _reasons(record["inputs"])
    body: tuple[RenderableType, ...] = (_columns(accepted), *map(_line, orphans), _weaknesses(accepted))
    open_ended, off = _never_ending(record["inputs"]), _switched_off(record["rules_disabled"])
    return Group(*head, rows, *open_ended, *why, *body, *off, *verdict_of(accepted))


def _referrals(record: dict[str, Any]) -> Table:
    table = _table("Referrals: inconsistencies to look into, not findings", "rule", *PRIORITIES)
    titles = {one["rule"]: one["title"] for one in record["referrals"]}
    counts = {(one["rule"], one["priority"]): one["count"] for one in record["referrals"]}
    for rule, title in titles.items():
        table.add_row(f"{rule}  {title}", *(str(counts.get((rule, level), 0)) for level in PRIORITIES))
    return table


def _remembered(memory: dict[str, Any]) -> str:
    """What was there before, in one line."""
    known, counts = memory["notes_known"], memory["standing"]
    if not memory["previous"]:
        beside = f"; the case book beside holds {known:,} notes that only --previous brings in" if known else ""
        return f"No --previous was given: every case is new{beside}."
    raised = f"{counts['new']:,} new, {counts['persisting']:,} seen before, {counts['reopened']:,} came back changed"
    silent = f"{counts['closed']:,} closed ones were not raised again, {counts['resolved']:,} are no longer found"
    off = f", {counts['not looked for']:,} could not be looked for" if counts["not looked for"] else ""
    return f"Since {memory['previous']['exercise']}: {raised}; {silent}{off}."


def of_match(done: Finished, book: Opened | None) -> RenderableType:
    """What a run found, and where everything lies."""
    record, out = done.record, done.out
    total = sum(one["count"] for one in record["referrals"] if one["priority"] in PRIORITIES)
    linked, measured = record["linkage"], record["measured"]
    if book:
        workbook = f"{book.path}  (identities of {book.count} referrals, opened by {book.officer} and logged)"
    else:
        workbook = f"tenancy-match referrals {out} --officer NAME  writes it"
    said = [
        f"Snapshot {record['snapshot']}.",
        _remembered(record["memory"]),
        f"{linked['records']:,} records name {linked['persons']:,} persons, by {linked['links']:,} links.",
        f"{total} referrals, and {record['restricted_referrals']} restricted ones that only a senior role may open.",
        f"Run report   {out / 'report.html'}",
        f"Referrals    {out / 'referrals.parquet'}  (pseudonymous)",
        f"Workbook     {workbook}",
        f"{measured['seconds']:.1f} s" + (f", {measured['peak_memory_mb']:,} MB at most" if measured["peak_memory_mb"] else ""),
    ]
    rows: tuple[RenderableType, ...] = (_rows(record["inputs"]), *_never_ending(record["inputs"]))
    lacking = [*map(_line, [*missing(record["inputs"]), *alike(record["inputs"])]), *_switched_off(record["rules_disabled"])]
    loss = lost(record["losses"], record["limits"])
    return Group(*rows, _referrals(record), *lacking, *map(_line, said), *loss)


def of_opening(opened: Opened) -> RenderableType:
    """What was opened and where it was written."""
    sort = "restricted referrals" if opened.restricted else "referrals"
    waiting = f" {opened.waiting} more wait: the list is as long as the team can work." if opened.waiting else ""
    logged = f"the opening is logged under {opened.officer}"
    return _line(f"Wrote {opened.count} {sort} with identities to {opened.path}; {logged}.{waiting}")


def of_recording(done: Recorded, asked: Recording) -> RenderableType:
    """What was put down, and where somebody else had been first."""
    if not done.count:
        return _line("No yellow cell says anything else than when the workbook was written: nothing was put down.")
    many = "referral" if done.count == 1 else "referrals"
    said = f"Put down {done.count} {many} ({done.closed} closed) under {asked.officer}, dated {asked.dated}."
    if done.overtaken:
        said += f" {done.overtaken} had moved since the workbook was written: both are kept, and what was put down now counts."
    return _line(said)


def of_management(path: Path) -> RenderableType:
    """Where the management report was written."""
    return _line(f"Wrote the management report to {path}; it names nobody.")


def of_pairs(opened: Opened) -> RenderableType:
    """How many pairs were written for review, and where."""
    how = "write yes or no under same_person"
    return _line(f"Wrote {opened.count:,} pairs to {opened.path}: {how}. The opening is logged under {opened.officer}.")


def of_rules(tried: Sequence[Tried]) -> RenderableType:
    """What each card did with each of its examples, and which did not do as it says."""
    table = Table(box=None, pad_edge=False)
    for column in ("rule", "example", "refers", "as it says"):
        table.add_column(column)
    for one in tried:
        table.add_row(one.rule, one.example, "yes" if one.did else "no", "yes" if one.as_said else Text("NO", style="bold red"))
    wrong = sum(not one.as_said for one in tried)
    return Group(
        table, _line(f"{len(tried)} examples of {len({one.rule for one in tried})} rules tried; {wrong} did not do as they say.")
    )


def of_trail(trail: Trail) -> RenderableType:
    """The audit trail as a table, and whether it is whole."""
    table = Table(box=None, pad_edge=False)
    for column in ("when", "officer", "what", "referrals", "which", "reason"):
        table.add_column(column)
    for one in trail.entries:
        table.add_row(*(Text(str(word)) for word in (one.at, one.officer, one.did, one.referrals, one.which, one.reason)))
    verdict = "The trail is whole." if trail.whole else f"The trail was changed: line {trail.broken_at} is not as it was written."
    return Group(table, _line(verdict))
