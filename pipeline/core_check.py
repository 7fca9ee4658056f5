"""What the service would say of a bulk-upload file, whoever made it: read, judged, and put on record."""

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.core.given import Given, world_of
from pipeline.core.judge import judge
from pipeline.core.upload_file import read_upload
from pipeline.core.year import Checked
from pipeline.core.years import forms
from pipeline.private_files import write_private


@dataclass(frozen=True)
class Order:
    """A file to check: which year's, of which log type (None: told by its count of fields), and how its rows are to be taken."""

    path: Path
    year: int = 2026
    log_type: str | None = None
    each_row_alone: bool = False


def core_check(order: Order, given: Given) -> Checked:
    """What the service would say of the file; raises Refused where it would take the file for none at all."""
    years = {form.layout: form for form in forms(order.year, order.log_type)}
    upload = read_upload(order.path, years)
    world = world_of(given, order.year)
    return judge(years[upload.layout], upload, world, each_row_alone=order.each_row_alone)


def as_json(checked: Checked) -> list[dict[str, object]]:
    """One entry per row in file order: row, verdict, errors (field, category), as the contract fixes it."""
    faults = checked.findings.select("row", "field", "category").unique().sort("row", "field", "category")
    per_row = faults.group_by("row").agg(errors=pl.struct("field", "category"))
    joined = checked.verdicts.select("row", "verdict").join(per_row, on="row", how="left", maintain_order="left")
    return [entry | {"errors": entry["errors"] or []} for entry in joined.iter_rows(named=True)]


def write_json(checked: Checked, path: Path) -> None:
    """Puts the rows' verdicts and errors under that name, whole or not at all."""
    write_private(path, json.dumps(as_json(checked), indent=1).encode())
