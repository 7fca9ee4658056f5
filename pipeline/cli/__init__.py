"""The command line: reads options, calls one function of the journey, and says what came of it.

A module of commands is entered by being imported here.
"""

import errno
import io
import sys
import traceback
from pathlib import Path

from pipeline.cli import core, core_return, exercises, mapping, nfi, openings, outcomes, persons, rights
from pipeline.cli.console import app, err
from pipeline.errors import Stop
from pipeline.private_files import WINDOWS

__all__ = ["app", "core", "core_return", "exercises", "main", "mapping", "nfi", "openings", "outcomes", "persons", "rights"]

LONGEST_PATH = 260
INTERRUPTED = 130
"""The exit status of a run that the person at the keyboard ended."""


def _where(error: BaseException) -> str:
    """The innermost place of ours on the traceback; the message is left out, for it may quote a person's data."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "site-packages" not in f.filename]
    last = frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _disk_full(error: BaseException) -> bool:
    """Whether a write failed for want of room: Python says so by number, Polars only in the words that Rust gives it."""
    by_number = isinstance(error, OSError) and error.errno == errno.ENOSPC
    return by_number or f"(os error {errno.ENOSPC})" in str(error)


def _not_allowed(error: PermissionError) -> str:
    """What to do about a file that the system does not hand out; its name is what the person typed or the program made."""
    name = Path(str(error.filename)).name if error.filename else "a file"
    return (
        f"{name} cannot be opened or changed: another program has it open (Excel keeps a workbook to itself), or you may not. "
        "Close it, or ask for access, and run this again."
    )


def _too_long(error: BaseException) -> bool:
    """Whether Windows refused a path for its length: it counts 260 characters unless long paths are switched on."""
    return isinstance(error, OSError) and len(str(error.filename or "")) >= LONGEST_PATH and WINDOWS


def _say(error: BaseException) -> int:
    if isinstance(error, Stop):
        err.print(str(error), style="bold", markup=False, highlight=False)
        return error.status
    if isinstance(error, KeyboardInterrupt):
        err.print("Interrupted. Nothing was changed: an earlier run's results are as they were.")
        return INTERRUPTED
    if _disk_full(error):
        err.print("The disk is full. Nothing was changed: make room and run again.")
        return 1
    if isinstance(error, PermissionError):
        err.print(_not_allowed(error), markup=False, highlight=False)
        return 1
    if _too_long(error):
        err.print(f"A path is longer than the {LONGEST_PATH} characters that Windows allows: use folders with shorter names.")
        return 1
    err.print(f"Something unexpected went wrong ({_where(error)}). Nothing was changed. Please report that line.")
    return 1


def _speak_any_console() -> None:
    """Lets a console with another encoding than UTF-8 show "?" for what it lacks: Windows writes cp1252 into files and pipes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def main() -> None:
    """Run the command line; every failure becomes one sentence and the contract's exit status."""
    _speak_any_console()
    try:
        app()
    except SystemExit as stop:
        if stop.code == INTERRUPTED:
            _say(KeyboardInterrupt())
        raise
    except Exception as error:  # the last door: no traceback may quote a person's data
        sys.exit(_say(error))
