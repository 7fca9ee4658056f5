"""What became of one log type, and the figures that a report takes from it."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipeline.core.field import Layout
from pipeline.stages.core_return import CORRECTED, HARMLESS, Outcome, Table

MISSING = "missing"
OF_ONE_LINE = r"^(\w+) line \d+: "
"""How a finding about an unusable value begins: the page counts such values, the workbook names each line."""


@dataclass(frozen=True)
class Made:
    """One log type of a return: its form, what became of its logs, those that are written, and the statistics of these."""

    layout: Layout
    outcome: Outcome
    written: pl.DataFrame
    tables: list[Table]
    derived: Mapping[str, pl.Expr]

    @property
    def title(self) -> str:
        """What the log type is called at the head of a page: Lettings, Sales."""
        return self.layout.log_type.title()

    def rows(self, code_field: str) -> pl.DataFrame:
        """One row a log, in the order of the source rows, as the workbook shows it."""
        logs, findings = self.outcome.logs, self.outcome.findings
        counted = findings.group_by("log").agg(
            missing=(pl.col("kind") == MISSING).sum(),
            wrong=(~pl.col("kind").is_in([MISSING, CORRECTED, *HARMLESS])).sum(),
            look=pl.col("kind").is_in(HARMLESS).sum(),
        )
        worked_out = self.outcome.answers.select("log", **self.derived)
        told = logs.join(counted, on="log", how="left", maintain_order="left")
        told = told.join(worked_out, on="log", how="left", maintain_order="left")
        return told.select(
            pl.col("source").alias("From"), pl.col("line").alias("Line"), pl.col("ref").alias("Reference"),
            pl.col("landlord_code").alias("Company"), pl.col(code_field).alias("Code in the service"), pl.col("due").alias("Day"),
            pl.col("fate").alias("What becomes of it"), pl.col("left_out").alias("Why it is left out"),
            pl.col("missing").fill_null(0).alias("Answers missing"), pl.col("wrong").fill_null(0).alias("Faults"),
            pl.col("look").fill_null(0).alias("To look at"), *self.derived,
        )  # fmt: skip

    @property
    def code_field(self) -> str:
        """The field that holds the pseudonym."""
        return "tenant_code" if "tenant_code" in self.layout.numbers else "buyer_code"

    @property
    def findings(self) -> pl.DataFrame:
        """One row a finding, in the order of the source rows, as the workbook shows it; never a value."""
        where = self.outcome.logs.select("log", "source", "line", "ref", code=self.code_field)
        told = self.outcome.findings.join(where, on="log", how="left", maintain_order="left")
        return told.select(
            pl.col("source").alias("From"), pl.col("line").alias("Line"), pl.col("ref").alias("Reference"),
            pl.col("code").alias("Code in the service"), pl.col("kind").alias("What it is"), pl.col("field").alias("Field"),
            pl.col("name").alias("Name"), pl.col("asks").alias("What it asks"),
            pl.col("says").alias("What is wrong, and what to do"),
        )  # fmt: skip

    @property
    def by_finding(self) -> list[dict[str, object]]:
        """How many logs each finding befell, the most frequent first: `kind`, `says`, `fields` (number and name), `logs`."""
        found = self.outcome.findings.with_columns(pl.col("says").str.replace(OF_ONE_LINE, "${1}: "))
        fields = pl.struct("field", "name").unique().sort()
        counted = found.group_by("kind", "says").agg(fields, logs=pl.col("log").n_unique()).rename({"field": "fields"})
        return counted.sort("logs", "kind", "says", descending=[True, False, False]).to_dicts()
