"""The management report as a page: self-contained, no script, no network, nobody named."""

from pathlib import Path

from markupsafe import Markup

from pipeline.cases.outcomes import OUTCOMES
from pipeline.management.charts import CAME_TO, backlog_chart, outcome_chart, precision_chart
from pipeline.management.figures import LEVELS, RAISED, Figures
from pipeline.pages import fill
from pipeline.report.drawing import drawn
from pipeline.wording import CAVEAT, CHANGES, PRIORITIES

TEMPLATE = Path(__file__).parent / "management.html"
MEANINGS = {
    "found": "a home or money had been lost to it",
    "put right": "a record was wrong and was corrected",
    "no issue": "explained, or another person",
    "not judged": "known already, or not worked: says nothing of the rule",
}


def _pictures(shown: Figures) -> dict[str, Markup | None]:
    """The charts by name; None where there is nothing to draw."""
    judged = [row for row in shown.precision if row["judged"]]
    return {
        "precision": drawn(precision_chart(judged), "p") if judged else None,
        "outcomes": drawn(outcome_chart(shown.outcomes), "o") if shown.outcomes else None,
        "backlog": drawn(backlog_chart(shown.backlog), "b") if shown.waiting else None,
    }


def _headline(shown: Figures) -> list[tuple[str, str, str]]:
    """The few figures that come first: a number, what it counts, and a remark."""
    raised = sum(row["all"] for row in shown.volumes)
    judged, found = (sum(row[name] for row in shown.precision) for name in ("judged", "found"))
    share = f"{found / judged:.0%} of {judged:,} judged" if judged else "none judged yet"
    took = f"half of them within {shown.days_to_close:,} days" if shown.days_to_close is not None else "none yet"
    return [
        (f"{raised:,}", "raised in this exercise", f"{shown.standing['closed']:,} closed ones not raised again"),
        (f"{shown.waiting:,}", "wait for an outcome", f"{shown.late:,} for over six months"),
        (f"{shown.closed:,}", "closed so far", took),
        (f"{found:,}", "came to something", share),
        (f"£{shown.worth.total:,.0f}", "put down as value", f"{shown.worth.homes:,} homes among it"),
    ]


def management_page(shown: Figures) -> bytes:
    """The .html file: UTF-8, equal for equal figures."""
    made = fill(
        TEMPLATE,
        shown=shown, caveat=CAVEAT, headline=_headline(shown), pictures=_pictures(shown), levels=LEVELS, raised=RAISED,
        changes=CHANGES, outcomes=OUTCOMES, priorities=PRIORITIES, came_to=CAME_TO, meanings=MEANINGS,
    )  # fmt: skip
    return made.encode("utf-8")
