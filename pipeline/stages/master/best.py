"""The best-attested value of each field of a person: the rule is a page of policy, this is the arithmetic."""

import polars as pl

from pipeline.master_policy import MasterPolicy

ASKED = {"sources": ("sources",), "records": ("records",), "strength": ("strength",), "recency": ("until", "since")}
"""The columns that answer each test of the policy; more, stronger and later is better."""
GROUP = ["person", "field"]


def _attested(said: pl.DataFrame) -> pl.DataFrame:
    """One row per person, field and value: how many sources and records say it, the strongest and the latest of them."""
    counted = said.group_by(*GROUP, "value").agg(
        pl.col("source").n_unique().alias("sources"),
        pl.len().alias("records"),
        pl.col("strength", "until", "since").max(),
    )
    return counted.with_columns(given=pl.col("records").sum().over(GROUP), values=pl.len().over(GROUP))


def _best(attested: pl.DataFrame, field: str, policy: MasterPolicy) -> pl.DataFrame:
    columns = [column for test in policy.tests(field) for column in ASKED[test]]
    order = attested.filter(pl.col("field") == field).sort(
        *columns, "value", descending=[True] * len(columns) + [False], nulls_last=True
    )
    return order.unique("person", keep="first", maintain_order=True)


def best_attested(said: pl.DataFrame, policy: MasterPolicy) -> pl.DataFrame:
    """The master records: one row per person and field, sorted: `person`, `field`, `value` as printed in the record it is taken
    from (`source`, `ref`, `record`), how many `sources` and `records` say so, how many `given` the field at all, and how many
    different `values` they give.

    Of the records that say so, the value is taken from the strongest and, among those, the latest.
    """
    attested = _attested(said)
    chosen = pl.concat([_best(attested, field, policy) for field in policy.fields])
    counts = chosen.select(*GROUP, "value", "sources", "records", "given", "values")
    from_record = said.join(counts, on=[*GROUP, "value"]).sort(
        "strength", "until", "since", "record", descending=[True, True, True, False], nulls_last=True
    )
    first = from_record.unique(GROUP, keep="first", maintain_order=True)
    shown = pl.coalesce("printed", "value").alias("value")
    return first.select(*GROUP, shown, "source", "ref", "record", "sources", "records", "given", "values").sort(GROUP)
