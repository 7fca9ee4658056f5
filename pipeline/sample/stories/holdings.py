"""O3 and O4: a home of one's own besides ours, or ours advertised by the night, and what only looks like it."""

from typing import Any

import polars as pl

from pipeline.sample.holdings import PER_HOME
from pipeline.sample.stories.scene import NAME, Scene
from pipeline.sample.stories.story import (
    INNOCENT,
    NOISY,
    STRONG,
    A,
    Side,
    Story,
    after,
    elsewhere,
    lead,
    stranger,
    tenancy,
)  # fmt: skip


def owns(scene: Scene, bought: tuple[int, int] = (5200, 7000), sold: pl.Expr | None = None, who: pl.Expr | None = None) -> None:
    """The tenant of A, or somebody of that name, bought a home elsewhere so many days ago, and has it still or sold it."""
    scene = scene.having(bought=scene.ago("bought", bought))
    person = lead(A) if who is None else who
    if who is not None:
        scene.copy("people", person, lead(A), NAME)
    scene.add(
        "owners",
        person=person,
        home=elsewhere(A),
        owned_from=pl.col("bought"),
        owned_to=sold,
        source="land_registry",
        care=scene.care,
    )
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("ownership", person, person))


def advertised(scene: Scene, home: pl.Expr = A, sightings: int | None = None, nights: int | None = None,
               before: bool = False, **changed: Any) -> None:  # fmt: skip
    """A home, that of A if no other, is advertised for short stays, some months ago or before the tenancy of A began."""
    scene = scene.having(last=scene.ago("last advertised", (6000, 6500) if before else (5, 90)))
    listing = A * PER_HOME + 2
    scene.change("tenancies", tenancy=tenancy(A), **changed)
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.add(
        "listings", listing=listing, home=home, first_seen=after("last", -120), last_seen=pl.col("last"),
        sightings=sightings, nights=nights, care="clean",
    )  # fmt: skip
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("short_let", listing))


STORIES = (
    Story("O3", STRONG, "bought a home before the letting", 2, owns),
    Story("O3", NOISY, "bought a home since, badly written", 1, owns, {"bought": (250, 800)}),
    Story("O3", INNOCENT, "sold a home before the letting", 2, owns, {"sold": after("bought", 150)}),
    Story("O3", INNOCENT, "bought a home some weeks ago", 2, owns, {"bought": (20, 170)}),
    Story("O3", INNOCENT, "a namesake owns a home", 3, owns, {"who": stranger(A)}),
    Story("O4", STRONG, "advertised for short stays", 2, advertised, {"sightings": 6, "nights": 40}),
    Story("O4", NOISY, "advertised, nights known only", 1, advertised, {"nights": 21}),
    Story("O4", INNOCENT, "advertised once", 2, advertised, {"sightings": 1, "nights": 2}),
    Story("O4", INNOCENT, "advertised before the tenancy", 2, advertised, {"sightings": 9, "before": True}),
    Story("O4", INNOCENT, "consent to take a lodger", 2, advertised, {"sightings": 5, "permission": "lodger"}),
    Story("O4", INNOCENT, "another's home is advertised", 2, advertised, {"home": elsewhere(A), "sightings": 5}),
)
