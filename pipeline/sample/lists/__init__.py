"""The word lists that the made-up landlord is made of: names by culture, places, other spellings; all of our own making."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def read_list(name: str) -> dict[str, Any]:
    """One list file of this folder, without its ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def names_in(folder: str) -> list[str]:
    """The list files of a subfolder, in alphabetical order, as `read_list` takes them."""
    return sorted(f"{folder}/{path.stem}" for path in (FOLDER / folder).glob("*.toml"))


def words_of(name: str, key: str) -> list[str]:
    """The words of one entry."""
    return str(read_list(name)[key]).split()


def pairs_of(name: str, key: str) -> dict[str, str]:
    """The entry's words of the form one=other."""
    return {one: other for one, _, other in (word.partition("=") for word in words_of(name, key))}
