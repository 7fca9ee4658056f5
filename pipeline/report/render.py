"""The run report: one page on what went in, what was found, how sure the linking is, and what the time went on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from markupsafe import Markup

from pipeline import wording
from pipeline.pages import fill
from pipeline.report import charts, figures
from pipeline.report.drawing import drawn
from pipeline.report.examples import Example, examples
from pipeline.run_record import as_json

TEMPLATE = Path(__file__).parent / "report.html"


def _pictures(run: dict[str, Any]) -> dict[str, Markup | None]:
    """The charts by name; None where there is nothing to draw."""
    linkage, measured = run["linkage"], run["measured"]
    return {
        "referrals": drawn(charts.referral_counts(run["referrals"]), "r") if run["referrals"] else None,
        "weights": drawn(charts.weight_histogram(linkage), "w") if linkage["histogram"] else None,
        "levels": drawn(charts.level_weights(linkage), "l") if linkage["parameters"] else None,
        "stages": drawn(charts.stage_times(measured["stages"]), "s") if measured["stages"] else None,
    }


def _waterfalls(shown: list[Example], threshold: float) -> Iterator[tuple[Example, Markup]]:
    for n, one in enumerate(shown):
        yield one, drawn(charts.waterfall(one.steps, threshold), f"x{n}")


def render(run: dict[str, Any], referrals: pl.DataFrame, links: pl.DataFrame) -> str:
    """The report as one self-contained page of HTML: no script, no network, nothing that identifies anybody.

    `run` is run.json; `referrals` and `links` are the frames of referrals.parquet and links.parquet, the links with a match
    weight per comparison (`mw_prior`, `mw_forename` ...) for the examples. Equal for equal arguments.
    """
    linkage, found = run["linkage"], examples(referrals, links)
    titles = figures.titles(run)
    unlinked = sorted({row["rule"] for row in run["referrals"]} - {one.rule for one in found})
    return fill(
        TEMPLATE,
        run=run, linkage=linkage, day=figures.snapshot(run), started=figures.started(run), caveat=wording.CAVEAT,
        caution=wording.PRIORITY_CAUTION, meanings=wording.PRIORITY_MEANINGS, priorities=wording.PRIORITIES,
        attributes=wording.ATTRIBUTES, headline=figures.headline(run), rules=figures.by_rule(run), totals=figures.totals(run),
        titles=titles, extracts=figures.extracts(run),
        orphans=[one for one in run["orphans"] if one["rows"]], weaknesses=run.get("weaknesses", []),
        weakened=figures.weakened(run),
        key_classes=figures.key_classes(linkage), levels=figures.levels(linkage), pictures=_pictures(run),
        examples=list(_waterfalls(found, linkage["threshold"])), unlinked=unlinked,
        configuration=as_json(run["configuration"]),
    )  # fmt: skip
