"""Planted cases found and false referrals per rule, on made-up landlords of given seeds.

Run: `.venv/bin/python -m benchmarks.planted --seeds 101 102 [--homes 10000]`. A referral counts as false when it is of no planted
case of its rule; a look-alike raised is counted on its own, for each was made to be left alone.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

PROGRAM = Path(sys.executable).with_name("tenancy-match")
SIDES = ("left_ref", "right_ref")


def referrals_of(homes: int, seed: int, base: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The truth about the planted cases, and the officer's list, of one made-up landlord."""
    environment = {**os.environ, "TENANCY_MATCH_KEY": str(base / "keys" / "root.key")}
    extracts, out, listed = base / "extracts", base / "out", base / "list.csv"
    for words in (
        ("sample", str(extracts), "--homes", str(homes), "--seed", str(seed)),
        ("match", str(extracts), "--out", str(out)),
        ("referrals", str(out), "--officer", "Bench Mark", "--to", str(listed)),
    ):
        subprocess.run([PROGRAM, *words], env=environment, check=True, stdout=subprocess.DEVNULL)
    return pl.read_parquet(extracts / "truth" / "cases.parquet"), pl.read_csv(listed, infer_schema=False)


def _pair(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with `pair`: both references without regard to side."""
    sides = pl.concat_list(pl.col(side).fill_null("") for side in SIDES).list.sort().list.join(" | ")
    return frame.with_columns(pair=sides)


def scored(cases: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """One row a rule: planted and found (strong, noisy), look-alikes and raised, referrals and false ones."""
    cases, listed = _pair(cases), _pair(listed)
    raised = listed.select("rule", "pair").unique().with_columns(raised=True)
    known = cases.join(raised, on=["rule", "pair"], how="left").with_columns(pl.col("raised").fill_null(False))
    one = known.group_by("rule", "case").agg(pl.first("refers", "strength"), pl.col("raised").any())
    planted, alike = pl.col("refers"), ~pl.col("refers")
    counts = one.group_by("rule").agg(
        strong=(planted & (pl.col("strength") == "strong")).sum(),
        strong_found=(planted & (pl.col("strength") == "strong") & pl.col("raised")).sum(),
        noisy=(planted & (pl.col("strength") == "noisy")).sum(),
        noisy_found=(planted & (pl.col("strength") == "noisy") & pl.col("raised")).sum(),
        look_alikes=alike.sum(),
        look_alikes_raised=(alike & pl.col("raised")).sum(),
    )
    false = raised.join(cases.filter("refers"), on=["rule", "pair"], how="anti").group_by("rule").agg(false=pl.len())
    every = listed.group_by("rule").agg(referrals=pl.len())
    return counts.join(every, on="rule", how="full", coalesce=True).join(false, on="rule", how="left").fill_null(0).sort("rule")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=10_000)
    options.add_argument("--seeds", type=int, nargs="+", default=[101, 102])
    chosen = options.parse_args()
    for seed in chosen.seeds:
        with tempfile.TemporaryDirectory() as scratch, pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_width_chars=160):
            print(
                f"seed {seed}, {chosen.homes:,} homes",
                scored(*referrals_of(chosen.homes, seed, Path(scratch))),
                sep="\n",
            )


if __name__ == "__main__":
    main()
