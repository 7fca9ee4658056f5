"""Columns of the contract made of theirs, cell by cell: other names, constants, whole names and addresses, values."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from extracts.contract import Extract, Field, Use
from extracts.kinds.code import ANY
from extracts.kinds.whole_address import LINES, Parts, parts_of
from extracts.kinds.whole_name import Person, people_in
from extracts.protection import PROTECTED
from pipeline.inputs.mapping import BLANK, OTHERWISE
from pipeline.inputs.mapping import Source as MappedSource
from pipeline.inputs.mapping.model import listed
from pipeline.stages.read.mapped.given_codes import as_code, left_out
from pipeline.stages.read.mapped.headers import their_column
from pipeline.stages.read.mapped.restriction import most_protecting

NAME_PARTS = ("title", "forename", "middle_names", "surname")
ADDRESS_PARTS = (*(f"address_line_{n}" for n in range(1, LINES + 1)), "postcode")
MOST_SHOWN, LONGEST_CODE, FEWEST_ROWS = 20, 20, 5
"""Which unmapped values a notice may show: codes are short, and a value of fewer rows might be somebody's own."""


def looked_up(column: pl.Series, answer: Callable[[str], Any], dtype: Any) -> pl.Series:
    """What a function says of each text of a column, asked once for each distinct text; null where the column is blank."""
    texts = column.drop_nulls().unique()
    answers = pl.DataFrame({"text": texts, "answer": pl.Series([answer(text) for text in texts], dtype=dtype)})
    asked = pl.DataFrame({"text": column})
    return asked.join(answers, on="text", how="left", maintain_order="left")["answer"].alias(column.name)


def renamed(rows: pl.DataFrame, source: MappedSource) -> pl.DataFrame:
    """The rows with the columns of `columns` (of several headers the first that is not blank) and of `constants`."""
    ours = [_of_theirs(rows, source, column, listed(headers)).alias(column) for column, headers in source.columns.items()]
    constants = [pl.lit(_text(value) or None, dtype=pl.String).alias(column) for column, value in source.constants.items()]
    return rows.with_columns(*ours, *constants)


def _of_theirs(rows: pl.DataFrame, source: MappedSource, column: str, headers: Sequence[str]) -> pl.Expr:
    """What the first of the headers that is not blank holds; of those that protect, the first that is no plain no."""
    theirs = [their_column(header) for header in headers]
    if column != PROTECTED or len(theirs) == 1:
        return pl.coalesce(theirs)
    return most_protecting([rows[name] for name in theirs], _answers(_coded(source.values.get(column, {}))))


def _coded(table: Mapping[str, str]) -> dict[str, str | None]:
    """A table of values by how its keys are compared, a blank as None."""
    return {as_code(theirs): ours.strip() or None for theirs, ours in table.items()}


def _text(value: str | float) -> str:
    if isinstance(value, bool):
        return "Y" if value else "N"
    return str(value).strip()


def with_address(rows: pl.DataFrame, source: MappedSource) -> pl.DataFrame:
    """The rows with the lines and postcode of a whole address, beside what columns of their own hold."""
    if not source.address:
        return rows
    whole = rows[their_column(source.address.column)]
    lines = looked_up(whole, lambda text: _padded(parts_of(text)), pl.List(pl.String))
    made = [lines.list.get(at) for at in range(len(ADDRESS_PARTS))]
    return rows.with_columns(_beside(rows, name, column) for name, column in zip(ADDRESS_PARTS, made, strict=True))


def _padded(parts: Parts) -> list[str | None]:
    """The four lines, blank ones too, and the postcode."""
    return [*parts.lines, *[None] * (LINES - len(parts.lines)), parts.postcode]


def with_names(rows: pl.DataFrame, source: MappedSource) -> tuple[pl.DataFrame, int]:
    """The rows with the parts of a whole name, one row per person where names are joint (`_part` 0, 1, ...); else the first
    person's, and how many rows named more than one.
    """
    if not source.name:
        return rows, 0
    whole, surname_first = their_column(source.name.column), source.name.order == "surname first"
    people = {text: people_in(text, surname_first) for text in rows[whole].drop_nulls().unique()}
    shared = looked_up(rows[whole], lambda text: len(people[text]) > 1, pl.Boolean).sum() or 0
    table = _table(people, whole, source.name.joint)
    split = (
        rows.drop("_part")
        .join(table, on=whole, how="left", maintain_order="left_right")
        .with_columns(pl.col("_part").fill_null(0))
    )
    columns = [_beside(split, name, split[f"_{name}"]) for name in NAME_PARTS]
    return split.with_columns(columns).drop(f"_{name}" for name in NAME_PARTS), 0 if source.name.joint else int(shared)


def _table(people: Mapping[str, Sequence[Person]], whole: str, joint: bool) -> pl.DataFrame:
    """The people of each distinct name, in order: the name, `_part`, and the parts of the name under `_` and their column."""
    schema = {whole: pl.String, "_part": pl.UInt8} | dict.fromkeys((f"_{name}" for name in NAME_PARTS), pl.String)
    rows = [
        (text, at, *(getattr(person, name) for name in NAME_PARTS))
        for text, persons in people.items()
        for at, person in enumerate(persons if joint else persons[:1])
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _beside(rows: pl.DataFrame, name: str, made: pl.Series) -> pl.Series:
    """A column made of a whole, where a column of its own does not say it already; of a second person only what is made."""
    if name not in rows.columns:
        return made.alias(name)
    return rows.select(pl.when(pl.col("_part") == 0).then(pl.coalesce(name, made)).otherwise(made).alias(name)).to_series()


@dataclass(frozen=True)
class Valued:
    """Rows whose codes are ours, and a sentence for each column with values that the mapping does not know."""

    rows: pl.DataFrame
    notices: tuple[str, ...]


def with_values(rows: pl.DataFrame, source: MappedSource, extract: Extract) -> Valued:
    """The rows with their values as the tables of values say; a value that stands in none is kept as it is, and listed
    where its row is not left out anyway.
    """
    notices: list[str] = []
    kept = rows.select(left_out(source).is_null()).to_series()
    for column, table in source.values.items():
        if column not in rows.columns:
            rows = rows.with_columns(pl.lit(None, dtype=pl.String).alias(column))
        coded = _coded(table)
        given = rows[column]
        notices += _unmapped(given.filter(kept), coded, extract, column)
        values = looked_up(given, _answers(coded), pl.String)
        blank = pl.lit(coded.get(as_code(BLANK)), dtype=pl.String)
        rows = rows.with_columns(pl.when(given.is_null()).then(blank).otherwise(values).alias(column))
    return Valued(rows, tuple(notices))


def _answers(coded: Mapping[str, str | None]) -> Callable[[str], str | None]:
    """What a table of values makes of a text: its own entry, else that for any other value, else the text as it is."""
    return lambda text: coded.get(as_code(text), coded.get(OTHERWISE, text))


def _unmapped(given: pl.Series, coded: Mapping[str, str | None], extract: Extract, column: str) -> list[str]:
    """The values of a code column that its table does not know and the contract does not either, with how many rows hold each."""
    if OTHERWISE in coded or column not in extract.names:
        return []
    field = extract.field(column)
    counted = given.drop_nulls().alias("value").value_counts(name="rows").sort("rows", "value", descending=[True, False])
    open_list = field.kind is ANY
    unknown = [(v, n) for v, n in counted.iter_rows() if as_code(v) not in coded and (open_list or field.kind.tidy(v) is None)]
    if not unknown:
        return []
    return [f"{column}: values that mapping.toml does not have: {_shown(unknown, field)}"]


def _shown(unknown: Sequence[tuple[str, int]], field: Field) -> str:
    shown = [
        f"{value} ({rows:,})"
        for value, rows in unknown
        if field.use is Use.FACT and len(value) <= LONGEST_CODE and (rows >= FEWEST_ROWS or LIKE_A_CODE.fullmatch(value))
    ][:MOST_SHOWN]
    more = len(unknown) - len(shown)
    rest = [f"{more} other{'s' if more > 1 else ''} not shown"] if more else []
    return ", ".join([*shown, *rest])


LIKE_A_CODE = re.compile(r"[A-Z0-9]{1,6}")
"""What is clearly a code however few rows hold it: a few capitals or digits in one word."""
