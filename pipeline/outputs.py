"""What an exercise leaves: pseudonymous tables, the sealed vault, the run record and the report."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.keys import RootKey
from pipeline.private_files import write_private
from pipeline.report import render
from pipeline.run_record import FILE, PRODUCT, as_json, product_version, sha256_of, versions
from pipeline.vault import store

COMPRESSION = "zstd"
REPORT = "report.html"
TABLES = ("persons", "links", "referrals")


@dataclass(frozen=True)
class Results:
    """What the stages found: the three pseudonymous tables, what linking says of itself, and the tables for the vault."""

    persons: pl.DataFrame
    links: pl.DataFrame
    referrals: pl.DataFrame
    linkage: dict[str, Any]
    vault: dict[str, pl.DataFrame]


def write_tables(folder: Path, results: Results) -> dict[str, str]:
    """Writes the three tables as Parquet; gives each file's SHA-256.

    They are made in memory first: where Polars writes the file itself, a full disk is an error that does not say so.
    """
    for name in TABLES:
        made = io.BytesIO()
        getattr(results, name).write_parquet(made, compression=COMPRESSION)
        write_private(folder / f"{name}.parquet", made.getvalue())
    return {f"{name}.parquet": sha256_of(folder / f"{name}.parquet") for name in TABLES}


def seal_vault(folder: Path, snapshot: str, root: RootKey, tables: dict[str, pl.DataFrame]) -> dict[str, str]:
    """Seals the vault's tables; gives each sealed file's SHA-256."""
    store(folder, snapshot, root, tables)
    return {f"vault/{path.name}": sha256_of(path) for path in sorted((folder / "vault").iterdir())}


def counted(referrals: pl.DataFrame, titles: dict[str, str]) -> list[dict[str, Any]]:
    """How many referrals each rule has at each priority, restricted among them; rules without any are left out."""
    listed = referrals.group_by("rule", "priority").len().sort("rule", "priority")
    return [{"rule": rule, "title": titles[rule], "priority": level, "count": n} for rule, level, n in listed.iter_rows()]


def record_of(about: dict[str, Any], results: Results, titles: dict[str, str]) -> dict[str, Any]:
    """The run record but for what may differ from run to run and the outputs' hashes."""
    restricted = results.referrals.filter(pl.col("priority") == "restricted").height
    found = {"referrals": counted(results.referrals, titles), "restricted_referrals": restricted}
    made = {"product": PRODUCT, "version": product_version(), "versions": versions()}
    return made | about | {"linkage": results.linkage} | found


def leave(folder: Path, record: dict[str, Any], results: Results) -> None:
    """Writes the run record and the report, which shows it; the record is complete but for nothing."""
    write_private(folder / REPORT, render(record, results.referrals, results.links).encode("utf-8"))
    write_private(folder / FILE, as_json(record).encode("utf-8"))
