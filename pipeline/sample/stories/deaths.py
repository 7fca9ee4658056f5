"""D1 to D4: tenancies that go on after the tenant's death, those that go on by right, and successions."""

from typing import Any

import polars as pl

from pipeline.sample.stories.awards import award
from pipeline.sample.stories.scene import NAME, Scene
from pipeline.sample.stories.story import (
    INNOCENT,
    NOISY,
    NOW,
    STRONG,
    A,
    Side,
    Story,
    after,
    claim,
    elsewhere,
    lead,
    partner,
    stranger,
    tenancy,
)  # fmt: skip

_REGISTER = {"source": "registered_deaths"}


def tenant_died(scene: Scene, ago: tuple[int, int] = (70, 500), joint: bool = False, paid_until: pl.Expr | None = None,
                **changed: Any) -> None:  # fmt: skip
    """The tenant of A died so many days ago, by the register; `changed` changes the tenancy."""
    scene = scene.having(died=scene.ago("died", ago))
    _household(scene, joint, **changed)
    stopped = after("died", 10) if paid_until is None else paid_until
    scene.change("accounts", tenancy=tenancy(A), paid_until=stopped)
    scene.add("deaths", person=lead(A), home=A, date_of_death=pl.col("died"), care=scene.care, **_REGISTER)
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("deceased", person=lead(A)))


def _household(scene: Scene, joint: bool, **changed: Any) -> None:
    scene.change("tenancies", tenancy=tenancy(A), **changed)
    scene.change("accounts", tenancy=tenancy(A), end=changed.get("end"))
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    if joint:
        scene.change("parties", tenancy=tenancy(A), person=partner(A), status="O", care="clean")


def namesake_died(scene: Scene, **derived: pl.Expr) -> None:
    """Somebody who shares the tenant's name died."""
    scene.copy("people", stranger(A), lead(A), NAME, **derived)
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.add(
        "deaths", person=stranger(A), home=elsewhere(A), date_of_death=scene.ago("died", (70, 500)), care="clean", **_REGISTER
    )
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("deceased", person=stranger(A)))


def support_after_death(scene: Scene, until: pl.Expr | None = None) -> None:
    """The tenant of A died, and the housing support went on until a day, or goes on still."""
    scene = scene.having(died=scene.ago("died", (150, 330)))
    scene.change("claims", claim=claim(A, 0), end=until, payee="landlord")
    scene.change("claimants", claim=claim(A, 0), person=lead(A), care="clean")
    _household(scene, joint=False)
    scene.change("accounts", tenancy=tenancy(A), paid_until=after("died", 10))
    scene.add("deaths", person=lead(A), home=A, date_of_death=pl.col("died"), care=scene.care, **_REGISTER)
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("deceased", person=lead(A)))


def executors_pay(scene: Scene, ago: tuple[int, int] = (70, 250), joint: bool = False, **changed: Any) -> None:
    """Since so many days the bank names the tenant's executors as those who pay the rent of A."""
    scene = scene.having(died=scene.ago("executors since", ago))
    _household(scene, joint, **changed)
    scene.change("accounts", tenancy=tenancy(A), method="standing_order", every="1", executors_from=pl.col("died"))
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("rent_account", tenancy(A)))


def marked_in_the_name(scene: Scene, **changed: Any) -> None:
    """The tenant of A is on file with a mark of death in the name."""
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="deceased")
    if changed:
        scene.change("tenancies", tenancy=tenancy(A), **changed)
    scene.refer(Side("tenancy", tenancy(A), lead(A)))


def succeeded(scene: Scene, claimed: int = 0, stopped: int = 0) -> None:
    """The tenant of A succeeded a parent who died, having claimed elsewhere from and to so many days before, or lived there."""
    scene = scene.having(began=scene.ago("succeeded", (160, 300)))
    _parent(scene)
    scene.change("tenancies", tenancy=tenancy(A), start=pl.col("began"), route="succession", prior=tenancy(A, 1))
    scene.change("accounts", tenancy=tenancy(A), start=pl.col("began"))
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    successor = Side("tenancy", tenancy(A), lead(A))
    if claimed:
        award(scene, claim(A), lead(A), elsewhere(A), start=after("began", -claimed), end=after("began", -stopped))
        scene.refer(successor, Side("benefit_award", claim(A), lead(A)))
    else:
        _party_before(scene, lead(A), "H", person_start=after("began", -3000))
        scene.refer(successor, Side("tenancy", tenancy(A, 1), lead(A)))


def _parent(scene: Scene) -> None:
    """The tenant of A before was the present one's parent, and died."""
    born = pl.col("date_of_birth").dt.offset_by("-27y")
    scene.copy("people", stranger(A), lead(A), ("surname", "culture", "abroad"), date_of_birth=born)
    scene.add(
        "tenancies", tenancy=tenancy(A, 1), home=A, cast=True, start=after("began", -7000), end=after("began", -1),
        type="general_needs", route="new_let", succession_open=False, rtb_stage="none", restricted=False,
    )  # fmt: skip
    _party_before(scene, stranger(A), "F")
    scene.add("deaths", person=stranger(A), home=A, date_of_death=after("began", -6), care="clean", **_REGISTER)


def _party_before(scene: Scene, person: pl.Expr, status: str, **dates: pl.Expr) -> None:
    copy = pl.lit(0, dtype=pl.Int64)
    scene.add("parties", tenancy=tenancy(A, 1), person=person, status=status, copy=copy, care="clean", **dates)


_OPEN = {"succession_open": True}
_COUPLE = {"composition": "couple"}
_HB, _UC = {"benefit": "housing_benefit"}, {"benefit": "universal_credit_housing"}
_PARENT = {"date_of_birth": pl.col("date_of_birth").dt.offset_by("-24y1mo3d")}

STORIES = (
    Story("D1", STRONG, "executors pay the rent", 3, executors_pay),
    Story("D1", NOISY, "death marked in the name only", 2, marked_in_the_name),
    Story("D1", INNOCENT, "death marked, succession open", 2, marked_in_the_name, _OPEN),
    Story("D1", INNOCENT, "executors pay, succession open", 2, executors_pay, _OPEN),
    Story("D1", INNOCENT, "executors pay, joint tenant survives", 2, executors_pay, {"joint": True}, _COUPLE),
    Story("D1", INNOCENT, "executors paid, tenancy ended in time", 3, executors_pay, {"end": after("died", 24)}),
    Story("D1", INNOCENT, "executors for three weeks", 2, executors_pay, {"ago": (6, 22)}),
    Story("D2", STRONG, "tenant died", 2, tenant_died),
    Story("D2", STRONG, "tenant died, support stopped in time", 1, support_after_death, {"until": after("died", 20)}, _HB),
    Story("D2", NOISY, "tenant died, register badly written", 2, tenant_died),
    Story("D2", INNOCENT, "joint tenant survives", 3, tenant_died, {"joint": True, "paid_until": NOW}, _COUPLE),
    Story("D2", INNOCENT, "succession open", 3, tenant_died, _OPEN),
    Story("D2", INNOCENT, "tenancy ended in time", 3, tenant_died, {"end": after("died", 20)}),
    Story("D2", INNOCENT, "died within four weeks", 3, tenant_died, {"ago": (4, 25)}),
    Story("D2", INNOCENT, "namesake died", 3, namesake_died),
    Story("D2", INNOCENT, "parent of one name died", 3, namesake_died, _PARENT),
    Story("D3", STRONG, "support goes on after the tenant's death", 3, support_after_death, {}, _HB),
    Story("D3", NOISY, "credit goes on after death, register badly written", 2, support_after_death, {}, _UC),
    Story("D4", STRONG, "successor lived elsewhere", 3, succeeded, {"claimed": 900, "stopped": 2}),
    Story("D4", NOISY, "successor lived elsewhere, badly written", 2, succeeded, {"claimed": 500, "stopped": 90}),
    Story("D4", INNOCENT, "successor lived there", 3, succeeded),
    Story("D4", INNOCENT, "successor came back long before", 2, succeeded, {"claimed": 900, "stopped": 480}),
)  # fmt: skip
