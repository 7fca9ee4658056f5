"""The data-quality figures of a folder of validated extracts."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from pipeline.needs import Needs
from pipeline.stages.quality.costs import rules_disabled, rules_weakened, weaknesses
from pipeline.stages.quality.figures import Completeness, Quality
from pipeline.stages.quality.orphans import orphans_between
from pipeline.tables import Checked


def quality(checked: Mapping[str, Checked], needs: Mapping[str, Needs]) -> Quality:
    """The figures for extracts by name and for rules by what they need (`pipeline.rulebook.Rule.needs`)."""
    orphans = orphans_between(checked)
    return Quality(
        inputs={name: one.about for name, one in checked.items()},
        columns=tuple(column for name, one in checked.items() for column in _columns(name, one)),
        duplicates={name: _number(one, "duplicates") for name, one in checked.items()},
        out_of_order={name: _out_of_order(one) for name, one in checked.items()},
        orphans=orphans,
        weaknesses=weaknesses(checked, orphans, needs),
        disabled=rules_disabled(checked, needs),
        weakened=rules_weakened(checked, needs),
    )


def _columns(name: str, checked: Checked) -> list[Completeness]:
    columns: Any = checked.about.get("columns", [])
    return [Completeness(name, one["name"], one["given"] + one["blank"], one["given"], one["usable"]) for one in columns]


def _number(checked: Checked, what: str) -> int:
    number = checked.about.get(what, 0)
    return number if isinstance(number, int) else 0


def _out_of_order(checked: Checked) -> int:
    """How many rows were set aside because a date stands before the one that it should follow."""
    pairs = [f"{last}: before {first}" for first, last in checked.accepted.extract.order]
    reasons = checked.set_aside.select("row", "reasons").explode("reasons")
    return reasons.filter(pl.col("reasons").is_in(pairs))["row"].n_unique()
