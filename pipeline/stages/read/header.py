"""The header row: which of a file's columns are the contract's, under whatever name, and which nobody asked for."""

import re
import unicodedata
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace

from extracts.catalogue import EXTRACTS
from extracts.contract import Field, plain
from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked
from pipeline.stages.read.near_miss import Likeness, alias_line, looking_like, names_of, without_remarks
from pipeline.stages.read.protection import NOT_USED, speaks_of_protection, unread_protection

LONGEST_SHOWN = 40
HEADER_WITHIN = 20
"""How many of the top rows may hold the header: titles and parameters stand above it."""
LIKE_A_VALUE = re.compile(r"\d{5}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|@|^\w$|\b[A-Za-z]{1,2}\d[\dA-Za-z]? ?\d[A-Za-z]{2}\b")
"""What no header holds and data do: a long number, a date, an e-mail address, a single letter, a postcode."""


@dataclass(frozen=True)
class Header:
    """A file's header row as the contract sees it.

    `positions` says where each canonical column stands, in the order of the contract; `missing` names the columns that
    have none, `clashes` those that have more than one; `dropped` names the headers that nobody asked for. `alike` pairs
    missing columns with headers that look like them, and `place` says where in the file the header stands.
    """

    cells: tuple[str, ...]
    positions: dict[str, int]
    missing: tuple[str, ...]
    clashes: tuple[str, ...]
    dropped: tuple[str, ...]
    alike: tuple[Likeness, ...] = ()
    place: str = ""


NamesOf = Callable[[Field], Set[str]]


def match_header(asked: Asked, cells: Sequence[str | None]) -> Header:
    """The header row as the contract sees it: a local alias wins over the canonical name, that over our own aliases, and
    those over headers that are one of these but for a remark.
    """
    found = _find(asked, cells)
    positions = {name: found[name][0] for name in asked.extract.names if name in found}
    claimed = {position for places in found.values() for position in places}
    missing = tuple(name for name in asked.extract.names if name not in found)
    dropped = tuple(header for at, header in enumerate(_all_shown(cells)) if at not in claimed)
    return Header(
        cells=tuple((cell or "").strip() for cell in cells),
        positions=positions,
        missing=missing,
        clashes=tuple(name for name in positions if len(found[name]) > 1),
        dropped=dropped,
    )


def best_header(asked: Asked, rows: Sequence[Sequence[str | None]]) -> tuple[Header, int]:
    """The first of the top rows with every mandatory column, else the one with most columns, and which row it is."""
    headers = [match_header(asked, row) for row in rows]
    whole = [at for at, header in enumerate(headers) if is_whole(asked, header)]
    filled = [any((cell or "").strip() for cell in row) for row in rows]
    best = whole[0] if whole else max(range(len(rows)), key=lambda at: (len(headers[at].positions), filled[at]))
    return _with_likenesses(asked, headers[best]), best


def is_whole(asked: Asked, header: Header) -> bool:
    """Whether a header has every mandatory column."""
    return not set(asked.extract.required) & set(header.missing)


def agreed(asked: Asked, header: Header) -> Header:
    """The same header, or Refused: where two headers are one column, a mandatory column has none, or protection is unread."""
    if header.clashes:
        raise Refused(_clash(asked, header))
    if lacking := [name for name in asked.extract.required if name in header.missing]:
        raise Refused(_lacking(asked, header, lacking))
    if protecting := _protecting(asked, header):
        raise Refused(unread_protection(asked.file, asked.extract, _listed(protecting)))
    return header


def shown(header: str | None, position: int) -> str:
    """A header as a message or the run report may show it: one line, at most 40 characters, nothing invisible.

    >>> shown("Shoe\\nsize", 3), shown("", 4)
    ('Shoe size', '(column 4, no header)')
    """
    spaced = re.sub(r"\s+", " ", header or "")
    visible = "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C").strip()
    return visible[:LONGEST_SHOWN] or f"(column {position}, no header)"


def _with_likenesses(asked: Asked, header: Header) -> Header:
    """The header with the headers nobody asked for that look like missing columns; of a row that holds values, none."""
    if _holds_values(header.cells):
        return header
    fields = [asked.extract.field(name) for name in header.missing]
    return replace(header, alike=looking_like(fields, header.dropped))


def _find(asked: Asked, cells: Sequence[str | None]) -> dict[str, list[int]]:
    """Where each column stands. What a stronger name has claimed, a weaker one cannot claim again."""
    spelled = [frozenset({plain(cell or "")} - {""}) for cell in cells]
    bare = [without_remarks(cell or "") for cell in cells]
    tiers: tuple[tuple[Sequence[frozenset[str]], NamesOf], ...] = (
        (spelled, lambda field: {plain(name) for name in asked.aliases.get(field.name, ())}),
        (spelled, lambda field: {plain(field.name)}),
        (spelled, lambda field: {plain(name) for name in field.aliases}),
        (bare, names_of),
    )
    found: dict[str, list[int]] = {}
    claimed = {at for at, cell in enumerate(cells) if plain(cell or "") in _not_used(asked)}
    for headers, wanted_of in tiers:
        for field in asked.extract.fields:
            wanted = wanted_of(field)
            places = [at for at, readings in enumerate(headers) if readings and readings <= wanted and at not in claimed]
            if places and field.name not in found:
                found[field.name] = places
                claimed.update(places)
    return found


def _not_used(asked: Asked) -> set[str]:
    return {plain(header) for header in asked.aliases.get(NOT_USED, ())}


def _protecting(asked: Asked, header: Header) -> list[str]:
    """Headers that speak of protection and are neither a column nor said to be none; the return names nobody, and asks not."""
    if asked.extract != EXTRACTS.get(asked.extract.name):
        return []
    read = {*header.positions.values()}
    return [
        label
        for at, (label, cell) in enumerate(zip(_all_shown(header.cells), header.cells, strict=True))
        if at not in read and plain(cell) not in _not_used(asked) and speaks_of_protection(cell)
    ]


def _clash(asked: Asked, header: Header) -> str:
    column = header.clashes[0]
    field = asked.extract.field(column)
    known = {plain(name) for name in (column, *field.aliases, *asked.aliases.get(column, ()))}
    meaning = names_of(field)
    rivals = [
        shown(cell, at)
        for at, cell in enumerate(header.cells, 1)
        if plain(cell) in known or (cell and without_remarks(cell) <= meaning)
    ]
    return (
        f"{asked.file}: the headers {_listed(rivals)} mean the same column, {column}. "
        "Keep the right one and remove or rename the rest."
    )


def _lacking(asked: Asked, header: Header, lacking: Sequence[str]) -> str:
    where = f" Looked for on {header.place}." if header.place else ""
    opening = f"{asked.file}: no column for {', '.join(lacking)}.{where}"
    if len(header.positions) < 2 or _holds_values(header.cells):
        # The row may be data, or a header run into the data: its cells are not for showing.
        return f"{opening} {_no_header(asked, header)}"
    found = _listed(_all_shown(header.cells))
    alike = [likeness for likeness in header.alike if likeness.column in lacking]
    if alike:
        proposed = "; ".join(
            f"'{likeness.header}' looks like {likeness.column}: {alias_line(asked.extract.name, likeness)}" for likeness in alike
        )
        return f"{opening} {proposed}. Its headers are {found}."
    return (
        f"{opening} Its headers are {found}. Add the column, or say in an alias file which header it is: "
        f'[{asked.extract.name}] {lacking[0]} = ["Their header"].'
    )


def _no_header(asked: Asked, header: Header) -> str:
    if header.place:
        return (
            f"None of the first {HEADER_WITHIN} rows of the sheet is a header of {asked.extract.name}. Put the column names in "
            "one row above the data, and keep the table on a sheet of its own."
        )
    return (
        f"The first row does not look like a header of {asked.extract.name}, nor does any of the first {HEADER_WITHIN}. Expected "
        "a row of column names, in a delimited file with a comma, |, ;, ~ or a tab between them."
    )


def _holds_values(cells: Sequence[str | None]) -> bool:
    """Whether a row that should be a header holds what only data do.

    >>> _holds_values(["Rent 2026/27", "Post code"]), _holds_values(["Ann", "ME4 4AA"])
    (False, True)
    """
    return any(LIKE_A_VALUE.search((cell or "").strip()) for cell in cells)


def _all_shown(cells: Sequence[str | None]) -> list[str]:
    """The headers as they may be shown; of a row that holds values only where they stand."""
    hidden = _holds_values(cells)
    return [f"(column {at})" if hidden else shown(cell, at) for at, cell in enumerate(cells, 1)]


def _listed(headers: Sequence[str]) -> str:
    return ", ".join(f"'{header}'" for header in headers)
