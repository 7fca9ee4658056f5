"""Small exports of invented people, and what a mapping makes of them."""

from datetime import date
from pathlib import Path

from pipeline.inputs.mapping import mapping_from
from pipeline.stages.read import ReadOptions, read
from pipeline.stages.validate import validate
from pipeline.tables import Checked, RawTable

SNAPSHOT = date(2026, 10, 5)
TENANCY = """
[[source]]
extract = "tenancy"
file = "Listing*.csv"
no_end = true
[source.columns]
tenancy_ref = "Tenancy No"
tenancy_type = "Type"
tenancy_start = "Start"
[source.constants]
landlord_code = "MHS"
tenant_status = "F"
[source.name]
column = "Name"
joint = true
[source.address]
column = "Address"
[source.where_missing]
person_ref = "{tenancy_ref}-{position}"
property_ref = "H{tenancy_ref}"
"""
HEADER = "Tenancy No,Type,Start,Name,Address,Group\n"
ROW = '{ref},general_needs,01/02/2020,"{name}","1 Quay Road, Chatham, ME4 4AA",{group}\n'


def listing(*names: str, first: int = 1, group: str = "A") -> str:
    """A tenancy listing with a row for each name."""
    return HEADER + "".join(ROW.format(ref=f"T{at}", name=name, group=group) for at, name in enumerate(names, first))


def raw(folder: Path, mapping: str = TENANCY, **files: str) -> dict[str, RawTable]:
    """The extracts of a folder with these files, double underscores in whose names stand for a space, read with a mapping."""
    for name, content in files.items():
        (folder / f"{name.replace('__', ' ')}.csv").write_text(content, encoding="utf-8")
    return read(folder, ReadOptions(mapping=mapping_from(mapping)))


def checked(folder: Path, extract: str = "tenancy", mapping: str = TENANCY, **files: str) -> Checked:
    """One extract of such a folder, validated."""
    return validate(raw(folder, mapping, **files)[extract], SNAPSHOT)
