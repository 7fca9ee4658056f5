"""What share of each file is lost: rows set aside, values blanked column by column, and references that lead nowhere."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

import polars as pl

from pipeline.stages.quality.figures import Completeness, Orphans, Quality
from pipeline.tables import LEFT_OUT, Checked

NOT_LOST = ("repeated row", "repeated header", "totals row")
"""Reasons for which a row is set aside and nothing is lost: its content stands in another row, or it has none.

So are those by which a landlord's own mapping leaves rows out.
"""
LINKED_BY = ("date_of_birth", "nino")
"""The columns on which linkage rests: where most values of one are unusable, records of one person are not found."""
FEWEST_BLANKED = 2
"""A single value that cannot be used is a slip, however few the column has: it is noticed, and not told as a loss."""
SET_ASIDE, BLANKED, ORPHANED = "set aside", "blanked", "leading nowhere"


@dataclass(frozen=True)
class Loss:
    """So many `rows` `of` those a file gives: set aside, blanked in `column`, or with a reference that leads nowhere.

    `decisive` losses are those for which a run stops; `because` is the most frequent reason, or where a reference leads.
    """

    extract: str
    sort: str
    rows: int
    of: int
    column: str = ""
    because: str = ""
    decisive: bool = True

    @property
    def share(self) -> float:
        """The share lost, from 0 to 1."""
        return self.rows / self.of

    @property
    def sentence(self) -> str:
        """What was lost, in one sentence with its numbers.

        >>> Loss("tenancy", SET_ASIDE, 27, 60, because="tenancy_start: no such day").sentence
        'tenancy: 27 of 60 rows (45.0%) are set aside, most often for tenancy_start: no such day'
        """
        numbers = f"{self.rows:,} of {self.of:,}"
        share = f"{self.share:.1%}"
        if self.sort == SET_ASIDE:
            return f"{self.extract}: {numbers} rows ({share}) are set aside, most often for {self.because}"
        if self.sort == BLANKED:
            return f"{self.extract}: {numbers} values of {self.column} ({share}) cannot be used: {self.because}"
        return f"{self.extract}: {numbers} rows ({share}) name a {self.column} that {self.because} does not have"

    def as_record(self) -> dict[str, object]:
        """The loss in the shape of run.json, with its share and its sentence."""
        return asdict(self) | {"share": round(self.share, 4), "sentence": self.sentence}


def losses(checked: Mapping[str, Checked], quality: Quality) -> tuple[Loss, ...]:
    """Every loss of the extracts, the greatest share first."""
    every = [*_set_aside(checked), *_blanked(checked, quality.columns), *_orphaned(checked, quality.orphans)]
    return tuple(sorted((loss for loss in every if loss.rows), key=lambda loss: (-loss.share, loss.extract, loss.column)))


def _set_aside(checked: Mapping[str, Checked]) -> Iterator[Loss]:
    for name, one in checked.items():
        aside = one.set_aside
        meant = pl.element().is_in(NOT_LOST) | pl.element().str.starts_with(LEFT_OUT)
        lost = aside.filter(pl.col("reasons").list.eval(~meant).list.any())
        rows = lost.height + one.accepted.frame.height
        if rows:
            yield Loss(name, SET_ASIDE, lost.height, rows, because=_usual(lost["reasons"].explode()))


def _usual(reasons: pl.Series) -> str:
    """The most frequent of the reasons, "" where there are none."""
    counted = reasons.drop_nulls().alias("reason").value_counts(name="rows").sort("rows", "reason", descending=[True, False])
    return str(counted["reason"][0]) if counted.height else ""


def _blanked(checked: Mapping[str, Checked], columns: tuple[Completeness, ...]) -> Iterator[Loss]:
    for column in columns:
        one = checked[column.extract]
        optional = not one.accepted.extract.field(column.column).required
        blanked = one.blanked.filter(pl.col("column") == column.column)["reason"]
        if blanked.len() >= FEWEST_BLANKED and optional:
            because, decisive = _usual(blanked) or "unusable", column.column in LINKED_BY
            yield Loss(column.extract, BLANKED, blanked.len(), column.given, column.column, because, decisive)


def _orphaned(checked: Mapping[str, Checked], orphans: tuple[Orphans, ...]) -> Iterator[Loss]:
    """Where the reference is optional, a payer may give its own number instead of ours: told, but no reason to stop."""
    for one in orphans:
        referring = checked[one.from_extract].accepted
        given = referring.frame[one.column].count()
        if given:
            must = referring.extract.field(one.column).required
            yield Loss(one.from_extract, ORPHANED, one.rows, given, one.column, one.to_extract, must)
