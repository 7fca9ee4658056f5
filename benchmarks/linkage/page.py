"""The measured part of docs/linkage.md and its picture: made anew by every evaluation, equal for equal code and sets."""

import re
from collections.abc import Iterable
from pathlib import Path

import altair as alt
import polars as pl

from benchmarks.linkage.measures import calibration, false_together, worst_decile
from benchmarks.linkage.models import ADDRESSED, BARE, PSEUDONYMS, Measured
from pipeline.report.charts import dressed
from pipeline.report.drawing import drawn

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGE, PICTURE = DOCS / "linkage.md", DOCS / "linkage.svg"
BEGIN, END = "<!-- measured: from here on written by make evaluate -->", "<!-- measured: end -->"
COLOURS = {PSEUDONYMS: "#1b5e8c", BARE: "#c2571a", ADDRESSED: "#8a8a8a"}


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown; the first column is text, the others are set to the right."""
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def accuracy(results: list[Measured]) -> str:
    """One row per set and model."""
    head = (
        "set", "model", "true pairs", "ceiling", "best F1", "label-free F1", "precision at .95", "recall at .95",
        "false at .95", "in one home", "calibration",
    )  # fmt: skip
    rows = []
    for one in results:
        sure = one.pairs.filter((pl.col("match_probability") >= 0.95) & ~pl.col("true")).height
        rows.append((
            one.set_name, one.model, f"{one.true:,}", f"{one.ceiling:.4f}", f"{one.best.f1:.4f}", f"{one.own.f1:.4f}",
            f"{one.sure.precision:.4f}", f"{one.sure.recall:.4f}", sure, false_together(one.pairs),
            f"{worst_decile(calibration(one.pairs)):.3f}",
        ))  # fmt: skip
    return table(head, rows)


def verdict(results: list[Measured], rival: str) -> str:
    """Per set, how far pseudonyms are above or below the rivals at the best threshold, and false links at home in comparison."""
    by = {(one.set_name, one.model): one for one in results}
    rows = []
    for name in dict.fromkeys(one.set_name for one in results):
        ours, bare, addressed = (by[name, model] for model in (PSEUDONYMS, rival, ADDRESSED))
        gains = (f"{ours.best.f1 - other.best.f1:+.4f}" for other in (bare, addressed))
        rows.append((name, *gains, f"{ours.best.f1 - ours.own.f1:.4f}", false_together(ours.pairs), false_together(bare.pairs)))
    head = (
        "set",
        "F1 over no address",
        "F1 over address",
        "lost by the label-free threshold",
        "false in one home",
        "clear text's",
    )
    return table(head, rows)


def summed_calibration(results: list[Measured]) -> str:
    """Predicted against seen per tenth, over all landlords together."""
    ours = [one for one in results if one.model == PSEUDONYMS and one.set_name.startswith("landlord")]
    told = calibration(pl.concat([one.pairs.select("match_probability", "true") for one in ours]))
    rows = [(f".{low} to {high}", f"{n:,}", f"{predicted:.3f}", f"{seen:.3f}")
            for low, n, predicted, seen in told.iter_rows() for high in (f".{low + 1}" if low < 9 else "1",)]  # fmt: skip
    return table(("probability", "pairs", "predicted", "seen"), rows)


def sliced(frame: pl.DataFrame) -> str:
    """A frame of slices: its first column as text, shares with three places."""
    rows = [[row[0], *(f"{v:.3f}" if isinstance(v, float) else f"{v:,}" for v in row[1:])] for row in frame.iter_rows()]
    return table([name.replace("_", " ") for name in frame.columns], rows)


def _lost(f1: float | None) -> str:
    return "not trainable" if f1 is None else f"{f1:.4f}"


GIVEN = {
    "forename whole": "how common it is: 2.7 % of forenames from public lists, 42 % from the very list",
    "surname whole": "how common it is: 0.7 % of surnames from public lists, 25 % from the very list",
    "sound of both names": "groups: 5.2 % and 83 % of forenames, 2.0 % and 53 % of surnames",
    "initial of the forename": "one of 26, told by how common each is",
    "forenames a letter or so apart": "a graph: 65 % of forenames from the very list",
    "surnames a letter or so apart": "a graph: 34 % of surnames from the very list",
    "parts of the birth date": "the year, by how many were born in it; day and month little",
    "home (blocking and strata)": "who lives together: 20 % of records stand in a home of a make-up of its own",
}
"""What the attacks of docs/resistance.md find with a disguise while the tokens last; the others were not attacked apart."""


def worth_table(losses: dict[str, dict[str, float | None]]) -> str:
    """Per disguise, the F1 lost without it on each set, and what it gives to an attacker of the tokens in memory."""
    sets = list(next(iter(losses.values())))
    rows = [
        (name, *(_lost(by_set[one]) for one in sets), GIVEN.get(name, "not attacked apart")) for name, by_set in losses.items()
    ]
    return table(("without", *sets, "given to an attacker"), rows)


def picture(results: list[Measured], shown: tuple[str, ...]) -> str:
    """Precision against recall of the three models on a few sets, as SVG."""
    lines = [
        one.curve.filter(pl.col("recall") >= 0.85).gather_every(max(1, one.curve.height // 300)).with_columns(
            model=pl.lit(one.model), set=pl.lit(one.set_name)
        )
        for one in results if one.set_name in shown
    ]  # fmt: skip
    colour = alt.Color("model:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), title=None)
    x = alt.X("recall:Q", scale=alt.Scale(domain=[0.85, 1.0]), title="recall")
    y = alt.Y("precision:Q", scale=alt.Scale(domain=[0.9, 1.0], clamp=True), title="precision")
    line = alt.Chart(pl.concat(lines)).mark_line(strokeWidth=2).encode(x=x, y=y, color=colour, order="threshold:Q")
    panels = line.properties(width=330, height=260).facet(column=alt.Column("set:N", sort=list(shown), title=None))
    return drawn(dressed(panels), "pr")


def write(block: str, svg: str) -> None:
    """Puts the measured block and the picture in their places in docs/."""
    text = PAGE.read_text(encoding="utf-8")
    whole = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    PAGE.write_text(whole.sub(lambda _: f"{BEGIN}\n\n{block}\n\n{END}", text), encoding="utf-8")
    PICTURE.write_text(svg, encoding="utf-8")
