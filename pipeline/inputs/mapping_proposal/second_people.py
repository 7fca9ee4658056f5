"""Listings with two people to a row, each in columns of their own: "Tenant 1 Surname" beside "Tenant 2 Surname"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.inputs.mapping import BLANK
from pipeline.inputs.mapping_proposal.draft import Draft, Entry
from pipeline.inputs.mapping_proposal.export import Export
from pipeline.inputs.mapping_proposal.feeds import SECOND
from pipeline.inputs.mapping_proposal.knowledge import knowledge

_WHO = r"(?:tenant|ten|tnt|resident|occupant|occupier|person|customer|lessee|leaseholder|party)s?"
_FIRST = re.compile(rf"\b{_WHO} ?(?:no )?1\b|\b(?:main|lead|first|1st|primary) {_WHO}\b", re.IGNORECASE)
_SECOND = re.compile(rf"\b{_WHO} ?(?:no )?2\b|\b(?:joint|jt|second|2nd) {_WHO}\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(.*[a-z.)])[ ]?([12])$", re.IGNORECASE)
"""Whose column it is: said by a word for a person, or by a bare number behind what only people have."""
PERSONAL = frozenset("title forename surname name dob birth nino phone mobile email person relationship".split())


def people_apart(export: Export) -> list[Export]:
    """The export as it came; or, where its rows hold two people, once for each, the other one's columns without a name."""
    whose = {at: _whose(header) for at, header in enumerate(export.headers)}
    firsts = {stem: at for at, (person, stem) in whose.items() if person == 1}
    plain = {stem: at for at, (person, stem) in whose.items() if person == 0}
    seconds = {
        stem: at for at, (person, stem) in whose.items() if person == 2 and (stem in firsts or stem in plain or _said(export, at))
    }
    named = [stem for stem in seconds if _names(stem) and (stem in firsts or stem in plain)]
    if not any(export.values(seconds[stem]).count() for stem in named):
        return [export]
    own = {plain[stem] for stem in seconds if stem in plain} | set(firsts.values())
    personal = {at for stem, at in plain.items() if PERSONAL & knowledge().dictionary.words(stem)}
    one = _seen(export, whose, hidden=seconds.values(), person=1)
    return [one, _seen(export, whose, hidden=own | personal, person=2)]


def _said(export: Export, position: int) -> bool:
    return bool(_SECOND.search(_spaced(export.headers[position])))


def _seen(export: Export, whose: Mapping[int, tuple[int, str]], hidden: Iterable[int], person: int) -> Export:
    """The export with each person's headers read without the word that says whose they are, and the hidden ones as blank."""
    without = set(hidden)
    read_as = ["" if at in without else (whose[at][1] or "name") for at in range(len(export.headers))]
    return replace(export, read_as=tuple(read_as), person=person)


def _whose(header: str) -> tuple[int, str]:
    """Whose column it is (1, 2, or 0 where it says nothing), and the header without that, in lower case.

    >>> _whose("Tenant 1 Surname"), _whose("Joint Tenant DOB"), _whose("Surname 2"), _whose("Tenant 2")
    ((1, 'surname'), (2, 'dob'), (2, 'surname'), (2, ''))
    >>> _whose("Address 2"), _whose("Forename"), _whose("Tenancy Ref")
    ((0, 'address 2'), (0, 'forename'), (0, 'tenancy ref'))
    """
    text = _spaced(header)
    for person, pattern in ((1, _FIRST), (2, _SECOND)):
        if pattern.search(text):
            return person, " ".join(pattern.sub(" ", text, count=1).split())
    if (numbered := _NUMBERED.match(text)) and _only_of_people(numbered[1]):
        return int(numbered[2]), numbered[1].strip()
    return 0, text


def _spaced(header: str) -> str:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[12]\b)", " ", header)
    return " ".join(re.sub(r"[\s_\-/]+", " ", apart).split()).casefold()


def _only_of_people(stem: str) -> bool:
    """Whether a number behind it counts people: telephones and lines are numbered too, and Name 1 and Name 2 may be
    the surname and forename of one.
    """
    words = knowledge().dictionary.words(stem)
    return (_names(stem) and words != {"name"}) or bool({"dob", "nino", "ni", "birth"} & words)


def _names(stem: str) -> bool:
    words = knowledge().dictionary.words(stem)
    return not stem or "surname" in words or {"last", "name"} <= words or {"family", "name"} <= words or words == {"name"}


def second_of_each(draft: Draft) -> None:
    """What makes a source of the second person of each row: another tenant, a number of their own, where there is one."""
    if draft.export.person != SECOND:
        return
    named = draft.chosen.header("surname") or draft.chosen.header("NAME")
    if not draft.has("tenant_status"):
        draft.constant("tenant_status", "O", "the second person of each row")
    if not draft.has("person_ref"):
        draft.stand_in("person_ref", "{tenancy_ref}-{position}-2", "the second person of each row, apart from the first")
    draft.put("leave_out", Entry(named, [BLANK], "rows with one person only"))
    draft.ask(
        f"'{named}' names a second person of each row, who is read as another tenant (O): check that it is no other occupant."
    )
