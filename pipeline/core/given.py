"""What may be given beside a file to judge it by: the ministry's tables, postcodes' authorities, organisations and places."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from pipeline.core.postcodes import tidied
from pipeline.core.world import Provider, World, read_world
from pipeline.errors import Refused

RANGES = {
    "rent_ranges": ("lettype", "la", "beds", "soft_min", "soft_max", "hard_min", "hard_max"),
    "sale_ranges": ("la", "bedrooms", "soft_min", "soft_max"),
}
"""The ministry's published tables and the columns of each that are read; a file is named after its table and year."""


@dataclass(frozen=True)
class Given:
    """What was given to judge a file by; each part may be missing, and then its checks are off.

    `today` is the day that was asked for, `now` the day it is where neither that nor the description of the world says one.
    """

    now: date
    today: date | None = None
    provider: Provider = "PRP"
    reference: Path | None = None
    areas: Path | None = None
    world: Path | None = None

    @property
    def day(self) -> date:
        """The day that was asked for, else the day it is; what describes the world has no say in it."""
        return self.today or self.now


def world_of(given: Given, year: int) -> World:
    """The world that a year's file is judged in; raises Refused for a file that cannot be read or has other columns."""
    world = World(given.now, given.provider) if given.world is None else read_world(given.world, given.provider)
    return replace(
        world,
        today=given.today or world.today,
        tables=_tables(given.reference, year) if given.reference else world.tables,
        areas=_areas(given.areas) if given.areas else world.areas,
    )


def _tables(folder: Path, year: int) -> dict[str, pl.DataFrame]:
    if not folder.is_dir():
        raise Refused(f"{folder} is no folder; --reference takes the folder of the ministry's tables")
    paths = {table: folder / f"{table}_{year}.csv" for table in RANGES}
    return {table: _read(path, RANGES[table]) for table, path in paths.items() if path.exists()}


def _read(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    try:
        table = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError):
        raise Refused(f"{path} cannot be read as comma-separated text") from None
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise Refused(f"{path} has no column {missing[0]}; it needs {', '.join(columns)}")
    return table.select(columns)


def _areas(path: Path) -> dict[str, str]:
    try:
        table = pl.read_csv(path, infer_schema=False, has_header=True)
    except (OSError, pl.exceptions.PolarsError):
        raise Refused(f"{path} cannot be read as comma-separated text") from None
    if table.width < len(("postcode", "authority")):
        raise Refused(f"{path} needs two columns: a postcode (or its first half), and the ONS code of its authority")
    told = table.select(postcode=tidied(table[:, 0]), authority=table[:, 1].str.strip_chars()).drop_nulls()
    return dict(told.iter_rows())
