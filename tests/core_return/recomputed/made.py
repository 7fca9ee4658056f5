"""A made-up landlord's extracts and its return, written to folders: what is compared."""

from datetime import date
from pathlib import Path

from pipeline import core_journey
from pipeline.core.given import Given
from pipeline.sample.core_return import write_core_return

TODAY = date(2026, 11, 21)


def make_extracts(folder: Path, homes: int, seed: int) -> None:
    """Writes the extracts of a made-up landlord of so many homes."""
    write_core_return(folder, homes, seed, "core-return")


def make_return(folder: Path, out: Path) -> None:
    """Writes the return of 2026/27 of the extracts to `out`, with a key beside it."""
    order = core_journey.Order(folder, 2026, lambda _: "", Given(TODAY))
    core_journey.core_return(order, out, out.parent / "keys" / "root.key", lambda _: None)
