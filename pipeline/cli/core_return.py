"""The command that makes the CORE return, and the workbook in which sign-up answers are written down."""

from datetime import date
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from pipeline import core_journey, core_sign_up
from pipeline.cli import speaking_return
from pipeline.cli.console import app, err, out
from pipeline.cli.core import LogType, warn_of_missed_form
from pipeline.cli.options import Folder, Key, Password, day, named, password, usable_or_none
from pipeline.core.given import Given
from pipeline.errors import WrongUse
from pipeline.publications import Publisher, read_publications, record_beside


@app.command()
def core(
    folder: Folder,
    year: Annotated[int, typer.Option(help="The year in which the collection year begins.")] = 2026,
    to: Annotated[
        Path | None, typer.Option(help="Where to leave the files, the report and the statistics.", callback=usable_or_none)
    ] = None,
    template: Annotated[Path | None, typer.Option(help="Instead: write the sign-up workbook to this FILE.xlsx.")] = None,
    log_type: Annotated[LogType, typer.Option("--type", help="What the sign-up workbook is for.")] = LogType.LETTINGS,
    reference: Annotated[
        Path | None, typer.Option(help="The folder of the ministry's tables, e.g. rent_ranges_2026.csv.")
    ] = None,
    postcode_areas: Annotated[Path | None, typer.Option(help="A CSV of postcodes (or first halves) and authorities.")] = None,
    world: Annotated[Path | None, typer.Option(help="A JSON of the service's organisations, schemes and UPRNs.")] = None,
    published: Annotated[
        bool,
        typer.Option(
            "--published", help="These statistics are published: record them, or refuse where earlier ones tell too much."
        ),
    ] = False,
    officer: Annotated[str | None, typer.Option(help="Who publishes the statistics (else your login name).")] = None,
    today: Annotated[str | None, typer.Option(help="The day of the upload, e.g. 2026-11-21 (else today).")] = None,
    key: Key = None,
    password_file: Password = None,
) -> None:
    """Make the CORE return of a collection year from the landlord's extracts and the sign-up answers."""
    given = Given(date.today(), day(today, "--today"), reference=reference, areas=postcode_areas, world=world)
    order = core_journey.Order(folder, year, password(password_file), given)
    warn_of_missed_form(given.day)
    if template is not None:
        out.print(speaking_return.of_template(core_sign_up.template(order, log_type.value, template)))
        return
    if to is None:
        raise WrongUse("core needs --to OUT, the folder to leave the return in (or --template FILE.xlsx)")
    record = record_beside(to, year)
    earlier = read_publications(record)
    publisher = Publisher(named(officer) or getuser(), record) if published else None
    with err.status("Reading") as status:
        done = core_journey.core_return(order, to, key, status.update, publisher)
    out.print(speaking_return.of_return(done))
    out.print(speaking_return.of_publications(earlier, record, published=published))
