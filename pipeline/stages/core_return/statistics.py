"""What the landlord may publish of its lettings and sales: counts by one characteristic at a time, under disclosure control."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from pipeline.disclosure import Shown, protected

UNTOLD = "not told or not asked"


@dataclass(frozen=True)
class Breakdown:
    """One table of counts, declared: its title, what gives each log its group, and the groups in order.

    `value` gives one of `groups` or null, which counts under `UNTOLD` where the table has it. `subtotals` are groups whose sum
    another table tells. `profile` names what the stock's profile calls the same characteristic. Groups that tell what homes there
    are rather than who people are (`about_homes`) are left out where there is none: that gives nothing away of anybody.
    """

    name: str
    title: str
    value: pl.Expr
    groups: tuple[str, ...]
    subtotals: tuple[tuple[str, ...], ...] = ()
    profile: str = ""
    about_homes: bool = False


@dataclass(frozen=True)
class Table:
    """A table as it may be shown: the groups, their counts (rounded, None where hidden), and the stock's beside them if given."""

    breakdown: Breakdown
    groups: tuple[str, ...]
    shown: Shown
    stock: Shown | None = field(default=None)

    @property
    def rows(self) -> list[dict[str, object]]:
        """One row a group: `group`, `count`, `share` of what is shown, and the same of the stock where it is given."""
        total = self.shown.total
        rows: list[dict[str, object]] = [
            {"group": group, "count": count, "share": count / total if count is not None and total else None}
            for group, count in zip(self.groups, self.shown.counts, strict=True)
        ]
        if self.stock is not None:
            for row, count in zip(rows, self.stock.counts, strict=True):
                row["stock"] = count
                row["stock_share"] = count / self.stock.total if count is not None and self.stock.total else None
        return rows


def banded(amount: pl.Expr, edges: Sequence[int], unit: str) -> tuple[pl.Expr, tuple[str, ...]]:
    """An amount as a band, and the bands in order: "under £80", "£80 to £99" ..., "£140 and over".

    >>> banded(pl.col("x"), (80, 100), "£{}")[1]
    ('under £80', '£80 to £99', '£100 and over')
    """
    said = [unit.format(f"{edge:,}") for edge in edges]
    middle = [f"{low} to {unit.format(f'{after - 1:,}')}" for low, after in zip(said, edges[1:], strict=False)]
    bands = (f"under {said[0]}", *middle, f"{said[-1]} and over")
    passed = pl.sum_horizontal([(amount >= edge).cast(pl.UInt8) for edge in edges])
    return pl.when(amount.is_not_null()).then(passed.replace_strict(dict(enumerate(bands)), return_dtype=pl.String)), bands


def counted(logs: pl.DataFrame, breakdown: Breakdown, profile: pl.DataFrame | None) -> Table:
    """The table of the logs by a characteristic; `profile`: `characteristic`, `group`, `tenants` of the stock."""
    groups = (*breakdown.groups, UNTOLD)
    counts = dict(logs.select(group=breakdown.value.fill_null(UNTOLD))["group"].value_counts().iter_rows())
    groups = tuple(one for one in groups if counts.get(one) or not (breakdown.about_homes or one == UNTOLD))
    lines = [tuple(groups.index(one) for one in line if one in groups) for line in breakdown.subtotals]
    shown = protected([counts.get(group, 0) for group in groups], lines)
    return Table(breakdown, groups, shown, _stock(profile, breakdown, groups))


def _stock(profile: pl.DataFrame | None, breakdown: Breakdown, groups: tuple[str, ...]) -> Shown | None:
    if profile is None or not breakdown.profile:
        return None
    told = profile.filter(pl.col("characteristic") == breakdown.profile).group_by("group").agg(pl.col("tenants").sum())
    counts = dict(told.select("group", "tenants").iter_rows())
    return protected([int(counts.get(group, 0)) for group in groups]) if counts else None


def statistics(logs: pl.DataFrame, breakdowns: Sequence[Breakdown], profile: pl.DataFrame | None = None) -> list[Table]:
    """Every table of one log type, from the settled answers of the logs that were written."""
    return [counted(logs, one, profile) for one in breakdowns]
