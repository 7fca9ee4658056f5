"""I1, I2, I3: one number, one bank account or one telephone behind people who have nothing to do with each other."""

import polars as pl

from pipeline.sample.allowed import CREDIT_UNION, STAND_IN, SUPPORT_WORKER
from pipeline.sample.stories.awards import award
from pipeline.sample.stories.scene import Scene
from pipeline.sample.stories.story import (
    INNOCENT,
    NOISY,
    STRONG,
    A,
    B,
    Side,
    Story,
    claim,
    elsewhere,
    lead,
    second_stranger,
    stranger,
    tenancy,
)  # fmt: skip


def one_number(scene: Scene, number: str = "") -> None:
    """The tenants of A and B are on file under one number: the first one's, or a given one."""
    if number:
        scene.change("people", person=lead(A), nino=number)
        scene.change("people", person=lead(B), nino=number)
    else:
        scene.copy("people", lead(B), lead(A), ("nino",))
    for home in (A, B):
        scene.change("parties", tenancy=tenancy(home), person=lead(home), care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("tenancy", tenancy(B), lead(B)))


def number_on_a_claim(scene: Scene) -> None:
    """The number of the tenant of A is on somebody else's claim."""
    scene.copy("people", stranger(B), lead(A), ("nino",))
    award(scene, claim(B), stranger(B), elsewhere(B), start=scene.ago("claimed", (200, 900)), care="clean")
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("benefit_award", claim(B), stranger(B)))


def one_account(scene: Scene, together: bool = False, third: bool = False) -> None:
    """Claims of strangers are paid into the account of one of them."""
    _paid_into(scene, stranger(A), elsewhere(A) if together else elsewhere(B))
    if third:
        start = scene.ago("third", (90, 140))
        award(scene, claim(B, 3), second_stranger(B), elsewhere(B) + 1, start=start, care="usual", payee_person=stranger(A))


def pooled_account(scene: Scene) -> None:
    """Claims of strangers are paid into their accounts with one credit union, which has one number for all."""
    for person in (stranger(A), stranger(B)):
        scene.change("people", person=person, sort_code=CREDIT_UNION[0], account_number=CREDIT_UNION[1])
    _paid_into(scene, stranger(B), elsewhere(B))


def _paid_into(scene: Scene, payee: pl.Expr, second_home: pl.Expr) -> None:
    award(scene, claim(A), stranger(A), elsewhere(A), start=scene.ago("first", (500, 900)), care="clean")
    award(scene, claim(B), stranger(B), second_home, start=scene.ago("second", (150, 400)), care="clean", payee_person=payee)
    scene.refer(Side("benefit_award", claim(A), stranger(A)), Side("benefit_award", claim(B), stranger(B)))


def one_telephone(scene: Scene, family: bool = False, abroad: bool = False) -> None:
    """The tenants of A and B and a claimant elsewhere give one mobile number."""
    shared = ("mobile", "surname") if family else ("mobile",)
    written = {"mobile": "+44" + pl.col("mobile").str.slice(1)} if abroad else {}
    scene.copy("people", stranger(A), lead(A), shared)
    scene.copy("people", lead(B), lead(A), tuple(name for name in shared if name not in written), **written)
    _three_homes(scene)


def office_telephone(scene: Scene) -> None:
    """The tenants of A and B and a claimant elsewhere give the number of one support worker."""
    for person in (lead(A), lead(B), stranger(A)):
        scene.change("people", person=person, mobile=SUPPORT_WORKER)
    _three_homes(scene)


def _three_homes(scene: Scene) -> None:
    award(scene, claim(A), stranger(A), elsewhere(A), start=scene.ago("claimed", (150, 900)), care="clean")
    for home in (A, B):
        scene.change("parties", tenancy=tenancy(home), person=lead(home), care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("tenancy", tenancy(B), lead(B)))


STORIES = (
    Story("I1", STRONG, "one number, two tenants", 3, one_number),
    Story("I1", NOISY, "a tenant's number on another's claim", 2, number_on_a_claim),
    Story("I1", INNOCENT, "the example number on two files", 2, one_number, {"number": "QQ123456C"}),
    Story("I1", INNOCENT, "a stand-in number on two files", 2, one_number, {"number": "AB123456C"}),
    Story("I1", INNOCENT, "a temporary number on two files", 2, one_number, {"number": "TN010170M"}),
    Story("I1", INNOCENT, "a number on the allow-list", 2, one_number, {"number": STAND_IN}),
    Story("I2", STRONG, "one account, three claimants", 3, one_account, {"third": True}),
    Story("I2", NOISY, "one account, two claimants", 2, one_account),
    Story("I2", INNOCENT, "one account, one home", 3, one_account, {"together": True}),
    Story("I2", INNOCENT, "a credit union's account", 2, pooled_account),
    Story("I3", STRONG, "one telephone, three homes", 3, one_telephone),
    Story("I3", NOISY, "one telephone, written in two ways", 2, one_telephone, {"abroad": True}),
    Story("I3", INNOCENT, "a family's telephone", 3, one_telephone, {"family": True}),
    Story("I3", INNOCENT, "a support worker's telephone", 2, office_telephone),
)  # fmt: skip
