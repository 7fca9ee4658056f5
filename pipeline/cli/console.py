"""The program that commands are entered into, and the two places they speak to."""

import typer
from rich.console import Console

app = typer.Typer(
    help="Data matching for a social landlord: extracts in, pseudonymous matches, referrals for an officer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)
