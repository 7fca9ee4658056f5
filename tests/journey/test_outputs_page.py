"""docs/outputs.md names every column of every table that an exercise leaves."""

import re
from pathlib import Path

import polars as pl
import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "outputs.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.split(f"## `{title}.parquet`")[1].split("\n## ")[0]


@pytest.mark.parametrize("table", ["referrals", "links", "persons", "cases"])
def test_every_column_stands_on_the_page(exercise, table):
    named = set(re.findall(r"`(\w+)`", section(table)))
    assert [name for name in pl.read_parquet(exercise.out / f"{table}.parquet").columns if name not in named] == []
