"""The facts that lie beside a checkout, never inside it: rows with the service's own verdict, its tables of fields and rents."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipeline.core.world import Provider, World, read_world

_HOUSE = Path(__file__).parents[2]


def facts() -> Path:
    """The folder of facts; the test is skipped where there is none (a clone by itself has the rows of these tests)."""
    for beside in (_HOUSE.parent, _HOUSE.parent.parent):
        if (beside / "shared" / "facts" / "core").is_dir():
            return beside / "shared" / "facts" / "core"
    pytest.skip("no facts beside this checkout")


@cache
def rents() -> pl.DataFrame:
    """The ministry's rent limits."""
    return pl.read_csv(facts() / "rent_ranges_2026.csv", infer_schema=False)


def oracle_world(provider: Provider) -> World:
    """The organisations and places that the rows assume."""
    return replace(read_world(facts() / "oracle_world.json", provider), tables={"rent_ranges": rents()})


@cache
def oracle_rows() -> list[dict]:
    """Lettings with the verdict of the service itself, taken each by itself."""
    return [json.loads(line) for line in (facts() / "oracle_lettings_2026.jsonl").read_text().splitlines()]


def described(name: str) -> list[dict]:
    """One of the tables of facts, as it stands."""
    return json.loads((facts() / name).read_text())
