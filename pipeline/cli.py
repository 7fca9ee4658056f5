"""The command line: reads options, calls one function of the journey, and says what came of it."""

import errno
import sys
import traceback
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import journey, opening, speaking
from pipeline.errors import Stop, WrongUse
from pipeline.sample import write_sample

app = typer.Typer(
    help="Data matching for a social landlord: extracts in, pseudonymous matches, referrals for an officer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)

INTERRUPTED = 130
"""The exit status of a run that the person at the keyboard ended."""

Folder = Annotated[Path, typer.Argument(help="The folder that holds the extracts.")]
Out = Annotated[Path, typer.Argument(help="The folder that an exercise left.")]
Officer = Annotated[str, typer.Option(help="Your name, for the audit trail.")]
Reason = Annotated[str, typer.Option(help="Why you are opening it, for the audit trail.")]
Key = Annotated[Path | None, typer.Option(help="The landlord's key (else TENANCY_MATCH_KEY, else your configuration folder).")]
AsOf = Annotated[str | None, typer.Option(help="The snapshot date, e.g. 2026-10-05 (else the newest as_of in rent_account).")]
Password = Annotated[Path | None, typer.Option(help="A file holding the password of the archives (else it is asked for).")]


def _day(text: str | None) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None
    except ValueError:
        raise WrongUse("--as-of takes a date such as 2026-10-05") from None


def _named(officer: str | None) -> str | None:
    """The officer's name, trimmed; raises WrongUse for a blank one: every opening is somebody's."""
    if officer is not None and not officer.strip():
        raise WrongUse("--officer takes the name of the person who opens the identities")
    return officer.strip() if officer else None


def _password(file: Path | None) -> Callable[[str], str]:
    """What gives the password of an archive: the file's first line, else a question at the keyboard (never echoed)."""
    if file is None:
        return lambda archive: typer.prompt(f"Password of {archive}", hide_input=True, default="") if sys.stdin.isatty() else ""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise WrongUse(f"--password-file {file} cannot be read; give a file whose first line is the password") from None
    return lambda _: lines[0] if lines else ""


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="Where to write the extracts.")],
    homes: Annotated[int, typer.Option(min=50, help="How many homes the made-up landlord has.")] = 10_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same landlord.")] = 2026,
    extracts: Annotated[str, typer.Option(help="core (what every landlord has, and deaths) or all.")] = "core",
) -> None:
    """Write a made-up landlord's extracts, with the truth about them kept apart in FOLDER/truth/."""
    with err.status(f"Making up {homes:,} homes"):
        write_sample(folder, homes=homes, seed=seed, extracts=extracts)
    out.print(speaking.of_sample(folder, homes))


@app.command()
def check(folder: Folder, as_of: AsOf = None, password_file: Password = None) -> None:
    """Read and validate only: a report on the quality of the data, nothing kept."""
    order = journey.Extracts(folder, _day(as_of), _password(password_file))
    with err.status("Reading") as status:
        found = journey.check(order, status.update)
    out.print(speaking.of_quality(found))


@app.command()
def match(
    folder: Folder,
    to: Annotated[Path, typer.Option("--out", help="Where to leave the results.")],
    as_of: AsOf = None,
    key: Key = None,
    password_file: Password = None,
    officer: Annotated[str | None, typer.Option(help="Also write this officer's workbook beside OUT.")] = None,
) -> None:
    """Run a whole exercise: from the extracts to referrals and the run report."""
    named = _named(officer)
    order = journey.Extracts(folder, _day(as_of), _password(password_file))
    with err.status("Reading") as status:
        done = journey.match(order, to, key, status.update)
        book = opening.reidentify(opening.Opening(to, named, "the exercise's first list"), None, key) if named else None
    out.print(speaking.of_match(done, book))


@app.command()
def referrals(
    exercise: Out,
    officer: Officer,
    reason: Reason = "working the referrals",
    to: Annotated[Path | None, typer.Option(help="FILE.xlsx, FILE.csv or FILE.html (else OUT-referrals.xlsx).")] = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="Only the restricted ones, for a senior role.")] = False,
    referral: Annotated[str | None, typer.Option(help="Only the referral of this number.")] = None,
    key: Key = None,
) -> None:
    """Write the referrals with identities for a named officer; the opening is logged."""
    asked = opening.Opening(exercise, _named(officer) or "", reason, restricted, referral)
    written = opening.reidentify(asked, to, key)
    out.print(speaking.of_opening(written))


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
    asked = opening.Opening(exercise, _named(officer) or "", reason)
    out.print(speaking.of_pairs(opening.clerical(asked, sample, to, key)))


@app.command()
def rules() -> None:
    """Try every rule card on its own examples and say what each does."""
    tried = journey.try_rules()
    out.print(speaking.of_rules(tried))
    raise typer.Exit(0 if all(one.as_said for one in tried) else 1)


@app.command()
def audit(exercise: Out, key: Key = None) -> None:
    """Show the audit trail of an exercise, and whether it is whole."""
    trail = opening.audit(exercise, key)
    out.print(speaking.of_trail(trail))
    raise typer.Exit(0 if trail.whole else 1)


def _where(error: BaseException) -> str:
    """The innermost place of ours on the traceback; the message is left out, for it may quote a person's data."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "site-packages" not in f.filename]
    last = frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _say(error: BaseException) -> int:
    if isinstance(error, Stop):
        err.print(str(error), style="bold", markup=False, highlight=False)
        return error.status
    if isinstance(error, KeyboardInterrupt):
        err.print("Interrupted. Nothing was changed: an earlier run's results are as they were.")
        return INTERRUPTED
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        err.print("The disk is full. Nothing was changed: make room and run again.")
        return 1
    err.print(f"Something unexpected went wrong ({_where(error)}). Nothing was changed. Please report that line.")
    return 1


def main() -> None:
    """Run the command line; every failure becomes one sentence and the contract's exit status."""
    try:
        app()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            _say(KeyboardInterrupt())
        raise
    except Exception as error:  # the last door: no traceback may quote a person's data
        sys.exit(_say(error))
