"""Commands that make extracts, check them, and run an exercise."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import journey
from pipeline.cli import speaking, speaking_quality
from pipeline.cli.console import app, err, out
from pipeline.cli.options import AsOf, Capacity, DecisionsFile, Folder, Key, Password, day, named, password
from pipeline.doors import opening
from pipeline.guards import Consent
from pipeline.private_files import usable_folder
from pipeline.row_lists import writable_list, write_list
from pipeline.sample import write_sample
from pipeline.sample.core_return import CHOICES, write_core_return
from pipeline.told import Extracts


@app.command()
def sample(
    folder: Annotated[Path, typer.Argument(help="Where to write the extracts.")],
    homes: Annotated[int, typer.Option(min=50, help="How many homes the made-up landlord has.")] = 10_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same landlord.")] = 2026,
    extracts: Annotated[
        str, typer.Option(help="core (what every landlord has, and deaths), all, core-return or core-return-faults.")
    ] = "core",
    errors: Annotated[str, typer.Option(help="How often sources get people wrong: low, usual or high.")] = "usual",
) -> None:
    """Write a made-up landlord's extracts, with the truth about them kept apart in FOLDER/truth/."""
    with err.status(f"Making up {homes:,} homes"):
        if extracts in CHOICES:
            write_core_return(folder, homes=homes, seed=seed, extracts=extracts)
        else:
            write_sample(folder, homes=homes, seed=seed, extracts=extracts, errors=errors)
    out.print(speaking.of_sample(folder, homes))


@app.command()
def check(
    folder: Folder,
    as_of: AsOf = None,
    password_file: Password = None,
    rows: Annotated[
        Path | None,
        typer.Option("--rows", help="FILE.csv to list rows set aside and values blanked in: file, line, column, reason."),
    ] = None,
) -> None:
    """Read and validate only: a report on the quality of the data, nothing kept."""
    order = Extracts(folder, day(as_of), password(password_file))
    target = writable_list(rows, folder)
    with err.status("Reading") as status:
        accepted = journey.check(order, status.update)
    out.print(speaking.of_quality(accepted))
    if target:
        out.print(speaking_quality.of_listed(target, write_list(target, accepted.checked)))


@app.command()
def match(
    folder: Folder,
    to: Annotated[Path, typer.Option("--out", help="Where to leave the results.", callback=usable_folder)],
    as_of: AsOf = None,
    key: Key = None,
    password_file: Password = None,
    model: Annotated[
        Path | None, typer.Option(help="The run.json of an earlier exercise: its linkage model, nothing trained.")
    ] = None,
    officer: Annotated[str | None, typer.Option(help="Also write this officer's workbook beside OUT.")] = None,
    capacity: Capacity = None,
    decisions: DecisionsFile = None,
    previous: Annotated[
        Path | None, typer.Option(help="The last exercise's folder: its cases are remembered, and persons keep their ids.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace an exercise of another snapshot or landlord that lies in OUT.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Go on where the program questions the snapshot or a missing --previous.")
    ] = False,
) -> None:
    """Run a whole exercise: from the extracts to referrals and the run report."""
    who = named(officer)
    order = Extracts(folder, day(as_of), password(password_file), decisions, previous, model, Consent(yes, replace))
    if who:
        opening.keep_officers_notes(to, key)
    with err.status("Reading") as status:
        done = journey.match(order, to, key, status.update)
        asked = opening.Opening(to, who or "", "the exercise's first list", capacity=capacity)
        book = opening.reidentify(asked, None, key) if who else None
    out.print(speaking.of_match(done, book))


@app.command()
def rules() -> None:
    """Try every rule card on its own examples and say what each does."""
    tried = journey.try_rules()
    out.print(speaking.of_rules(tried))
    raise typer.Exit(0 if all(one.as_said for one in tried) else 1)
