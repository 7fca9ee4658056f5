"""Restricted: protected addresses, people who fled violence, safeguarding. What touches one record touches its whole case."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract


def case_of(extract: Extract) -> pl.Expr:
    """`case`: which tenancy, claim or application a row speaks of, whomever it names."""
    parts = [*extract.scope, *(column for column in extract.key if column not in ("person_ref", "role"))] or ["record"]
    said = [pl.col(part).cast(pl.String).fill_null("").str.replace_all(r"\s+", " ") for part in parts]
    named = [pl.lit(extract.name), *said]
    return pl.concat_str(named, separator="|").alias("case")


def restricted_records(frames: Iterable[pl.DataFrame]) -> pl.Series:
    """Records that are restricted, other records of that person, and other rows of that tenancy or claim; sorted.

    Of frames with `record`, `person`, `case` and `restricted`; those without one of them have nothing to say. It goes one step: a
    joint tenant's own records elsewhere are not restricted for another's sake.
    """
    needed = ("record", "person", "case", "restricted")
    people = [one.select(needed) for one in frames if set(needed) <= set(one.columns)]
    rows = pl.concat(people).with_columns(pl.col("restricted").fill_null(value=False))
    marked = pl.col("restricted").any()
    by_person = marked.over("person") & pl.col("person").is_not_null()
    return rows.filter(pl.col("restricted") | by_person | marked.over("case"))["record"].unique().sort()


def with_cases(tables: Mapping[str, pl.DataFrame], out: Path) -> dict[str, pl.DataFrame]:
    """The vault's tables of extracts with `person`, the pseudonymous person of an exercise's persons.parquet, and `case`."""
    persons = pl.read_parquet(out / "persons.parquet").select("record", "person")
    return {
        name: table.join(persons, on="record", how="left", maintain_order="left").with_columns(case_of(EXTRACTS[name]))
        for name, table in tables.items()
        if name in EXTRACTS
    }
