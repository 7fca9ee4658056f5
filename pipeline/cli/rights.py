"""Commands that keep promises to the people whose data they are: subject access, and deletion in time."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from pipeline.cli.console import app, out
from pipeline.cli.options import Key, Officer, Out, Reason, SettingsFile, because, named
from pipeline.doors import purging, subject_access
from pipeline.doors.opening import Opening
from pipeline.subject.find import person as as_asked

SUBJECT_ACCESS, IN_TIME = "subject access", "its time has come"
"""The usual reasons; what is out of the ordinary needs another."""


@app.command()
def person(
    exercise: Out,
    officer: Officer,
    surname: Annotated[str, typer.Option(help="The family name, present or former.")],
    forename: Annotated[str, typer.Option(help="The given name.")],
    date_of_birth: Annotated[str, typer.Option(help="The date of birth, e.g. 1980-05-17.")],
    nino: Annotated[str | None, typer.Option(help="The National Insurance number, where it is known.")] = None,
    reason: Reason = SUBJECT_ACCESS,
    withhold: Annotated[
        list[str] | None, typer.Option(help="The full number of a referral that a lawful exemption keeps back; once for each.")
    ] = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="For a restricted person, by a senior role.")] = False,
    to: Annotated[Path | None, typer.Option(help="The folder to write into (else OUT-person).")] = None,
    key: Key = None,
) -> None:
    """Write what an exercise holds about one person as a page and as JSON, other people's data left out; it is logged."""
    asked, kept = as_asked(forename, surname, date_of_birth, nino), tuple(withhold or ())
    if kept:
        because(reason, SUBJECT_ACCESS)
    opening = Opening(exercise, named(officer) or "", reason, restricted)
    written = " ".join(f"{forename} {surname}".split())
    found = subject_access.answer(subject_access.Request(opening, asked, written, kept, key), to, date.today())
    said = [
        f"Wrote to {found.folder}/: {found.rows} records, {found.set_aside} set aside, {found.referrals} referrals; "
        f"logged under {opening.officer}.",
        f"{found.to_look_at} more may be about this person: look at for-the-officer.csv, and do not hand that file on.",
    ]
    out.print(Group(*map(Text, said)))


@app.command()
def purge(
    exercise: Out,
    officer: Officer,
    reason: Reason = IN_TIME,
    early: Annotated[bool, typer.Option("--early", help="Before its time, for a reason that is given.")] = False,
    settings: SettingsFile = None,
    key: Key = None,
) -> None:
    """Destroy what names people in an exercise, or the logs of a return, and what lies beside it; proof of it stays."""
    why = because(reason, IN_TIME if early else "")
    asked = purging.Purge(Opening(exercise, named(officer) or "", why), settings, key, early)
    done = purging.purge(asked, date.today())
    said = [
        f"Destroyed {done.files} files of {exercise}; {done.proof} says which, and the trail who and when.",
        "Files that officers wrote elsewhere, copies and back-ups are not among them: the trail says when there were any.",
    ]
    out.print(Group(*map(Text, said)))
