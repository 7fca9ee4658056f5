"""The header row: which of a file's columns are the contract's, under whatever name, and which nobody asked for."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extracts.contract import Field, plain
from pipeline.errors import Refused
from pipeline.stages.read.asked import Asked

LONGEST_SHOWN = 40
LIKE_A_VALUE = re.compile(r"\d{5}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|@|^\w$|\b[A-Za-z]{1,2}\d[\dA-Za-z]? ?\d[A-Za-z]{2}\b")
"""What no header holds and data do: a long number, a date, an e-mail address, a single letter, a postcode."""


@dataclass(frozen=True)
class Header:
    """A file's header row as the contract sees it.

    `positions` says where each canonical column stands, in the order of the contract; `missing` names the columns that
    have none, `clashes` those that have more than one; `dropped` names the headers that nobody asked for.
    """

    cells: tuple[str, ...]
    positions: dict[str, int]
    missing: tuple[str, ...]
    clashes: tuple[str, ...]
    dropped: tuple[str, ...]


def match_header(asked: Asked, cells: Sequence[str | None]) -> Header:
    """The header row as the contract sees it: a local alias wins over the canonical name, that over our own aliases."""
    spelled = [plain(cell or "") for cell in cells]
    found = _find(asked, spelled)
    positions = {name: found[name][0] for name in asked.extract.names if name in found}
    claimed = {position for places in found.values() for position in places}
    return Header(
        cells=tuple((cell or "").strip() for cell in cells),
        positions=positions,
        missing=tuple(name for name in asked.extract.names if name not in found),
        clashes=tuple(name for name in positions if len(found[name]) > 1),
        dropped=tuple(header for at, header in enumerate(_all_shown(cells)) if at not in claimed),
    )


def agreed(asked: Asked, header: Header) -> Header:
    """The same header, or Refused: where two headers are one column, or a mandatory column has none."""
    if header.clashes:
        raise Refused(_clash(asked, header))
    if lacking := [name for name in asked.extract.required if name in header.missing]:
        raise Refused(_lacking(asked, header, lacking))
    return header


def shown(header: str | None, position: int) -> str:
    """A header as a message or the run report may show it: one line, at most 40 characters, nothing invisible.

    >>> shown("Shoe\\nsize", 3), shown("", 4)
    ('Shoe size', '(column 4, no header)')
    """
    spaced = re.sub(r"\s+", " ", header or "")
    visible = "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C").strip()
    return visible[:LONGEST_SHOWN] or f"(column {position}, no header)"


def _find(asked: Asked, spelled: Sequence[str]) -> dict[str, list[int]]:
    """Where each column stands. What a stronger name has claimed, a weaker one cannot claim again."""
    names: tuple[Callable[[Field], Iterable[str]], ...] = (
        lambda field: asked.aliases.get(field.name, ()),
        lambda field: (field.name,),
        lambda field: field.aliases,
    )
    found: dict[str, list[int]] = {}
    claimed: set[int] = set()
    for names_of in names:
        for field in asked.extract.fields:
            wanted = {plain(name) for name in names_of(field)}
            places = [at for at, header in enumerate(spelled) if header in wanted and at not in claimed]
            if places and field.name not in found:
                found[field.name] = places
                claimed.update(places)
    return found


def _clash(asked: Asked, header: Header) -> str:
    column = header.clashes[0]
    field = asked.extract.field(column)
    known = {plain(name) for name in (column, *field.aliases, *asked.aliases.get(column, ()))}
    rivals = [shown(cell, at) for at, cell in enumerate(header.cells, 1) if plain(cell) in known]
    return (
        f"{asked.file}: the headers {_listed(rivals)} mean the same column, {column}. "
        "Keep the right one and remove or rename the rest."
    )


def _lacking(asked: Asked, header: Header, lacking: Sequence[str]) -> str:
    if asked.as_mapped:
        return _not_as_mapped(asked, header, lacking)
    opening = f"{asked.file}: no column for {', '.join(lacking)}."
    if len(header.positions) < 2 or _holds_values(header.cells):
        # The row may be data, or a header run into the data: its cells are not for showing.
        return (
            f"{opening} The first row does not look like a header of {asked.extract.name}. Expected a row of column "
            "names, in a delimited file with a comma, |, ;, ~ or a tab between them."
        )
    found = _listed(_all_shown(header.cells))
    return (
        f"{opening} Its headers are {found}. Add the column, or say in an alias file which header it is: "
        f'[{asked.extract.name}] {lacking[0]} = ["Their header"].'
    )


def _not_as_mapped(asked: Asked, header: Header, lacking: Sequence[str]) -> str:
    named = _listed([name.strip("[]") for name in lacking])
    opening = f"{asked.file}: mapping.toml names {named}, which the file does not have as a header"
    if not header.positions or _holds_values(header.cells):
        return (
            f"{opening}, and no row of its top rows has any header that is named. Name the sheet, or say header_row = the number "
            "of its row."
        )
    return f"{opening}. Its headers are {_listed(_all_shown(header.cells))}. Correct the name in mapping.toml, or the export."


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
