"""The options that commands share, and how each is read from what was typed."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import WrongUse
from pipeline.private_files import usable_folder

Folder = Annotated[Path, typer.Argument(help="The folder that holds the extracts.")]
Out = Annotated[Path, typer.Argument(help="The folder that an exercise left.", callback=usable_folder)]
Officer = Annotated[str, typer.Option(help="Your name, for the audit trail.")]
Reason = Annotated[str, typer.Option(help="Why you are opening it, for the audit trail.")]
Key = Annotated[Path | None, typer.Option(help="The landlord's key (else TENANCY_MATCH_KEY, else your configuration folder).")]
DecisionsFile = Annotated[
    Path | None, typer.Option("--decisions", help="The file of officers' decisions (else the one beside the key).")
]
AsOf = Annotated[str | None, typer.Option(help="The snapshot date, e.g. 2026-10-05 (else the newest as_of in rent_account).")]
Capacity = Annotated[
    int | None,
    typer.Option(min=0, help="How many cases the team can work; 0: all (else as policy/cases.toml says)."),
]
Password = Annotated[Path | None, typer.Option(help="A file holding the password of the archives (else it is asked for).")]

NewPassword = Annotated[
    Path | None, typer.Option("--password-file", help="A file holding the password to protect it with (else it is asked for).")
]
SettingsFile = Annotated[Path | None, typer.Option(help="The landlord's settings (else landlord.toml beside OUT).")]


def day(text: str | None, option: str = "--as-of") -> date | None:
    """The date that was typed for an option, None where none was; raises WrongUse for anything but an ISO date."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError:
        raise WrongUse(f"{option} takes a date such as 2026-10-05") from None


def usable_or_none(path: Path | None) -> Path | None:
    """The path as `usable_folder` gives it, None where none was typed."""
    return usable_folder(path) if path else None


def named(officer: str | None) -> str | None:
    """The officer's name, trimmed; raises WrongUse for a blank one: every opening is somebody's."""
    if officer is not None and not officer.strip():
        raise WrongUse("--officer takes the name of the person who opens the identities")
    return officer.strip() if officer else None


def because(reason: str, usual: str = "") -> str:
    """The reason, trimmed; raises WrongUse for a blank one, or the usual one, where what is done needs a reason of its own."""
    if reason.strip() in ("", usual):
        raise WrongUse("--reason is needed here: say why it is done")
    return reason.strip()


def password(file: Path | None) -> Callable[[str], str]:
    """What gives the password of an archive: the file's first line, else a question at the keyboard (never echoed)."""
    if file is None:
        return lambda archive: typer.prompt(f"Password of {archive}", hide_input=True, default="") if sys.stdin.isatty() else ""
    given = _first_line(file)
    return lambda _: given


def _first_line(file: Path) -> str:
    try:
        return (file.read_text(encoding="utf-8").splitlines() or [""])[0]
    except (OSError, UnicodeDecodeError):
        raise WrongUse(f"--password-file {file} cannot be read; give a file whose first line is the password") from None


def new_password(file: Path | None) -> Callable[[], str]:
    """What gives a password for something new: the file's first line, else two questions at the keyboard (never echoed).

    Raises WrongUse where there is neither: a password is never an option, for options are seen and kept by the system.
    """
    if file is not None:
        given = _first_line(file)
        return lambda: given
    if not sys.stdin.isatty():
        raise WrongUse("a password is needed: give --password-file FILE, whose first line it is, or run it at a keyboard")
    return lambda: str(typer.prompt("A password for the archive", hide_input=True, confirmation_prompt=True))
