"""The door to persons: their master records and what their records disagree on, for a named officer, logged first."""

from datetime import date
from pathlib import Path

import polars as pl

from pipeline.doors.opening import Opened, Opening, unlocked
from pipeline.doors.overwriting import refuse_inside
from pipeline.errors import WrongUse
from pipeline.master_policy import read_master_policy
from pipeline.officer.plain import plain_csv, plain_workbook
from pipeline.private_files import write_private
from pipeline.run_record import read_record

ENDINGS = (".xlsx", ".csv")
SOURCES = ["person", "field", "value", "source", "ref", "sources", "records", "given", "values"]


def _ending(to: Path) -> str:
    if to.suffix.lower() not in ENDINGS:
        raise WrongUse(f"{to.name}: this file ends in {' or '.join(ENDINGS)}")
    return to.suffix.lower()


def _mine(table: pl.DataFrame, opening: Opening, person: str | None) -> pl.DataFrame:
    """The rows that this opening may show: restricted persons are for a senior role, and shown apart."""
    allowed = table.filter(pl.col("restricted") == opening.restricted).drop("restricted")
    return allowed.filter(pl.col("person") == person) if person else allowed


def _write(to: Path, tables: dict[str, pl.DataFrame], title: str, snapshot: str) -> None:
    """The tables as sheets of a workbook; as a CSV, the first of them."""
    first = next(iter(tables.values()))
    content = plain_csv(first) if _ending(to) == ".csv" else plain_workbook(tables, title, date.fromisoformat(snapshot))
    to.parent.mkdir(parents=True, exist_ok=True)
    write_private(to, content)


def _one_row_each(best: pl.DataFrame) -> pl.DataFrame:
    """The master records with a row a person: the values, then for each field where it is from and how many records say so."""
    said = pl.format("{} {} ({} of {} records)", "source", "ref", "records", "given")
    fields, long = list(read_master_policy().fields), best.with_columns(said=said)
    values, sources = (long.pivot("field", index="person", values=what) for what in ("value", "said"))
    named = sources.rename({name: f"{name}_source" for name in sources.columns if name != "person"})
    both = values.join(named, on="person")
    order = [name for end in ("", "_source") for name in (field + end for field in fields) if name in both.columns]
    return both.select("person", *order).sort("person")


def master(opening: Opening, to: Path, person: str | None, key: Path | None) -> Opened:
    """Writes the master records of persons to `to`: a row a person, and in a workbook every value's source on a sheet of its own.

    Raises WrongUse for another ending, and for a person that is not on this list; nothing is written then.
    """
    _ending(to)
    refuse_inside(to, opening.out)
    record = read_record(opening.out)
    count = 1 if person else record["linkage"]["persons"]
    vault = unlocked(opening, record, key, "opened master records", count)
    best = _mine(vault.table("master"), opening, person)
    if person and best.is_empty():
        raise WrongUse(f"{opening.out} has no such person on this list; the numbers stand in persons.parquet")
    rows = _one_row_each(best)
    _write(to, {"Persons": rows, "Sources": best.select(SOURCES)}, "Master records", record["snapshot"])
    return Opened(to, opening.officer, opening.restricted, rows.height)


def conflicts(opening: Opening, to: Path, key: Path | None) -> Opened:
    """Writes what the records of one person disagree on to `to`; a workbook also lists persons merged and split since before."""
    _ending(to)
    refuse_inside(to, opening.out)
    record = read_record(opening.out)
    vault = unlocked(opening, record, key, "opened conflicts within persons", sum(record["linkage"]["conflicts"].values()))
    listed = _mine(vault.table("conflicts"), opening, None)
    tables = {"Conflicts": listed, "Merged and split": vault.table("changes")}
    _write(to, tables, "Conflicts within persons", record["snapshot"])
    return Opened(to, opening.officer, opening.restricted, listed["person"].n_unique())
