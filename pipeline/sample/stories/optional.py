"""O1 to O3 and X1: what others say of where the tenant lives, and how little some of it means."""

from typing import Any

import polars as pl

from pipeline.sample.sightings import PER_PERSON
from pipeline.sample.stories.scene import NAME, Scene
from pipeline.sample.stories.story import (
    INNOCENT,
    NOISY,
    NOW,
    STRONG,
    A,
    Side,
    Story,
    Terms,
    after,
    elsewhere,
    lead,
    stranger,
    tenancy,
)  # fmt: skip


def found_elsewhere(scene: Scene, here: Terms | None = None, there: Terms | None = None, stranger_in: bool = False,
                    new: bool = False, **changed: Any) -> None:  # fmt: skip
    """The tenant of A is seen elsewhere since long, and not here for more than a year; `here` and `there` say otherwise.

    A `new` tenant was never seen here.
    """
    scene = scene.having(
        came=scene.ago("came", (430, 800)), last=scene.ago("last", (10, 90)), recent=scene.ago("recent", (5, 50))
    )
    scene.change("tenancies", tenancy=tenancy(A), **changed)
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.remove("sightings", person=lead(A), home=A)
    away = {"first_seen": pl.col("came"), "last_seen": pl.col("last")}
    _seen(scene, lead(A), elsewhere(A), 5, **(away | dict(there or {})))
    if not new:
        still = {"first_seen": after("came", -300), "last_seen": after("came", -15), "care": "clean"}
        _seen(scene, lead(A), A, 6, **(still | dict(here or {})))
    if stranger_in:
        _seen(scene, stranger(A), A, 7, first_seen=after("came", 10), last_seen=NOW, care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("residency", _sighting(lead(A), 5), lead(A)))


def _sighting(person: pl.Expr, number: int) -> pl.Expr:
    return person * PER_PERSON + number


def _seen(scene: Scene, person: pl.Expr, home: pl.Expr, number: int, **terms: Any) -> None:
    usual = {"source": "bank", "strength": "strong", "care": scene.care}
    scene.add("sightings", sighting=_sighting(person, number), person=person, home=home, **(usual | terms))


def tenant_there(scene: Scene, since: tuple[int, int] = (150, 1200), who: pl.Expr | None = None, **terms: Any) -> None:
    """The tenant of A, or somebody of that name, is another landlord's tenant too, since so many days."""
    scene = scene.having(began=scene.ago("their tenancy", since))
    person = lead(A) if who is None else who
    if who is not None:
        scene.copy("people", person, lead(A), NAME)
    usual = {"start": pl.col("began"), "status": "F", "restricted": False, "care": scene.care}
    scene.add("partner_tenants", tenancy=person, person=person, home=elsewhere(A), **(usual | terms))
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("partner_tenancy", person, person))


_HERE_NOW = {"last_seen": pl.col("recent"), "source": "electoral_register"}
_OWNER = {"source": "land_registry", "last_seen": NOW}
_POST = {"strength": "weak", "source": "mail_redirect"}
_MONTHS_AGO = pl.col("recent") - pl.duration(days=190)

STORIES = (
    Story("O1", STRONG, "found elsewhere, not here", 3, found_elsewhere),
    Story("O1", NOISY, "found elsewhere, badly written", 2, found_elsewhere),
    Story("O1", INNOCENT, "found elsewhere and here", 3, found_elsewhere, {"here": _HERE_NOW}),
    Story("O1", INNOCENT, "only post goes elsewhere", 3, found_elsewhere, {"there": _POST}),
    Story("O1", INNOCENT, "elsewhere more than six months ago", 3, found_elsewhere, {"there": {"last_seen": _MONTHS_AGO}}),
    Story(
        "O1", INNOCENT, "seen elsewhere before coming here", 3, found_elsewhere,
        {"there": {"last_seen": after("recent", -60)}, "start": after("recent", -20), "new": True},
    ),
    Story("O2", STRONG, "found elsewhere, somebody else here", 3, found_elsewhere, {"stranger_in": True}),
    Story("O2", NOISY, "somebody else here, badly written", 2, found_elsewhere, {"stranger_in": True}),
    Story("O2", INNOCENT, "somebody else here as well", 3, found_elsewhere, {"stranger_in": True, "here": _HERE_NOW}),
    Story("O3", STRONG, "owns another home", 3, found_elsewhere, {"here": _HERE_NOW, "there": _OWNER}),
    Story("O3", NOISY, "owns another home, badly written", 2, found_elsewhere, {"here": _HERE_NOW, "there": _OWNER}),
    Story(
        "O3", INNOCENT, "has owned another home for some weeks", 2, found_elsewhere,
        {"here": _HERE_NOW, "there": _OWNER | {"first_seen": after("recent", -60)}},
    ),
    Story("X1", STRONG, "tenant of another landlord", 3, tenant_there),
    Story("X1", NOISY, "tenant of another landlord, badly written", 2, tenant_there),
    Story("X1", INNOCENT, "came from another landlord, two weeks of overlap", 3, tenant_there, {"since": (9, 25)}),
    Story("X1", INNOCENT, "was another landlord's tenant", 3, tenant_there, {"since": (6500, 7000), "end": after("began", 900)}),
    Story("X1", INNOCENT, "another landlord's restricted tenant", 2, tenant_there, {"restricted": True}),
    Story("X1", INNOCENT, "another landlord has a namesake", 3, tenant_there, {"who": stranger(A)}),
)  # fmt: skip
