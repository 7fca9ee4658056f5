"""What an exercise leaves for analysts, opened in one step: the run record and the pseudonymous tables. Nobody is named."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from pipeline.errors import Refused, WrongUse

Content = TypeVar("Content")
VARIABLE = "TENANCY_MATCH_OUT"
LATEST = Path("exercises/latest")
PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Exercise:
    """One finished exercise: `run` is its run.json; the frames are those of the three Parquet files.

    `referrals` has one row a referral; `links` one a pair of records kept as evidence (`left`, `right`, `match_weight`,
    `match_probability`, `key_class`, a likeness per attribute and its weight as `mw_...`); `persons` one a record (`extract`,
    `record`, `person`).
    """

    folder: Path
    run: dict[str, Any]
    referrals: pl.DataFrame
    links: pl.DataFrame
    persons: pl.DataFrame


def chosen_folder() -> Path:
    """The exercise an analyst means: the folder in TENANCY_MATCH_OUT, else exercises/latest, from here or from the project."""
    named = Path(os.environ.get(VARIABLE) or LATEST)
    return named if named.exists() else PROJECT / named


def _read(path: Path, how: Callable[[Path], Content]) -> Content:
    try:
        return how(path)
    except FileNotFoundError:
        raise WrongUse(
            f"{path.parent} holds no finished exercise ({path.name} is not there); run one with: make match OUT={path.parent}"
        ) from None
    except (OSError, ValueError, pl.exceptions.PolarsError):
        raise Refused(
            f"{path} cannot be read: it was changed or cut short, or you may not open it; run the exercise again"
        ) from None


def open_exercise(out: Path) -> Exercise:
    """The exercise that `match` left in `out`; WrongUse where there is none, Refused where a file of it is broken."""
    run = _read(out / "run.json", lambda path: json.loads(path.read_text(encoding="utf-8")))
    frames = {name: _read(out / f"{name}.parquet", pl.read_parquet) for name in ("referrals", "links", "persons")}
    return Exercise(out, run, **frames)
