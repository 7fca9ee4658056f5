"""The options that commands share, and how each is read from what was typed."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import WrongUse

Folder = Annotated[Path, typer.Argument(help="The folder that holds the extracts.")]
Out = Annotated[Path, typer.Argument(help="The folder that an exercise left.")]
Officer = Annotated[str, typer.Option(help="Your name, for the audit trail.")]
Reason = Annotated[str, typer.Option(help="Why you are opening it, for the audit trail.")]
Key = Annotated[Path | None, typer.Option(help="The landlord's key (else TENANCY_MATCH_KEY, else your configuration folder).")]
AsOf = Annotated[str | None, typer.Option(help="The snapshot date, e.g. 2026-10-05 (else the newest as_of in rent_account).")]
Password = Annotated[Path | None, typer.Option(help="A file holding the password of the archives (else it is asked for).")]


def day(text: str | None, option: str = "--as-of") -> date | None:
    """The date that was typed for an option, None where none was; raises WrongUse for anything but an ISO date."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError:
        raise WrongUse(f"{option} takes a date such as 2026-10-05") from None


def named(officer: str | None) -> str | None:
    """The officer's name, trimmed; raises WrongUse for a blank one: every opening is somebody's."""
    if officer is not None and not officer.strip():
        raise WrongUse("--officer takes the name of the person who opens the identities")
    return officer.strip() if officer else None


def password(file: Path | None) -> Callable[[str], str]:
    """What gives the password of an archive: the file's first line, else a question at the keyboard (never echoed)."""
    if file is None:
        return lambda archive: typer.prompt(f"Password of {archive}", hide_input=True, default="") if sys.stdin.isatty() else ""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise WrongUse(f"--password-file {file} cannot be read; give a file whose first line is the password") from None
    return lambda _: lines[0] if lines else ""
