"""What is held about one person: rows that were accepted, rows set aside, and matches that others returned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.contract import Extract
from extracts.nfi_match import NFI_MATCH
from pipeline.subject.find import MAYBE, SURE, Person, judged
from pipeline.wording import said

Fields = tuple[tuple[str, str], ...]
TENANTS = ("F", "O")
NAMES = {"nino": "National Insurance number", "uprn": "UPRN", "email": "E-mail", "dual_award_reason": "Reason for two awards"}
"""Columns whose names say too little."""
OF_MATCHES = ("match_ref", "report", "other_body", "other_data", "purpose")
"""What is given of a match that others returned: their record is theirs, and may be somebody else's."""
TIES = {"rent_account": ("landlord_code", "tenancy_ref"), "household_event": ("tenancy_ref", "person_ref")}
"""Extracts that name nobody, and what ties a row of theirs to a person's row of the tenancy extract."""


@dataclass(frozen=True)
class Entry:
    """One row, referral or match: what it is and its fields, each called and said."""

    what: str
    fields: Fields


@dataclass
class Held:
    """All that was found, and, for the officer alone, the rows that may be about the person: (extract, reference, why)."""

    rows: list[Entry] = field(default_factory=list)
    set_aside: list[Entry] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    maybe: list[tuple[str, str, str]] = field(default_factory=list)


def called(column: str) -> str:
    """What a column is called on the page.

    >>> called("tenancy_ref"), called("nino"), called("address_line_1")
    ('Tenancy reference', 'National Insurance number', 'Address line 1')
    """
    words = column.replace("_", " ").capitalize()
    return NAMES.get(column, words.removesuffix(" ref") + " reference" if words.endswith(" ref") else words)


def _what(extract: Extract, line: object) -> str:
    return f"{extract.title.partition(':')[0]} (line {line} of the file)"


def _fields(extract: Extract, row: Mapping[str, object], unusable: Iterable[tuple[str, str]] = ()) -> Fields:
    """What a row says, column by column, blanks left out; a value nobody could use follows as it was given."""
    known = [(called(one.name), said(row[one.name])) for one in extract.fields if row.get(one.name) is not None]
    return (*known, *((f"{called(column)} (given, and not usable)", value) for column, value in unusable))


def _entries(extract: Extract, rows: pl.DataFrame, blanked: pl.DataFrame) -> list[Entry]:
    bad = blanked.filter(pl.col("extract") == extract.name)
    entries = []
    for row in rows.iter_rows(named=True):
        printed = [name for name, value in row.items() if value is not None]
        unusable = bad.filter((pl.col("row") == row["row"]) & ~pl.col("column").is_in(printed)).select("column", "value").rows()
        entries.append(Entry(_what(extract, row["line"]), _fields(extract, row, unusable)))
    return entries


def _noted(held: Held, extract: str, rows: pl.DataFrame, why: str) -> None:
    held.maybe += [(extract, ref, why) for ref in rows["ref"]]


def rows_about(asked: Person, tables: Mapping[str, pl.DataFrame], persons: pl.DataFrame) -> Held:
    """The accepted rows that are surely about the person, and what ties to them; rows that may be are noted for the officer.

    `persons` says which records the exercise held to be one person: a linked record under another name is only noted.
    """
    held, blanked = Held(), tables["blanked"]
    verdicts = {name: judged(table, asked) for name, table in tables.items() if name in EXTRACTS and EXTRACTS[name].names_people}
    for name, verdict in verdicts.items():
        sure = tables[name].filter(verdict == SURE)
        held.rows += _entries(EXTRACTS[name], sure, blanked)
        held.records += sure["record"].to_list()
        _noted(held, name, tables[name].filter(verdict == MAYBE), "name, birth date or number agrees in part")
    known = persons.filter(pl.col("record").is_in(held.records))["person"].implode()
    linked = persons.filter(pl.col("person").is_in(known))["record"].implode()
    for name, verdict in verdicts.items():
        others = tables[name].filter(verdict.is_null() & tables[name]["record"].is_in(linked))
        _noted(held, name, others, "linked by the exercise, under another name or birth date")
    _tied(held, tables, asked)
    return held


def _tied(held: Held, tables: Mapping[str, pl.DataFrame], asked: Person) -> None:
    """Adds the rent account of the person's own tenancies, and events that name the person."""
    own = tables["tenancy"].filter(judged(tables["tenancy"], asked) == SURE)
    held_by = {"rent_account": own.filter(pl.col("tenant_status").is_in(TENANTS)), "household_event": own}
    for name, keys in TIES.items():
        if name in tables and set(keys) <= set(tables[name].columns):
            tied = tables[name].join(held_by[name].select(keys).unique(), on=keys, how="semi", maintain_order="left")
            held.rows += _entries(EXTRACTS[name], tied, tables["blanked"])
            held.records += tied["record"].to_list()


def set_aside_about(asked: Person, set_aside: pl.DataFrame) -> tuple[list[Entry], list[tuple[str, str, str]]]:
    """The rows set aside that are surely about the person, with why they were; and those that may be, for the officer."""
    columns = ("forename", "surname", "former_surname", "date_of_birth", "nino")
    cells = set_aside.with_columns(pl.col("content").str.json_path_match(f"$.{column}").alias(column) for column in columns)
    verdict = judged(cells, asked)
    broken = cells["surname"].is_null() & cells["content"].str.to_lowercase().str.contains(asked.surname, literal=True)
    maybe = cells.filter((verdict == MAYBE).fill_null(value=False) | broken)
    noted = [(row["extract"], f"line {row['line']}", "set aside when read") for row in maybe.iter_rows(named=True)]
    return [_aside(row) for row in cells.filter(verdict == SURE).iter_rows(named=True)], noted


def _aside(row: Mapping[str, object]) -> Entry:
    extract = EXTRACTS[str(row["extract"])]
    content = pl.DataFrame([row["content"]], schema={"content": pl.String}).select(
        pl.col("content").str.json_path_match(f"$.{name}").alias(name) for name in extract.names
    )
    reasons = row["reasons"]
    why = ", ".join(map(str, reasons)) if isinstance(reasons, Sequence) else ""
    return Entry(
        _what(extract, row["line"]),
        (*_fields(extract, content.row(0, named=True)), ("Set aside because", why)),
    )


def matches_about(asked: Person, returned: Iterable[pl.DataFrame]) -> list[Entry]:
    """The matches that others returned on the person: which, by whom and what for; never the other record."""
    entries = []
    for table in returned:
        ours = {f"our_{name}": name for name in ("forename", "surname", "date_of_birth") if f"our_{name}" in table.columns}
        for row in table.filter(judged(table.rename(ours), asked) == SURE).iter_rows(named=True):
            names = {one.name: one.meaning for one in NFI_MATCH.fields} | {"purpose": "Kept for"}
            entries.append(
                Entry(
                    "A match returned by the National Fraud Initiative",
                    tuple((names[n], said(row[n])) for n in OF_MATCHES if row.get(n)),
                )
            )
    return entries
