"""Commands that share with other bodies: files for the National Fraud Initiative, its matches, and packs for a recipient."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from pipeline import sharing
from pipeline.cli.console import app, out
from pipeline.cli.options import Key, NewPassword, Officer, Out, Reason, SettingsFile, named, new_password
from pipeline.opening import Opening


@app.command()
def nfi(
    exercise: Out,
    officer: Officer,
    reason: Reason = "files for the National Fraud Initiative",
    to: Annotated[Path | None, typer.Option(help="The folder to write them into (else OUT-nfi).")] = None,
    settings: SettingsFile = None,
    password_file: NewPassword = None,
    key: Key = None,
) -> None:
    """Write the files for the National Fraud Initiative, checked, in archives with a password; the opening is logged."""
    asked = Opening(exercise, named(officer) or "", reason)
    made = sharing.nfi_files(sharing.Sharing(asked, new_password(password_file), settings, key), to)
    counted = ", ".join(f"{name} {rows:,}" for name, rows in made.rows.items())
    said = [f"Wrote to {made.folder}/: {counted} rows; the opening is logged under {asked.officer}."]
    said += [f"Not met: {one.asks}: {one.said}" for one in made.not_met]
    said += [f"{'Not ready to upload' if made.not_met else 'Ready to upload'}: see {made.folder / 'scorecard.html'}"]
    out.print(Group(*map(Text, said)))
