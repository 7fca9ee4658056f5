"""The truth kept apart: who each row is, and what the planted cases and look-alikes are, by printed reference."""

import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.sample.namebook import namebook

SCOPES = ("landlord_code", "scheme", "source_body")


def with_rows(rows: pl.DataFrame, extract: str, so_far: dict[str, int]) -> pl.DataFrame:
    """The extract's rows with `row`, their number in the file; `so_far` counts what earlier blocks have."""
    begun = so_far.get(extract, 0)
    so_far[extract] = begun + rows.height
    return rows.with_columns(row=pl.int_range(begun + 1, begun + rows.height + 1, dtype=pl.UInt32))


def printed(extract: str) -> pl.Expr:
    """The reference of each row as officers see it: its key joined by "/", or the extract's name and the row's number."""
    key = EXTRACTS[extract].key
    return (pl.concat_str(*key, separator="/") if key else pl.format(extract + "/{}", "row")).alias("ref")


def _known(written: dict[str, pl.DataFrame]) -> pl.DataFrame:
    parts = [
        rows.select(
            pl.lit(name).alias("extract"), "row", printed(name), "key", _or_none(rows, "person", "true_person"),
            _or_none(rows, "home", "true_home"), *(_scope(name, scope) for scope in SCOPES),
        )
        for name, rows in written.items() if "key" in rows.columns
    ]  # fmt: skip
    return pl.concat(parts)


def _or_none(rows: pl.DataFrame, column: str, name: str) -> pl.Expr:
    return (pl.col(column) if column in rows.columns else pl.lit(None, dtype=pl.Int64)).alias(name)


def _scope(extract: str, column: str) -> pl.Expr:
    return (pl.col(column) if column in EXTRACTS[extract].scope else pl.lit(None, dtype=pl.String)).alias(column)


def people_of(written: dict[str, pl.DataFrame], people: pl.DataFrame) -> pl.DataFrame:
    """One row per row that names a person: `extract`, `row`, `ref`, the scope columns, `true_person`, `true_home` and `culture`.

    `culture` is the naming culture of the `people` (a list under `lists/names/`), by which errors of linkage can be counted
    apart.
    """
    named = _known({name: rows for name, rows in written.items() if EXTRACTS[name].names_people})
    known = named.filter(pl.col("true_person").is_not_null())
    names = dict(enumerate(namebook().shares))
    bred = people.select(true_person="person", culture=pl.col("culture").replace_strict(names, return_dtype=pl.String))
    told = known.select("extract", "row", "ref", *SCOPES, "true_person", "true_home")
    return told.join(bred, on="true_person", how="left", maintain_order="left")


def answers(written: dict[str, pl.DataFrame], sides: pl.DataFrame) -> pl.DataFrame:
    """The cases with `left_ref` and `right_ref` in place of the numbers by which the stories know their rows."""
    found = _known(written).select("extract", "key", "ref", person="true_person")
    for side in ("left", "right"):
        named = found.rename({name: f"{side}_{name}" for name in found.columns})
        keys = [f"{side}_{name}" for name in ("extract", "key", "person")]
        sides = sides.join(named, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return sides.select(
        "case", "rule", "kind", "strength", "what", "left_extract", "left_ref", "right_extract", "right_ref", "refers"
    )
