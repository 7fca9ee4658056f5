"""W1, W2, Q1, Q2, C1 and reported deaths: people who ask for a home, a sale or a reduction, and what other files say."""

from typing import Any

import polars as pl

from pipeline.sample.claims import CTR
from pipeline.sample.households import CHILD, SLOTS
from pipeline.sample.stories.awards import award
from pipeline.sample.stories.scene import NAME, Scene
from pipeline.sample.stories.story import (
    INNOCENT,
    NOISY,
    NOW,
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
    stranger,
    tenancy,
)  # fmt: skip
from pipeline.sample.stories.tenants import two_tenancies


def _applies(scene: Scene, person: pl.Expr, home: pl.Expr | None, number: int = 1, **terms: Any) -> Side:
    application = person * 4 + number
    usual = {
        "role": "main",
        "status": "live",
        "transfer": False,
        "care": scene.care,
        "applied_on": scene.ago("applied", (40, 350)),
    }
    place = pl.lit(None, dtype=pl.Int64) if home is None else home
    scene.add("applicants", application=application, person=person, home=place, **(usual | terms))
    return Side("waiting_list", application, person)


def applies_twice(scene: Scene, first: Terms | None = None, namesake: bool = False) -> None:
    """Somebody, or two of one name, has two applications."""
    scene = scene.having(early=scene.ago("first application", (400, 800)))
    other = stranger(B) if namesake else stranger(A)
    if namesake:
        scene.copy("people", stranger(B), stranger(A), NAME)
    left = _applies(scene, stranger(A), elsewhere(A), 1, **({"applied_on": pl.col("early"), "care": "clean"} | dict(first or {})))
    scene.refer(left, _applies(scene, other, elsewhere(B) if namesake else elsewhere(A), 2))


def tenant_applies(scene: Scene, **terms: Any) -> None:
    """The tenant of A applies for a home and gives no address."""
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    home = A if terms.get("transfer") else None
    scene.refer(Side("tenancy", tenancy(A), lead(A)), _applies(scene, lead(A), home, **terms))


def lives_otherwise(scene: Scene, scheme: str = "housing_benefit", over: bool = False, same: bool = False) -> None:
    """Somebody applies from one address and has help with the rent of another at that time."""
    scene = scene.having(asked=scene.ago("asked", (60, 300)), began=scene.ago("claimed", (500, 1200)))
    ends = {"end": after("asked", -90)} if over else {}
    award(scene, claim(A), stranger(A), elsewhere(A), start=pl.col("began"), scheme=scheme, care="clean", **ends)
    applicant = _applies(scene, stranger(A), elsewhere(A) if same else elsewhere(B), applied_on=pl.col("asked"))
    scene.refer(applicant, Side("benefit_award", claim(A), stranger(A)))


def buys_on_benefit(scene: Scene, stage: str = "applied", ended: int | None = None) -> None:
    """The tenant of A, helped with the rent, applies to buy it."""
    scene = scene.having(asked=scene.ago("asked to buy", (60, 330)))
    scene.change("claims", claim=claim(A, 0), end=None if ended is None else after("asked", -ended))
    scene.change("claimants", claim=claim(A, 0), person=lead(A), care="clean")
    scene.refer(_buys(scene, stage), Side("benefit_award", claim(A, 0), lead(A)))


def buys_with_two(scene: Scene, since: tuple[int, int] = (150, 800), **second: Any) -> None:
    """The tenant of A and of B applies to buy A."""
    scene = scene.having(asked=scene.ago("asked to buy", (60, 140)))
    noted = len(scene.edits.sides)
    two_tenancies(scene, since, second=second, care="clean")
    del scene.edits.sides[noted:]
    scene.refer(_buys(scene, "accepted"), Side("tenancy", tenancy(B), lead(A)))


def _buys(scene: Scene, stage: str) -> Side:
    scene.change("tenancies", tenancy=tenancy(A), rtb_stage=stage)
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.add(
        "buyers", application=tenancy(A), tenancy=tenancy(A), person=lead(A), home=A, stage=stage, applied_on=pl.col("asked"),
        discount=scene.dice.whole("planted discount", "case", 2_000_000, 9_000_000), care=scene.care,
    )  # fmt: skip
    return Side("right_to_buy", tenancy(A), lead(A))


def alone_for_tax(scene: Scene, since: int = 400, told: bool = False) -> None:
    """The tenant of A has council tax reduced as the only adult, and a grown child lives there, since so many days."""
    child = A * SLOTS + CHILD
    award(
        scene, claim(A), lead(A), A, scheme=CTR, start=scene.ago("claimed", (600, 800)), tenancy=tenancy(A), known=True,
        declared=None, payee=None, payee_person=None, weekly=pl.lit(850, dtype=pl.Int64),
    )  # fmt: skip
    if told:
        scene.add("claimants", claim=claim(A), person=child, role="non_dependant", care="clean")
    scene = scene.having(back=scene.ago("child since", (since, since + 20)))
    scene.change("parties", tenancy=tenancy(A), person=child, person_start=pl.col("back"), care="clean")
    scene.change("sightings", person=child, home=A, first_seen=pl.col("back"), last_seen=NOW)
    scene.refer(Side("tenancy", tenancy(A), child), Side("benefit_award", claim(A), lead(A)))


def death_told(scene: Scene, ago: tuple[int, int] = (60, 300), **changed: Any) -> None:
    """The death of the tenant of A was reported to the landlord so many days ago."""
    scene = scene.having(told=scene.ago("death reported", ago))
    scene.change("tenancies", tenancy=tenancy(A), **changed)
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.add("events", tenancy=tenancy(A), event_date=pl.col("told"), person=lead(A), kind="death_reported", detail="D1")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("household_event", tenancy(A), lead(A)))


_CHILD = {"composition": "with_adult_child"}
_HB = {"benefit": "housing_benefit"}

STORIES = (
    Story("W1", STRONG, "two live applications", 2, applies_twice),
    Story("W1", STRONG, "tenant applies as if homeless", 1, tenant_applies),
    Story("W1", NOISY, "two live applications, badly written", 2, applies_twice),
    Story("W1", INNOCENT, "an earlier application was closed", 3, applies_twice, {"first": {"status": "closed"}}),
    Story("W1", INNOCENT, "namesakes apply", 3, applies_twice, {"namesake": True}),
    Story("W1", INNOCENT, "tenant asks for a transfer", 3, tenant_applies, {"transfer": True}),
    Story("W2", STRONG, "applies from elsewhere than the claim", 2, lives_otherwise),
    Story("W2", STRONG, "applies from elsewhere than the tax reduction", 1, lives_otherwise, {"scheme": CTR}),
    Story("W2", NOISY, "applies from elsewhere, badly written", 2, lives_otherwise),
    Story("W2", INNOCENT, "claim there was over", 3, lives_otherwise, {"over": True}),
    Story("W2", INNOCENT, "applies from where the claim is", 2, lives_otherwise, {"same": True}),
    Story("Q1", STRONG, "buys while on benefit", 3, buys_on_benefit, {}, _HB),
    Story("Q1", NOISY, "buys while on benefit, badly written", 2, buys_on_benefit, {"stage": "accepted"}, _HB),
    Story("Q1", INNOCENT, "benefit ended long before", 3, buys_on_benefit, {"ended": 120}, _HB),
    Story("Q1", INNOCENT, "application withdrawn", 3, buys_on_benefit, {"stage": "withdrawn"}, _HB),
    Story("Q2", STRONG, "buys one of two homes", 3, buys_with_two),
    Story("Q2", NOISY, "buys one of two homes, badly written", 2, buys_with_two),
    Story("Q2", INNOCENT, "buys, with a garage besides", 2, buys_with_two, {"type": "garage"}),
    Story("C1", STRONG, "alone for the tax, grown child at home", 3, alone_for_tax, {}, _CHILD),
    Story("C1", NOISY, "alone for the tax, badly written", 2, alone_for_tax, {"since": 120}, _CHILD),
    Story("C1", INNOCENT, "grown child told of", 3, alone_for_tax, {"told": True}, _CHILD),
    Story("C1", INNOCENT, "grown child back for some weeks", 3, alone_for_tax, {"since": 30}, _CHILD),
    Story("D1", STRONG, "death reported", 2, death_told),
    Story("D1", INNOCENT, "death reported, succession open", 2, death_told, {"succession_open": True}),
    Story("D1", INNOCENT, "death reported three weeks ago", 2, death_told, {"ago": (5, 25)}),
)  # fmt: skip
