"""What the make-up of a household gives away, whatever its tokens are keyed with."""

import polars as pl


def _multiplicities(column: str) -> pl.Expr:
    """How often each value of a column recurs within a home, as text: "3,1" for three alike and one apart."""
    counts = pl.col(column).drop_nulls().value_counts().struct.field("count").sort(descending=True)
    return counts.cast(pl.String).implode().first().list.join(",").alias(f"{column} pattern")


def singled_out(people: pl.DataFrame, columns: tuple[str, ...]) -> float:
    """The share of records in homes of a make-up that no other home has: how many records, which of them agree, what is missing.

    Somebody who holds the very people's extracts in clear finds those homes again, for equality inside a home is what linkage
    needs to see.
    """
    homes = people.drop_nulls("property").group_by("property")
    made = homes.agg(pl.len().alias("records"), pl.col("extract").sort().str.join(",").alias("extracts"),
                     *(_multiplicities(column) for column in columns),
                     *(pl.col(column).null_count().alias(f"{column} missing") for column in columns))  # fmt: skip
    marks = [name for name in made.columns if name != "property"]
    alone = made.filter(pl.len().over(marks) == 1)
    return int(alone["records"].sum() or 0) / people.height
