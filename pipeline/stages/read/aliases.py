"""The local alias file: what this landlord's systems call the columns of the contract."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract, plain
from pipeline.errors import WrongUse
from pipeline.stages.read.asked import Aliases
from pipeline.stages.read.protection import NOT_USED


def read_aliases(path: Path) -> Aliases:
    """Header names by extract and column, from a TOML file of `[tenancy]` tables with `column = ["Their header"]`.

    `not_used` lists headers of the extract that are no column of ours, whatever they look like.

    Raises WrongUse for a file that cannot be read, and for an extract or column that the contract does not have.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise WrongUse(f"{path}: the alias file cannot be read. Check the path and that you may open it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise WrongUse(f"{path}: the alias file is not TOML ({problem}).") from None
    return {name: _of_extract(path, name, table) for name, table in tables.items()}


def _of_extract(path: Path, name: str, table: object) -> Mapping[str, tuple[str, ...]]:
    if name not in EXTRACTS:
        raise WrongUse(f"{path}: there is no extract '{name}'; there are {', '.join(EXTRACTS)}.")
    if not isinstance(table, dict):
        raise WrongUse(f"{path}: '{name}' should be a table: [{name}], and below it column = [\"Their header\"].")
    aliases = {column: _headers(path, EXTRACTS[name], column, given) for column, given in table.items()}
    _no_header_twice(path, name, aliases)
    return aliases


def _headers(path: Path, extract: Extract, column: str, given: Any) -> tuple[str, ...]:
    if column not in (*extract.names, NOT_USED):
        raise WrongUse(f"{path}: {extract.name} has no column '{column}'; it has {', '.join(extract.names)}.")
    headers = [given] if isinstance(given, str) else given
    if not isinstance(headers, list) or not all(isinstance(header, str) and plain(header) for header in headers):
        raise WrongUse(f'{path}: {extract.name}.{column} should be a list of headers, e.g. ["Their header"].')
    return tuple(headers)


def _no_header_twice(path: Path, name: str, aliases: Mapping[str, tuple[str, ...]]) -> None:
    owner: dict[str, str] = {}
    for column, headers in aliases.items():
        for header in headers:
            if owner.setdefault(plain(header), column) != column:
                raise WrongUse(
                    f"{path}: '{header}' is given for {name}.{owner[plain(header)]} and for {name}.{column}; "
                    "a header can be one column only."
                )
