"""A whole exercise over sixty tenancies of ours, each kind of value planted among them: what is referred, and what is not."""

import json
from itertools import product

import polars as pl
import pytest

from tests.bad_files.builders import ACCOUNT, AWARD, POSTING, TENANCY, Row, csv, rows
from tests.journey.conftest import Finished, program

FIRST = ("Alder", "Briar", "Cosmo", "Delia", "Ewart", "Fenella", "Garnet", "Hesper")
LAST = ("Ashdown", "Birling", "Cudham", "Detling", "Egerton", "Fawkham", "Gadsby", "Harbledown")
ODD = [
    ("Na", "Thong"),
    ("Ilse", "Null"),
    ("Corwin", "Blank"),
    (".", "Suharto"),
    ("", "Teguh"),
    ("Rip", "Wealden"),
    ("None", "Marden"),
    ("Sukarno", "-"),
]
TWICE = ["restricted", "consent", "plain"]
WAYS = ["ALLPAY NET", "CASH", "POST OFFICE", "PAYPOINT", "T#"]


def born(at: int) -> dict[str, str]:
    return {"date_of_birth": f"{at % 27 + 1:02}/{at % 12 + 1:02}/{1950 + at % 45}", "nino": f"JK{210000 + at * 137}A"}


def tenants() -> list[Row]:
    named = [{"forename": first, "surname": last} for first, last in list(product(FIRST, LAST))[:60]]
    odd = [{"forename": first, "surname": last} for first, last in ODD]
    people = [who | born(at) for at, who in enumerate([*named, *odd])]
    table = [row | who for row, who in zip(rows(TENANCY, len(people), postcode="ME4 4AA"), people, strict=True)]
    twice = [table[at] | {"property_ref": f"V{at}", "tenancy_ref": f"V{at}", "person_ref": f"W{at}", "address_line_1": f"{at + 1} Mill Lane",
                          "postcode": "CT1 2AB"} for at in range(len(TWICE))]  # fmt: skip
    marked = [{"restricted": "Yes - DV"}, {"permission": "Agreed see file"}, {}]
    return [row | {"restricted": "0", "permission": "None"} for row in table] + [
        row | {"restricted": "", "permission": ""} | mark for row, mark in zip(twice, marked, strict=True)
    ]


def awards(table: list[Row]) -> list[Row]:
    """Those with odd names are paid for another home; strangers are paid into accounts that nobody has."""
    odd = [row for row in table if (row["forename"], row["surname"]) in ODD]
    who = ("forename", "surname", "date_of_birth", "nino")
    theirs = [AWARD | {name: row[name] for name in who} | {"claim_ref": f"C{at}", "address_line_1": f"{at + 1} Orchard Way", "postcode": "TN9 1AA"}
              for at, row in enumerate(odd)]  # fmt: skip
    strangers = [AWARD | {"forename": "Zelda", "surname": f"{last}son", "claim_ref": f"S{at}", "address_line_1": f"{at} Quay", "postcode": "DA1 1AA"}
                 | born(300 + at) | {"payee": "claimant", "payee_sort_code": "12-34-56", "payee_account_number": "12345678"}
                 for at, last in enumerate(LAST)]  # fmt: skip
    last = ("award_end", "payee", "payee_sort_code", "payee_account_number")
    return [
        {name: cell for name, cell in row.items() if name not in last} | {name: row.get(name, "") for name in last}
        for row in [*theirs, *strangers]
    ]


def receipts() -> list[Row]:
    """Rent that comes through channels, written below zero; one stranger pays for one home."""
    table = []
    for home, month in product(range(1, 61), range(6, 10)):
        payer = "MR QUENTIN YALDING" if home == 60 else WAYS[home % len(WAYS)].replace("#", f"{10000 + home}")
        table.append(POSTING | {"account_ref": f"A{home}", "transaction_ref": f"X{home}/{month}", "posted_on": f"03/{month:02}/2026",
                                "amount": "-450.00", "payer_name": payer})  # fmt: skip
    return table


@pytest.fixture(scope="module")
def exercise(tmp_path_factory) -> Finished:
    folder = tmp_path_factory.mktemp("values")
    extracts, out, key = folder / "extracts", folder / "out", folder / "key"
    extracts.mkdir()
    table = tenants()
    tables = {
        "tenancy": table,
        "benefit_award": awards(table),
        "rent_transaction": receipts(),
        "rent_account": rows(ACCOUNT, 60, balance="£-"),
    }
    for name, content in tables.items():
        (extracts / f"{name}.csv").write_bytes(csv(content))
    said = program("match", extracts, "--out", out, "--as-of", "2026-10-05", key=key)
    assert said.status == 0, said.both
    return Finished(extracts, out, key, said)


def listed(exercise: Finished) -> pl.DataFrame:
    return pl.read_parquet(exercise.out / "referrals.parquet")


def test_people_whose_names_look_like_void_entries_are_found(exercise):
    assert listed(exercise).filter(pl.col("rule") == "B1").height == len(ODD)


def test_the_protected_stand_apart_consent_that_cannot_be_read_refers_nobody_and_the_third_is_referred(exercise):
    assert sorted(listed(exercise).filter(pl.col("rule") == "T1")["priority"]) == ["P1", "restricted"]


def test_ways_of_paying_refer_nobody_and_a_stranger_does(exercise):
    assert listed(exercise).filter(pl.col("rule").is_in(["R1", "R2"])).height == 1


def test_placeholder_accounts_make_no_ring(exercise):
    assert listed(exercise).filter(pl.col("rule") == "I2").is_empty()


def test_everything_is_counted_in_the_run_record_and_no_row_is_lost(exercise):
    inputs = json.loads((exercise.out / "run.json").read_text())["inputs"]
    assert [one["rows_quarantined"] for one in inputs.values()] == [0] * len(inputs)
    told = {name: " ".join(one["notices"]) for name, one in inputs.items()}
    assert "restricted: not readable, taken as restricted: 1" in told["tenancy"]
    assert "permission: not readable, taken as a consent of unknown sort: 1" in told["tenancy"]
    assert "receipt postings are written below zero, read as positive: 240" in told["rent_transaction"]
    assert "a way of paying, not a person" in told["rent_transaction"]
    assert "YALDING" not in json.dumps(inputs).upper()


def test_the_officers_file_opens_with_people_of_one_name(exercise, tmp_path):
    path = tmp_path / "officer.csv"
    said = program("referrals", exercise.out, "--officer", "A Tester", "--to", path, key=exercise.key)
    assert said.status == 0, said.both
    text = path.read_text(encoding="utf-8-sig")
    assert "Suharto" in text and "Teguh" in text and "Wealden" in text


@pytest.mark.parametrize("words", [("nfi", "--officer", "A Tester"), ("management",)])
def test_the_other_doors_open_too(exercise, tmp_path, words):
    said = program(words[0], exercise.out, *words[1:], "--to", tmp_path / "to", key=exercise.key)
    assert "Traceback" not in said.both and said.status in (0, 1, 2), said.both
