"""A small landlord as the vault keeps it, for the tests of what is made of it."""

from datetime import date

import polars as pl

from pipeline.nfi.file import File, file_of
from pipeline.nfi.sales import completed_sales
from pipeline.nfi.specification import Own, Specification, specification
from pipeline.nfi.tenants import Chosen, Landlord, current_tenants
from pipeline.stages.pseudonymise import pseudonymise
from tests.stages.people import ROOT, identified, person, raw_of

SNAPSHOT = date(2026, 10, 5)
ASKED = specification(Own())
NOTHING_BLANKED = pl.DataFrame(
    schema={
        "extract": pl.String,
        "line": pl.UInt32,
        "row": pl.UInt32,
        "column": pl.String,
        "reason": pl.String,
        "value": pl.String,
    }
)


def vault(**extracts: list[dict]) -> dict[str, pl.DataFrame]:
    """The vault's tables of these rows, none of whose values was unusable."""
    tables = {name: identified(name, *rows) for name, rows in extracts.items()}
    kept = pseudonymise(tables, {name: raw_of(table) for name, table in tables.items()}, ROOT).identities
    return kept | {"blanked": NOTHING_BLANKED}


def landlord(*restricted: str, **extracts: list[dict]) -> Landlord:
    """A landlord at the snapshot; `restricted` names the references ("tenancy_ref1/person_ref1") whose records are."""
    tables = vault(**extracts)
    records = tables["tenancy"].filter(pl.col("ref").is_in(restricted))["record"]
    return Landlord(tables, records, SNAPSHOT)


def tenant(**more: object) -> dict:
    """A row of a tenant, born in 1980 where it doesn't say otherwise."""
    row = {"forename": "Jo", "surname": "Bloggs", "born": "1980-05-17"} | more
    return person(row.pop("forename"), row.pop("surname"), row.pop("born"), **row)


def sale(**more: object) -> dict:
    """A completed right-to-buy application, made by the tenant of the first row."""
    usual = {
        "tenancy_ref": "tenancy_ref1",
        "stage": "completed",
        "applied_on": date(2025, 1, 6),
        "completed_on": date(2025, 9, 1),
    }
    return tenant(**(usual | more))


def tenants(*rows: dict, restricted: tuple[str, ...] = (), **extracts: list[dict]) -> Chosen:
    return current_tenants(landlord(*restricted, tenancy=list(rows), **extracts), ASKED.layout)


def tenants_file(
    *rows: dict, asked: Specification = ASKED, blanked: pl.DataFrame = NOTHING_BLANKED, **extracts: list[dict]
) -> File:
    """The first file, of these rows."""
    return file_of("tenants", asked.tenants, tenants(*rows, **extracts), blanked, asked.layout.delimiters)


def sales_file(rows: list[dict], sales: list[dict] | None = None, asked: Specification = ASKED) -> File:
    """The second file, of these rows and applications."""
    given = landlord(tenancy=rows, **({"right_to_buy": sales} if sales is not None else {}))
    return file_of(
        "completed-right-to-buy", asked.completed, completed_sales(given, asked), NOTHING_BLANKED, asked.layout.delimiters
    )


def cells(file: File, label: str) -> list[str | None]:
    return file.cells[label].to_list()
