"""What the landlord may publish of its lettings and sales: counts by one characteristic at a time, under disclosure control."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from pipeline.disclosure import Place, Shown, Within
from pipeline.stages.core_return.subtraction import Counts, Earlier, Hanging, shown_again, shown_of

UNTOLD = "not told or not asked"
HIDDEN, NOT_GIVEN = "hidden", "not given"


@dataclass(frozen=True)
class Among:
    """What the form itself says of two tables: logs of these `groups` are all among those of `others` in the table `table`.

    It is declared where it holds of all logs, or of nearly all: somebody may reckon with it. `why` it holds is for the reader.
    """

    groups: tuple[str, ...]
    table: str
    others: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Breakdown:
    """One table of counts, declared: its title, what gives each log its group, and the groups in order.

    `value` gives one of `groups` or null, which counts under `UNTOLD` where the table has it. `among` says how it hangs together
    with other tables. `profile` names what the stock's profile calls the same characteristic. Groups that tell what homes there
    are rather than who people are (`about_homes`) are left out where there is none: that gives nothing away of anybody.
    """

    name: str
    title: str
    value: pl.Expr
    groups: tuple[str, ...]
    among: tuple[Among, ...] = ()
    profile: str = ""
    about_homes: bool = False


@dataclass(frozen=True)
class Table:
    """A table as it may be shown: the groups and their counts, rounded, None where hidden.

    `stock` has the stock's counts beside them, if given; `lacking` are the groups of which the profile says nothing. `logs` and
    `tenants` are how many the two count in all, hidden ones too: for the record of what is published, not to be shown.
    """

    breakdown: Breakdown
    groups: tuple[str, ...]
    shown: Shown
    stock: Shown | None = field(default=None)
    lacking: frozenset[str] = frozenset()
    logs: int = 0
    tenants: int = 0

    @property
    def rows(self) -> list[dict[str, object]]:
        """One row a group: `group`, `count`, `share` of what is shown, and the same of the stock where it is given.

        `said` and `stock_said` are the word for a count that is None.
        """
        rows: list[dict[str, object]] = [
            {"group": group, "count": count, "share": share, "said": HIDDEN}
            for group, count, share in zip(self.groups, self.shown.counts, _shares(self.shown), strict=True)
        ]
        if self.stock is not None:
            for row, count, share in zip(rows, self.stock.counts, _shares(self.stock), strict=True):
                said = NOT_GIVEN if row["group"] in self.lacking else HIDDEN
                row |= {"stock": count, "stock_share": share, "stock_said": said}
        return rows


def _shares(shown: Shown) -> list[float | None]:
    return [count / shown.total if count is not None and shown.total else None for count in shown.counts]


def banded(amount: pl.Expr, edges: Sequence[int], unit: str, whole: bool = True) -> tuple[pl.Expr, tuple[str, ...]]:
    """An amount as a band, and the bands in order: "under £80", "£80 to £99" ..., "£140 and over".

    Amounts that are not in whole units lie between two whole ones too: their bands run "£80 to under £100".

    >>> banded(pl.col("x"), (80, 100), "£{}")[1], banded(pl.col("x"), (80, 100), "£{}", whole=False)[1]
    (('under £80', '£80 to £99', '£100 and over'), ('under £80', '£80 to under £100', '£100 and over'))
    """
    said = [unit.format(f"{edge:,}") for edge in edges]
    ends = [unit.format(f"{edge - 1:,}") if whole else f"under {unit.format(f'{edge:,}')}" for edge in edges[1:]]
    middle = [f"{low} to {end}" for low, end in zip(said, ends, strict=False)]
    bands = (f"under {said[0]}", *middle, f"{said[-1]} and over")
    passed = pl.sum_horizontal([(amount >= edge).cast(pl.UInt8) for edge in edges])
    return pl.when(amount.is_not_null()).then(passed.replace_strict(dict(enumerate(bands)), return_dtype=pl.String)), bands


@dataclass(frozen=True)
class Before:
    """What was published earlier of the same year: of the logs' tables, and of the stock's beside them."""

    logs: Sequence[Earlier] = ()
    stock: Sequence[Earlier] = ()


NOTHING_BEFORE = Before()


def statistics(
    logs: pl.DataFrame,
    breakdowns: Sequence[Breakdown],
    profile: pl.DataFrame | None = None,
    before: Before = NOTHING_BEFORE,
) -> list[Table]:
    """Every table of one log type, from the settled answers of the logs that were written, protected together.

    `profile` has `characteristic`, `group` and `tenants` (Int64) of the stock, in the groups of the breakdowns. Raises Refused
    where too little differs from what was published `before`.
    """
    counts = _without_the_impossible({one.name: _counted(logs, one) for one in breakdowns}, breakdowns)
    hanging = Hanging({one.name: one.title for one in breakdowns}, lambda some: known(some, breakdowns, complete=False))
    shown = shown_again(shown_of(counts, known(counts, breakdowns)), counts, before.logs, hanging)
    stock = _of_stock(profile, breakdowns)
    stock_shown = shown_again(shown_of(stock, hanging.known(stock)), stock, before.stock, hanging)
    tables = [_table(one, tuple(counts[one.name]), shown[one.name], stock_shown.get(one.name)) for one in breakdowns]
    return [replace(one, logs=_total(counts, one), tenants=_total(stock, one)) for one in tables]


def _total(counts: Counts, table: Table) -> int:
    return sum(counts.get(table.breakdown.name, {}).values())


def _counted(logs: pl.DataFrame, breakdown: Breakdown) -> dict[str, int]:
    found = dict(logs.select(group=breakdown.value.fill_null(UNTOLD))["group"].value_counts().iter_rows())
    optional = {UNTOLD, *(breakdown.groups if breakdown.about_homes else ())}
    return {one: found.get(one, 0) for one in (*breakdown.groups, UNTOLD) if found.get(one) or one not in optional}


def _without_the_impossible(counts: Counts, breakdowns: Sequence[Breakdown]) -> Counts:
    """The counts without groups in which no log can be, given what homes there are: there is nothing to hide."""
    left, before = counts, None
    while left != before:
        before = left
        for breakdown in breakdowns:
            for one in breakdown.among:
                left = _without(left, breakdown.name, one)
    return left


def _without(counts: Counts, name: str, one: Among) -> Counts:
    own, other = counts[name], counts[one.table]
    if not other.keys() & set(one.others):
        return counts | {name: {group: count for group, count in own.items() if count or group not in one.groups}}
    if own.keys() <= set(one.groups):
        return counts | {one.table: {group: count for group, count in other.items() if count or group in one.others}}
    return counts


def known(counts: Counts, breakdowns: Sequence[Breakdown], complete: bool = True) -> list[Within]:
    """What is declared of tables that are there, as places in `counts`.

    Groups that are not in a table are taken for empty where the counts are `complete`; else nothing is known of their sum.
    """
    order = list(counts)

    def places(table: str, groups: Sequence[str]) -> tuple[Place, ...]:
        there = list(counts[table])
        return tuple((order.index(table), there.index(group)) for group in groups if group in there)

    return [
        Within(places(breakdown.name, one.groups), places(one.table, one.others))
        for breakdown in breakdowns
        for one in breakdown.among
        if breakdown.name in counts and one.table in counts
        if complete or set(one.others) - {UNTOLD} <= counts[one.table].keys()
    ]


def _of_stock(profile: pl.DataFrame | None, breakdowns: Sequence[Breakdown]) -> Counts:
    """The stock's counts of each table, those groups only that the profile has."""
    if profile is None:
        return {}
    told = profile.group_by("characteristic", "group").agg(pl.col("tenants").sum())
    tenants = {(characteristic, group): count for characteristic, group, count in told.iter_rows()}
    found = {one.name: {g: tenants[one.profile, g] for g in one.groups if (one.profile, g) in tenants} for one in breakdowns}
    return {name: counts for name, counts in found.items() if counts}


def _table(
    breakdown: Breakdown, groups: tuple[str, ...], shown: Mapping[str, int | None], stock: Mapping[str, int | None] | None
) -> Table:
    made = Table(breakdown, groups, Shown(tuple(shown[group] for group in groups)))
    if stock is None:
        return made
    beside = Shown(tuple(stock.get(group) for group in groups))
    return Table(breakdown, groups, made.shown, beside, frozenset(set(groups) - stock.keys()))
