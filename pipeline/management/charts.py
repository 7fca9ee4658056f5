"""The pictures of the management report: how often rules are right, what came of cases, and how long cases wait."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import polars as pl

from pipeline.cases.outcomes import FOUND, NOT_JUDGED, OUTCOMES, PUT_RIGHT
from pipeline.pages.palette import COLOURS
from pipeline.report.charts import WIDTH, Picture

Rows = Sequence[Mapping[str, Any]]
CAME_TO = {"found": "p1", "put right": "p2", "no issue": "neutral", "not judged": "line"}
"""What outcomes amount to, and the colour of each."""


def amounts_to(outcome: str) -> str:
    """What an outcome amounts to, in one of four words.

    >>> [amounts_to(one) for one in ("fraud proven", "record corrected", "no issue – explained", "already known")]
    ['found', 'put right', 'no issue', 'not judged']
    """
    if outcome in FOUND:
        return "found"
    return "put right" if outcome in PUT_RIGHT else "not judged" if outcome in NOT_JUDGED else "no issue"


def _axis() -> alt.Axis:
    return alt.Axis(title=None, labelLimit=460, minExtent=460, labelColor=COLOURS["ink"], labelFontSize=13, grid=False)


def _named(row: Mapping[str, Any]) -> str:
    return f"{row['rule']}  {row['title']}"


def precision_chart(rows: Rows) -> Picture:
    """For each rule the share of its judged cases that were found (●), and the 95 % interval that so many cases allow."""
    shown = [{"named": _named(row), **{name: row[name] for name in ("share", "low", "high")}} for row in rows if row["judged"]]
    data = alt.Chart(pl.DataFrame(shown))
    share = alt.Axis(format=".0%", title="share of judged cases in which something was found", values=[0, 0.25, 0.5, 0.75, 1])
    scale = alt.Scale(domain=[0, 1], nice=False)
    y = alt.Y("named:N", title=None, sort=None, axis=_axis())
    interval = data.mark_rule(strokeWidth=5, color=COLOURS["p3"]).encode(
        y=y, x=alt.X("low:Q", scale=scale, axis=share), x2="high:Q"
    )
    points = data.mark_point(filled=True, size=90, color=COLOURS["p1"], opacity=1).encode(y=y, x=alt.X("share:Q", scale=scale))
    return alt.layer(interval, points).properties(width=WIDTH - 550, height=alt.Step(30))


def outcome_chart(rows: Rows) -> Picture:
    """How many cases of each rule were closed with what: found, put right, no issue, not judged."""
    parts = [
        {"named": _named(row), "came_to": amounts_to(one), "count": row[one], "nth": list(CAME_TO).index(amounts_to(one))}
        for row in rows
        for one in OUTCOMES
        if row[one]
    ]
    colours = alt.Scale(domain=list(CAME_TO), range=[COLOURS[one] for one in CAME_TO.values()])
    bars = alt.Chart(pl.DataFrame(parts)).mark_bar(height=18).encode(
        y=alt.Y("named:N", title=None, sort=alt.EncodingSortField("named"), axis=_axis()),
        x=alt.X("sum(count):Q", title="closed cases", axis=alt.Axis(tickMinStep=1, format=",d")),
        color=alt.Color("came_to:N", scale=colours, legend=None), order="nth:Q",
    )  # fmt: skip
    return alt.layer(bars).properties(width=WIDTH - 550, height=alt.Step(30))


def backlog_chart(rows: Rows) -> Picture:
    """How many open cases have waited how long, by priority."""
    data = pl.DataFrame([dict(row) | {"nth": int(row["priority"][1])} for row in rows])
    levels = ("P1", "P2", "P3")
    colours = alt.Scale(domain=list(levels), range=[COLOURS[one.lower()] for one in levels])
    ages = list(dict.fromkeys(row["age"] for row in rows))
    axis = alt.Axis(title=None, labelColor=COLOURS["ink"], labelFontSize=13, minExtent=120, grid=False)
    bars = alt.Chart(data).mark_bar(height=22).encode(
        y=alt.Y("age:N", title=None, sort=ages, axis=axis),
        x=alt.X("sum(count):Q", title="open cases, by when they were first raised", axis=alt.Axis(tickMinStep=1, format=",d")),
        color=alt.Color("priority:N", scale=colours, legend=None), order="nth:Q",
    )  # fmt: skip
    totals = alt.Chart(data.group_by("age", maintain_order=True).agg(pl.col("count").sum()))
    text = totals.mark_text(align="left", dx=5, color=COLOURS["ink"], fontSize=12)
    told = text.encode(y=alt.Y("age:N", sort=ages), x="count:Q", text=alt.Text("count:Q", format=","))
    return alt.layer(bars, told).properties(width=WIDTH - 240, height=alt.Step(34))
