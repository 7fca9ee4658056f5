"""Commands that share with other bodies: files for the National Fraud Initiative, its matches, and packs for a recipient."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from pipeline.cli.console import app, out
from pipeline.cli.options import (
    Key,
    NewPassword,
    Officer,
    Out,
    Password,
    Reason,
    SettingsFile,
    because,
    named,
    new_password,
    password,
)
from pipeline.doors import receiving, sharing
from pipeline.doors.opening import Opening


class Recipient(StrEnum):
    """Whom a pack may be for."""

    COUNCIL = "council"
    PAYER = "payer"


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


@app.command("nfi-import")
def nfi_import(
    file: Annotated[Path, typer.Argument(help="The file of matches: .csv, .txt, .xlsx or .parquet, or one of them in a .zip.")],
    exercise: Out,
    officer: Officer,
    reason: Reason = "working the matches of the National Fraud Initiative",
    aliases: Annotated[Path | None, typer.Option(help="What the file's columns and reports are called (docs/nfi.md).")] = None,
    to: Annotated[Path | None, typer.Option(help="FILE.xlsx or FILE.csv for the worklist (else OUT-nfi-matches.xlsx).")] = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="Only the restricted ones, for a senior role.")] = False,
    password_file: Password = None,
    key: Key = None,
) -> None:
    """Take in matches that the National Fraud Initiative returned, beside our own referrals; the opening is logged."""
    asked = Opening(exercise, named(officer) or "", reason, restricted)
    done = receiving.receive(receiving.Receiving(asked, file, aliases, password(password_file), key), to)
    counted = ", ".join(f"{count:,} {state}" for state, count in done.states.items())
    said = [f"Wrote the worklist to {done.path}: {counted}; the opening is logged under {asked.officer}."]
    if done.held and not restricted:
        said.append(f"Restricted, and not in it: {done.held:,}. Only a senior role may open them (--restricted).")
    said += [f"Set aside, and not in it: {rows:,} ({why})." for why, rows in done.reasons.items()]
    out.print(Group(*map(Text, said)))


@app.command()
def pack(
    exercise: Out,
    officer: Officer,
    reason: Reason,
    recipient: Annotated[Recipient, typer.Option("--for", help="Who it is for.")],
    referral: Annotated[list[str], typer.Option(help="The number of a referral; give it once for each.")],
    body: Annotated[str | None, typer.Option(help="Which payer, where landlord.toml has several (its source_body).")] = None,
    to: Annotated[Path | None, typer.Option(help="FILE.zip to write (else OUT-council.zip or OUT-payer.zip).")] = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="Of restricted referrals, for a senior role.")] = False,
    settings: SettingsFile = None,
    password_file: NewPassword = None,
    key: Key = None,
) -> None:
    """Write what the council, or the payer of a benefit, needs of some referrals, in an archive with a password; logged."""
    asked = sharing.Sharing(
        Opening(exercise, named(officer) or "", because(reason), restricted), new_password(password_file), settings, key
    )
    made = sharing.recipient_pack(asked, sharing.Order(recipient.value, tuple(referral), body), to)
    out.print(
        Text(
            f"Wrote {made.count} referrals for {made.recipient} to {made.path}; logged under {asked.opening.officer}. "
            "Send the password another way."
        )
    )
