"""Commands that put down what came of referrals, and report on it."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cases import managing, recording
from pipeline.cli import speaking
from pipeline.cli.console import app, out
from pipeline.cli.options import Key, Officer, Out, day, named
from pipeline.errors import WrongUse

Workbook = Annotated[Path | None, typer.Option("--from", help="The officer's workbook: every row whose yellow cells changed.")]


@app.command()
def outcome(
    exercise: Out,
    officer: Officer,
    referral: Annotated[str | None, typer.Argument(help="The referral's number, or its first digits as printed.")] = None,
    status: Annotated[str | None, typer.Option(help="Where it stands: triaged, enquiry, closed ...")] = None,
    outcome: Annotated[str, typer.Option(help="What came of it, for a closed one.")] = "",
    value: Annotated[str, typer.Option(help='Pounds, or "home" for a recovered home; for a closed one.')] = "",
    comment: Annotated[str, typer.Option(help="What was found; kept encrypted.")] = "",
    dated: Annotated[str | None, typer.Option("--date", help="The day it was so, e.g. 2026-10-20 (else today).")] = None,
    workbook: Workbook = None,
    key: Key = None,
) -> None:
    """Put down what came of one referral, or of all in a workbook; added to the case book, never overwritten."""
    today = date.today()
    asked = recording.Recording(exercise, named(officer) or "", day(dated, "--date") or today, today)
    if workbook is not None and not (referral or status or outcome or value or comment):
        out.print(speaking.of_recording(recording.record_workbook(asked, workbook, key), asked))
    elif workbook is None and referral and status:
        said = recording.Said("this outcome", referral, status, outcome, value, comment)
        out.print(speaking.of_recording(recording.record_outcome(asked, said, key), asked))
    else:
        raise WrongUse("give a referral's number and --status, or --from WORKBOOK.xlsx, and not both")


@app.command()
def management(
    exercise: Out,
    to: Annotated[Path | None, typer.Option(help="FILE.html or FILE.xlsx (else OUT-management.html).")] = None,
    key: Key = None,
) -> None:
    """Write the management report: volumes, outcomes, how often each rule is right, value, and what waits; nobody is named."""
    out.print(speaking.of_management(managing.write_management(exercise, to, key, date.today())))
