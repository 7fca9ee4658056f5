"""What is said of the quality of extracts at the keyboard: what is missing, what is lost, and the verdict."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from pipeline.doors.opening import Opened
from pipeline.journey import Accepted


def missing(inputs: dict[str, Any]) -> list[str]:
    """Which columns of the contract each file lacks, and which of its headers look like one of them."""
    missing = {name: ", ".join(given["columns_missing"]) for name, given in inputs.items()}
    return [f"{name}: not in the file: {columns}" for name, columns in missing.items() if columns]


def alike(inputs: dict[str, Any]) -> list[str]:
    """The headers that look like a column that is missing, each with the line that would make it that column."""
    return [f"{name}: {notice}" for name, given in inputs.items() for notice in given.get("headers_alike", [])]


def lost(losses: Sequence[dict[str, Any]], limits: dict[str, Any]) -> list[Text]:
    """What was lost beyond the share that the policy names, where something was."""
    if not losses:
        return []
    said = [f"Take care: more than {limits['say_above']:.0%} of a file is lost, and nothing is found in what is lost."]
    return [Text(text) for text in [*said, *(loss["sentence"] + "." for loss in losses)]]


def verdict_of(accepted: Accepted) -> list[Text]:
    """Good enough to match, or what to mend first."""
    judged = accepted.losses.verdict
    if judged.good:
        return [Text("Verdict: good enough to match.")]
    mend = judged.mend
    head = "Verdict: mend this first." if len(mend) == 1 else "Verdict: mend these two things first."
    return [Text(head), *(Text(f"{at}. {sentence}") for at, sentence in enumerate(mend, 1))]


def of_listed(path: Path, rows: int) -> RenderableType:
    """Where the rows set aside and the values blanked were listed."""
    return Text(f"Listed {rows:,} reasons by file, line and column in {path}, without what the cells hold.")


def of_set_aside(opened: Opened) -> RenderableType:
    """How many faults were written with what the cells hold, and where."""
    return Text(
        f"Wrote {opened.count:,} faults with their content to {opened.path}. The opening is logged under {opened.officer}."
    )
