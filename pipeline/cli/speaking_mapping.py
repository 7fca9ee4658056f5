"""What the program says of a proposed mapping: header by header, and what is to be settled by hand."""

from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.inputs.mapping_proposal.draft import Draft
from pipeline.inputs.mapping_proposal.preview import HeaderUse, examples, header_uses
from pipeline.inputs.mapping_proposal.propose import Proposal
from pipeline.journey_proposal import Proposed


def of_proposal(proposed: Proposed, folder: Path, show_values: bool) -> RenderableType:
    """The proposal at the keyboard: a table for each file, questions by number, and the next command.

    Values of the exports are shown only where that was asked for.
    """
    proposal = proposed.proposal
    parts: list[RenderableType] = [_of_draft(draft, show_values) for draft in proposal.drafts]
    parts += [
        Text(f"{unfed.table.export.title}: not recognised. Nearest is {unfed.nearest}; it lacks {unfed.lacking}.\n")
        for unfed in proposal.unfed
    ]
    parts += [Text(f"{unread.why}\n") for unread in proposal.unread]
    return Group(*parts, *_questions(proposal), *_next(proposed, folder))


def _of_draft(draft: Draft, show_values: bool) -> RenderableType:
    files = ", ".join(draft.files) + (f", sheet {draft.export.sheet}" if draft.export.sheet else "")
    title = f"{files} -> {draft.extract.name} ({draft.export.rows.height:,} rows)"
    table = Table(title=Text(title), title_justify="left", title_style="bold", box=None, pad_edge=False)
    for column in ("header", "our column", "full", "why"):
        table.add_column(column, justify="right" if column == "full" else "left", overflow="fold")
    if show_values:
        table.add_column("for example", overflow="fold")
    for use in header_uses(draft):
        table.add_row(*_cells(draft, use, show_values))
    return Group(table, *_fixed(draft), Text(""))


def _cells(draft: Draft, use: HeaderUse, show_values: bool) -> list[Text]:
    cells = [use.header or "(no header)", ", ".join(use.columns) or "-", f"{use.full:.0%}", use.reason or "not used"]
    shown = [" | ".join(examples(draft, use))] if show_values else []
    return [Text(cell) for cell in (*cells, *shown)]


def _fixed(draft: Draft) -> list[Text]:
    """What comes from no header: constants, and what stands in for a column."""
    lines = [f"{entry.key} = {entry.value} on every row: {entry.reason}" for entry in draft.entries("constants") if entry.live]
    lines += [f"{entry.key} is made of other columns: {entry.reason}" for entry in draft.entries("where_missing")]
    lines += [f"left out: {entry.reason}" for entry in draft.entries("leave_out")]
    lines += [
        f"kept: {entry.key} = {', '.join(map(str, entry.value))}"
        for entry in draft.entries("keep_only")
        if isinstance(entry.value, list)
    ]
    return [Text(f"  {line}") for line in lines]


def _questions(proposal: Proposal) -> list[Text]:
    """What is to be settled by hand, by number; a file that is not recognised comes first, for nothing of it would be read."""
    listed = [
        f"{unfed.table.export.title}: not recognised, so nothing of it is read. If it is one of ours, write a [[source]] for it "
        "(docs/your-exports.md shows how)."
        for unfed in proposal.unfed
    ]
    listed += [f"{unread.file}: not read. See above." for unread in proposal.unread]
    listed += [
        f"{draft.files[0]} ({draft.extract.name}): {question}" for draft in proposal.drafts for question in draft.questions
    ]
    if not listed:
        return [Text("Nothing is left to settle by hand; read the proposal all the same.")]
    lines = [f"{number}. {question}" for number, question in enumerate(listed, 1)]
    return [Text("To settle by hand:", style="bold"), *map(Text, lines)]


def _next(proposed: Proposed, folder: Path) -> list[Text]:
    lines = [f"Wrote the proposal to {proposed.path}."]
    if proposed.beside:
        lines.append(
            "A mapping was there already and was left as it is: compare the two, and rename the one to use to mapping.toml."
        )
    lines.append(f"Correct it, then run: tenancy-match check {folder}")
    return [Text(""), *map(Text, lines)]
