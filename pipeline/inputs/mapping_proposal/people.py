"""Whole names and addresses: which column holds them, in what order, and whether two people share a cell."""

import re
from functools import cache

from nicknames import NickNamer

from pipeline.inputs.mapping_proposal.draft import Draft, Entry, Value
from pipeline.inputs.mapping_proposal.profile import Profile

COMMAS, TITLES = 0.5, 0.5
JOINT = 0.005
"""From one name in two hundred with an "&" on, cells are taken to hold two people."""
CLEAR = 0.65
"""The share of names that must look alike before their order is taken for settled."""
PARTS = ("UNIT", "BUILDING", "HOUSE_NUMBER", "STREET")
OFTEN_FULL = 0.97
"""A first line that is blank more often is not forgotten but moved: the second line stands in for it there."""
LINES = tuple(f"address_line_{n}" for n in range(1, 5))


def split_name(draft: Draft) -> None:
    """`[source.name]`, where forename and surname have no columns and whole names stand in one."""
    choice, profile = draft.choice("NAME"), draft.profile("NAME")
    if not choice or not profile or draft.chosen.has("surname"):
        return
    order, why, sure = _order(draft, profile)
    draft.put("name", Entry("column", choice.header, choice.reason))
    draft.put("name", Entry("order", order, why))
    joint = profile.share("joint_name")
    if joint >= JOINT and draft.extract.name != "deceased":  # of two names, only one may be of the person who died
        draft.put("name", Entry("joint", True, f"{joint:.0%} of the names join two people"))
        draft.ask(f"'{choice.header}' holds joint names: each becomes two rows. Check a few of them.")
    if not sure:
        draft.ask(f"The order of the names in '{choice.header}' is not certain: check order = \"{order}\".")


def _order(draft: Draft, profile: Profile) -> tuple[str, str, bool]:
    """The order of the words of a name, why, and whether that is certain."""
    if not profile.filled:
        return "surname first", "the column is blank", False
    if profile.share("comma_name") >= COMMAS:
        share = profile.share("comma_name")
        return "surname first", f"{share:.0%} of the names have a comma after the surname", True
    choice = draft.chosen.choices["NAME"]
    names = [_bare(name) for name in draft.export.values(choice.position).drop_nulls().unique().sort().head(2000)]
    pairs = [(words[0], words[-1]) for words in names if len(words) > 1]
    return _by_capitals(pairs) or _by_given_names(pairs) or ("forename first", "nothing in the names tells their order", False)


def _bare(name: str) -> list[str]:
    """The words of a name without titles, up to a second person."""
    first = re.split(r" & | and |/|;", name, flags=re.IGNORECASE)[0]
    titles = r"^(?:(?:mr|mrs|miss|ms|mx|dr|prof|rev|sir|dame|lord|lady|master)\b\.?\s*)+"
    return re.sub(titles, "", first.replace(",", " ").strip(), flags=re.IGNORECASE).split()


def _by_capitals(pairs: list[tuple[str, str]]) -> tuple[str, str, bool] | None:
    """By capitals: many systems write the surname in them, and only that."""
    first = sum(one.isupper() and len(one) > 1 and not last.isupper() for one, last in pairs)
    last = sum(last.isupper() and len(last) > 1 and not one.isupper() for one, last in pairs)
    if not pairs or max(first, last) < CLEAR * len(pairs):
        return None
    return ("surname first" if first > last else "forename first"), "the surname is written in capitals", True


def _by_given_names(pairs: list[tuple[str, str]]) -> tuple[str, str, bool] | None:
    """By the list of usual given names: whether more of them stand first or last."""
    given = _given_names()
    first = sum(one.casefold() in given for one, _ in pairs)
    last = sum(last.casefold() in given for _, last in pairs)
    if first + last < 0.2 * len(pairs) or not first + last or max(first, last) < CLEAR * (first + last):
        return None
    where = "first" if first > last else "last"
    return ("forename first" if first > last else "surname first"), f"usual given names stand {where}", True


@cache
def _given_names() -> frozenset[str]:
    names = NickNamer()
    return frozenset(names.canonical_lookup) | frozenset(names.nickname_lookup)


def split_address(draft: Draft) -> None:
    """`[source.address]`, where one column holds whole addresses; else the lines, with what stands apart put in their order."""
    choice = draft.choice("ADDRESS")
    if choice and not draft.chosen.has("address_line_1"):
        draft.put("address", Entry("column", choice.header, choice.reason))
        return
    parts = [draft.chosen.choices[part] for part in PARTS if draft.chosen.has(part)]
    lines = [draft.chosen.choices[line] for line in LINES if draft.chosen.has(line)]
    if not parts:
        return
    headers = [choice.header for choice in parts + lines][: len(LINES)]
    gappy = draft.table.profiles[(parts + lines)[0].position].full < OFTEN_FULL
    for line, header in zip(LINES, headers, strict=False):
        value: Value = headers if line == LINES[0] and gappy and len(headers) > 1 else header
        draft.put("columns", Entry(line, value, "parts of the address in the order in which they are written"))
    draft.sections["columns"].sort(key=lambda entry: draft.extract.names.index(entry.key))
    draft.ask(f"The address is put together from {', '.join(map(repr, headers))}: check the order.")


def put_columns(draft: Draft) -> None:
    """`[source.columns]`: every column of the contract that has a header, and what is doubtful about it."""
    parts = any(draft.chosen.has(part) for part in PARTS)
    for column in draft.extract.names:
        choice = draft.choice(column)
        if choice is None or (column in LINES and parts):
            continue
        draft.put("columns", Entry(column, _with_the_next_line(draft, column), choice.reason))
        if not choice.sure:
            draft.ask(f"Is '{choice.header}' {column}? It is {choice.reason}.")


def _with_the_next_line(draft: Draft, column: str) -> str | list[str]:
    """The header; for a first line of the address that is blank in places, the second line's after it."""
    choice, profile, second = draft.chosen.choices[column], draft.profile(column), draft.choice("address_line_2")
    if column == "address_line_1" and profile and profile.full < OFTEN_FULL and second:
        return [choice.header, second.header]
    return choice.header
