"""Lists of rows set aside and values blanked: without what cells hold for the person who mends the export."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from pipeline.errors import WrongUse
from pipeline.officer.plain import plain_csv
from pipeline.private_files import write_private
from pipeline.tables import Checked

ASIDE, BLANKED = "row set aside", "value blanked"


def writable_list(path: Path | None, folder: Path) -> Path | None:
    """The path as it was typed; raises WrongUse for one that is no .csv, or lies among the extracts."""
    if path is None:
        return None
    if path.suffix.lower() != ".csv":
        raise WrongUse(f"--rows {path.name}: the list is written as .csv")
    if path.resolve().parent == folder.resolve():
        raise WrongUse(f"--rows {path}: give a file outside the extracts, for everything in their folder is taken for one")
    return path


def write_list(path: Path, checked: Mapping[str, Checked]) -> int:
    """Writes `file`, `line`, `what`, `column`, `reason` of every row set aside and value blanked; gives how many lines it wrote.

    A row with two faults has two lines. No cell's content is in it.
    """
    listed = pl.concat([_listed(one) for one in checked.values()])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_private(path, plain_csv(listed))
    return listed.height


def _listed(checked: Checked) -> pl.DataFrame:
    """The rows and values of one extract in the order of the file."""
    file = pl.lit(str(checked.about.get("file", checked.accepted.extract.name))).alias("file")
    aside = faults(checked.set_aside).select(file, "line", pl.lit(ASIDE).alias("what"), "column", "reason")
    blanked = checked.blanked.select(file, "line", pl.lit(BLANKED).alias("what"), "column", "reason")
    return pl.concat([aside, blanked]).sort("line", "what", "column", "reason")


def faults(set_aside: pl.DataFrame) -> pl.DataFrame:
    """The rows set aside with one line a fault: `column` and `reason` apart, `column` empty where the whole row is the fault."""
    each = set_aside.explode("reasons").with_columns(parts=pl.col("reasons").str.splitn(": ", 2))
    first, rest = pl.col("parts").struct.field("field_0"), pl.col("parts").struct.field("field_1")
    return each.with_columns(
        column=pl.when(rest.is_not_null()).then(first).otherwise(pl.lit("")), reason=pl.coalesce(rest, first)
    ).drop("reasons", "parts")
