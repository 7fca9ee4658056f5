"""What the records of one person disagree on: two numbers, two birth dates, names that are not alike."""

import polars as pl

VALUES = ("nino", "date_of_birth")
"""Fields of which a person has one: two values are a conflict, however near."""
NAMES = ("forename", "surname")
"""Fields that are spelt in many ways: a conflict only where a link found nothing alike in them."""
KEY = ["person", "field"]


def _by_value(said: pl.DataFrame) -> pl.DataFrame:
    held = said.filter(pl.col("field").is_in(VALUES)).group_by(KEY).agg(pl.col("value").n_unique())
    return held.filter(pl.col("value") > 1).select(KEY)


def _by_link(links: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    of = known.select("record", "person")
    inside = links.join(of, left_on="left", right_on="record").join(of, left_on="right", right_on="record", suffix="_right")
    one = inside.filter(pl.col("person") == pl.col("person_right"))
    long = one.select("person", *NAMES).unpivot(on=NAMES, index="person", variable_name="field", value_name="likeness")
    return long.filter(pl.col("likeness") == "conflict").select(KEY).unique()


def conflicts(said: pl.DataFrame, links: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """One row per person, field and value on which that person's records disagree, sorted: `person`, `field`, `value` as printed,
    `records` that say so, and `refs`, their references, each after the body it is of.

    Two National Insurance numbers or birth dates conflict however near they are; names where a link of that person's records
    (`links` with likenesses, `known` with `record` and `person`) found nothing alike in them.
    """
    found = pl.concat([_by_value(said), _by_link(links, known)])
    rows = said.join(found, on=KEY).sort("record").with_columns(ref=pl.concat_str("source", pl.lit(": "), "ref"))
    listed = rows.group_by(*KEY, "value").agg(
        pl.col("printed").first(), pl.len().alias("records"), pl.col("ref").sort().str.join("; ").alias("refs")
    )
    ordered = listed.sort(*KEY, "records", "value", descending=[False, False, True, False])
    return ordered.select(*KEY, pl.coalesce("printed", "value").alias("value"), "records", "refs")
