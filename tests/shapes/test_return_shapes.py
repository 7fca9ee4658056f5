"""The CORE return over every shape that its own extracts may have: no crash, and a refusal only where there is nothing to return."""

import shutil
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipeline.core_journey import catalogue
from pipeline.sample.core_return import write_core_return
from tests.journey.conftest import program

YEAR, HOMES, SEED = 2026, 60, 3
EXTRACTS = catalogue(YEAR)
OPTIONAL = [(name, one.name) for name, extract in EXTRACTS.items() for one in extract.fields if not one.required]
HOLDS_LOGS = ("tenancy", "core_lettings", "core_sales")
PARTS = 2
EVERYTHING = frozenset(OPTIONAL)
SHAPES = {
    "every optional column left out": (EVERYTHING, frozenset(), 1000),
    "every optional column blank": (frozenset(), EVERYTHING, 1000),
    "one row": (frozenset(), frozenset(), 1),
    **{
        f"part {n} left out, the rest blank": (frozenset(OPTIONAL[n::PARTS]), EVERYTHING - {*OPTIONAL[n::PARTS]}, 5)
        for n in range(PARTS)
    },
}
"""By name: the columns left out, the columns blank, and how many rows of each extract are kept at the most."""


@pytest.fixture(scope="module")
def landlord(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("return") / "extracts"
    write_core_return(folder, homes=HOMES, seed=SEED, extracts="core-return")
    return folder


@cache
def tables(folder: Path) -> dict[str, pl.DataFrame]:
    read = {path.stem: pl.read_csv(path, infer_schema=False) for path in sorted(folder.glob("*.csv"))}
    return {name: rows.rename(str.lower) for name, rows in read.items()}


def returned(landlord: Path, base: Path, chosen: dict[str, pl.DataFrame]):
    (base / "in").mkdir()
    shutil.copy(landlord / "core.toml", base / "in")
    for name, rows in chosen.items():
        rows.write_csv(base / "in" / f"{name}.csv")
    return program("core", base / "in", "--to", base / "out", "--today", "2026-11-21", key=base / "key")


@pytest.mark.parametrize("name", SHAPES)
def test_a_return_is_made_of_every_shape(landlord, tmp_path, name):
    absent, blank, most = SHAPES[name]
    chosen = {}
    for extract, rows in tables(landlord).items():
        nothing = [pl.lit(None, pl.String).alias(column) for of, column in blank if of == extract and column in rows.columns]
        gone = [column for of, column in absent if of == extract and column in rows.columns]
        chosen[extract] = rows.head(most).with_columns(nothing).drop(gone)
    said = returned(landlord, tmp_path, chosen)
    assert said.status == 0, said.err


@pytest.mark.parametrize("alone", sorted(EXTRACTS))
def test_one_extract_alone_makes_a_return_or_is_refused_in_a_sentence(landlord, tmp_path, alone):
    said = returned(landlord, tmp_path, {alone: tables(landlord)[alone]})
    assert said.status == (0 if alone in HOLDS_LOGS else 1), said.err
    if said.status:
        assert "there is nothing to make a return of" in said.err
