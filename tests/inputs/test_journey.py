"""A folder of exports from check to match: what is found is what the same landlord's plain extracts give."""

import json
from pathlib import Path

import polars as pl
import pytest

from pipeline.stages.read import read
from tests.journey.conftest import program

CODES = {"general_needs": "GN", "sheltered": "SH", "supported": "SUP", "temporary": "TMP", "shared_ownership": "SO"}
MAPPING = """
[[source]]
extract = "tenancy"
file = "Tenancy listing*.csv"
[source.columns]
{columns}
[source.name]
column = "Tenant Name"
[source.values.tenancy_type]
{codes}

[[source]]
extract = "rent_transaction"
file = "Postings.csv"
[source.columns]
account_ref = "account_ref"
transaction_ref = "transaction_ref"
posted_on = "posted_on"
method = "method"
payer_name = "payer_name"
payer_sort_code = "payer_sort_code"
payer_account_number = "payer_account_number"
payer_class = "payer_class"
[source.debit_credit]
debit = "Dr"
credit = "Cr"
"""


def listing(tenancy: pl.DataFrame, folder: Path) -> None:
    """The tenancies in two files, one name column and local codes, a title above and a total beneath."""
    name = pl.concat_str(
        pl.col("surname"), pl.lit(", "), pl.concat_str("title", "forename", "middle_names", separator=" ", ignore_nulls=True)
    )
    table = tenancy.with_columns(name.alias("Tenant Name"), pl.col("tenancy_type").replace(CODES))
    table = table.drop("title", "forename", "middle_names", "surname")
    half = table.height // 2
    for area, rows in {"North": table.head(half), "South": table.tail(-half)}.items():
        text = "Tenancy listing\n\n" + rows.write_csv() + f"Total records: {rows.height}\n"
        (folder / f"Tenancy listing {area}.csv").write_text(text, encoding="utf-8")
    columns = "\n".join(f'{column} = "{column}"' for column in table.columns if column != "Tenant Name")
    codes = "\n".join(f'{theirs} = "{ours}"' for ours, theirs in CODES.items())
    (folder / "mapping.toml").write_text(MAPPING.format(columns=columns, codes=codes), encoding="utf-8")


@pytest.fixture(scope="module")
def exports(tmp_path_factory) -> tuple[Path, Path]:
    """A made-up landlord's extracts, and the same as exports."""
    base = tmp_path_factory.mktemp("exports")
    plain, folder = base / "plain", base / "exports"
    said = program("sample", plain, "--homes", 300, "--seed", 5, key=base / "k" / "root.key")
    assert said.status == 0, said.both
    folder.mkdir()
    given = read(plain)
    for path in list(plain.iterdir()):
        if path.stem in ("tenancy", "rent_transaction"):
            path.unlink()
        elif path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    tenancy, postings = (given[name].rows.drop("line", "row") for name in ("tenancy", "rent_transaction"))
    postings = postings.filter(pl.col("kind").is_in(["charge", "receipt"]))
    tenancy.write_csv(plain / "tenancy.csv")
    postings.write_csv(plain / "rent_transaction.csv")
    listing(tenancy, folder)
    debit = pl.col("kind") == "charge"
    postings.with_columns(Dr=pl.when(debit).then("amount"), Cr=pl.when(~debit).then("amount")).drop("kind", "amount").write_csv(
        folder / "Postings.csv"
    )
    return plain, folder


def test_exports_find_what_plain_extracts_find(exports, tmp_path):
    plain, folder = exports
    key = tmp_path / "k" / "root.key"
    said = program("check", folder, key=key)
    assert said.status == 0, said.both
    found = {}
    for name, extracts in (("plain", plain), ("mapped", folder)):
        said = program("match", extracts, "--out", tmp_path / name, "--yes", key=key)
        assert said.status == 0, said.both
        referrals = pl.read_parquet(tmp_path / name / "referrals.parquet").sort("referral_id")
        found[name] = referrals.select("rule", "priority", "overlap_from", "overlap_to").sort(pl.all()).rows()
    assert found["mapped"] == found["plain"] and found["plain"]
    record = json.loads((tmp_path / "mapped" / "run.json").read_text(encoding="utf-8"))
    assert len(record["mapping_sha256"]) == 64 and "mapping.toml" not in record["files_ignored"]
    assert [one["file"] for one in record["inputs"]["tenancy"]["files"]] == [
        "Tenancy listing North.csv",
        "Tenancy listing South.csv",
    ]
    assert not [name for name in record["files_ignored"] if "listing" in name or "Postings" in name]
