"""The pictures of an exercise, each drawn from its run record; notebooks show the same ones."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import polars as pl

from pipeline.pages.palette import COLOURS
from pipeline.wording import ATTRIBUTES

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""A font that the renderer brings with it, so that texts are measured alike everywhere; Arial has the same widths."""
WIDTH = 1080
HEADROOM = 8
"""Room above the tallest bar of a logarithmic scale, for the words that stand there."""
PRIORITIES = ("P1", "P2", "P3", "restricted")

Linkage = Mapping[str, Any]
Picture = alt.LayerChart | alt.FacetChart
"""What altair says that layers, given a size, may be."""


def dressed(chart: alt.TopLevelMixin) -> Any:
    """The chart in the pages' style: no frame, a quiet grid, one font, no background."""
    colours = {"labelColor": COLOURS["muted"], "titleColor": COLOURS["muted"], "gridColor": COLOURS["line"]}
    sizes = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelPadding": 6}
    axis = {**colours, **sizes, "domain": False, "ticks": False}
    return chart.configure(font=FONT, background="transparent", axis=axis, view={"stroke": None}, aria=False, padding=4)


def weight_of(probability: float) -> float:
    """The match weight at which two records are one person with that probability: log2 of the odds.

    >>> weight_of(0.5), round(weight_of(0.95), 2)
    (0.0, 4.25)
    """
    return math.log2(probability / (1 - probability))


def _marked(at: float) -> Any:
    """The dashed line at the weight from which pairs are linked."""
    return alt.Chart(pl.DataFrame({"at": [at]})).mark_rule(color=COLOURS["ink"], strokeDash=[4, 3]).encode(x="at:Q")


def weight_histogram(linkage: Linkage) -> Picture:
    """How many of the compared pairs have which match weight; what is linked stands to the right of the line."""
    bands = pl.DataFrame(list(linkage["histogram"]), schema={"from": pl.Float64, "to": pl.Float64, "pairs": pl.Int64})
    line, most = weight_of(linkage["threshold"]), max((band["pairs"] for band in linkage["histogram"]), default=1)
    tens = [10**power for power in range(1, len(str(most)))]
    counts = alt.Axis(values=[0, *tens], labelExpr="format(datum.value, ',')")
    logarithmic = alt.Scale(type="symlog", domainMax=most * HEADROOM)
    linked = alt.condition(alt.datum["from"] >= math.floor(line), alt.value(COLOURS["p1"]), alt.value(COLOURS["neutral"]))
    bars = alt.Chart(bands).mark_rect(stroke=COLOURS["faint"], strokeWidth=1).encode(
        x=alt.X("from:Q", title="match weight: each step to the right doubles the odds that both are one person"), x2="to:Q",
        y=alt.Y("pairs:Q", scale=logarithmic, title="pairs of records", axis=counts), y2=alt.Y2Datum(0),
        color=linked, tooltip=["from:Q", "to:Q", "pairs:Q"],
    )  # fmt: skip
    said = pl.DataFrame({"at": [line], "said": [f"linked from here: {linkage['threshold'] * 100:.3g} % probable"]})
    text = alt.Chart(said).mark_text(align="right", dx=-6, baseline="top", color=COLOURS["ink"], fontSize=12)
    told = text.encode(x="at:Q", text="said:N", y=alt.value(2))
    return alt.layer(bars, _marked(line), told).properties(width=WIDTH - 90, height=230)


def _levels(linkage: Linkage) -> pl.DataFrame:
    """One row per comparison, level and stratum: `m`, `u`, `match_weight`; a run without strata has one, "stranger"."""
    rows = [{"stratum": "stranger"} | dict(row) for row in linkage["parameters"]]
    return pl.DataFrame(rows, infer_schema_length=None).select("stratum", "comparison", "level", "m", "u", "match_weight")


def _towards(says_one_person: Any) -> Any:
    return alt.condition(says_one_person, alt.value(COLOURS["for"]), alt.value(COLOURS["against"]))


def _over(text: str) -> alt.TitleParams:
    return alt.TitleParams(text, anchor="start", frame="bounds", color=COLOURS["ink"], fontSize=13, dy=2)


def _m_and_u(levels: pl.DataFrame, y: alt.Y, labels: bool) -> Picture:
    title = "how often the level occurs" if labels else None
    marks = alt.Axis(values=[1e-6, 1e-4, 1e-2, 1], format=".4~%", title=title, labels=labels)
    scale = alt.Scale(type="log", domain=[5e-7, 1], nice=False, clamp=True)
    base = alt.Chart(levels).encode(y=y, color=_towards(alt.datum.m > alt.datum.u))
    line = base.mark_rule(strokeWidth=2).encode(x=alt.X("u:Q", scale=scale, axis=marks), x2="m:Q")
    strangers = base.mark_point(filled=False, size=42, strokeWidth=1.6, opacity=1).encode(x=alt.X("u:Q", scale=scale))
    one_person = base.mark_point(filled=True, size=52, opacity=1).encode(x=alt.X("m:Q", scale=scale))
    return alt.layer(line, strangers, one_person)


def _weights(levels: pl.DataFrame, household: pl.DataFrame, y: alt.Y, labels: bool) -> Picture:
    axis = alt.Axis(title="match weight" if labels else None, labels=labels, values=list(range(-10, 25, 5)))
    x = alt.X("match_weight:Q", scale=alt.Scale(domain=[-12, 22], nice=False, clamp=True), axis=axis)
    bare = y.copy().axis(None)
    bars = alt.Chart(levels).mark_bar(height=11).encode(y=bare, x=x, color=_towards(alt.datum.match_weight > 0))
    return alt.layer(bars, alt.Chart(household).mark_tick(color=COLOURS["ink"], thickness=2, height=17).encode(y=bare, x=x))


def level_weights(linkage: Linkage) -> alt.HConcatChart:
    """What each level of each comparison says: m and u on a logarithmic line, and the match weight that their distance gives."""
    left, right = [], []
    groups = _levels(linkage).partition_by("comparison", maintain_order=True)
    axis = alt.Axis(title=None, labelLimit=250, minExtent=250, grid=False, labelColor=COLOURS["ink"])
    for n, group in enumerate(groups, 1):
        plain, home = group.filter(pl.col("stratum") == "stranger"), group.filter(pl.col("stratum") == "household")
        y = alt.Y("level:N", sort=plain["level"].to_list(), axis=axis)
        name, tall, last = group["comparison"][0], 22 * plain.height, n == len(groups)
        left.append(_m_and_u(plain, y, last).properties(width=330, height=tall, title=_over(ATTRIBUTES.get(name, name))))
        right.append(_weights(plain, home, y, last).properties(width=400, height=tall, title=_over(" ")))
    return alt.hconcat(alt.vconcat(*left, spacing=14), alt.vconcat(*right, spacing=14), spacing=30)


def referral_counts(referrals: Sequence[Mapping[str, Any]]) -> Picture:
    """How many referrals each rule raised, by priority: the rows of run.json's `referrals` (rule, title, priority, count)."""
    shape = {"rule": pl.String, "title": pl.String, "priority": pl.String, "count": pl.Int64}
    rows = pl.DataFrame([{name: row[name] for name in shape} for row in referrals], schema=shape)
    named = rows.with_columns(named=pl.concat_str(["rule", pl.lit("  "), "title"]), nth=pl.col("priority").rank("dense"))
    axis = alt.Axis(labelLimit=430, labelColor=COLOURS["ink"], labelFontSize=13)
    y = alt.Y("named:N", title=None, sort=named["named"].unique().sort().to_list(), axis=axis)
    x = alt.X("sum(count):Q", title="referrals", axis=alt.Axis(tickMinStep=1, format=",d"))
    colours = alt.Scale(domain=list(PRIORITIES), range=[COLOURS[one.lower()] for one in PRIORITIES])
    shades = alt.Color("priority:N", scale=colours, legend=None)
    bars = (
        alt.Chart(named).mark_bar(height=18).encode(y=y, x=x, order="nth:Q", color=shades, tooltip=["rule", "priority", "count"])
    )
    totals = alt.Chart(named.group_by("named").agg(pl.col("count").sum()).sort("named"))
    text = totals.mark_text(align="left", dx=5, color=COLOURS["ink"], fontSize=12)
    told = text.encode(y=y, x="count:Q", text=alt.Text("count:Q", format=","))
    return alt.layer(bars, told).properties(width=WIDTH - 480, height=alt.Step(30))


def stage_times(stages: Sequence[Mapping[str, Any]]) -> Picture:
    """How many seconds each stage took, in the order in which they ran."""
    rows = pl.DataFrame(list(stages), schema={"stage": pl.String, "seconds": pl.Float64})
    y = alt.Y("stage:N", sort=None, title=None, axis=alt.Axis(labelColor=COLOURS["ink"], labelFontSize=13, labelLimit=220))
    x = alt.X("seconds:Q", title="seconds", axis=alt.Axis(tickCount=6))
    bars = alt.Chart(rows).mark_bar(height=15, color=COLOURS["p2"]).encode(y=y, x=x)
    text = alt.Chart(rows).mark_text(align="left", dx=5, color=COLOURS["ink"], fontSize=12)
    told = text.encode(y=y, x=x, text=alt.Text("seconds:Q", format=".2f"))
    return alt.layer(bars, told).properties(width=WIDTH - 200, height=alt.Step(24))


def _told(steps: pl.DataFrame) -> pl.DataFrame:
    """The steps with what they are drawn as: `kind` (for, against, total), `ends`, and their weight in words."""
    kind = pl.when(pl.col("weight") > 0).then(pl.lit("for")).otherwise(pl.lit("against"))
    signed = [f"{weight:+.1f}".replace("-", "−") for weight in steps["weight"]]
    return steps.with_row_index("n").with_columns(
        kind=pl.when(pl.col("n") == steps.height - 1).then(pl.lit("total")).otherwise(kind),
        ends=pl.max_horizontal("from", "to"),
        said=pl.Series(signed, dtype=pl.String),
    )


def waterfall(steps: pl.DataFrame, threshold: float) -> Picture:
    """How the evidence on one pair adds up: `step`, `from`, `to` and `weight` in order, the total in the last row."""
    told = alt.Chart(_told(steps))
    axis = alt.Axis(labelLimit=260, minExtent=235, labelColor=COLOURS["ink"], grid=False)
    y = alt.Y("step:N", sort=None, title=None, axis=axis)
    x = alt.X("from:Q", title="match weight", axis=alt.Axis(tickCount=8))
    colours = alt.Scale(domain=["for", "against", "total"], range=[COLOURS["for"], COLOURS["against"], COLOURS["p1"]])
    bars = told.mark_bar(height=14).encode(y=y, x=x, x2="to:Q", color=alt.Color("kind:N", scale=colours, legend=None))
    labels = told.mark_text(align="left", dx=5, color=COLOURS["muted"], fontSize=11).encode(y=y, x="ends:Q", text="said:N")
    return alt.layer(bars, _marked(weight_of(threshold)), labels).properties(width=240, height=alt.Step(22))
