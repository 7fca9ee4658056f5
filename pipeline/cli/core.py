"""Commands of the CORE return."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline import core_check as checking
from pipeline.cli import speaking_core
from pipeline.cli.console import app, err, out
from pipeline.cli.options import day
from pipeline.core.given import Given
from pipeline.core.years import form_missed


class LogType(StrEnum):
    """What a file holds."""

    LETTINGS = "lettings"
    SALES = "sales"


class ProviderKind(StrEnum):
    """What an organisation is."""

    PRP = "PRP"
    LA = "LA"


def warn_of_missed_form(today: date) -> None:
    """Say on the error output that a collection year begins, or has begun, whose form is not in this version."""
    if missed := form_missed(today):
        err.print(missed)


@app.command()
def core_check(
    file: Annotated[Path, typer.Argument(help="The bulk-upload file, as CSV.")],
    log_type: Annotated[
        LogType | None, typer.Option("--type", help="What the file holds (else its count of fields tells).")
    ] = None,
    year: Annotated[int, typer.Option(help="The year in which the collection year begins.")] = 2026,
    reference: Annotated[
        Path | None, typer.Option(help="The folder of the ministry's tables, e.g. rent_ranges_2026.csv.")
    ] = None,
    json: Annotated[Path | None, typer.Option(help="Also write every row's verdict and errors here.")] = None,
    provider: Annotated[ProviderKind, typer.Option(help="What the owning organisation is.")] = ProviderKind.PRP,
    today: Annotated[str | None, typer.Option(help="The day of the upload, e.g. 2026-11-21 (else today).")] = None,
    postcode_areas: Annotated[Path | None, typer.Option(help="A CSV of postcodes (or first halves) and authorities.")] = None,
    each_row_alone: Annotated[bool, typer.Option(help="Judge rows without regard to each other.")] = False,
    world: Annotated[Path | None, typer.Option(help="A JSON of the organisations and places that the rows assume.")] = None,
) -> None:
    """Say what the ministry's service would say of a bulk-upload file, whoever made it."""
    given = Given(date.today(), day(today, "--today"), provider.value, reference, postcode_areas, world)
    order = checking.Order(file, year, log_type and log_type.value, each_row_alone)
    with err.status("Checking"):
        checked = checking.core_check(order, given)
    if json:
        checking.write_json(checked, json)
    out.print(speaking_core.of_core_check(checked))
    warn_of_missed_form(given.day)
