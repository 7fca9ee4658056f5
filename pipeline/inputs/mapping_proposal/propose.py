"""From the tables of a folder to a proposed mapping: what each feeds, column by column, with reasons and questions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extracts.contract import plain
from pipeline.inputs.mapping_proposal.codes import amounts_that_fit, birth_years, map_codes
from pipeline.inputs.mapping_proposal.draft import Draft, Landlord
from pipeline.inputs.mapping_proposal.ends import one_row_for_each, settle_ends
from pipeline.inputs.mapping_proposal.export import Export, Unread
from pipeline.inputs.mapping_proposal.feeds import Fed, Unfed, feeds, tabled
from pipeline.inputs.mapping_proposal.gaps import fill_gaps
from pipeline.inputs.mapping_proposal.people import put_columns, split_address, split_name

STEPS: tuple[Callable[[Draft], None], ...] = (
    put_columns,
    split_name,
    split_address,
    amounts_that_fit,
    map_codes,
    fill_gaps,
    settle_ends,
    one_row_for_each,
    birth_years,
)
MOST_OWN_CODES = 20
_RESTRICTION = {"restricted", "restriction", "protected", "sensitive", "confidential", "safeguarding", "violence", "dv", "danger"}


@dataclass(frozen=True)
class Proposal:
    """The sources drafted, in the order of the files; the tables that feed nothing, and the files without a table."""

    drafts: tuple[Draft, ...]
    unfed: tuple[Unfed, ...]
    unread: tuple[Unread, ...]


def propose(found: Iterable[Export | Unread]) -> Proposal:
    """A mapping for the tables of a folder; the same tables give the same mapping."""
    listed = list(found)
    fed = feeds([tabled(export) for export in listed if isinstance(export, Export)])
    landlord = _landlord([one for one in fed if isinstance(one, Fed)])
    drafts = _joined([_drafted(one, landlord) for one in fed if isinstance(one, Fed)])
    unread = tuple(one for one in listed if isinstance(one, Unread))
    return Proposal(tuple(drafts), tuple(one for one in fed if isinstance(one, Unfed)), unread)


def _landlord(fed: list[Fed]) -> Landlord:
    """What the tenancy listings say of the landlord: its codes, where they are few, and its tenancy numbers."""
    own = [one for one in fed if one.extract.name == "tenancy"]
    codes = {code for one in own for code in one.table.refs(one.chosen, "landlord_code")}
    tenancies = {ref for one in own for ref in one.table.refs(one.chosen, "tenancy_ref")}
    return Landlord(tuple(sorted(codes)) if len(codes) <= MOST_OWN_CODES else (), frozenset(tenancies))


def _drafted(fed: Fed, landlord: Landlord) -> Draft:
    draft = Draft(fed.extract, fed.table, fed.chosen, landlord, fed.reason, [fed.table.export.file])
    for question in fed.asked:
        draft.ask(question)
    for step in STEPS:
        step(draft)
    _rivals(draft)
    _unused(draft)
    return draft


def _rivals(draft: Draft) -> None:
    """Headers that fit a column as well as the chosen one, and headers whose values speak against them."""
    for rival in draft.chosen.rivals:
        if not draft.table.profiles[rival.position].filled:
            continue
        used = draft.chosen.header(rival.column)
        draft.ask(f"'{rival.header}' could be {rival.column} as well as '{used}', which is used: check which is right.")
    asked: set[int] = set()
    for refused in draft.chosen.refused:
        if refused.position not in asked and refused.column in draft.extract.names and not draft.has(refused.column):
            asked.add(refused.position)
            draft.ask(f"'{refused.header}' reads like {refused.column}, but {refused.agreed.words}. It is not used for that.")
    twice = sorted({header for header in draft.export.headers if header and _count(draft.export, header) > 1})
    for header in twice:
        draft.ask(f"The header '{header}' stands more than once: rename one, or the wrong column may be read.")


def _count(export: Export, header: str) -> int:
    return sum(plain(other) == plain(header) for other in export.headers)


def _unused(draft: Draft) -> None:
    """A header of protection that is not used is asked about: protection must not be lost for want of a word."""
    if "restricted" not in draft.extract.names or draft.has("restricted"):
        return
    words = [(header, {part.casefold() for part in header.replace("_", " ").split()}) for header in draft.export.headers]
    for header, parts in words:
        if parts & _RESTRICTION:
            draft.ask(
                f"'{header}' seems to speak of protection: if it does, add restricted = \"{header}\" under [source.columns]."
            )


def _joined(drafts: list[Draft]) -> list[Draft]:
    """Tables with the same headers that feed the same extract are one source of several files."""
    first: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        export = draft.export
        same = (draft.extract.name, export.sheet, export.header_row, tuple(plain(header) for header in export.headers))
        if same in first and draft.sections == first[same].sections:
            first[same].files += draft.files
        else:
            first[(*same, len(first)) if same in first else same] = draft
    return list(first.values())
