"""From the tables of a folder to a proposed mapping: what each feeds, column by column, with reasons and questions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extracts.contract import plain
from extracts.protection import PROTECTED, speaks_of_protection
from pipeline.inputs.mapping_proposal.codes import amounts_that_fit, birth_years, map_codes
from pipeline.inputs.mapping_proposal.draft import Draft, Entry, Landlord
from pipeline.inputs.mapping_proposal.ends import ENDS, one_row_for_each, settle_ends
from pipeline.inputs.mapping_proposal.export import Export, Unread
from pipeline.inputs.mapping_proposal.feeds import Fed, Unfed, feeds, tabled
from pipeline.inputs.mapping_proposal.gaps import fill_gaps
from pipeline.inputs.mapping_proposal.knowledge import knowledge
from pipeline.inputs.mapping_proposal.people import put_columns, split_address, split_name
from pipeline.inputs.mapping_proposal.second_people import people_apart, second_of_each

STEPS: tuple[Callable[[Draft], None], ...] = (
    put_columns,
    split_name,
    split_address,
    amounts_that_fit,
    map_codes,
    second_of_each,
    fill_gaps,
    settle_ends,
    one_row_for_each,
    birth_years,
)
MOST_OWN_CODES = 20
MOST_PROTECTED = 0.2
"""Where more of the rows are marked than could be protected, the header is left as a comment and asked about."""
SECOND = frozenset({"2", "second", "joint", "partner", "spouse", "other"})
NAMING = frozenset({"name", "surname", "forename", "tenant", "applicant", "claimant", "partner", "spouse", "occupant"})
NAMES = 0.7
"""Words of a header that speak of somebody besides the first of a row, and the share of its values that are then names."""


@dataclass(frozen=True)
class Proposal:
    """The sources drafted, in the order of the files; the tables that feed nothing, and the files without a table."""

    drafts: tuple[Draft, ...]
    unfed: tuple[Unfed, ...]
    unread: tuple[Unread, ...]


def propose(found: Iterable[Export | Unread]) -> Proposal:
    """A mapping for the tables of a folder; the same tables give the same mapping."""
    listed = list(found)
    fed = feeds([tabled(part) for export in listed if isinstance(export, Export) for part in people_apart(export)])
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
    _protection(draft)
    _second_people(draft)
    return draft


def _rivals(draft: Draft) -> None:
    """Headers that fit a column as well as the chosen one, and headers whose values speak against them."""
    for rival in draft.chosen.rivals:
        if not draft.table.profiles[rival.position].filled and rival.column not in ENDS.values():
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


def _protection(draft: Draft) -> None:
    """A header that speaks of protection is read as `restricted` though it is no usual name: it must not be lost for a word."""
    if PROTECTED not in draft.extract.names:
        return
    used = {choice.position for choice in draft.chosen.choices.values()}
    speaking = [at for at, header in enumerate(draft.export.headers) if at not in used and speaks_of_protection(header)]
    for position in speaking:
        header, marked = draft.export.headers[position], _marked(draft, position)
        live = marked <= MOST_PROTECTED and not draft.has(PROTECTED)
        draft.put("columns", Entry(PROTECTED, header, f"it speaks of protection; {marked:.0%} of the rows are marked", live))
        draft.ask(f"'{header}' seems to speak of protection: check that it may be read as restricted. {marked:.0%} are marked.")


def _marked(draft: Draft, position: int) -> float:
    """The share of rows that say anything but a plain no."""
    values = draft.export.values(position).drop_nulls().str.to_lowercase()
    return float((~values.is_in(["n", "no", "false", "0", "none"])).sum()) / max(1, draft.export.rows.height)


def _second_people(draft: Draft) -> None:
    """A question about people who stand in columns of their own beside the first of a row."""
    used = {choice.position for choice in draft.chosen.choices.values()}
    for position, header in enumerate(draft.export.headers if draft.extract.names_people and not draft.export.person else ()):
        words, profile = knowledge().dictionary.words(header), draft.table.profiles[position]
        whole = max(profile.share("comma_name"), profile.share("spaced_name")) > NAMES
        named = whole or (profile.share("word") > NAMES and not profile.codes)
        if position not in used and named and SECOND & words and NAMING & words:
            draft.ask(f"'{header}' seems to hold a second person of each row: add a second [[source]] of this file for them.")


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
