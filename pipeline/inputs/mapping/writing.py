"""A mapping as the text of `mapping.toml`, which reads back as the same mapping."""

import re
from typing import Any

import msgspec

from pipeline.inputs.mapping.model import Mapping

BARE = re.compile(r"[A-Za-z0-9_-]+")
INLINE = ("where_missing",)
"""Tables whose own tables stand on one line, each beside the column that it fills."""
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def as_toml(mapping: Mapping) -> str:
    """The text of a mapping file: `[[source]]` tables with their tables beneath, defaults left out."""
    return "\n".join(_source(table) for table in msgspec.to_builtins(mapping).get("source", ()))


def _source(table: dict[str, Any]) -> str:
    lines = ["[[source]]"]
    lines += [f"{_key(key)} = {_value(value)}" for key, value in table.items() if not isinstance(value, dict)]
    for key, value in table.items():
        if isinstance(value, dict):
            lines += _table(f"source.{key}", value)
    return "\n".join(lines) + "\n"


def _table(path: str, table: dict[str, Any]) -> list[str]:
    inline = path.removeprefix("source.") in INLINE
    plain = {key: value for key, value in table.items() if inline or not isinstance(value, dict)}
    lines = ["", f"[{path}]"] if plain or not table else []
    lines += [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in table.items():
        if key not in plain:
            lines += _table(f"{path}.{_key(key)}", value)
    return lines


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(within)}" for key, within in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value)


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """A basic string of TOML.

    >>> print(_text('12" pipe\\n'))
    "12\\" pipe\\n"
    """
    escaped = "".join(ESCAPES.get(sign, sign if sign.isprintable() else f"\\U{ord(sign):08x}") for sign in text)
    return f'"{escaped}"'
