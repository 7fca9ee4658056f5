"""Whole-process time and peak memory of `tenancy-match match`, where the time goes, and records disguised a second.

Run: `.venv/bin/python -m benchmarks.exercise [--homes 10000] [--seed 2026]` (or `make bench`).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

PROGRAM = Path(sys.executable).with_name("tenancy-match")


def timed(*words: str, key: Path) -> tuple[float, int]:
    """Wall time in seconds and peak memory in megabytes of one run of the program, as the kernel counts them."""
    begun = time.perf_counter()
    process = subprocess.Popen([PROGRAM, *words], env={**os.environ, "TENANCY_MATCH_KEY": str(key)}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(words)} ended with status {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, usage.ru_maxrss // 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=2026)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        key, extracts, out = base / "keys" / "root.key", base / "extracts", base / "out"
        made, made_mb = timed("sample", str(extracts), "--homes", str(chosen.homes), "--seed", str(chosen.seed), key=key)
        took, took_mb = timed("match", str(extracts), "--out", str(out), key=key)
        stages = json.loads((out / "run.json").read_text(encoding="utf-8"))["measured"]["stages"]
        records = pl.scan_parquet(out / "persons.parquet").select(pl.len()).collect().item()
    print(f"sample of {chosen.homes:,} homes: {made:.1f} s, {made_mb:,} MB")
    print(f"match: {took:.1f} s, {took_mb:,} MB")
    for stage in stages:
        print(f"  {stage['stage']:<28}{stage['seconds']:>7.2f} s")
    disguising = sum(stage["seconds"] for stage in stages if stage["stage"] == "disguise")
    print(f"  {'starting and loading':<28}{took - sum(s['seconds'] for s in stages):>7.2f} s")
    print(f"disguised: {records:,} records, {records / disguising:,.0f} a second")


if __name__ == "__main__":
    main()
