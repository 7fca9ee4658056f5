"""Rows a second of `tenancy-match core-check` on a made-up file of lettings: in this process, and as a command.

Run: `.venv/bin/python -m benchmarks.core [--rows 10000]` (or `make bench`). The rows are the tests' sound lettings with codes and
amounts varied in turn, so that each check has something to look at.
"""

import argparse
import csv
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.exercise import timed
from pipeline.core.given import Given
from pipeline.core.lettings_2026.fields import LAYOUT
from pipeline.core_check import Order, core_check, write_json
from tests.core.lettings import BASES, RENTS

VARIED = {
    "bedrooms": range(1, 14),
    "rent_period": range(1, 12),
    "basic_rent": range(20, 1000, 7),
    "age_1": range(15, 100, 3),
    "work_1": range(11),
    "income": range(0, 2000, 13),
    "reason_for_leaving": range(1, 58),
    "previous_tenure": range(3, 41),
    "service_charge": range(0, 60, 3),
}


def made_up(path: Path, rows: int) -> None:
    """A file of so many lettings, by turns of every route that the tests know."""
    bases, names = list(BASES.values()), [field.name for field in LAYOUT.fields]
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Field number", *(field.number for field in LAYOUT.fields)])
        for at in range(rows):
            varied = {name: str(values[at % len(values)]) for name, values in VARIED.items()}
            letting = bases[at % len(bases)] | varied | {"tenant_code": f"T{at:07}"}
            writer.writerow(["", *(letting.get(name) or "" for name in names)])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    rows = options.parse_args().rows
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        path, said = base / "lettings.csv", base / "said.json"
        made_up(path, rows)
        RENTS.write_csv(base / "rent_ranges_2026.csv")
        begun, used = time.perf_counter(), time.process_time()
        checked = core_check(Order(path), Given(date(2026, 11, 21), reference=base))
        write_json(checked, said)
        took, worked = time.perf_counter() - begun, time.process_time() - used
        whole, memory = timed("core-check", str(path), "--reference", str(base), "--json", str(said), key=base / "key")
    said = f"{took:.1f} s ({worked:.1f} s of processor), {rows / took:,.0f} a second"
    print(f"{rows:,} lettings read, judged and written: {said}")
    print(f"core-check as a command: {whole:.1f} s, {memory:,} MB; {checked.findings.height:,} findings")


if __name__ == "__main__":
    main()
