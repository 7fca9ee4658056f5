"""Planted cases found and everything else raised, rule by rule, on made-up landlords of given seeds with all their extracts.

Run: `.venv/bin/python -m benchmarks.planted --seeds 8101 8102 [--homes 10000] [--extracts all]`. Cases are planted at their
natural prevalence. A look-alike raised is counted on its own, for each was made to be left alone; a false identity link is a
referral whose link joins two people; a restricted leak is a referral that is scored though it touches a restricted row, another
row of that person or another row of that tenancy.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

PROGRAM = Path(sys.executable).with_name("tenancy-match")
SIDES = ("left_ref", "right_ref")
SCOPES = ("landlord_code", "scheme", "source_body")


@dataclass(frozen=True)
class Exercise:
    """What one exercise came to, beside the truth about it."""

    cases: pl.DataFrame
    people: pl.DataFrame
    listed: pl.DataFrame
    restricted: pl.DataFrame
    rows: pl.DataFrame
    """Rows that name people, with their flag: `extract`, `row`, `restricted`."""


def exercise(homes: int, seed: int, extracts: str, base: Path) -> Exercise:
    """Makes a landlord, runs the exercise and opens both lists."""
    environment = {**os.environ, "TENANCY_MATCH_KEY": str(base / "keys" / "root.key")}
    folder, out, listed, held = base / "extracts", base / "out", base / "list.csv", base / "held.csv"
    _may_open_restricted(base / "keys")
    for words in (
        ("sample", str(folder), "--homes", str(homes), "--seed", str(seed), "--extracts", extracts),
        ("match", str(folder), "--out", str(out)),
        ("referrals", str(out), "--officer", "Bench Mark", "--to", str(listed)),
        ("referrals", str(out), "--officer", "Bench Mark", "--restricted", "--to", str(held)),
    ):
        subprocess.run([PROGRAM, *words], env=environment, check=True, stdout=subprocess.DEVNULL)
    truth = folder / "truth"
    lists = [pl.read_csv(path, infer_schema=False) for path in (listed, held)]
    return Exercise(pl.read_parquet(truth / "cases.parquet"), pl.read_parquet(truth / "people.parquet"), *lists, _flags(folder))


def _may_open_restricted(keys: Path) -> None:
    """Names the benchmark's officer in the list of roles."""
    keys.mkdir(mode=0o700)
    roles = keys / "roles.toml"
    roles.write_text('restricted = ["Bench Mark"]\n', encoding="utf-8")
    roles.chmod(0o600)


def _flags(folder: Path) -> pl.DataFrame:
    """The restricted rows of all extracts, by number, as the files have them."""
    parts = []
    for path in sorted(folder.glob("*.csv")):
        rows = pl.read_csv(path, infer_schema=False)
        if "restricted" in rows.columns:
            flagged = rows.with_row_index("row", offset=1).filter(pl.col("restricted") == "Y")
            parts.append(flagged.select(pl.lit(path.stem).alias("extract"), "row"))
    return pl.concat(parts)


def _pair(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with `pair`: both references without regard to side."""
    sides = pl.concat_list(pl.col(side).fill_null("") for side in SIDES).list.sort().list.join(" | ")
    return frame.with_columns(pair=sides)


def by_rule(found: Exercise) -> pl.DataFrame:
    """One row a rule: planted and found (strong, noisy), look-alikes and raised, referrals, P1 and those of no planted case."""
    cases, listed = _pair(found.cases), _pair(found.listed)
    raised = listed.select("rule", "pair").unique().with_columns(raised=True)
    known = cases.join(raised, on=["rule", "pair"], how="left").with_columns(pl.col("raised").fill_null(False))
    one = known.group_by("rule", "case").agg(pl.first("refers", "strength"), pl.col("raised").any())
    counts = one.group_by("rule").agg(
        *(_count(strength, raised) for strength in ("strong", "noisy") for raised in (False, True)),
        look_alikes=(~pl.col("refers")).sum(), look_alikes_raised=(~pl.col("refers") & pl.col("raised")).sum(),
    )  # fmt: skip
    other = raised.join(cases.filter("refers"), on=["rule", "pair"], how="anti").group_by("rule").agg(unplanted=pl.len())
    every = listed.group_by("rule").agg(referrals=pl.len(), P1=(pl.col("priority") == "P1").sum())
    return counts.join(every, on="rule", how="full", coalesce=True).join(other, on="rule", how="left").fill_null(0).sort("rule")


def _count(strength: str, raised: bool) -> pl.Expr:
    planted = pl.col("refers") & (pl.col("strength") == strength)
    return (planted & pl.col("raised") if raised else planted).sum().alias(f"{strength}_found" if raised else strength)


def _true_people(found: Exercise, side: str) -> pl.DataFrame:
    """The referrals' keys on one side with the true person and row behind it, null for records of no person."""
    names = found.people.select(
        pl.col("extract").alias(f"{side}_extract"),
        pl.col("ref").alias(f"{side}_ref"),
        pl.col("landlord_code").alias(f"{side}_landlord_code"),
        pl.col("true_person").alias(f"{side}_true"),
        pl.col("row").alias(f"{side}_row"),
    )
    keys = [f"{side}_extract", f"{side}_ref"]
    return names.unique(keys, keep="first", maintain_order=True).select(*keys, f"{side}_true", f"{side}_row")


def _with_truth(found: Exercise) -> pl.DataFrame:
    told = found.listed
    for side in ("left", "right"):
        told = told.join(_true_people(found, side), on=[f"{side}_extract", f"{side}_ref"], how="left")
    return told


def false_links(found: Exercise) -> int:
    """P1 referrals that rest on a link of two people."""
    first = _with_truth(found).filter((pl.col("priority") == "P1") & pl.col("key_class").is_in(["K1", "K2", "K3", "K4"]))
    return first.filter(pl.col("left_true") != pl.col("right_true")).height


def leaks(found: Exercise) -> int:
    """Scored referrals that touch a restricted row, another row of that person, or another row of that tenancy."""
    rows = found.people.join(found.rows.with_columns(held=True), on=["extract", "row"], how="left").with_columns(
        pl.col("held").fill_null(False)
    )
    tenancy = pl.when(pl.col("extract").is_in(["tenancy", "partner_tenancy"])).then(
        pl.concat_str("landlord_code", pl.col("ref").str.splitn("/", 2).struct.field("field_0"))
    )
    marked = rows.with_columns(tenancy=tenancy)
    person = pl.col("held").any().over("true_person")
    spread = pl.col("held") | person | (pl.col("held").any().over("tenancy") & pl.col("tenancy").is_not_null())
    touched = marked.filter(spread).select("extract", "row")
    told = _with_truth(found)
    sides = [
        told.join(touched, left_on=[f"{side}_extract", f"{side}_row"], right_on=["extract", "row"], how="semi")
        for side in ("left", "right")
    ]
    return pl.concat([one.select("referral_id") for one in sides]).n_unique()


def figures(found: Exercise, homes: int) -> str:
    """The figures of the whole exercise in one line each."""
    rules = by_rule(found)
    total = rules.select(pl.exclude("rule").sum()).row(0, named=True)
    first = max(total["P1"], 1)
    return "\n".join((
        f"recall: strong {total['strong_found']} of {total['strong']} ({total['strong_found'] / max(total['strong'], 1):.1%}), "
        f"noisy {total['noisy_found']} of {total['noisy']} ({total['noisy_found'] / max(total['noisy'], 1):.1%})",
        f"false identity links in P1: {false_links(found)} of {total['P1']} ({false_links(found) / first:.1%})",
        f"look-alikes raised: {total['look_alikes_raised']} of {total['look_alikes']}",
        f"referrals per 10,000 homes: {found.listed.height * 10_000 / homes:.0f}, P1: {total['P1'] * 10_000 / homes:.0f}, "
        f"restricted: {found.restricted.height}",
        f"restricted leaks: {leaks(found)}",
    ))  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=10_000)
    options.add_argument("--seeds", type=int, nargs="+", default=[101, 102])
    options.add_argument("--extracts", choices=("core", "all"), default="all")
    chosen = options.parse_args()
    for seed in chosen.seeds:
        with tempfile.TemporaryDirectory() as scratch, pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_width_chars=180):
            found = exercise(chosen.homes, seed, chosen.extracts, Path(scratch))
            print(f"seed {seed}, {chosen.homes:,} homes", by_rule(found), figures(found, chosen.homes), sep="\n")


if __name__ == "__main__":
    main()
