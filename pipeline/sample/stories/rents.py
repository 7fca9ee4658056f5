"""T3, B6, R1, R2: money that outlives a tenancy, and money that comes from strangers."""

import polars as pl

from pipeline.sample.stories.scene import Scene
from pipeline.sample.stories.story import (
    INNOCENT,
    NOISY,
    NOW,
    STRONG,
    A,
    B,
    Side,
    Story,
    after,
    claim,
    lead,
    partner,
    stranger,
    tenancy,
)  # fmt: skip
from pipeline.sample.tenancies import days


def ended(scene: Scene, ago: tuple[int, int] = (120, 300), **account: object) -> Scene:
    """The tenancy of A ended so many days ago; `account` changes its rent account."""
    scene = scene.having(over=scene.ago("over", ago))
    scene.change("tenancies", tenancy=tenancy(A), end=pl.col("over"), notice=after("over", -28))
    scene.change("accounts", tenancy=tenancy(A), end=pl.col("over"), **account)
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    return scene


def paid_on(scene: Scene, ago: tuple[int, int] = (120, 300), **account: object) -> None:
    """The tenancy of A ended, and its account lives on in some way."""
    ended(scene, ago, **account).refer(Side("tenancy", tenancy(A), lead(A)), Side("rent_account", tenancy(A)))


def last_payment(scene: Scene) -> None:
    """The tenancy of A ended, and one more payment came."""
    scene = ended(scene, (90, 200))
    scene.add(
        "postings", tenancy=tenancy(A), posted_on=after("over", 9), kind="receipt", method="card", payer=lead(A),
        amount=scene.dice.whole("last payment", "case", 2000, 30_000),
    )  # fmt: skip
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("rent_account", tenancy(A)))


def supported_on(scene: Scene, until: pl.Expr | None = None) -> None:
    """The tenancy of A ended, and its housing support, paid to the tenant, went on until a day, or goes on still."""
    scene = ended(scene)
    scene.change("claims", claim=claim(A, 0), payee="claimant", payee_person=lead(A), known=True, end=until)
    scene.change("claimants", claim=claim(A, 0), person=lead(A), care=scene.care)
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("benefit_award", claim(A, 0), lead(A)))


def supported_before(scene: Scene, early: int) -> None:
    """The housing support for A began so many days before the tenancy."""
    began = scene.ago("tenancy began", (120, 250))
    scene.change("tenancies", tenancy=tenancy(A), start=began)
    scene.change("accounts", tenancy=tenancy(A), start=began)
    scene.change("claims", claim=claim(A, 0), payee="claimant", payee_person=lead(A), known=True, start=began - days(early))
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.change("claimants", claim=claim(A, 0), person=lead(A), care=scene.care)
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("benefit_award", claim(A, 0), lead(A)))


def stranger_pays(scene: Scene, payer: pl.Expr, **account: object) -> None:
    """Somebody else than the tenant pays the rent of A from a bank account."""
    scene.change("accounts", tenancy=tenancy(A), payer=payer, method="standing_order", **({"payer_class": "other"} | account))
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("rent_account", tenancy(A)))


def one_payer(scene: Scene, periods: int = 5, payer_class: str = "other") -> None:
    """One stranger adds to the rents of A and of B, some months; the tenants pay the greater part themselves."""
    for home in (A, B):
        scene.change("accounts", tenancy=tenancy(home), every="1", method="card", share=0.7)
        for month in range(periods):
            scene.add(
                "postings", tenancy=tenancy(home), posted_on=scene.ago("third party paid", (20, 26)) - days(30 * month),
                kind="receipt", method="standing_order", payer=stranger(A), payer_class=payer_class,
                amount=scene.dice.whole("third party's part", "case", 9000, 12_000),
            )  # fmt: skip
    scene.refer(Side("rent_account", tenancy(A)), Side("rent_account", tenancy(B)))


_ORDER = {"method": "standing_order", "paid_until": NOW}
_CASH = {"method": "cash", "every": "2", "paid_until": NOW, "share": 0.95}
_OWING = {"kind": "former_tenant_arrears", "repays": pl.lit(1200, dtype=pl.Int64), "opening": pl.lit(90_000, dtype=pl.Int64)}
_UC, _HB = {"benefit": "universal_credit_housing"}, {"benefit": "housing_benefit"}
_THEY = {"payer": stranger(A)}

STORIES = (
    Story("T3", STRONG, "rent paid on after the end", 3, paid_on, _ORDER),
    Story("T3", NOISY, "rent paid on in cash, with gaps", 2, paid_on, _CASH),
    Story("T3", INNOCENT, "repaying old arrears", 4, paid_on, _OWING),
    Story("T3", INNOCENT, "charged for use and occupation", 3, paid_on, _ORDER | {"kind": "use_and_occupation"}),
    Story("T3", INNOCENT, "ended within four weeks", 3, paid_on, _ORDER | {"ago": (12, 26)}),
    Story("T3", INNOCENT, "one last payment", 3, last_payment),
    Story("B6", STRONG, "credit paid on after the end", 2, supported_on, {}, _UC),
    Story("B6", STRONG, "benefit paid on after the end", 1, supported_on, {}, _HB),
    Story("B6", STRONG, "paid from before the tenancy", 1, supported_before, {"early": 70}, _HB),
    Story("B6", NOISY, "paid on after the end, badly written", 2, supported_on, {}, _UC),
    Story("B6", INNOCENT, "stopped within four weeks", 3, supported_on, {"until": after("over", 24)}, _HB),
    Story("B6", INNOCENT, "stopped with the tenancy", 3, supported_on, {"until": pl.col("over")}, _UC),
    Story("R1", STRONG, "a stranger pays the rent", 3, stranger_pays, _THEY | {"every": "4"}),
    Story("R1", NOISY, "a stranger pays, with gaps", 2, stranger_pays, _THEY | {"every": "1", "share": 0.96}),
    Story("R1", INNOCENT, "an appointee pays", 2, stranger_pays, _THEY | {"payer_class": "appointee"}),
    Story("R1", INNOCENT, "a charity pays", 2, stranger_pays, _THEY | {"payer_class": "charity"}),
    Story("R1", INNOCENT, "a guarantor pays", 2, stranger_pays, _THEY | {"payer_class": "guarantor"}),
    Story(
        "R1", INNOCENT, "the partner pays", 3, stranger_pays, {"payer": partner(A), "payer_class": "tenant"},
        {"composition": "couple"},
    ),
    Story("R2", STRONG, "one stranger pays towards two rents", 3, one_payer),
    Story("R2", NOISY, "one stranger pays towards two rents, two months", 2, one_payer, {"periods": 2}),
    Story("R2", INNOCENT, "the council pays towards two rents", 2, one_payer, {"payer_class": "council"}),
    Story("R2", INNOCENT, "a charity pays towards two rents", 2, one_payer, {"payer_class": "charity"}),
)  # fmt: skip
