"""B1 to B4: help with the rent of another home, or twice over, and the ways in which that is lawful."""

from typing import Any

import polars as pl

from pipeline.sample.claims import CTR, UC
from pipeline.sample.stories.awards import award
from pipeline.sample.stories.scene import NAME, Scene
from pipeline.sample.stories.story import (
    INNOCENT,
    NOISY,
    STRONG,
    A,
    B,
    Side,
    Story,
    Terms,
    after,
    claim,
    elsewhere,
    lead,
    on,
    second_stranger,
    stranger,
    tenancy,
)  # fmt: skip


def claims_elsewhere(scene: Scene, since: tuple[int, int] = (150, 1200), **terms: Any) -> None:
    """The tenant of A claims for a home that is not ours."""
    award(scene, claim(A), lead(A), elsewhere(A), **({"start": scene.ago("claimed", since)} | terms))
    _tenant_claims(scene, lead(A))


def claims_here(scene: Scene) -> None:
    """The tenant of A, a flat, claims for A, and the claim leaves out the flat's number."""
    scene.change("homes", home=A, form="court", unit="6", building="Gateway Court")
    award(scene, claim(A), lead(A), A, start=scene.ago("claimed", (150, 900)), declared=None, care="flatless")
    _tenant_claims(scene, lead(A))


def namesake_claims(scene: Scene, columns: tuple[str, ...] = NAME, **derived: pl.Expr) -> None:
    """Somebody who shares the tenant's name claims elsewhere."""
    scene.copy("people", stranger(A), lead(A), columns, **derived)
    award(scene, claim(A), stranger(A), elsewhere(A), start=scene.ago("claimed", (150, 900)))
    _tenant_claims(scene, stranger(A))


def _tenant_claims(scene: Scene, claimant: pl.Expr) -> None:
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("benefit_award", claim(A), claimant))


def claims_twice(scene: Scene, first: Terms | None = None, second: Terms | None = None) -> None:
    """Somebody claims for two homes that are not ours."""
    scene = scene.having(began=scene.ago("first claim", (500, 1500)), again=scene.ago("second claim", (100, 300)))
    award(scene, claim(A), stranger(A), elsewhere(A), **({"start": pl.col("began"), "care": "clean"} | dict(first or {})))
    award(scene, claim(B), stranger(A), elsewhere(B), **({"start": pl.col("again")} | dict(second or {})))
    scene.refer(Side("benefit_award", claim(A), stranger(A)), Side("benefit_award", claim(B), stranger(A)))


def paid_twice(scene: Scene, ends: int | None = None, recovered: bool = False) -> None:
    """The tenant of A, paid housing benefit, is paid credit for A as well, since some months."""
    scene = scene.having(again=scene.ago("second scheme", (120, 220)))
    award(scene, claim(A), lead(A), A, scheme=UC, start=pl.col("again"), known=True, tenancy=tenancy(A), declared=None)
    stop = None if ends is None else after("again", ends)
    scene.change("claims", claim=claim(A, 0), payee="claimant", payee_person=lead(A), weekly=_WEEKLY, end=stop)
    if recovered:
        scene.add(
            "payments", claim=claim(A, 0), period_from=pl.col("again"), period_to=stop, paid_on=after("again", 80),
            amount=-(_WEEKLY * ((ends or 0) + 1) // 7),
        )  # fmt: skip
    scene.change("claimants", claim=claim(A, 0), person=lead(A), care="clean")
    scene.refer(Side("benefit_award", claim(A, 0), lead(A)), Side("benefit_award", claim(A), lead(A)))


def both_roles(scene: Scene, until: int | None = None) -> None:
    """Somebody claims for one home and is a grown-up member of the household on another's claim."""
    scene = scene.having(began=scene.ago("own claim", (400, 1200)), joined=scene.ago("other claim", (150, 350)))
    ends = {} if until is None else {"end": after("joined", until)}
    award(scene, claim(A), stranger(A), elsewhere(A), start=pl.col("began"), care="clean", **ends)
    award(scene, claim(B), second_stranger(B), elsewhere(B), start=pl.col("joined"), care="clean")
    scene.add("claimants", claim=claim(B), person=stranger(A), role="non_dependant", care=scene.care)
    scene.refer(Side("benefit_award", claim(A), stranger(A)), Side("benefit_award", claim(B), stranger(A)))


def stranger_claims_here(scene: Scene, since: tuple[int, int] = (150, 700), **terms: Any) -> None:
    """Somebody who is neither tenant nor of the household claims for A."""
    award(scene, claim(A), stranger(A), A, start=scene.ago("claimed", since), **({"care": "clean", "declared": None} | terms))
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("benefit_award", claim(A), stranger(A)))


def renamed_claims_here(scene: Scene) -> None:
    """The tenant of A claims for A under an earlier surname."""
    scene.copy("people", lead(A), stranger(A), (), former_surname=pl.col("surname"))
    award(
        scene,
        claim(A),
        lead(A),
        A,
        start=scene.ago("claimed", (150, 700)),
        known=True,
        tenancy=tenancy(A),
        care="renamed",
        declared=None,
    )
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("benefit_award", claim(A), lead(A)))


def declared(scene: Scene, rent: pl.Expr) -> None:
    """The rent declared on the claim for A is `rent`, from the true one (pence a week, column `charge`)."""
    charges = scene.world.homes.select(a="home", charge="charge")
    told = scene.cast.join(charges, on="a", maintain_order="left")
    scene.edits.changes["claims"].append(told.select(claim=claim(A, 0), declared=rent.round().cast(pl.Int64)))
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.change("claimants", claim=claim(A, 0), person=lead(A), care=scene.care)
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("benefit_award", claim(A, 0), lead(A)))


_WEEKLY = 10_500
_CHILD = {"date_of_birth": pl.col("date_of_birth").dt.offset_by("19y1mo12d")}
_TWIN = {"columns": ("surname", "date_of_birth", "culture", "abroad"), "forename": pl.lit("Robin")}
_RENT = pl.col("charge")
_HB, _UC = {"benefit": "housing_benefit"}, {"benefit": "universal_credit_housing"}


def _lawful(reason: str) -> dict[str, str]:
    return {"dual_reason": reason}


def _ends(number: int) -> dict[str, pl.Expr]:
    return {"end": after("again", number)}


_MOVING = {"second": _lawful("move_overlap"), "first": _ends(40)}
_TAX = {"scheme": CTR, "declared": None, "payee": None}

STORIES = (
    Story("B1", STRONG, "claims benefit elsewhere", 2, claims_elsewhere),
    Story("B1", STRONG, "claims credit elsewhere", 2, claims_elsewhere, {"scheme": UC}),
    Story("B1", NOISY, "claims elsewhere, badly written", 2, claims_elsewhere, {"scheme": UC}),
    Story("B1", INNOCENT, "claim elsewhere long over", 3, claims_elsewhere, {"end": on(2026, 6, 30), "since": (400, 1200)}),
    Story("B1", INNOCENT, "two homes allowed: violence", 2, claims_elsewhere, _lawful("fear_of_violence")),
    Story("B1", INNOCENT, "two homes allowed: adaptations", 2, claims_elsewhere, _lawful("adaptations")),
    Story("B1", INNOCENT, "two homes allowed: a large family", 2, claims_elsewhere, _lawful("large_family")),
    Story("B1", INNOCENT, "council tax reduction elsewhere", 2, claims_elsewhere, _TAX),
    Story("B1", INNOCENT, "moved in two weeks ago", 3, claims_elsewhere, {}, {"since": (9, 24)}),
    Story("B1", INNOCENT, "restricted claim", 2, claims_elsewhere, {"restricted": True}),
    Story("B1", INNOCENT, "own flat, number left out", 3, claims_here),
    Story("B1", INNOCENT, "namesake claims elsewhere", 3, namesake_claims),
    Story("B1", INNOCENT, "child of one name claims elsewhere", 2, namesake_claims, _CHILD),
    Story("B1", INNOCENT, "twin claims elsewhere", 2, namesake_claims, _TWIN),
    Story("B2", STRONG, "two claims, two homes", 2, claims_twice),
    Story("B2", STRONG, "two claims of two schemes", 1, claims_twice, {"second": {"scheme": UC}}),
    Story("B2", NOISY, "two claims, one badly written", 2, claims_twice),
    Story("B2", INNOCENT, "moved, three weeks of overlap", 3, claims_twice, {"first": _ends(20)}),
    Story("B2", INNOCENT, "moved, no overlap", 3, claims_twice, {"first": _ends(-1)}),
    Story("B2", INNOCENT, "two homes allowed while moving", 2, claims_twice, _MOVING),
    Story("B2", INNOCENT, "two homes allowed: student couple", 2, claims_twice, {"second": _lawful("student_couple")}),
    Story("B2", INNOCENT, "the other is council tax reduction", 2, claims_twice, {"second": _TAX}),
    Story("B3", STRONG, "benefit and credit for one home", 3, paid_twice, {}, _HB),
    Story("B3", NOISY, "benefit and credit for six weeks, badly written", 2, paid_twice, {"ends": 42}, _HB),
    Story("B3", INNOCENT, "two weeks of run-on", 4, paid_twice, {"ends": 13}, _HB),
    Story("B3", INNOCENT, "six weeks paid twice and recovered", 2, paid_twice, {"ends": 41, "recovered": True}, _HB),
    Story("B4", STRONG, "claimant here, of the household there", 3, both_roles),
    Story("B4", NOISY, "claimant here, of the household there, badly written", 2, both_roles),
    Story("B4", INNOCENT, "moved in with others, three weeks of overlap", 3, both_roles, {"until": 20}),
    Story("B5", STRONG, "a stranger claims for our home", 3, stranger_claims_here, {"known": True, "tenancy": tenancy(A)}),
    Story("B5", NOISY, "a stranger claims, tenancy not given", 2, stranger_claims_here, {"care": "usual"}),
    Story("B5", INNOCENT, "new in the household, some weeks", 3, stranger_claims_here, {"since": (15, 45)}),
    Story("B5", INNOCENT, "the tenant under an earlier surname", 3, renamed_claims_here),
    Story("B7", STRONG, "declared a third more rent", 3, declared, {"rent": _RENT * 1.33}, _HB),
    Story("B7", NOISY, "declared a tenth more rent, badly written", 2, declared, {"rent": _RENT * 1.1}, _UC),
    Story("B7", INNOCENT, "declared a twenty-fifth more rent", 3, declared, {"rent": _RENT * 1.04}, _HB),
    Story("B7", INNOCENT, "declared some pounds more rent", 2, declared, {"rent": _RENT + 440}, _UC),
)  # fmt: skip
