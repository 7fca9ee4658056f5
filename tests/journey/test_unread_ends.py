"""From a file with an odd end to the list of referrals: nobody becomes a suspect because a date could not be read."""

import json
from datetime import date

import pytest

from tests.bad_files.builders import ACCOUNT, TENANCY, Row, csv, grid, rows, workbook
from tests.journey.conftest import program

FILLERS = 40
NAMES = ("Alder", "Briony", "Corwin", "Dalma", "Edwin", "Fenna", "Gareth", "Hilda")
FAMILIES = ("Ashdown", "Birchall", "Cobham", "Dunmore", "Elwick")
TWICE: Row = {"forename": "Rosamund", "surname": "Pettigrew", "date_of_birth": "07/07/1979", "nino": "JK616263C"}
"""Somebody who holds two tenancies, if the first has not ended."""


def landlord(end: object) -> list[Row]:
    """Forty tenancies of different people, and two of one person, of which the first has that end."""
    table = rows(
        TENANCY | {"date_of_birth": "", "nino": "", "tenancy_end": ""},
        FILLERS,
        forename=[NAMES[at % len(NAMES)] for at in range(FILLERS)],
        surname=[FAMILIES[at // len(NAMES)] for at in range(FILLERS)],
        date_of_birth=[f"{at % 28 + 1:02}/{at % 12 + 1:02}/{1950 + at}" for at in range(FILLERS)],
        nino=[f"JK2{at:05}A" for at in range(FILLERS)],
    )
    first = {"tenancy_ref": "S1", "person_ref": "PS1", "property_ref": "HS1", "tenancy_start": "01/04/2015", "tenancy_end": end}
    second = {"tenancy_ref": "S2", "person_ref": "PS2", "property_ref": "HS2", "tenancy_start": "01/06/2019", "tenancy_end": ""}
    homes = ({"address_line_1": "4 Oak Way", "postcode": "ME9 1AB"}, {"address_line_1": "7 Elm Way", "postcode": "ME9 2AB"})
    return [*table, table[0] | TWICE | first | homes[0], table[0] | TWICE | second | homes[1]]


def run(folder, end: object, *, as_workbook: bool = False):
    """The program's words and the referrals, by rule, of a `match` over that landlord."""
    extracts = folder / "extracts"
    extracts.mkdir()
    table = landlord(end)
    name, content = ("tenancy.xlsx", workbook(grid(table))) if as_workbook else ("tenancy.csv", csv(table))
    (extracts / name).write_bytes(content)
    accounts = rows(ACCOUNT, len(table), tenancy_ref=[row["tenancy_ref"] for row in table])
    (extracts / "rent_account.csv").write_bytes(csv(accounts))
    words = program("match", extracts, "--as-of", "2026-10-05", "--out", folder / "out", key=folder / "keys" / "key")
    assert words.status == 0, words.both
    record = json.loads((folder / "out" / "run.json").read_text())
    return words, record, sum(one["count"] for one in record["referrals"] if one["rule"] == "T1")


@pytest.mark.parametrize("end", ["30-JUN-18", "2018/06/30", "20180630", "30th June 2018", "31/06/2018", "MOVED OUT", "#REF!"])
def test_an_end_however_it_is_written_makes_nobody_a_holder_of_two_homes(end, tmp_path):
    _, record, referred = run(tmp_path, end)
    assert referred == 0
    given = record["inputs"]["tenancy"]
    assert given["rows_read"] == given["rows_accepted"] + given["rows_quarantined"] == FILLERS + 2


@pytest.mark.parametrize("end", ["#N/A", "no such day", date(2018, 6, 30)])
def test_the_same_in_a_workbook(end, tmp_path):
    assert run(tmp_path, end, as_workbook=True)[2] == 0


@pytest.mark.parametrize("end", ["", "current", "01/01/1900", "31-DEC-9999"])
def test_an_end_that_says_there_is_none_hides_nobody(end, tmp_path):
    words, _, referred = run(tmp_path, end)
    assert referred == 1
    assert "counts as current" in words.both
