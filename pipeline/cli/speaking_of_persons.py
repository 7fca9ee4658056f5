"""What the program says of persons, decisions and reviews: plain sentences and tables, never a personal value."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.clerical.accuracy import Cut, Stratum
from pipeline.clerical.intervals import Estimate
from pipeline.decisions import Decisions
from pipeline.doors.opening import Opened
from pipeline.doors.opening_decisions import Decided
from pipeline.doors.opening_review import Reviewed

SHORT = 12


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def of_decided(decided: Decided) -> RenderableType:
    """How many decisions were added, and where they are kept."""
    kept = f"kept under {decided.officer} in {decided.file}"
    return Text(f"{decided.count:,} decisions {kept}. The next match honours them; keep a copy of that file with the key.")


def of_decisions(found: Decisions) -> RenderableType:
    """The decisions in force as a table of record keys, and how many were taken in all."""
    table = _table("left", "right", "one person", "officer", "when")
    for one in found.in_force.iter_rows(named=True):
        said = "yes" if one["same"] else "no"
        table.add_row(one["left"][:SHORT], one["right"][:SHORT], said, Text(one["officer"]), one["at"])
    return Group(table, Text(f"{found.in_force.height:,} in force, of {len(found.taken):,} taken; the file is whole."))


def of_conflicts(opened: Opened) -> RenderableType:
    """How many persons' conflicts were written, and where."""
    return Text(
        f"Wrote what the records of {opened.count:,} persons disagree on to {opened.path}; logged under {opened.officer}."
    )


def of_master(opened: Opened) -> RenderableType:
    """How many master records were written, and where."""
    return Text(f"Wrote the master records of {opened.count:,} persons to {opened.path}; logged under {opened.officer}.")


def _interval(one: Estimate) -> str:
    return f"{one.value:.1%} ({100 * one.low:.1f}–{100 * one.high:.1f})"


def _ends(one: Stratum) -> str:
    low = "" if one.low is None else f"{one.low:.1f}"
    return f"{low} to {one.high:.1f}" if one.high is not None else f"{low} and more"


def _strata(strata: tuple[Stratum, ...]) -> Table:
    table = _table("match weight", "pairs", "answered", "yes", "the model says", "the answers say")
    for one in strata:
        seen = _interval(one.seen) if one.answered else "nothing"
        table.add_row(_ends(one), f"{one.pairs:,}", str(one.answered), str(one.yes), f"{one.predicted:.1%}", seen)
    return table


def _cuts(cuts: tuple[Cut, ...]) -> Table:
    table = _table("link from", "probability", "precision", "recall of those compared")
    for one in cuts:
        table.add_row(f"{one.weight:.1f}", f"{one.probability:.6f}", _interval(one.precision), _interval(one.recall))
    return table


def of_review(read: Reviewed) -> RenderableType:
    """What the answers say, stratum by stratum and over all, and what threshold they would bear out."""
    review = read.review
    now = review.in_force
    said = [
        f"{read.answers:,} answers. Intervals hold the truth 95 times in 100.",
        f"In force, {now.probability:.3f} and more: precision {_interval(now.precision)}, recall {_interval(now.recall)}.",
    ]
    if review.suggested:
        least = f"weight {review.suggested.weight:.1f} (probability {review.suggested.probability:.6f})"
        said.append(
            f"A precision of {review.wanted:.1%} is borne out from {least} upwards. It is a suggestion: nothing was changed."
        )
    else:
        said.append(f"On these answers no threshold surely keeps a precision of {review.wanted:.1%}; more answers may tell.")
    said.append(f"The model learnt anew with the answers lies in {read.model}.")
    return Group(_strata(review.strata), _cuts(review.cuts), *map(Text, said))
