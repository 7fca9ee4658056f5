"""Commands that open identities for a named officer, and the trail of who did."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import speaking, speaking_quality
from pipeline.cli.console import app, out
from pipeline.cli.options import Capacity, Key, Officer, Out, Reason, named
from pipeline.doors import opening, opening_set_aside


@app.command()
def referrals(
    exercise: Out,
    officer: Officer,
    reason: Reason = "working the referrals",
    to: Annotated[Path | None, typer.Option(help="FILE.xlsx, FILE.csv or FILE.html (else OUT-referrals.xlsx).")] = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="Only the restricted ones, for a senior role.")] = False,
    referral: Annotated[str | None, typer.Option(help="Only the referral of this number.")] = None,
    capacity: Capacity = None,
    key: Key = None,
) -> None:
    """Write the referrals with identities for a named officer; the opening is logged."""
    asked = opening.Opening(exercise, named(officer) or "", reason, restricted, referral, capacity)
    written = opening.reidentify(asked, to, key)
    out.print(speaking.of_opening(written))


@app.command("set-aside")
def set_aside(
    exercise: Out,
    officer: Officer,
    to: Annotated[Path, typer.Option(help="FILE.csv to write the rows to.")],
    reason: Reason = "correcting rows that were set aside",
    restricted: Annotated[bool, typer.Option("--restricted", help="Only what may be protected, for a senior role.")] = False,
    key: Key = None,
) -> None:
    """Write the rows set aside and values blanked, with what they hold, for a named officer; the opening is logged."""
    asked = opening.Opening(exercise, named(officer) or "", reason, restricted)
    out.print(speaking_quality.of_set_aside(opening_set_aside.set_aside(asked, to, key)))


@app.command()
def clerical(
    exercise: Out,
    officer: Officer,
    to: Annotated[Path, typer.Option(help="FILE.csv to write the pairs to.")],
    reason: Reason = "clerical review of the linkage",
    sample: Annotated[
        int | None, typer.Option(min=1, help="About so many pairs, over all match weights (else every pair).")
    ] = None,
    key: Key = None,
) -> None:
    """Write compared pairs with clear references for a named officer to judge; the opening is logged."""
    asked = opening.Opening(exercise, named(officer) or "", reason)
    out.print(speaking.of_pairs(opening.clerical(asked, sample, to, key)))


@app.command()
def audit(exercise: Out, key: Key = None) -> None:
    """Show the audit trail of an exercise, and whether it is whole."""
    trail = opening.audit(exercise, key)
    out.print(speaking.of_trail(trail))
    raise typer.Exit(0 if trail.whole else 1)
