"""The door to what was set aside: rows and values that a run could not use, for a named officer, logged first."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.kinds.flag import tidy
from pipeline.doors.opening import Opened, Opening, identities, unlocked
from pipeline.errors import WrongUse
from pipeline.officer.plain import plain_csv
from pipeline.private_files import write_private
from pipeline.restricted import restricted_records, with_cases
from pipeline.row_lists import ASIDE, BLANKED, faults
from pipeline.run_record import read_record

REFERENCES = ("tenancy_ref", "person_ref", "claim_ref", "application_ref")
"""The references by which a row set aside may belong to a restricted record."""
SHUT_ROWS = {"extract": pl.String, "row": pl.UInt32, "protected": pl.Boolean}
COLUMNS = ("extract", "line", "what", "column", "reason", "content")


def set_aside(opening: Opening, to: Path, key: Path | None) -> Opened:
    """Writes every row set aside and value blanked with what it holds to `to` (CSV): a line a fault.

    What may be a protected person's is for a senior role (`--restricted`), and shown apart: rows that are marked, rows of a
    restricted tenancy or claim, and rows so broken that nobody can say. Raises WrongUse for another ending.
    """
    if to.suffix.lower() != ".csv":
        raise WrongUse(f"{to.name}: rows set aside are written as .csv")
    record = read_record(opening.out)
    count = sum(given["rows_quarantined"] for given in record["inputs"].values())
    vault = unlocked(opening, record, key, "opened rows set aside", count)
    people = with_cases(identities(vault), opening.out)
    shut = restricted_records(people.values())
    aside = _protected_rows(vault.table("set_aside"), people, shut)
    blanked = _protected_values(vault.table("blanked"), people, shut)
    listed = pl.concat([aside, blanked]).filter(pl.col("protected") == opening.restricted)
    listed = listed.select(*COLUMNS).sort("extract", "line", "what", "column", "reason")
    to.parent.mkdir(parents=True, exist_ok=True)
    write_private(to, plain_csv(listed))
    return Opened(to, opening.officer, opening.restricted, listed.height)


def _protected_rows(aside: pl.DataFrame, people: Mapping[str, pl.DataFrame], shut: pl.Series) -> pl.DataFrame:
    """The rows set aside, a line a fault, and whether each may be a protected person's: marked as restricted, with a reference
    of a restricted record, or too broken to say.
    """
    marks = aside["content"].str.json_path_match("$.restricted").alias("mark")
    shown = [mark for mark in marks.unique().drop_nulls() if tidy(mark) is not False]
    naming = [name for name, extract in EXTRACTS.items() if extract.names_people]
    broken = pl.col("content").str.starts_with("[") & pl.col("extract").is_in(naming)
    of_the_shut = [
        pl.col("content").str.json_path_match(f"$.{column}").is_in(references.implode())
        for column, references in _references_of(people, shut).items()
    ]
    protected = pl.any_horizontal(broken, marks.is_in(shown), *of_the_shut).fill_null(value=False)
    rows = faults(aside.with_columns(protected=protected))
    return rows.with_columns(what=pl.lit(ASIDE)).select(*COLUMNS, "protected")


def _references_of(people: Mapping[str, pl.DataFrame], shut: pl.Series) -> dict[str, pl.Series]:
    """The references of restricted records, by column."""
    named: dict[str, list[pl.Series]] = {column: [] for column in REFERENCES}
    for table in people.values():
        restricted = table.filter(pl.col("record").is_in(shut.implode()))
        for column in set(REFERENCES) & set(table.columns):
            named[column].append(restricted[column].drop_nulls())
    return {column: pl.concat(given).unique() for column, given in named.items() if given}


def _protected_values(blanked: pl.DataFrame, people: Mapping[str, pl.DataFrame], shut: pl.Series) -> pl.DataFrame:
    """The values blanked, and whether the row of each is a protected person's."""
    shut_rows = [
        table.filter(pl.col("record").is_in(shut.implode())).select(pl.lit(name).alias("extract"), "row", protected=pl.lit(True))
        for name, table in people.items()
    ]
    known = pl.concat(shut_rows) if shut_rows else pl.DataFrame(schema=SHUT_ROWS)
    judged = blanked.join(known, on=["extract", "row"], how="left", maintain_order="left")
    return judged.with_columns(
        what=pl.lit(BLANKED), content=pl.col("value"), protected=pl.col("protected").fill_null(value=False)
    ).select(*COLUMNS, "protected")
