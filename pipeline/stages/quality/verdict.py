"""Whether extracts are good enough to match, or what to mend first: at most two things, with their numbers and what to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.stages.quality.figures import Quality
from pipeline.stages.quality.losses import BLANKED, LINKED_BY, ORPHANED, SET_ASIDE, Loss

MOST = 2
"""How many things a person is asked to mend before looking again: mending one often mends others."""
FEWEST_LOST = 5
"""Rows that must be lost before a person is asked to mend anything, unless a run would stop for fewer."""
FEWEST_IDENTIFIED = 0.5
"""The share of people who need a date of birth or number: with fewer, most records of one person cannot be linked."""
FIRST = (SET_ASIDE, BLANKED, ORPHANED)
"""Of losses about alike, which to mend first: rows set aside leave those that refer to them without an end."""
ADD_IT = "Add it to the export"
WHAT_TO_DO = {
    SET_ASIDE: "Correct the column in the export, or map its values in mapping.toml; check --rows FILE lists every line",
    BLANKED: "Correct the column in the export; check --rows FILE lists every line",
    ORPHANED: "Export both files on the same day from the same system, with the references as text",
}


@dataclass(frozen=True)
class Verdict:
    """Whether the extracts are `good` enough to match, and, where not, what to `mend` first, as sentences."""

    mend: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether there is nothing to mend first."""
        return not self.mend


def verdict(quality: Quality, losses: Sequence[Loss], stop_above: float) -> Verdict:
    """The verdict on extracts with those losses above the policy's share: losses that can stop a run come first, then
    identifiers that linkage lacks, then the other losses. A handful of rows of a small file are no reason to wait.
    """
    weighty = [loss for loss in losses if loss.rows >= FEWEST_LOST or loss.share > stop_above]
    told = sorted(weighty, key=lambda loss: (-round(loss.share, 1), FIRST.index(loss.sort)))
    decisive = [loss for loss in told if loss.decisive]
    others = [loss for loss in told if not loss.decisive]
    sentences = [*map(_mending, decisive), *_unidentified(quality), *map(_mending, others)]
    return Verdict(tuple(sentences[:MOST]))


def _mending(loss: Loss) -> str:
    return f"{loss.sentence}. {WHAT_TO_DO[loss.sort]}."


def _unidentified(quality: Quality) -> Iterator[str]:
    """What linkage lacks in the tenancies: a birth date or a National Insurance number for half of the people."""
    columns = {one.column: one for one in quality.columns if one.extract == "tenancy"}
    for name in LINKED_BY:
        column = columns.get(name)
        if column is None:
            yield f"tenancy: no column {name}, on which linking rests. {ADD_IT}, or say in aliases.toml which header it is."
        elif column.rows and column.given < FEWEST_IDENTIFIED * column.rows:
            yield f"tenancy: only {column.given:,} of {column.rows:,} rows have a {name}, on which linking rests. {ADD_IT}."
