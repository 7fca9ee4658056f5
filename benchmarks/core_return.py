"""How long a return of ten thousand lettings takes: read, drafted, judged, counted and written, as the command does it.

Run: `.venv/bin/python -m benchmarks.core_return`.
"""

import tempfile
import time
from datetime import date
from pathlib import Path

import polars as pl

from pipeline import core_journey
from pipeline.core.given import Given
from pipeline.sample.core_return import write_core_return

LOGS = 10_000
HOMES = 10_000
OWN = ("tenancy_ref", "prior_tenancy_ref", "property_ref", "account_ref", "sale_ref")
DAY = date(2026, 10, 5)


def _many(folder: Path, copies: int) -> None:
    """The folder's lettings so many times over, each copy a landlord's homes and tenancies of their own; no sales."""
    let = pl.read_csv(folder / "core_lettings.csv", infer_schema=False).select("tenancy_ref")
    held = pl.read_csv(folder / "tenancy.csv", infer_schema=False).join(let, on="tenancy_ref", how="semi")
    kept = pl.concat([held["tenancy_ref"], held["prior_tenancy_ref"].drop_nulls()])
    (folder / "core_sales.csv").unlink()
    for path in folder.glob("*.csv"):
        if path.stem == "stock_profile":
            continue
        rows = pl.read_csv(path, infer_schema=False)
        if path.stem in ("tenancy", "rent_account"):
            rows = rows.filter(pl.col("tenancy_ref").is_in(kept.implode()))
        if path.stem == "tenancy":
            rows = rows.drop("uprn")  # of so few tenancies nobody could tell which UPRN is a building's
        pl.concat([_copy(rows, n) for n in range(copies)]).write_csv(path)


def _copy(rows: pl.DataFrame, n: int) -> pl.DataFrame:
    own = [pl.concat_str(name, pl.lit(f"/{n}")).alias(name) for name in OWN if name in rows.columns]
    place = [(pl.col("uprn").cast(pl.Int64) + n * 1_000_000).cast(pl.String).alias("uprn")] if "uprn" in rows.columns else []
    return rows.with_columns(*own, *place)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder, out = Path(scratch) / "in", Path(scratch) / "out"
        lettings = write_core_return(folder, HOMES, 2026, "core-return")["core_lettings"]
        _many(folder, -(-LOGS // lettings))
        order = core_journey.Order(folder, 2026, lambda _: "", Given(DAY))
        begun = time.process_time()
        done = core_journey.core_return(order, out, Path(scratch) / "keys" / "root.key", lambda _: None)
        worked = time.process_time() - begun
        print(done.record["logs"]["lettings"], done.record["files"])
        for stage in done.record["measured"]["stages"]:
            print(f"{stage['stage']:20} {stage['seconds']:6.2f} s")
        measured = done.record["measured"]
        print(f"{'all':20} {measured['seconds']:6.2f} s, of processors {worked:.2f} s; {measured['peak_memory_mb']} MB")


if __name__ == "__main__":
    main()
