import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Linkage diagnostics")


@app.cell(hide_code=True)
def _():
    import altair as alt
    import marimo as mo
    import polars as pl

    from pipeline.errors import Stop
    from pipeline.exercise import chosen_folder, open_exercise
    from pipeline.pages.palette import COLOURS
    from pipeline.report.charts import dressed, level_weights, waterfall, weight_histogram, weight_of
    from pipeline.report.examples import steps
    from pipeline.wording import ATTRIBUTES, LINKS

    return (
        ATTRIBUTES,
        COLOURS,
        LINKS,
        Stop,
        alt,
        chosen_folder,
        dressed,
        level_weights,
        mo,
        open_exercise,
        pl,
        steps,
        waterfall,
        weight_histogram,
        weight_of,
    )


@app.cell(hide_code=True)
def _(Stop, chosen_folder, mo, open_exercise):
    try:
        exercise, problem = open_exercise(chosen_folder()), ""
    except Stop as stopped:
        exercise, problem = None, str(stopped)
    mo.stop(exercise is None, mo.md(f"# Linkage diagnostics\n\nThere is nothing to read yet: {problem}."))
    linkage, links = exercise.run["linkage"], exercise.links
    return exercise, linkage, links


@app.cell(hide_code=True)
def _(exercise, linkage, mo):
    mo.md(f"""
    # Are the right records joined?

    *The exercise at {exercise.run["snapshot"]}, in `{exercise.folder}`: {linkage["records"]:,} records, {linkage["pairs_compared"]:,} pairs compared,
    {linkage["links"]:,} links, {linkage["persons"]:,} persons.*

    A referral begins with the belief that two records are one person. If that belief is wrong, a stranger is asked to explain somebody
    else's tenancy. So before a single referral is read, the linking should be looked at: whether it tells one person from two, what it leans on, and
    where it is in doubt. Names, birth dates and numbers are not here, and are not needed for it: how *near* two records come is enough.
    """)
    return


@app.cell(hide_code=True)
def _(dressed, linkage, mo, weight_histogram, weight_of):
    _line = weight_of(linkage["threshold"])
    _doubtful = sum(band["pairs"] for band in linkage["histogram"] if abs((band["from"] + band["to"]) / 2 - _line) <= 4)
    mo.vstack(
        [
            mo.md("""
    ## 1. Does it tell one person from two?

    Each pair of records has a match weight: what speaks for one person, less what speaks against. If the model sees a real difference, the pairs fall
    into two hills, and hardly any lie in the valley between them.
    """),
            dressed(weight_histogram(linkage).properties(width=660))
            if linkage["histogram"]
            else mo.md("*No pair was compared.*"),
            mo.md(
                f"Within four steps of the line lie **{_doubtful:,} pairs**, beside {linkage['links']:,} links. Moving the line a little can "
                "only move those; that is the most that the choice of a threshold matters here."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(ATTRIBUTES, dressed, level_weights, linkage, mo):
    _levels = sorted(linkage["parameters"], key=lambda row: row["match_weight"])
    _said = [
        f"{ATTRIBUTES.get(row['comparison'], row['comparison'])}, “{row['level']}” ({row['match_weight']:+.1f})"
        for row in _levels
    ]
    _unmet = "; ".join(f"{ATTRIBUTES.get(u['comparison'], u['comparison'])}, “{u['level']}”" for u in linkage["untrained"])
    mo.vstack(
        [
            mo.md("""
    ## 2. What does it lean on?

    For each level at which an attribute may agree: how often it occurs among records of one person (●) and among strangers (○). The
    distance between the two is the match weight on the right. The dark mark says what it is worth between two records at one home, where names are
    shared for another reason.
    """),
            dressed(level_weights(linkage)) if _levels else mo.md("*Nothing was trained.*"),
            mo.md(
                (
                    f"What speaks most strongly for one person is {_said[-1]}; what speaks most strongly against it is {_said[0]}. "
                    if _levels
                    else ""
                )
                + (
                    f"Training never met {_unmet}: those keep the chance they were given, and should be read with care."
                    if _unmet
                    else "Training met every level."
                )
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(ATTRIBUTES, linkage, mo, pl):
    _promised = linkage["thresholds"]
    _together = pl.DataFrame(
        [
            {"two attributes": " and ".join(ATTRIBUTES.get(name, name) for name in one["comparisons"])}
            | {"seen": one["seen"], "expected": one["expected"], "ratio": one["ratio"]}
            for one in linkage["dependence"]
        ]
    )
    mo.vstack(
        [
            mo.md("### Does the evidence come apart?"),
            mo.md("""
    The model adds up what each attribute says as if they had nothing to do with one another. Among pairs that are probably one person: how many fail to
    agree on two attributes at once, and how many would if they came apart. Far above 1, records are bad all over, and doubtful pairs deserve more trust than
    their weight; far below, less.
    """),
            mo.ui.table(_together, selection=None) if _together.height else mo.md("*Too few disagreements to tell.*"),
            mo.md(
                f"If the probabilities are right, {_promised['expected_precision']:.2%} of the links are, and they are {_promised['expected_recall']:.1%} of all there are."
                if _promised.get("expected_precision")
                else "*There is no link to promise anything of.*"
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(COLOURS, LINKS, alt, dressed, linkage, mo, pl):
    _classes = pl.DataFrame(
        [
            {"key_class": one, "rests": f"{one}  {LINKS.get(one, '')}", "links": n}
            for one, n in sorted(linkage["key_classes"].items())
        ],
        schema={"key_class": pl.String, "rests": pl.String, "links": pl.Int64},
    )
    _bars = (
        alt.Chart(_classes)
        .mark_bar(height=16, color=COLOURS["p1"])
        .encode(
            y=alt.Y("rests:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)),
            x=alt.X("links:Q", axis=alt.Axis(format=",d"), title="links"),
        )
    )
    _all, _numbered = _classes["links"].sum(), _classes.filter(pl.col("key_class") == "K1")["links"].sum()
    mo.vstack(
        [
            mo.md("""
    ## 3. What do the links rest on?

    The key class says in one letter and a digit which identifiers agree. Rules ask for it: a link on name and part of a birth date (K4) never makes a
    referral most urgent.
    """),
            dressed(_bars.properties(width=380, height=alt.Step(28))),
            mo.md(
                f"**{_numbered / max(_all, 1):.0%}** of the links rest on a National Insurance number. The rest would be lost, or be guesses, without good names and birth dates."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(COLOURS, alt, dressed, exercise, mo, pl):
    _sizes = exercise.persons.group_by("person").len("records").group_by("records").len("persons").sort("records")
    _tens = alt.Axis(values=[0, *(10**power for power in range(8))], labelExpr="format(datum.value, ',')")
    _bars = (
        alt.Chart(_sizes.with_columns(said=pl.col("records").cast(pl.String)))
        .mark_bar(color=COLOURS["p2"])
        .encode(
            x=alt.X("said:N", sort=None, title="records of one person", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("persons:Q", scale=alt.Scale(type="symlog"), title="persons", axis=_tens),
            tooltip=["records", "persons"],
        )
    )
    _most = _sizes["records"].max() or 0
    mo.vstack(
        [
            mo.md("""
    ## 4. Do chains of links join strangers?

    Records joined by links become one person. A chain, where A is like B and B is like C but A is not like C, can grow into a cluster that no human being
    would have. Referrals are made from *pairs* for that reason, but the clusters are a good place to look for trouble.
    """),
            dressed(_bars.properties(width=560, height=180)),
            mo.md(
                f"The largest person has **{_most} records**. A tenant with a joint claim, a past tenancy and a waiting-list application may well have five or six; "
                "tens of them in one person mean that a placeholder was taken for an identifier."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(linkage, links, pl, weight_of):
    doubtful = (
        links.with_columns(away=(pl.col("match_weight") - weight_of(linkage["threshold"])).abs())
        .filter(pl.col("key_class") != "K5")
        .sort("away", "left", "right")
        .head(200)
    )
    return (doubtful,)


@app.cell(hide_code=True)
def _(doubtful, mo):
    nth = mo.ui.slider(1, max(doubtful.height, 1), value=1, label="Pair", show_value=True, debounce=True)
    return (nth,)


@app.cell(hide_code=True)
def _(doubtful, dressed, linkage, mo, nth, steps, waterfall):
    if doubtful.height:
        _pair = doubtful.row(nth.value - 1, named=True)
        _shown = dressed(waterfall(steps(_pair), linkage["threshold"]).properties(width=380))
        _said = f"{_pair['key_class']}, weight {_pair['match_weight']:.1f}, probability {_pair['match_probability']:.1%}: {'linked' if _pair['match_probability'] >= linkage['threshold'] else 'not linked'}."
    else:
        _shown, _said = mo.md("*No pair was kept as evidence.*"), ""
    mo.vstack(
        [
            mo.md("""
    ## 5. What does doubt look like?

    The pairs nearest to the line, one at a time. Move the slider and ask of each: would you, with both files before you, have called this one person? Where you
    keep disagreeing in the same way, the model is wrong in that way, and `matching_rules/same_person.py` is where it would be put right.
    """),
            nth,
            _shown,
            mo.md(_said),
        ]
    )
    return


@app.cell(hide_code=True)
def _(doubtful, mo, pl):
    _levels = [name for name in ("forename", "surname", "date_of_birth", "nino", "contact") if name in doubtful.columns]
    _patterns = (
        doubtful.group_by(_levels)
        .agg(pairs=pl.len(), weight=pl.col("match_weight").mean().round(1))
        .sort("pairs", *_levels, descending=[True, *[False] * len(_levels)])
    )
    mo.vstack(
        [
            mo.md("The same pairs by what agrees on them, the commonest pattern first:"),
            mo.ui.table(_patterns, selection=None, page_size=10),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
