"""Logs in the making: what is known of each, what is doubtful, and which are not due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from extracts.core.catalogue import Catalogue
from pipeline.return_settings import Settings
from pipeline.tables import Checked

MISSING, UNUSABLE, DISAGREES, HELD = "missing", "unusable", "disagrees", "to be decided"
CORRECTED = "corrected"
"""A notice of what the draft put right by itself: it keeps nothing back, and nobody need look at it in the service."""
UNDECLARED = "No declaration is recorded: a log may be sent only of people who saw the ministry's privacy notice or could see it."
DOUBT = {"log": pl.UInt32, "name": pl.String, "kind": pl.String, "says": pl.String}


EVERY = pl.lit(True)


@dataclass(frozen=True)
class Records:
    """What a return is drafted from.

    The checked extracts by name, the settings, the collection year's first day, that year's extracts as declared, and the day
    of the return.
    """

    checked: dict[str, Checked]
    settings: Settings
    begins: date
    extracts: Catalogue
    today: date

    @property
    def ends(self) -> date:
        """The last day of the collection year."""
        return date(self.begins.year + 1, 3, 31)

    def accepted(self, extract: str) -> pl.DataFrame | None:
        """The accepted rows of an extract, None where the folder has none."""
        found = self.checked.get(extract)
        return None if found is None else found.accepted.frame


@dataclass(frozen=True)
class Cause:
    """A doubt that says why other findings of its log are there: they are the same fault and are not repeated.

    The doubt is known by how it `begins`. What the service's `rules` find of the fields `names` repeats it, and what other doubts
    say of them where `doubts` is true.
    """

    begins: str
    names: tuple[str, ...]
    rules: tuple[str, ...]
    doubts: bool = False


@dataclass(frozen=True)
class Draft:
    """The logs of one type, in the order of the source rows.

    `logs`: `log` (UInt32), `source` (the extract whose row it is), `line`, `ref` (as people know it), `landlord_code`, `due` (the
    day that dates it), `left_out` (why no log is due, null where one is), then the fields of the form as text, by our names.
    `doubts`: `log`, `name` (the field or column), `kind`, `says`: what keeps a row back before the service's own checks.
    `withheld`: `log`, `name` of the free text that is not allowed into the return. `known`: `log` and what is known of each, by
    the columns of the input, for the sign-up workbook. `causes`: which doubts other findings only repeat.
    """

    log_type: str
    logs: pl.DataFrame
    doubts: pl.DataFrame
    withheld: pl.DataFrame
    known: pl.DataFrame
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class Source:
    """Columns of an extract from which logs are drafted: by which key its rows are theirs, and for which logs they matter.

    `of` tells which rows of the extract count.
    """

    extract: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    matters: pl.Expr = EVERY
    of: pl.Expr = EVERY


def doubts_where(rows: pl.DataFrame, condition: pl.Expr, name: str, kind: str, says: str) -> pl.DataFrame:
    """A doubt for every row (`log`) on which the condition holds."""
    told = rows.filter(condition.fill_null(False)).select("log")
    return told.with_columns(
        pl.lit(value, dtype=pl.String).alias(column) for column, value in (("name", name), ("kind", kind), ("says", says))
    )


def all_doubts(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Doubts put together, in the order of the logs, each once."""
    return pl.concat([pl.DataFrame(schema=DOUBT), *parts]).unique(maintain_order=True).sort("log", maintain_order=True)


def undeclared(wide: pl.DataFrame) -> pl.DataFrame:
    """A doubt for every log without a recorded declaration: it is a fact, never a default."""
    return doubts_where(wide, pl.col("declaration").is_null(), "declaration", MISSING, UNDECLARED)


def undated(records: Records, extract: str, column: str, row: str) -> pl.Expr:
    """True where a day was given in that column and is none: nothing may then be concluded from its absence.

    `row` is the column that has the number of the extract's row.
    """
    checked = records.checked.get(extract)
    if checked is None:
        return pl.lit(False)
    rows = checked.blanked.filter(pl.col("column") == column)["row"]
    return pl.col(row).is_in(rows.implode()).fill_null(False)


def unusable(records: Records, rows: pl.DataFrame, extract: str) -> pl.DataFrame:
    """A doubt for every unusable value of an input; `rows` has `log` and, as `{extract}_row`, the number of its row."""
    checked = records.checked.get(extract)
    if checked is None:
        return pl.DataFrame(schema=DOUBT)
    which = rows.select("log", row=f"{extract}_row").drop_nulls("row")
    return _unusable(checked.blanked.join(which, on="row", how="inner", maintain_order="left"), extract)


def spoilt(records: Records, logs: pl.DataFrame, wide: pl.DataFrame, source: Source) -> pl.DataFrame:
    """A doubt for every unusable value of another extract, unless some record tells the fact all the same, in `wide`."""
    checked = records.checked.get(source.extract)
    if checked is None:
        return pl.DataFrame(schema=DOUBT)
    keyed = checked.accepted.frame.filter(source.of).select("row", *source.key)
    bad = checked.blanked.filter(pl.col("column").is_in(source.columns)).join(keyed, on="row", maintain_order="left")
    theirs = bad.join(logs.filter(source.matters).select("log", *source.key), on=source.key, maintain_order="left")
    told = [
        wide.filter(pl.col(name).is_not_null()).select("log", name=pl.lit(name))
        for name in source.columns
        if name in wide.columns
    ]
    found = _unusable(theirs, source.extract)
    return found.join(pl.concat(told), on=["log", "name"], how="anti", maintain_order="left") if told else found


def unread(records: Records, extract: str, key: tuple[str, ...]) -> pl.DataFrame:
    """Rows of an extract that could not be used at all: their key, as far as it can be made out, `unread_line` and `why`.

    One row a key, the first of it.
    """
    checked = records.checked.get(extract)
    if checked is None:
        return pl.DataFrame(schema={**dict.fromkeys(key, pl.String), "unread_line": pl.UInt32, "why": pl.String})
    told = checked.set_aside.select(
        *(pl.col("content").str.json_path_match(f"$.{name}").str.strip_chars().alias(name) for name in key),
        unread_line="line", why=pl.col("reasons").list.join("; "),
    )  # fmt: skip
    return told.drop_nulls().unique(key, keep="first", maintain_order=True)


def _unusable(values: pl.DataFrame, extract: str) -> pl.DataFrame:
    where = pl.format("{} line {}: {}. Correct it there.", pl.lit(extract), pl.col("line"), pl.col("reason"))
    return values.select("log", name="column", kind=pl.lit(UNUSABLE), says=where)
