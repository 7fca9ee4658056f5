"""The book of stories: casting homes for them before the world is made, and playing them in it."""

from dataclasses import dataclass

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.stories import asking, deaths, holdings, identity, optional, rents, support, tenants
from pipeline.sample.stories.scene import Edits, Scene
from pipeline.sample.stories.story import Story
from pipeline.sample.tenancies import days
from pipeline.sample.world import World

CORE: tuple[Story, ...] = (*tenants.STORIES, *rents.STORIES, *support.STORIES, *identity.STORIES, *deaths.STORIES)
STORIES = {"core": CORE, "all": (*CORE, *optional.STORIES, *asking.STORIES, *holdings.STORIES)}
"""The stories that the extracts of each choice can tell."""

_PER = 10_000
_SETTLED = (900, 5000)
ENRICHED = 4
"""How many times as many cases there are when the prevalence is not natural."""


@dataclass(frozen=True)
class Book:
    """The stories to be played, and how often: `factor` times their natural number."""

    stories: tuple[Story, ...]
    factor: int = 1

    def casting(self, dice: Dice, first: int, size: int) -> pl.DataFrame:
        """One row per copy of a story in a block of homes: `case`, `story`, `a`, `b` and the wishes for these homes.

        Copies are in proportion to the homes, the first block with at least one of each story, until a third of its homes is
        taken.
        """
        copies = [self._up_to(story, first + size) - self._up_to(story, first) for story in self.stories]
        rows = [(nth, number) for number, some in enumerate(copies) for nth in range(some)]
        cast = pl.DataFrame(sorted(rows), schema={"nth": pl.Int64, "story": pl.Int64}, orient="row").head(size // 6)
        block = pl.DataFrame({"home": pl.int_range(first, first + size, dtype=pl.Int64, eager=True)})
        drawn = block.sort(dice.uniform("cast", "home"))["home"]
        homes = cast.select(
            "story", a=drawn.gather_every(2).head(cast.height), b=drawn.gather_every(2, 1).head(cast.height),
            case=first + 1 + pl.int_range(cast.height, dtype=pl.Int64),
        )  # fmt: skip
        wished = homes.join(_wishes(self.stories), on="story", maintain_order="left")
        since = dice.whole("first home since", "case", pl.col("low"), pl.col("high"))
        return wished.with_columns(
            a_since=pl.lit(SNAPSHOT) - days(since),
            b_since=pl.lit(SNAPSHOT) - days(dice.whole("second home since", "case", 400, 900)),
        )

    def _up_to(self, story: Story, homes: int) -> int:
        return -(-story.often * self.factor * homes // _PER)

    def played(self, dice: Dice, cast: pl.DataFrame, world: World) -> tuple[World, pl.DataFrame]:
        """The world with every story played in it, and the two sides of every case (see `Scene.refer`)."""
        edits = Edits()
        for (number,), copies in cast.group_by("story", maintain_order=True):
            story = self.stories[int(str(number))]
            story.play(Scene(dice, story, copies.select("case", "a", "b"), world, edits), **story.options)
        return edits.made(world), pl.concat(edits.sides, how="vertical_relaxed").sort("case", "rule")


def _wishes(stories: tuple[Story, ...]) -> pl.DataFrame:
    rows = []
    for number, story in enumerate(stories):
        low, high = story.wishes.get("since", _SETTLED)
        wish = {"composition": story.wishes.get("composition", "single"), "benefit": story.wishes.get("benefit", "none")}
        rows.append({"story": number, "low": low, "high": high} | wish)
    return pl.DataFrame(rows)


def wishes(cast: pl.DataFrame) -> pl.DataFrame:
    """One row per home kept for a story: `home`, `wished_composition`, `wished_start`, `wished_benefit`."""
    parts = [
        cast.select(home=home, wished_composition="composition", wished_start=f"{home}_since", wished_benefit="benefit")
        for home in ("a", "b")
    ]
    return pl.concat(parts)


def book(extracts: str, natural: bool) -> Book:
    """The stories for a choice of extracts ("core" or "all"); where the prevalence is not natural there are more of each."""
    return Book(STORIES[extracts], 1 if natural else ENRICHED)
