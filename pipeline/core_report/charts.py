"""One picture a table: how many there are of each group, beside the stock's share where it is given."""

from typing import Any

import altair as alt
import polars as pl

from pipeline.pages.palette import COLOURS
from pipeline.stages.core_return import Table

WIDTH, FIGURES = 230, 52
"""How far the bars reach, and how wide the column of the figures is: beyond every bar, so that no mark crosses one."""
LONGEST_LABEL = 220
SHAPE = {"group": pl.String, "share": pl.Float64, "said": pl.String, "stock": pl.Float64}


def bars(table: Table) -> Any:
    """Bars of the shares that may be shown, their counts in a column, and a mark at the stock's share; none where hidden."""
    rows = [
        {"group": row["group"], "share": row["share"] or 0.0, "said": _said(row), "stock": row.get("stock_share")}
        for row in table.rows
    ]
    frame = pl.DataFrame(rows, schema=SHAPE)
    axis = alt.Axis(title=None, labelLimit=LONGEST_LABEL, minExtent=LONGEST_LABEL, labelColor=COLOURS["ink"], grid=False)
    y = alt.Y("group:N", sort=None, axis=axis)
    x = alt.X("share:Q", title=None, axis=alt.Axis(format="%", tickCount=4), scale=alt.Scale(domainMin=0))
    drawn = alt.Chart(frame).mark_bar(height=13, color=COLOURS["p2"]).encode(y=y, x=x)
    text = alt.Chart(frame).mark_text(align="right", color=COLOURS["ink"], fontSize=11)
    text = text.encode(y=y, x=alt.value(WIDTH + FIGURES), text="said:N")
    layers = [drawn, text]
    if table.stock is not None:
        marks = alt.Chart(frame.drop_nulls("stock")).mark_tick(color=COLOURS["ink"], thickness=2, height=17)
        layers.append(marks.encode(y=y, x="stock:Q"))
    return alt.layer(*layers).properties(width=WIDTH, height=alt.Step(21))


def _said(row: dict[str, Any]) -> str:
    return row["said"] if row["count"] is None else f"{row['count']:,}"
