"""The program that commands are entered into, its version, and the two places it speaks to."""

from typing import Annotated

import typer
from rich.console import Console

from pipeline.run_record import PRODUCT, product_version, versions

SPOKEN = ("splink", "duckdb", "polars")
"""The libraries that somebody who asks for the version wants to know of; run.json lists them all."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(soft_wrap=True)
err = Console(stderr=True, soft_wrap=True)


def _say_version(asked: bool) -> None:
    if asked:
        made_with = versions()
        libraries = ", ".join(f"{name} {made_with[name]}" for name in SPOKEN)
        out.print(f"{PRODUCT} {product_version()} (Python {made_with['python']}, {libraries})", highlight=False)
        raise typer.Exit


@app.callback()
def _program(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Show the versions of the program and of what it runs on."
        ),
    ] = False,
) -> None:
    """Data matching for a social landlord: extracts in, pseudonymous matches, referrals for an officer."""
