"""The scene in which the copies of a story play: homes kept for them, and the edits they make to the true world."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from pipeline.sample.dice import Dice
from pipeline.sample.people import SNAPSHOT
from pipeline.sample.stories.story import INNOCENT, NOISY, Side, Story
from pipeline.sample.tenancies import days
from pipeline.sample.world import KEYS, World

NAME = ("forename", "surname", "female", "culture", "title", "abroad")
"""What two people of one name share."""


@dataclass
class Edits:
    """All edits of all stories, to be made at once."""

    changes: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    added: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    removed: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    sides: list[pl.DataFrame] = field(default_factory=list)

    def made(self, world: World) -> World:
        """The world with the edits made: rows removed, then changed, then added."""
        for table, rows in self.removed.items():
            world = world.without(table, pl.concat(rows))
        for table, rows in self.changes.items():
            together = pl.concat(rows, how="diagonal_relaxed").group_by(KEYS[table]).agg(pl.all().drop_nulls().first())
            world = world.changed(table, together)
        for table, rows in self.added.items():
            world = world.with_rows(table, pl.concat(rows, how="diagonal_relaxed"))
        return world


@dataclass(frozen=True)
class Scene:
    """The copies of one story: `cast` has one row a copy, with `case`, `a` and `b` (homes) and the days drawn for it."""

    dice: Dice
    story: Story
    cast: pl.DataFrame
    world: World
    edits: Edits

    @property
    def care(self) -> str:
        """How well the second record of the person is written down."""
        return "noisy" if self.story.strength == NOISY else "clean"

    def ago(self, what: str, span: tuple[int, int]) -> pl.Expr:
        """A day so many days before the snapshot, drawn between the two."""
        return pl.lit(SNAPSHOT) - days(self.dice.whole(f"{self.story.what}: {what}", "case", *span))

    def having(self, **given: pl.Expr) -> "Scene":
        """The scene with further columns in its cast."""
        return replace(self, cast=self.cast.with_columns(**given))

    def change(self, table: str, **columns: Any) -> None:
        """Puts values into rows of a table; the table's keys are among the columns, None leaves a value."""
        self.edits.changes[table].append(self._rows(columns))

    def add(self, table: str, **columns: Any) -> None:
        """Adds rows to a table."""
        self.edits.added[table].append(self._rows(columns))

    def remove(self, table: str, **keys: Any) -> None:
        """Takes rows out of a table."""
        self.edits.removed[table].append(self._rows(keys))

    def copy(self, table: str, to: pl.Expr, of: pl.Expr, columns: Sequence[str], **derived: pl.Expr) -> None:
        """Gives a person or a home the values that another has in these columns; `derived` are made from the other's row."""
        (key,) = KEYS[table]
        theirs = self.world.table(table).rename({key: "of"})
        joined = self.cast.with_columns(of=of, to=to).join(theirs, on="of", maintain_order="left")
        self.edits.changes[table].append(joined.select(pl.col("to").alias(key), *columns, **derived))

    def refer(self, left: Side, right: Side | None = None, rule: str = "") -> None:
        """Notes the case, or the look-alike, with the rows on both sides of it."""
        told = self.story.strength != INNOCENT
        sides = left.columns("left") | (right or Side(None)).columns("right")
        self.edits.sides.append(
            self.cast.select(
                "case", rule=pl.lit(rule or self.story.rule), kind=pl.lit("planted" if told else "look_alike"),
                strength=pl.lit(self.story.strength if told else None, dtype=pl.String), what=pl.lit(self.story.what),
                refers=pl.lit(told), **sides,
            )
        )  # fmt: skip

    def _rows(self, columns: Mapping[str, Any]) -> pl.DataFrame:
        given = {name: value for name, value in columns.items() if value is not None}
        return self.cast.select(**{name: v if isinstance(v, pl.Expr) else pl.lit(v) for name, v in given.items()})
