"""Made-up rows of people for the tests of the stages that come after validation."""

from datetime import date

import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.keys import RootKey
from pipeline.tables import Identified, RawTable

ROOT = RootKey(b"t" * 32)
USUAL = {
    "tenancy": {"landlord_code": "MHS", "tenant_status": "F", "tenancy_type": "general_needs", "tenancy_start": date(2020, 1, 6)},
    "benefit_award": {"scheme": "housing_benefit", "source_body": "MED", "role": "claimant", "award_start": date(2020, 1, 6)},
    "deceased": {"source": "register", "date_of_death": date(2026, 1, 1)},
}


def identified(extract: str, *rows: dict) -> Identified:
    """An accepted table of an extract: what a row doesn't say is blank or usual, references are numbered."""
    declared = EXTRACTS[extract]
    numbered = [
        USUAL.get(extract, {}) | {key: f"{key}{n}" for key in declared.key if key.endswith("_ref")} | row
        for n, row in enumerate(rows, 1)
    ]
    columns = {one.name: pl.Series([row.get(one.name) for row in numbered], dtype=one.kind.dtype) for one in declared.fields}
    places = {name: pl.Series(range(first, first + len(rows)), dtype=pl.UInt32) for name, first in (("line", 2), ("row", 1))}
    return Identified(declared, pl.DataFrame(places | columns))


def raw_of(table: Identified) -> RawTable:
    """The text that such a table could have come from."""
    text = [pl.col(name).cast(pl.String) for name in table.extract.names]
    return RawTable(table.extract, table.frame.select("line", "row", *text), pl.DataFrame())


def person(
    forename: str, surname: str, born: str | None = None, nino: str | None = None, home: str = "1 High Street", **more
) -> dict:
    """A row that names somebody at a home in one postcode."""
    return {
        "forename": forename,
        "surname": surname,
        "date_of_birth": date.fromisoformat(born) if born else None,
        "nino": nino,
        "address_line_1": home,
        "postcode": "ME4 4AA",
    } | more
