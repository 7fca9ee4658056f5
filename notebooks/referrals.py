import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Referrals")


@app.cell(hide_code=True)
def _():
    import altair as alt
    import marimo as mo
    import polars as pl

    from pipeline.errors import Stop
    from pipeline.exercise import chosen_folder, open_exercise
    from pipeline.pages.palette import COLOURS
    from pipeline.report.charts import dressed, referral_counts
    from pipeline.wording import CAVEAT

    return CAVEAT, COLOURS, Stop, alt, chosen_folder, dressed, mo, open_exercise, pl, referral_counts


@app.cell(hide_code=True)
def _(Stop, chosen_folder, mo, open_exercise, pl):
    try:
        exercise, problem = open_exercise(chosen_folder()), ""
    except Stop as stopped:
        exercise, problem = None, str(stopped)
    mo.stop(exercise is None, mo.md(f"# Referrals\n\nThere is nothing to read yet: {problem}."))
    referrals = exercise.referrals.filter(pl.col("priority") != "restricted")
    threshold = exercise.run["linkage"]["threshold"]
    return exercise, referrals, threshold


@app.cell(hide_code=True)
def _(CAVEAT, exercise, mo, referrals):
    mo.md(f"""
    # What would land on whose desk?

    *The exercise at {exercise.run["snapshot"]}, in `{exercise.folder}`: {referrals.height:,} referrals, and {exercise.run["restricted_referrals"]:,} restricted
    ones that are counted here and looked at nowhere but by a senior role.*

    > {CAVEAT}

    An officer can look into perhaps a dozen cases a week. This page asks how many there are, whether the urgent ones are rightly so, and how
    much of the list hangs on one number: the probability at which two records count as one person.
    """)
    return


@app.cell(hide_code=True)
def _(dressed, exercise, mo, pl, referral_counts, referrals):
    _first = referrals.filter(pl.col("priority") == "P1").height
    _by_rule = referrals.group_by("rule").len().sort("len", "rule", descending=[True, False])
    mo.vstack(
        [
            mo.md("## 1. How many, and of what sort?"),
            dressed(referral_counts(exercise.run["referrals"]).properties(width=300))
            if exercise.run["referrals"]
            else mo.md("*No rule raised a referral.*"),
            mo.md(
                f"**{_first:,}** of {referrals.height:,} are P1, to look at first."
                + (f" The busiest rule is {_by_rule['rule'][0]}, with {_by_rule['len'][0]:,}." if _by_rule.height else "")
                + " A rule that fills the list with P3 is not wrong, but its card may want a stricter condition; a rule that never raises anything should be tried on its examples (`make rules`)."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(COLOURS, alt, dressed, exercise, mo, pl, referrals):
    _scores = referrals.group_by("score", "priority").len("referrals").sort("score", "priority")
    _bars = (
        alt.Chart(_scores)
        .mark_bar()
        .encode(
            x=alt.X("score:O", title="score", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("referrals:Q", axis=alt.Axis(format=",d", tickMinStep=1)),
            color=alt.Color(
                "priority:N",
                scale=alt.Scale(domain=["P1", "P2", "P3"], range=[COLOURS["p1"], COLOURS["p2"], COLOURS["p3"]]),
                legend=alt.Legend(title=None, orient="top"),
            ),
            tooltip=["score", "priority", "referrals"],
        )
    )
    _needed = exercise.run["configuration"]["priority"]["priority"]["P1"]
    _held = referrals.filter((pl.col("score") >= _needed) & (pl.col("priority") != "P1")).height
    mo.vstack(
        [
            mo.md("""
    ## 2. Are the urgent ones rightly urgent?

    A score is a plain sum of printed points. Where a score stands in two colours, a cap was at work: a link on thin evidence, or an address that does not tell, keeps a case
    from being most urgent whatever its points.
    """),
            dressed(_bars.properties(width=560, height=190)),
            mo.md(f"**{_held:,}** referrals have the {_needed} points of a P1 and were held back by a cap."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo, pl, referrals):
    _parts = (
        referrals.select("rule", part=pl.col("score_breakdown").str.split("; "))
        .explode("part")
        .drop_nulls("part")
        .with_columns(
            part=pl.col("part").str.replace(r" [+-]?\d+$", ""), points=pl.col("part").str.extract(r"([+-]?\d+)$").cast(pl.Int64)
        )
        .group_by("part")
        .agg(referrals=pl.len(), points=pl.col("points").mean().round(2))
        .sort("referrals", "part", descending=[True, False])
    )
    mo.vstack(
        [
            mo.md("What the points are made of, over all referrals (how many have the part, and its average):"),
            mo.ui.table(_parts, selection=None, page_size=10),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo, threshold):
    stops = sorted({0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999, threshold})
    at = mo.ui.slider(steps=stops, value=min(stop for stop in stops if stop > threshold), label="Threshold", show_value=True)
    return at, stops


@app.cell(hide_code=True)
def _(exercise, pl, referrals, stops, threshold):
    linked = referrals.filter(pl.col("match_probability").is_not_null() & (pl.col("key_class") != "K5"))
    evidence = exercise.links.filter(pl.col("key_class") != "K5")
    _left = pl.concat(
        linked.group_by("rule").agg(referrals=(pl.col("match_probability") >= stop).sum()).with_columns(threshold=pl.lit(stop))
        for stop in stops
        if stop >= threshold
    )
    moved = _left.with_columns(share=pl.col("referrals") / pl.col("referrals").max().over("rule").clip(1)).sort(
        "rule", "threshold"
    )
    pairs = pl.DataFrame(
        {"threshold": stops, "links": [evidence.filter(pl.col("match_probability") >= stop).height for stop in stops]}
    )
    return linked, moved, pairs


@app.cell(hide_code=True)
def _(COLOURS, alt, at, dressed, linked, mo, moved, pairs, pl, threshold):
    _x = alt.X("threshold:O", title="probability from which two records count as one person", axis=alt.Axis(labelAngle=0))
    _grid = alt.Chart(moved).encode(x=_x, y=alt.Y("rule:N", title=None))
    _shades = alt.Scale(domain=[0, 1], range=[COLOURS["faint"], COLOURS["p2"]])
    _cells = _grid.mark_rect(stroke="white").encode(
        color=alt.Color("share:Q", scale=_shades, legend=None), tooltip=["rule", "threshold", "referrals"]
    )
    _counts = _grid.mark_text(color=COLOURS["ink"]).encode(text=alt.Text("referrals:Q", format=","))
    _links = (
        alt.Chart(pairs)
        .mark_bar(color=COLOURS["neutral"])
        .encode(
            x=_x,
            y=alt.Y("links:Q", scale=alt.Scale(zero=False), title="links", axis=alt.Axis(format=",d")),
            tooltip=["threshold", "links"],
        )
    )
    _kept = linked.filter(pl.col("match_probability") >= at.value)
    _links_at = dict(pairs.iter_rows())
    _urgent = linked.filter(pl.col("priority") == "P1").height - _kept.filter(pl.col("priority") == "P1").height
    if at.value >= threshold:
        _said = f"At **{at.value}**, {_kept.height:,} of the {linked.height:,} referrals that rest on a link would be left: {linked.height - _kept.height:,} fewer, {_urgent:,} of them P1."
    else:
        _said = f"At **{at.value}**, {_links_at[at.value] - _links_at[threshold]:,} more pairs would count as one person. Which referrals they would make is not known until the exercise is run with that threshold; the rules have not seen them."
    mo.vstack(
        [
            mo.md(f"""
    ## 3. How would the list move if the threshold moved?

    The exercise links from **{threshold}**. Raising it takes referrals off the list, those on the thinnest links first; lowering it would add some, on links
    thinner still. A row that
    keeps its colour to the right does not depend on the choice; one that fades does.
    """),
            at,
            dressed((_cells + _counts).properties(width=560, height=alt.Step(26))),
            mo.md(_said),
            mo.md("And the links beneath them, down to the pairs kept only as evidence:"),
            dressed(_links.properties(width=560, height=130)),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo, pl, referrals):
    _money = (
        referrals.filter(pl.col("amount_at_issue").is_not_null())
        .group_by("rule")
        .agg(
            referrals=pl.len(),
            total=pl.col("amount_at_issue").sum(),
            middle=pl.col("amount_at_issue").cast(pl.Float64).median().round(2),
            most=pl.col("amount_at_issue").max(),
        )
        .sort("total", "rule", descending=[True, False])
    )
    mo.vstack(
        [
            mo.md(
                "## 4. How much money is at issue?\n\nPounds, as each card counts them. At issue is not lost: most of it may have a good reason."
            ),
            mo.ui.table(_money, selection=None, pagination=False) if _money.height else mo.md("*No referral has a sum.*"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo, pl, referrals):
    _told = referrals.filter(pl.col("person").is_not_null()).select("person", "rule").unique()
    _together = (
        _told.join(_told, on="person", suffix="_too")
        .filter(pl.col("rule") < pl.col("rule_too"))
        .group_by("rule", pl.col("rule_too").alias("and"))
        .len("people")
        .sort("people", "rule", "and", descending=[True, False, False])
    )
    _several = _told.group_by("person").len().filter(pl.col("len") > 1).height
    mo.vstack(
        [
            mo.md("## 5. Do different rules speak of the same people?"),
            mo.ui.table(_together, selection=None, page_size=10)
            if _together.height
            else mo.md("*No person appears under two rules.*"),
            mo.md(
                f"**{_several:,}** of {_told['person'].n_unique():,} people appear under more than one rule. That makes one visit, not two; and where the "
                "rules rest on different extracts, each is a source of its own and has raised the other's score."
            ),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
