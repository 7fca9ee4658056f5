"""A proposal header by header: what each becomes, why, and how full it is."""

from dataclasses import dataclass

from extracts.contract import plain
from pipeline.inputs.mapping_proposal.draft import Draft, Entry

MADE_OF = {"name": "title, forename, middle_names, surname", "address": "address lines, postcode", "debit_credit": "amount, kind"}
EXAMPLES = 2


@dataclass(frozen=True)
class HeaderUse:
    """A header, where it stands, the columns it feeds, why, and the share of rows that have a value."""

    header: str
    position: int
    columns: tuple[str, ...]
    reason: str
    full: float


def header_uses(draft: Draft) -> list[HeaderUse]:
    """Every header of a table in its order, used or not."""
    uses = [(header, column, entry.reason) for column, entry in _used(draft) for header in _headers_of(entry)]
    return [_of(draft, position, header, uses) for position, header in enumerate(draft.export.headers)]


def _of(draft: Draft, position: int, header: str, uses: list[tuple[str, str, str]]) -> HeaderUse:
    mine = [(column, reason) for used, column, reason in uses if plain(used) == plain(header) and header]
    columns = tuple(dict.fromkeys(column for column, _ in mine))
    return HeaderUse(header, position, columns, mine[0][1] if mine else "", draft.table.profiles[position].full)


def _used(draft: Draft) -> list[tuple[str, Entry]]:
    """Entries that read a header, each with what it makes of it."""
    pairs = [(entry.key, entry) for entry in draft.entries("columns")]
    for section, made in MADE_OF.items():
        pairs += [(made, entry) for entry in draft.entries(section) if entry.key in ("column", "debit", "credit")]
    pairs += [(entry.key, entry) for entry in draft.entries("where_missing") if isinstance(entry.value, dict)]
    filters = [*draft.entries("leave_out"), *draft.entries("keep_only")]
    pairs += [("which rows are read", Entry(entry.key, entry.key, entry.reason)) for entry in filters]
    return pairs


def _headers_of(entry: Entry) -> list[str]:
    if isinstance(entry.value, dict):
        return [str(value) for key, value in entry.value.items() if key in ("date", "earliest", "latest")]
    return entry.value if isinstance(entry.value, list) else [str(entry.value)]


def examples(draft: Draft, use: HeaderUse) -> list[str]:
    """The first different values of a column: personal data, for somebody who may see them."""
    return draft.export.values(use.position).drop_nulls().unique(maintain_order=True).head(EXAMPLES).to_list()
