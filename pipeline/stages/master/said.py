"""What every record says of its person: one row per record and field, in clear."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from pipeline.master_policy import MasterPolicy, Source
from pipeline.tables import Identified, Pseudonymised

ADDRESS = ("address_line_1", "address_line_2", "address_line_3", "address_line_4", "postcode")
SAID = {
    "person": pl.String, "record": pl.String, "extract": pl.String, "ref": pl.String, "source": pl.String, "field": pl.String,
    "value": pl.String, "printed": pl.String, "strength": pl.Int64, "until": pl.Date, "since": pl.Date,
}  # fmt: skip


def _first_of(columns: tuple[str, ...], frame: pl.DataFrame) -> pl.Expr:
    return pl.coalesce(*(pl.col(name) for name in columns if name in frame.columns), pl.lit(None, pl.Date))


def _times(source: Source, frame: pl.DataFrame, snapshot: date) -> list[pl.Expr]:
    """Until when and since when a row was true; what is open or ends later is true at the snapshot."""
    until = pl.min_horizontal(_first_of(source.until, frame).fill_null(snapshot), pl.lit(snapshot))
    return [until.alias("until"), _first_of(source.since, frame).alias("since")]


def _source(one: Identified) -> pl.Expr:
    """The body whose word a row is: the extract, and the landlord or the payer within it."""
    parts = [pl.lit(one.extract.name), *(pl.col(name).fill_null("") for name in one.extract.scope)]
    return pl.concat_str(parts, separator=" ").alias("source")


def _values(one: Identified, home: pl.Series, fields: list[str]) -> pl.DataFrame:
    """The tidy value of each field by which records are held to say the same; an address is its property, else its words."""
    words = _address(one.frame).str.to_lowercase()
    address = pl.coalesce(home.cast(pl.String), pl.when(words != "").then(words)).alias("address")
    return one.frame.select(address if name == "address" else pl.col(name).cast(pl.String) for name in fields)


def _address(frame: pl.DataFrame) -> pl.Expr:
    """The lines of an address and its postcode, one behind the other; no text at all where the extract has no such columns."""
    lines = [pl.col(name).cast(pl.String) for name in ADDRESS if name in frame.columns]
    return pl.concat_str([pl.lit(None, pl.String), *lines], separator=", ", ignore_nulls=True)


def _printed(identities: pl.DataFrame, fields: list[str]) -> pl.DataFrame:
    address = _address(identities).alias("address")
    return identities.select("record", "ref", *(address if name == "address" else pl.col(name) for name in fields))


def _of_extract(
    one: Identified, facts: pl.DataFrame, identities: pl.DataFrame, policy: MasterPolicy, snapshot: date
) -> pl.DataFrame:
    source = policy.source[one.extract.name]
    bears = {*one.frame.columns} & {*identities.columns} | ({"address"} if "address_line_1" in identities.columns else set())
    fields = [name for name in policy.fields if name in bears]
    about = one.frame.select(_source(one), *_times(source, one.frame, snapshot))
    rows = _values(one, facts["property"], fields).with_columns(facts["record"], facts["person"], *about.get_columns())
    index = ["record", "person", "source", "until", "since"]
    tidy = rows.unpivot(on=fields, index=index, variable_name="field", value_name="value").drop_nulls(["value", "person"])
    shown = _printed(identities, fields).unpivot(on=fields, index=["record", "ref"], variable_name="field", value_name="printed")
    whole = tidy.join(shown, on=["record", "field"], how="left")
    return whole.with_columns(extract=pl.lit(one.extract.name), strength=pl.lit(source.strength, pl.Int64)).select(*SAID)


def said(
    tidy: Mapping[str, Identified],
    facts: Mapping[str, Pseudonymised],
    identities: Mapping[str, pl.DataFrame],
    policy: MasterPolicy,
    snapshot: date,
) -> pl.DataFrame:
    """One row per record and field that it gives, with the columns `SAID`.

    `value` is tidy, and equal where two records say the same; `printed` is what the record says. `facts` bear persons, and their
    rows are those of `tidy`.
    """
    parts = [
        _of_extract(one, facts[name].frame, identities[name], policy, snapshot)
        for name, one in tidy.items()
        if one.extract.names_people
    ]
    return pl.concat([pl.DataFrame(schema=SAID), *parts])


def restricted_persons(facts: Mapping[str, Pseudonymised]) -> pl.Series:
    """Persons who have a restricted record, or a record in the same tenancy, claim or application as one that is restricted."""
    rows = []
    for one in facts.values():
        if one.extract.names_people and "restricted" in one.frame.columns:
            case = [*one.extract.scope, *(one.extract.key[:1] or ("record",))]
            marked = pl.col("restricted").fill_null(value=False).any().over(case)
            rows.append(one.frame.select("person", restricted=marked))
    every = pl.concat(rows) if rows else pl.DataFrame(schema={"person": pl.String, "restricted": pl.Boolean})
    return every.filter("restricted")["person"].unique().sort()
