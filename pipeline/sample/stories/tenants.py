"""T1, T2, T4: one person in two of our homes, and those who only seem to be."""

from typing import Any

import polars as pl

from pipeline.sample.sightings import PER_PERSON
from pipeline.sample.stories.scene import NAME, Scene
from pipeline.sample.stories.story import INNOCENT, NOISY, NOW, STRONG, A, B, Side, Story, Terms, after, lead, tenancy

_TWINS = ["Ashley", "Charlie", "Frankie", "Jamie", "Jordan", "Kerry", "Leslie", "Morgan", "Robin", "Sidney", "Stevie", "Terry"]


def two_tenancies(scene: Scene, since: tuple[int, int] = (120, 800), first: Terms | None = None,
                  second: Terms | None = None, care: str = "") -> None:  # fmt: skip
    """The tenant of A is also the tenant of B, since so many days; `first` and `second` change those tenancies."""
    scene = scene.having(began=scene.ago("second began", since))
    _takes_over(scene, care)
    scene.change("tenancies", tenancy=tenancy(A), **(first or {}))
    scene.change("tenancies", **({"tenancy": tenancy(B), "start": pl.col("began")} | dict(second or {})))
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("tenancy", tenancy(B), lead(A)))


def _takes_over(scene: Scene, care: str = "") -> None:
    """The tenant of A is the tenant of B, under another record; whoever lived in B is gone."""
    scene.remove("parties", tenancy=tenancy(B), person=lead(B))
    scene.change("accounts", tenancy=tenancy(B), start=pl.col("began"), payer=lead(A))
    scene.remove("sightings", person=lead(B), home=B)
    scene.add(
        "sightings", sighting=lead(A) * PER_PERSON + 4, person=lead(A), home=B, source="electoral_register", strength="strong",
        first_seen=pl.col("began"), last_seen=NOW, care="usual",
    )  # fmt: skip
    _joins(scene, "F", care)


def _joins(scene: Scene, status: str, care: str = "", **dates: Any) -> None:
    scene.change("parties", tenancy=tenancy(A), person=lead(A), care=care or "clean")
    scene.add(
        "parties", tenancy=tenancy(B), person=lead(A), status=status, copy=pl.lit(1, dtype=pl.Int64),
        care=care or scene.care, **dates,
    )  # fmt: skip


def one_block(scene: Scene) -> None:
    """The tenant of A and B, which are flats of one block whose numbers were left out."""
    place = ("street", "town", "postcode")
    for home, unit in ((A, "1"), (B, "2")):
        scene.copy(
            "homes", home, A, place, form=pl.lit("court"), unit=pl.lit(unit), number=pl.lit("1"),
            building=pl.lit("Gateway Court"), block_uprn=pl.col("uprn"),
        )  # fmt: skip
    two_tenancies(scene, care="flatless")


def two_people(scene: Scene, columns: tuple[str, ...], **derived: pl.Expr) -> None:
    """The tenants of A and B are two people who share some particulars."""
    scene.copy("people", lead(B), lead(A), columns, **derived)
    for home in (A, B):
        scene.change("parties", tenancy=tenancy(home), person=lead(home), care="clean")
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("tenancy", tenancy(B), lead(B)))


def twins(scene: Scene) -> None:
    """The tenants of A and B are twins."""
    other = scene.dice.any_of("twin's name", "case", _TWINS)
    forename = pl.when(other == pl.col("forename")).then(pl.lit("Pat")).otherwise(other)
    two_people(scene, ("surname", "date_of_birth", "culture", "abroad"), forename=forename)


def lives_with(scene: Scene, since: tuple[int, int] = (150, 600), first: Terms | None = None, **dates: Any) -> None:
    """The tenant of A is a member of the household in B, since so many days."""
    scene = scene.having(joined=scene.ago("joined", since))
    _joins(scene, "H", **{"person_start": pl.col("joined"), **dates})
    scene.change("tenancies", tenancy=tenancy(A), **(first or {}))
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("tenancy", tenancy(B), lead(A)))


def back_to_back(scene: Scene, paid_on: bool = True, gap: int = 20) -> None:
    """The tenant of A left it and has held B since; the rent of A came in once more all the same."""
    scene = scene.having(ended=scene.ago("ended", (150, 320)))
    scene = scene.having(began=after("ended", gap))
    _takes_over(scene)
    scene.change("tenancies", tenancy=tenancy(A), end=pl.col("ended"))
    scene.change("tenancies", tenancy=tenancy(B), start=pl.col("began"))
    scene.change("accounts", tenancy=tenancy(A), end=pl.col("ended"), method="standing_order")
    scene.change("sightings", person=lead(A), home=A, last_seen=pl.col("ended"))
    if paid_on:
        scene.add(
            "postings", tenancy=tenancy(A), posted_on=after("ended", gap + 9), kind="receipt", method="standing_order",
            payer=lead(A), amount=scene.dice.whole("rent of the old home", "case", 38_000, 52_000),
        )  # fmt: skip
    scene.refer(Side("tenancy", tenancy(A), lead(A)), Side("tenancy", tenancy(B), lead(A)))


_FROM_A = {"prior": tenancy(A)}
_MOVING = {"notice": pl.col("began"), "end": after("began", 45)}
_OUT_FOR_WORKS = {"permission": "decant", "permission_start": after("began", -3)}

STORIES = (
    Story("T1", STRONG, "tenant of two homes", 3, two_tenancies),
    Story("T1", STRONG, "second tenancy of six weeks", 1, two_tenancies, {"since": (42, 50)}),
    Story("T1", NOISY, "tenant of two homes, badly written once", 2, two_tenancies),
    Story(
        "T1", INNOCENT, "transfer, four weeks at most", 3, two_tenancies,
        {"since": (8, 25), "second": _FROM_A | {"route": "transfer"}},
    ),
    Story(
        "T1", INNOCENT, "transfer, notice running", 3, two_tenancies,
        {"since": (33, 40), "second": _FROM_A | {"route": "transfer"}, "first": _MOVING},
    ),
    Story(
        "T1", INNOCENT, "decant during works", 3, two_tenancies,
        {"since": (60, 200), "second": _FROM_A | {"route": "decant", "type": "temporary"}, "first": _OUT_FOR_WORKS},
    ),
    Story(
        "T1", INNOCENT, "mutual exchange, first weeks", 3, two_tenancies,
        {"since": (5, 25), "second": _FROM_A | {"route": "mutual_exchange"}},
    ),
    Story("T1", INNOCENT, "a garage besides the home", 3, two_tenancies, {"second": {"type": "garage"}}),
    Story("T1", INNOCENT, "a market rent besides the home", 2, two_tenancies, {"second": {"type": "market_rent"}}),
    Story("T1", INNOCENT, "restricted", 2, two_tenancies, {"first": {"restricted": True}}),
    Story("T1", INNOCENT, "two flats of one block, numbers left out", 2, one_block),
    Story("T1", INNOCENT, "namesakes", 3, two_people, {"columns": NAME}),
    Story("T1", INNOCENT, "twins in two homes", 3, twins),
    Story(
        "T1", INNOCENT, "parent and child of one name", 3, two_people,
        {"columns": NAME, "date_of_birth": pl.col("date_of_birth").dt.offset_by("19y2mo9d")},
    ),
    Story("T2", STRONG, "tenant lives in another household", 3, lives_with),
    Story("T2", NOISY, "tenant lives in another household, badly written", 2, lives_with),
    Story("T2", INNOCENT, "new partner, some weeks", 3, lives_with, {"since": (20, 80)}),
    Story(
        "T2", INNOCENT, "carer, with consent", 3, lives_with,
        {"first": {"permission": "care", "permission_start": pl.col("joined")}},
    ),
    Story("T2", INNOCENT, "left the household long ago", 3, lives_with, {"since": (500, 600), "person_end": after("joined", 60)}),
    Story("T4", STRONG, "left one home, took another, paid for both", 3, back_to_back),
    Story("T4", NOISY, "left one home, took another, badly written", 2, back_to_back),
    Story("T4", INNOCENT, "left one home, took another, paid for one", 3, back_to_back, {"paid_on": False}),
    Story("T4", INNOCENT, "came back after half a year", 2, back_to_back, {"paid_on": False, "gap": 120}),
)  # fmt: skip
