"""What is remembered from one exercise to the next: numbers that stay, and closed cases that are raised again.

Run: `.venv/bin/python -m benchmarks.memory [--homes 2000] [--seed 11]`. Every ordinary case of the first exercise is closed; then
the extracts come again in another order, with other spellings, with people numbered anew, and with all three at once.
"""

import argparse
import tempfile
from datetime import date
from pathlib import Path

import polars as pl

from benchmarks.exercise import timed
from benchmarks.perturbed import CHANGES, Change, perturbed
from pipeline.cases.recording import Recording, Said, record_outcome

CLOSED_ON = date(2026, 10, 6)


def numbers(out: Path) -> set[str]:
    """The referrals on the ordinary list of an exercise."""
    return set(pl.read_parquet(out / "referrals.parquet").filter(pl.col("priority") != "restricted")["referral_id"])


def close_all(out: Path, key: Path) -> None:
    """Closes every ordinary case of an exercise."""
    for number in sorted(numbers(out)):
        asked = Recording(out, "Benchmark", CLOSED_ON, CLOSED_ON)
        record_outcome(asked, Said("benchmark", number, "closed", "no issue – explained"), key)


def compare(base: Path, name: str, changes: tuple[Change, ...]) -> None:
    """Runs the changed extracts without a memory and with one, and prints what stayed and what came back."""
    key, first, place = base / "keys" / "root.key", base / "first", name.replace(" ", "-")
    changed = perturbed(base / "extracts", base / place, *changes)
    bare, told = base / f"{place}-bare", base / f"{place}-told"
    timed("match", str(changed), "--out", str(bare), key=key)
    timed("match", str(changed), "--out", str(told), "--previous", str(first), key=key)
    before, now = numbers(first), numbers(bare)
    again = len(numbers(told) & before)
    kept, fresh = len(before & now), len(now - before)
    print(f"{name:<16}{kept:>5} of {len(before)} kept ({kept / len(before):.1%}), {fresh} under new numbers")
    print(f"{'':<16}{again:>5} closed ones raised again, {len(numbers(told) - before)} new in the exercise that remembers")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=11)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        key, extracts = base / "keys" / "root.key", base / "extracts"
        size = ("--homes", str(chosen.homes), "--seed", str(chosen.seed))
        timed("sample", str(extracts), *size, "--extracts", "all", key=key)
        timed("match", str(extracts), "--out", str(base / "first"), key=key)
        close_all(base / "first", key)
        for name, change in CHANGES.items():
            compare(base, name, (change,))
        compare(base, "all three", tuple(CHANGES.values()))


if __name__ == "__main__":
    main()
