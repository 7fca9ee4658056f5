"""Who is blamed for what, rule after rule, in columns: one Boolean series per finding, one per field already blamed."""

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from pipeline.core.rules import Category, Rule
from pipeline.core.year import Year

SCHEMA = {"at": pl.UInt32, "field": pl.Int64, "name": pl.String, "category": pl.String, "rule": pl.String, "says": pl.String}


@dataclass(frozen=True)
class _Finding:
    rule: Rule
    field: str
    category: Category
    where: pl.Series


@dataclass
class Tally:
    """What has been found so far in `height` rows.

    The service looks at what earlier checks have blamed before it blames again, each kind of check in its own way: hence the
    three ways of entering a finding here. All take `where`, a Boolean series over the rows.
    """

    year: Year
    height: int
    findings: list[_Finding] = field(default_factory=list)
    blamed: dict[str, pl.Series] = field(default_factory=dict)

    @cached_property
    def nowhere(self) -> pl.Series:
        """No row at all."""
        return pl.repeat(False, self.height, eager=True)

    def fields_of(self, answer: str) -> tuple[str, ...]:
        """The fields blamed for an answer: the year's table, else the field of that name, else none."""
        own = (answer,) if answer in self.year.layout.numbers else ()
        return self.year.fields.get(answer, own)

    def already(self, name: str) -> pl.Series:
        """Which rows have a finding on this field."""
        return self.blamed.get(name, self.nowhere)

    def each(self, rule: Rule, category: Category, where: pl.Series) -> None:
        """Blame every field of the rule, whatever else blames it."""
        for answer in rule.blames:
            for name in self.fields_of(answer):
                self._enter(rule, name, category, where)

    def unblamed(self, rule: Rule, answer: str, category: Category, where: pl.Series) -> None:
        """Blame each field of the answer that nothing blames yet."""
        for name in self.fields_of(answer):
            self._enter(rule, name, category, where & ~self.already(name))

    def first(self, rule: Rule, answer: str, category: Category, where: pl.Series) -> None:
        """Blame the first field of the answer, where nothing yet blames any of its fields."""
        names = self.fields_of(answer)
        for name in names:
            where = where & ~self.already(name)
        if names:
            self._enter(rule, names[0], category, where)

    def instead(self, rule: Rule, name: str, category: Category, where: pl.Series) -> None:
        """Blame the field in place of everything that was found on it."""
        if where.any():
            kept = [_Finding(f.rule, f.field, f.category, f.where & ~where) if f.field == name else f for f in self.findings]
            self.findings = kept
            self._enter(rule, name, category, where)

    def frame(self) -> pl.DataFrame:
        """The findings as rows: at (place of the row, from 0), field, name, category, rule, says; sorted, each once."""
        numbers = self.year.layout.numbers
        parts = [
            pl.DataFrame({"at": f.where.arg_true()}).with_columns(
                field=pl.lit(numbers[f.field], pl.Int64),
                name=pl.lit(f.field),
                category=pl.lit(f.category.value),
                rule=pl.lit(f.rule.id),
                says=pl.lit(f.rule.says),
            )
            for f in self.findings
        ]
        found = pl.concat([pl.DataFrame(schema=SCHEMA), *parts])
        return found.unique(["at", "field", "category", "rule"], keep="first").sort("at", "field", "category", "rule")

    def _enter(self, rule: Rule, name: str, category: Category, where: pl.Series) -> None:
        if where.any():
            self.findings.append(_Finding(rule, name, category, where))
            self.blamed[name] = self.already(name) | where
