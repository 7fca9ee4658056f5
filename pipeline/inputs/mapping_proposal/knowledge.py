"""What is known of other people's exports: their words for columns, their codes for values, and what tells extracts apart."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extracts.catalogue import EXTRACTS
from extracts.contract import Field
from pipeline.inputs.mapping_proposal.words import Dictionary

HERE = Path(__file__).parent
LEFT_OUT = "left out"
CHILD = "child"
SHORTEST_BEGINNING = 5
"""Letters from which on the beginning of a usual code is taken for it; shorter ones begin too many words."""


@dataclass(frozen=True)
class Feed:
    """What makes a table feed an extract: groups of columns of which one each is needed, telling columns, words about it.

    A `speaking` extract is fed only by a table whose file name, title rows or headers hold one of the `words`.
    """

    needs: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    telling: tuple[str, ...] = ()
    speaking: bool = False


@dataclass(frozen=True)
class Knowledge:
    """The two data files, ready for asking."""

    dictionary: Dictionary
    columns: dict[str, dict[str, tuple[str, ...]]]
    whole: dict[str, tuple[str, ...]]
    weak: dict[str, tuple[str, ...]]
    subjects: dict[str, frozenset[str]]
    feeds: dict[str, Feed]
    codes: dict[str, dict[str, str]]

    def wordings(self, extract: str, column: str) -> tuple[str, ...]:
        """The usual wordings of a column in an extract, the extract's own before those of any."""
        own = self.columns.get("tenancy" if extract == "partner_tenancy" else extract, {}).get(column, ())
        return own or self.columns["any"].get(column, ())

    def code(self, extract: str, column: str, value: str) -> str | None:
        """Our value for their code, `left out` or `child` where the row is not wanted, None where it is not known."""
        table = self.codes.get(f"{extract}.{column}", self.codes.get(column, {}))
        code = plain_code(value)
        return table.get(code) or _short_for(code, table)


def _short_for(code: str, table: dict[str, str]) -> str | None:
    """Our value for the first letters of a usual code, where all that begin so mean the same: "TRANSF", "ABAND"."""
    begun = {ours for usual, ours in table.items() if usual.startswith(code)} if len(code) >= SHORTEST_BEGINNING else set()
    return begun.pop() if len(begun) == 1 else None


def plain_code(value: str) -> str:
    """A code as it is compared: capitals, marks and spaces as one space.

    >>> plain_code("Cash-Allpay"), plain_code("S/O")
    ('CASH ALLPAY', 'S O')
    """
    return re.sub(r"[\W_]+", " ", value).strip().upper() or value.strip()


def accepted(field: Field) -> tuple[str, ...]:
    """The closed list of codes of a column, empty where any code will do."""
    kind = field.kind
    return tuple(kind.meaning.removeprefix("one of ").split(", ")) if kind.meaning.startswith("one of ") else ()


@cache
def knowledge() -> Knowledge:
    """The data files that lie beside this module."""
    words = tomllib.loads((HERE / "wordings.toml").read_text(encoding="utf-8"))
    extracts = {name: words[name] for name in ("any", *EXTRACTS) if name in words}
    return Knowledge(
        dictionary=Dictionary(words["short"], words["together"], frozenset(words["ignored"]["words"])),
        columns={name: {column: tuple(given) for column, given in table.items()} for name, table in extracts.items()},
        whole={column.upper(): tuple(given) for column, given in words["whole"].items()},
        weak={column: tuple(given) for column, given in words["weak"].items()},
        subjects={extract: frozenset(given) for extract, given in words["subject"].items()},
        feeds={extract: _feed(given) for extract, given in words["feeds"].items()},
        codes=_codes(tomllib.loads((HERE / "values.toml").read_text(encoding="utf-8"))),
    )


def _feed(given: dict[str, Any]) -> Feed:
    groups = tuple(tuple(group) for group in given["needs"])
    return Feed(groups, tuple(given["words"]), tuple(given.get("telling", ())), given.get("speaking", False))


def _codes(tables: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Their plain code to ours, by column or by `extract.column`."""
    flat: dict[str, Any] = {}
    for name, table in tables.items():
        if name in EXTRACTS:
            flat |= {f"{name}.{column}": inner for column, inner in table.items()}
        else:
            flat[name] = tables[table["same_as"]] if "same_as" in table else table
    return {name: {plain_code(code): ours for ours, given in table.items() for code in given} for name, table in flat.items()}
