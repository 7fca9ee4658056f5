"""Planting an award of housing support."""

from typing import Any

import polars as pl

from pipeline.sample.claims import HB
from pipeline.sample.stories.scene import Scene
from pipeline.sample.stories.story import NO_DAY


def award(scene: Scene, number: pl.Expr, person: pl.Expr, home: pl.Expr, **terms: Any) -> None:
    """A claim by one person for one home, paid to the claimant; `terms` say the rest, `care` how well it is written.

    For a home of ours pass `declared=None`, lest the rent declared contradict the rent charged.
    """
    usual = {
        "scheme": HB, "end": NO_DAY, "weekly": scene.dice.whole("planted award", "case", 7000, 14_000), "restricted": False,
        "declared": scene.dice.whole("planted rent", "case", 14_000, 19_000), "payee": "claimant", "payee_person": person,
        "known": False,
    }  # fmt: skip
    care = terms.pop("care", scene.care)
    scene.add("claims", **(usual | {"claim": number, "home": home} | terms))
    scene.add("claimants", claim=number, person=person, role="claimant", care=care)
