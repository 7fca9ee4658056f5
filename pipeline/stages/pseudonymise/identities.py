"""What the vault keeps of a row for the officer who may see it: its reference, its words as they were printed, its facts."""

import polars as pl

from extracts.contract import Use
from pipeline.stages.pseudonymise.records import reference
from pipeline.tables import Identified, RawTable

SHOWN = (Use.REFERENCE, Use.IDENTIFIER, Use.SHOWN)


def identities(identified: Identified, raw: RawTable, records: pl.Series) -> pl.DataFrame:
    """One row per accepted row: `record`, `ref`, the columns its reference is unique within, `line`, `row`, every
    identifying column as printed (String, trimmed; a date of birth that was understood in ISO form), and every fact, typed.

    Every column of the contract is there, null throughout where the file has none: no reader need ask which there are.
    """
    extract, frame = identified.extract, identified.frame
    facts = [one.name for one in extract.having(Use.FACT) if one.name not in extract.scope]
    wanted = [one.name for use in SHOWN for one in extract.having(use)]
    tidy = frame.select("row", *extract.scope, *facts, ref=reference(extract)).with_columns(records.alias("record"))
    absent = [pl.lit(None, pl.String).alias(name) for name in wanted if name not in raw.rows.columns]
    printed = raw.rows.with_columns(absent).select("row", "line", *wanted)
    kept = tidy.join(printed, on="row", how="left", maintain_order="left")
    if "date_of_birth" in wanted:
        born = pl.coalesce(frame["date_of_birth"].dt.to_string("%Y-%m-%d"), kept["date_of_birth"])
        kept = kept.with_columns(date_of_birth=born)
    return kept.select("record", "ref", *extract.scope, "row", "line", *wanted, *facts)
