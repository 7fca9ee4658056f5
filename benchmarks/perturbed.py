"""A landlord's extracts as they might come the next time: rows in another order, spellings corrected, people numbered anew."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.contract import plain

SEED = 5
SHARE = 0.3
"""The share of rows whose names are spelt anew."""
NAMES = ("forename", "surname")
Change = Callable[[pl.DataFrame, str, random.Random], pl.DataFrame]


def _header(frame: pl.DataFrame, extract: str, column: str) -> str | None:
    """What a file calls a column of the contract; None where it hasn't got it."""
    if extract not in EXTRACTS or column not in EXTRACTS[extract].names:
        return None
    field = EXTRACTS[extract].field(column)
    known = {plain(name) for name in (field.name, *field.aliases)}
    return next((name for name in frame.columns if plain(name) in known), None)


def reordered(frame: pl.DataFrame, extract: str, dice: random.Random) -> pl.DataFrame:
    """The rows in another order."""
    return frame.sample(fraction=1.0, shuffle=True, seed=dice.randrange(2**31))


def _respelt(name: str, dice: random.Random) -> str:
    """A name with a slip of the keyboard in it, as it stood before somebody put it right: two letters swapped."""
    at = dice.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def respelt(frame: pl.DataFrame, extract: str, dice: random.Random) -> pl.DataFrame:
    """Three names in ten spelt otherwise: every forename or surname of more than four letters has that chance."""
    for header in filter(None, (_header(frame, extract, column) for column in NAMES)):
        given = frame[header].to_list()
        spelt = [
            _respelt(one, dice) if one and one.isalpha() and len(one) > 4 and dice.random() < SHARE else one for one in given
        ]
        frame = frame.with_columns(pl.Series(header, spelt, pl.String))
    return frame


def renumbered(frame: pl.DataFrame, extract: str, dice: random.Random) -> pl.DataFrame:
    """Every person under another number, the same wherever the old one stood."""
    header = _header(frame, extract, "person_ref")
    if header is None or extract == "partner_tenancy":
        return frame
    turned = pl.concat_str([pl.lit("N"), pl.col(header).hash(SEED).cast(pl.String)])
    return frame.with_columns(pl.when(pl.col(header).is_not_null()).then(turned).alias(header))


CHANGES: dict[str, Change] = {"another order": reordered, "spellings": respelt, "person numbers": renumbered}


def perturbed(extracts: Path, to: Path, *changes: Change) -> Path:
    """A copy of the extracts in `to` with the changes made to every file, the same from run to run."""
    shutil.copytree(extracts, to, ignore=shutil.ignore_patterns("truth"))
    for path in sorted(to.glob("*.csv")):
        frame, dice = pl.read_csv(path, infer_schema=False), random.Random(f"{SEED} {path.name}")
        for change in changes:
            frame = change(frame, path.stem, dice)
        frame.write_csv(path)
    return to
