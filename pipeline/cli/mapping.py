"""The command that proposes how a landlord's own exports become the extracts of the program."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import speaking_mapping
from pipeline.cli.console import app, err, out
from pipeline.cli.options import Password, password
from pipeline.journey_proposal import propose_mapping


@app.command("map")
def propose_map(
    folder: Annotated[Path, typer.Argument(help="The folder that holds your exports.")],
    to: Annotated[Path | None, typer.Option(help="Where to write the proposal (else mapping.toml in the folder).")] = None,
    show_values: Annotated[
        bool, typer.Option("--show-values", help="Also show examples from each column: only for somebody who may see them.")
    ] = False,
    password_file: Password = None,
) -> None:
    """Look at a folder of exports and propose a mapping.toml, with reasons, to be corrected by hand."""
    with err.status("Looking at the files"):
        proposed = propose_mapping(folder, to, password(password_file))
    out.print(speaking_mapping.of_proposal(proposed, folder, show_values))
