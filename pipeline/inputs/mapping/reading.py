"""`mapping.toml` read strictly: a key, column or extract that there is not is refused, with the place and what there is."""

import tomllib
import types
from collections import abc
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import msgspec

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract, plain
from pipeline.errors import Refused
from pipeline.inputs.mapping.model import BLANK, MAPPING_FILE, Mapping, Reckoned, Source, Strict, listed

Catalogues = Sequence[abc.Mapping[str, Extract]]
"""The extracts that a mapping may name, by name; matching knows its own alone, and the return those and its own."""
OF_THE_RETURN = frozenset({"core_lettings", "core_sales", "property", "stock_profile"})
"""Extracts of the CORE return alone, by name: matching passes over their sources, so that both may share a mapping."""
NOT_FOR_TWO = "deceased"
"""The extract whose rows must never be split into two people: the second one may be alive."""


def read_mapping(folder: Path, catalogues: Catalogues = (EXTRACTS,)) -> Mapping:
    """The mapping that lies beside the extracts, without sources where there is none; `catalogues` hold what it may name.

    Raises Refused, naming the place, for what is not TOML, and for a key, extract or column that there is not.
    """
    path = folder / MAPPING_FILE
    if not path.is_file():
        return Mapping()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"{path}: the file cannot be read. Check that you may open it and that it is saved as UTF-8.") from None
    return mapping_from(text, str(path), catalogues)


def mapping_from(text: str, called: str = MAPPING_FILE, catalogues: Catalogues = (EXTRACTS,)) -> Mapping:
    """The mapping that a text in TOML spells out; `called` is its name in messages. Refused as read_mapping refuses."""
    try:
        tables = _plain_dates(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise Refused(f"{called}: this is not TOML ({problem}). See docs/your-exports.md for an example.") from None
    _refuse_unknown_keys(tables, Mapping, called)
    try:
        mapping = msgspec.convert(tables, Mapping)
    except msgspec.ValidationError as problem:
        raise Refused(f"{called}: {_in_words(str(problem))}. docs/your-exports.md lists every key.") from None
    for number, source in enumerate(mapping.source, 1):
        known = any(source.extract in catalogue for catalogue in catalogues)
        if known or source.extract not in OF_THE_RETURN:
            _check(source, f"{called}: [[source]] number {number}", catalogues)
    return mapping


def _plain_dates(value: Any) -> Any:
    """Dates of TOML as ISO texts, so that `as_of = 2026-10-05` may be written without quotation marks."""
    if isinstance(value, dict):
        return {key: _plain_dates(within) for key, within in value.items()}
    if isinstance(value, list):
        return [_plain_dates(within) for within in value]
    return value.isoformat() if isinstance(value, date) else value


def _refuse_unknown_keys(table: Any, shape: type[Strict], place: str) -> None:
    """Refused for the first key, at any depth, that its table may not have."""
    if not isinstance(table, dict):
        return
    fields = {field.name: field for field in msgspec.structs.fields(shape)}
    for key, value in table.items():
        if key not in fields:
            raise Refused(f"{place} has {key!r}; it may have {', '.join(fields)}. docs/your-exports.md lists every key.")
        for within in _structs(fields[key].type):
            tables = value if isinstance(value, list) else value.values() if key == "where_missing" else [value]
            for number, one in enumerate(tables, 1):
                _refuse_unknown_keys(one, within, _place(place, key, number, isinstance(value, list)))


def _place(place: str, key: str, number: int, is_list: bool) -> str:
    return f"{place}: [[{key}]] number {number}" if is_list else f"{place}: [source.{key}]"


def _structs(annotation: Any) -> Iterator[type[Strict]]:
    """The tables of known keys among what a key may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    elif get_origin(annotation) in (tuple, dict, Union, types.UnionType):
        for part in get_args(annotation):
            yield from _structs(part)


def _in_words(problem: str) -> str:
    """What msgspec says, its path spelled as TOML spells it.

    >>> _in_words("Expected `int`, got `str` - at `$.source[0].header_row`")
    'Expected `int`, got `str` - at source number 1, header_row'
    """
    what, _, path = problem.partition(" - at `$")
    steps = path.rstrip("`").replace("[...]", "").split(".")
    spelled = [
        f"{step.partition('[')[0]} number {int(step[step.index('[') + 1 : -1]) + 1}" if _numbered(step) else step
        for step in steps
    ]
    return what + (f" - at {', '.join(step for step in spelled if step)}" if path else "")


def _numbered(step: str) -> bool:
    return step.endswith("]") and step[step.index("[") + 1 : -1].isdigit()


def columns_of(extract: str, catalogues: Catalogues = (EXTRACTS,)) -> tuple[str, ...]:
    """The columns that an extract has in any of the catalogues; none where there is no such extract."""
    known = [catalogue[extract].names for catalogue in catalogues if extract in catalogue]
    return tuple(dict.fromkeys(name for names in known for name in names))


def _check(source: Source, place: str, catalogues: Catalogues) -> None:
    columns = columns_of(source.extract, catalogues)
    if not columns:
        every = dict.fromkeys(name for catalogue in catalogues for name in catalogue)
        raise Refused(f"{place}: there is no extract {source.extract!r}; there are {', '.join(every)}.")
    for key, names in _named(source).items():
        for name in names:
            if name not in columns:
                raise Refused(f"{place}: {key} has {name!r}; {source.extract} has the columns {', '.join(columns)}.")
    _refuse_blank(source, place)
    _refuse_twice(source, place)
    if source.name and source.name.joint and source.extract == NOT_FOR_TWO:
        raise Refused(
            f"{place}: [source.name] joint is not for {NOT_FOR_TWO}: of two names, only one may be of the person who died."
        )


def _named(source: Source) -> dict[str, tuple[str, ...]]:
    """Every column of ours that is named, by the key that names it."""
    keys = ("columns", "constants", "values", "where_missing")
    named = {f"[source.{key}]": tuple(getattr(source, key)) for key in keys}
    named["[source.one_row_per]"] = source.one_row_per.columns if source.one_row_per else ()
    reckoned = [one for one in source.where_missing.values() if isinstance(one, Reckoned)]
    named["per in [source.where_missing]"] = tuple(one.per for one in reckoned if one.per)
    for key, parts in {"name": ("surname",), "address": ("address_line_1",), "debit_credit": ("amount",)}.items():
        named[f"[source.{key}]"] = parts if getattr(source, key) else ()
    return named


def _refuse_blank(source: Source, place: str) -> None:
    for key in ("columns", "leave_out", "keep_only"):
        for name, words in getattr(source, key).items():
            if not plain(name) or not words or not all(word.strip() for word in listed(words)):
                raise Refused(
                    f"{place}: [source.{key}] {name!r} has a blank text or an empty list. Write what stands in the file"
                    + (f'; a blank cell is written "{BLANK}".' if key != "columns" else ".")
                )


def _refuse_twice(source: Source, place: str) -> None:
    """Refused where two keys say what a column holds; where_missing may stand beside another, as it says where it comes in."""
    for name in source.constants:
        if name in source.columns:
            raise Refused(
                f"{place}: {name} stands in both [source.columns] and [source.constants]. Keep one; for a value where theirs is "
                "blank, put it into [source.where_missing]."
            )
    if source.debit_credit and "amount" in {*source.columns, *source.constants}:
        raise Refused(f"{place}: amount is made by [source.debit_credit] and named a second time. Keep one.")
