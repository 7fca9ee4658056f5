"""The figures of the management report, from the cases as they stand now; restricted ones are counted, and nothing else said."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.cases.case_policy import CasePolicy, HomeValue, Values
from pipeline.cases.outcomes import CLOSED, HOME, OUTCOMES, STATUSES
from pipeline.cases.precision import closed_cases, precisions
from pipeline.cases.recall import Standing

LEVELS = ("P1", "P2", "P3")
RAISED = ("new", "persisting", "reopened")
WAITING = (*RAISED, "not looked for")


@dataclass(frozen=True)
class Worth:
    """What closed cases were worth: homes recovered and what those count as, sums put down, and both together, in pounds."""

    homes: int
    homes_pounds: Decimal
    sums: int
    sums_pounds: Decimal
    table: tuple[HomeValue, ...]

    @property
    def total(self) -> Decimal:
        """Homes and sums together."""
        return self.homes_pounds + self.sums_pounds


@dataclass(frozen=True)
class Figures:
    """All that the report shows. Rows hold `rule`, `title` and counts; `backlog` has one an age and priority."""

    snapshot: date
    today: date
    previous: str | None
    standing: dict[str, int]
    gone: list[dict[str, Any]]
    volumes: list[dict[str, Any]]
    statuses: dict[str, int]
    outcomes: list[dict[str, Any]]
    precision: list[dict[str, Any]]
    worth: Worth
    backlog: list[dict[str, Any]]
    late: int
    days_to_close: int | None
    restricted: dict[str, int]

    @property
    def waiting(self) -> int:
        """Open cases that wait for an outcome."""
        return sum(row["count"] for row in self.backlog)

    @property
    def closed(self) -> int:
        """Cases that were ever closed."""
        return sum(row["all"] for row in self.outcomes)


def _ordinary(cases: pl.DataFrame) -> pl.DataFrame:
    return cases.filter(pl.col("priority") != "restricted")


def _waiting(cases: pl.DataFrame) -> pl.DataFrame:
    return _ordinary(cases).filter((pl.col("status") != CLOSED) & pl.col("standing").is_in(WAITING))


def _tally(cases: pl.DataFrame, columns: tuple[str, ...], titles: dict[str, str], of: str) -> list[dict[str, Any]]:
    """How many cases each rule has of each of `columns`, and in all."""
    counted = cases.group_by("rule").agg(*((pl.col(of) == one).sum().alias(one) for one in columns), pl.len().alias("all"))
    return [row | {"title": titles.get(row["rule"], "")} for row in counted.sort("rule").iter_rows(named=True)]


def _volumes(cases: pl.DataFrame, titles: dict[str, str]) -> list[dict[str, Any]]:
    raised = _ordinary(cases).filter(pl.col("standing").is_in(RAISED))
    changes = {row["rule"]: row for row in _tally(raised, RAISED, titles, "standing")}
    return [changes[row["rule"]] | row for row in _tally(raised, LEVELS, titles, "priority")]


def _worth(closed: pl.DataFrame, values: Values) -> Worth:
    """What the last closing of each case was worth; a home by the table, on the day it was closed."""
    table = sorted(values.recovered_home, key=lambda one: one.since)
    home = pl.lit(0)
    for one in table:
        home = pl.when(pl.col("closed_on") >= one.since).then(one.pounds).otherwise(home)
    homes = closed.filter(pl.col("value") == HOME)
    sums = closed.filter(pl.col("value").fill_null("").is_in(["", HOME]).not_())["value"].cast(pl.Decimal(14, 2))
    whole = homes.select(home.sum()).item() or 0
    return Worth(homes.height, Decimal(whole), sums.len(), Decimal(sums.sum() or 0), tuple(table))


def _band(today: date, bands: tuple[int, ...]) -> pl.Expr:
    """The age of a case in words: "up to 30 days", ..., "over 180 days"."""
    age = (pl.lit(today) - pl.col("date_evidence_known")).dt.total_days()
    said = pl.lit(f"over {bands[-1]} days")
    for most in reversed(bands):
        said = pl.when(age <= most).then(pl.lit(f"up to {most} days")).otherwise(said)
    return said


def _backlog(waiting: pl.DataFrame, today: date, bands: tuple[int, ...]) -> list[dict[str, Any]]:
    """A row per age and priority, the youngest first, none left out."""
    counted = waiting.group_by(_band(today, bands).alias("age"), "priority").len()
    known = {(age, level): n for age, level, n in counted.iter_rows()}
    names = [*(f"up to {most} days" for most in bands), f"over {bands[-1]} days"]
    return [{"age": name, "priority": level, "count": known.get((name, level), 0)} for name in names for level in LEVELS]


def _days_to_close(closed: pl.DataFrame) -> int | None:
    """The median of the days from the evidence being known to the last closing; None where nothing was closed."""
    middle = closed.select((pl.col("closed_on") - pl.col("date_evidence_known")).dt.total_days().median()).item()
    return None if middle is None else round(middle)


def figures(state: Standing, values: Values, policy: CasePolicy, today: date) -> Figures:
    """What the report of an exercise shows today; an exercise of a later day is reported as of that day."""
    day, cases, memory = max(today, state.snapshot), state.cases, state.record["memory"]
    titles = {one["rule"]: one["title"] for one in state.record["rules"]}
    closed, waiting = closed_cases(cases), _waiting(cases)
    restricted = cases.filter(pl.col("priority") == "restricted")
    shut = restricted.filter(pl.col("status") == CLOSED).height
    by_status = dict(waiting.group_by("status").len().iter_rows())
    previous = memory["previous"]
    return Figures(
        snapshot=state.snapshot,
        today=day,
        previous=previous["exercise"] if previous else None,
        standing=memory["standing"],
        gone=memory["gone"],
        volumes=_volumes(cases, titles),
        statuses={name: by_status.get(name, 0) for name in STATUSES if name != CLOSED},
        outcomes=_tally(closed, OUTCOMES, titles, "outcome"),
        precision=[row | {"title": titles.get(row["rule"], "")} for row in precisions(cases)],
        worth=_worth(closed, values),
        backlog=_backlog(waiting, day, policy.backlog.bands),
        late=waiting.filter(pl.col("date_evidence_known").dt.offset_by(f"{policy.clocks.months_from_evidence}mo") <= day).height,
        days_to_close=_days_to_close(closed),
        restricted={"open": restricted.height - shut, "closed": shut},
    )
