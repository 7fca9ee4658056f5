import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Data quality")


@app.cell(hide_code=True)
def _():
    import altair as alt
    import marimo as mo
    import polars as pl

    from pipeline.errors import Stop
    from pipeline.exercise import chosen_folder, open_exercise
    from pipeline.pages.palette import COLOURS
    from pipeline.report.charts import dressed

    return COLOURS, Stop, alt, chosen_folder, dressed, mo, open_exercise, pl


@app.cell(hide_code=True)
def _(Stop, chosen_folder, mo, open_exercise):
    try:
        exercise, problem = open_exercise(chosen_folder()), ""
    except Stop as stopped:
        exercise, problem = None, str(stopped)
    mo.stop(exercise is None, mo.md(f"# Data quality\n\nThere is nothing to read yet: {problem}."))
    inputs = exercise.run["inputs"]
    return exercise, inputs


@app.cell(hide_code=True)
def _(exercise, mo):
    mo.md(f"""
    # Can the data carry the weight we put on them?

    *The exercise at {exercise.run["snapshot"]}, in `{exercise.folder}`.*

    A rule can only see what an extract says. A birth date that was never asked for, a telephone number with its first zero lost, an
    account whose tenancy is not in the file: each of these takes some case out of sight, or makes two people look like one. This page
    asks five questions of the extracts, in the order in which an answer of "no" would stop you from going on.
    """)
    return


@app.cell(hide_code=True)
def _(inputs, pl):
    rows = pl.DataFrame(
        [
            {"extract": name, "rows": one[f"rows_{what}"], "what": said}
            for name, one in inputs.items()
            for what, said in (("accepted", "accepted"), ("quarantined", "set aside"))
        ],
        schema={"extract": pl.String, "rows": pl.Int64, "what": pl.String},
    )
    read = rows.group_by("extract", maintain_order=True).agg(
        read=pl.col("rows").sum(), away=pl.col("rows").filter(pl.col("what") == "set aside").sum()
    )
    shares = read.with_columns(share=pl.col("away") / pl.max_horizontal("read", 1))
    return (shares,)


@app.cell(hide_code=True)
def _(COLOURS, alt, dressed, mo, shares):
    _bars = (
        alt.Chart(shares)
        .mark_bar(height=16, color=COLOURS["against"])
        .encode(
            y=alt.Y("extract:N", sort=None, title=None),
            x=alt.X("share:Q", title="share of the rows that were set aside", axis=alt.Axis(format=".2~%")),
            tooltip=["extract", "read", "away", alt.Tooltip("share", format=".3%")],
        )
    )
    _worst = shares.sort("share", descending=True).row(0, named=True)
    _said = (
        f"Of {shares['read'].sum():,} rows, **{shares['away'].sum():,} were set aside**. The extract that lost the largest share is "
        f"`{_worst['extract']}`, with {_worst['away']:,} of {_worst['read']:,} rows ({_worst['share']:.2%})."
    )
    mo.vstack(
        [
            mo.md("""
    ## 1. How much of what we were given could be used?

    A row is set aside when something that must be there is blank or makes no sense. Nothing vanishes: what was read is what was
    accepted and what was set aside.
    """),
            dressed((_bars).properties(width=620, height=alt.Step(26))),
            mo.md(
                _said
                + " A share of more than a few in a hundred is rarely chance: look for a batch that was keyed or exported in some other way."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(inputs, pl):
    reasons = pl.DataFrame(
        [{"extract": name, "reason": reason, "rows": n} for name, one in inputs.items() for reason, n in one["reasons"].items()],
        schema={"extract": pl.String, "reason": pl.String, "rows": pl.Int64},
    ).sort("rows", "extract", "reason", descending=[True, False, False])
    return (reasons,)


@app.cell(hide_code=True)
def _(COLOURS, alt, dressed, mo, pl, reasons):
    _named = reasons.head(20).with_columns(said=pl.concat_str(["extract", pl.lit("  "), "reason"]))
    _bars = (
        alt.Chart(_named)
        .mark_bar(height=16, color=COLOURS["neutral"])
        .encode(
            y=alt.Y("said:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)),
            x=alt.X("rows:Q", title="rows", axis=alt.Axis(format=",d", tickMinStep=1)),
        )
    )
    _answer = (
        f"The commonest reason is *{reasons['reason'][0]}* in `{reasons['extract'][0]}`: {reasons['rows'][0]:,} rows. A row may have more than one reason."
        if reasons.height
        else "No row was set aside."
    )
    mo.vstack(
        [
            mo.md("## 2. Why were rows set aside?"),
            dressed(_bars.properties(width=420, height=alt.Step(26))) if reasons.height else mo.md(""),
            mo.md(
                _answer
                + " The rows themselves stand in the vault, with their line numbers; the reasons alone are usually enough to put the export right."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(inputs, pl):
    columns = (
        pl.DataFrame(
            [
                {"extract": name, **{k: c[k] for k in ("name", "given", "usable", "blank", "unusable")}}
                for name, one in inputs.items()
                for c in one["columns"]
            ],
            schema={
                "extract": pl.String,
                "name": pl.String,
                "given": pl.Int64,
                "usable": pl.Int64,
                "blank": pl.Int64,
                "unusable": pl.Int64,
            },
        )
        .with_columns(rows=pl.col("given") + pl.col("blank"))
        .with_columns(
            complete=pl.col("usable") / pl.max_horizontal("rows", 1), spoilt=pl.col("unusable") / pl.max_horizontal("given", 1)
        )
    )
    return (columns,)


@app.cell(hide_code=True)
def _(columns, mo):
    which = mo.ui.dropdown(
        columns["extract"].unique(maintain_order=True).to_list(),
        value=columns["extract"][0] if columns.height else None,
        label="Extract",
    )
    return (which,)


@app.cell(hide_code=True)
def _(COLOURS, alt, columns, dressed, mo, pl, which):
    _those = columns.filter(pl.col("extract") == which.value)
    _base = alt.Chart(_those).encode(y=alt.Y("name:N", sort=None, title=None))
    _bars = _base.mark_bar(height=12, color=COLOURS["p2"]).encode(
        x=alt.X(
            "complete:Q", title="share of rows with a usable value", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%")
        ),
        tooltip=["name", "rows", "usable", "unusable", "blank"],
    )
    _text = _base.mark_text(align="left", dx=4, color=COLOURS["muted"]).encode(
        x="complete:Q", text=alt.Text("complete:Q", format=".1%")
    )
    _spoilt = columns.filter(pl.col("unusable") > 0).sort("spoilt", descending=True)
    _answer = (
        f"Across all extracts, {_spoilt.height} columns hold values that could not be used. The worst is `{_spoilt['extract'][0]}.{_spoilt['name'][0]}`: "
        f"{_spoilt['unusable'][0]:,} of {_spoilt['given'][0]:,} values ({_spoilt['spoilt'][0]:.1%})."
        if _spoilt.height
        else "Every value that was given could be used."
    )
    mo.vstack(
        [
            mo.md("""
    ## 3. Which columns are thin?

    Blank is right for many columns: no end date means that a tenancy runs, no consent means that none was asked for. It is the
    *identifiers* that should be full, for the linking rests on them: names, birth date, National Insurance number, telephone, e-mail.
    """),
            which,
            dressed((_bars + _text).properties(width=520, height=alt.Step(19))),
            mo.md(_answer),
        ]
    )
    return


@app.cell(hide_code=True)
def _(exercise, mo, pl):
    _orphans = pl.DataFrame(
        exercise.run["orphans"], schema={"from": pl.String, "to": pl.String, "column": pl.String, "rows": pl.Int64}
    )
    _lost = _orphans.filter(pl.col("rows") > 0)
    _answer = (
        f"**{_lost['rows'].sum():,} rows** point at something that is not in its extract. Until that is put right, the rules that need both "
        "sides pass over them in silence."
        if _lost.height
        else "Every reference that was given leads somewhere."
    )
    mo.vstack(
        [
            mo.md("""
    ## 4. Do the extracts hang together?

    An account belongs to a tenancy, a payment to an award. Where the other row is missing, one of the two extracts was most likely cut by
    date or by office differently from the other.
    """),
            mo.ui.table(_orphans, selection=None, pagination=False),
            mo.md(_answer),
        ]
    )
    return


@app.cell(hide_code=True)
def _(exercise, mo, pl):
    _weak = pl.DataFrame(
        [
            {"extract": w["extract"], "what": w["what"], "rows": w["rows"], "rules": ", ".join(w["rules"])}
            for w in exercise.run.get("weaknesses", [])
        ],
        schema={"extract": pl.String, "what": pl.String, "rows": pl.Int64, "rules": pl.String},
    ).sort("rows", descending=True)
    _off = exercise.run["rules_disabled"]
    _rules = "\n".join(f"- **{one['rule']}**: {one['because']}" for one in _off) or "Every rule could run."
    mo.vstack(
        [
            mo.md(f"""
    ## 5. What does it cost?

    Rules that could not run at all:

    {_rules}

    And rows that a running rule cannot judge:
    """),
            mo.ui.table(_weak, selection=None, page_size=15),
            mo.md(
                "Absence is not evidence: that a rule found nothing among these rows does not say that there was nothing to find."
            ),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
