"""What block-salted tokens cost: the same levels over the same pairs, from one table of tokens and from a table a pass.

Run: `.venv/bin/python -m benchmarks.resistance.cost [--homes 10000]`. A pass is a blocking rule of the model. Inside a block
salted tokens are equal exactly where the tokens are, so the levels must be the same pair by pair; time and memory are not.
"""

import argparse
import re
import time

import duckdb
import polars as pl

from benchmarks.resistance.salting import salted_table
from benchmarks.resistance.spoils import SECRET, spoils_of
from matching_rules.same_person import BLOCKING, COMPARISONS

PAIR = re.compile(r"l\.(\w+) = r\.(\w+)")
KEPT = ("record", "at", "block", "only_initial")


def levels(of: str) -> str:
    """SQL of every comparison's level, numbered from the nearest, -1 where something is missing."""
    said = []
    for one in COMPARISONS:
        whens = " ".join(f"when {level.condition} then {n}" for n, level in enumerate(one.levels) if level.condition != "else")
        said.append(f"case when {one.missing} then -1 {whens} else {len(one.levels) - 1} end as {one.name}")
    return f"select record_l, record_r, {', '.join(said)} from ({of})"


def sides(columns: list[str]) -> str:
    """SQL of the columns of both sides of a pair, as the model's conditions name them."""
    return ", ".join(f"{side}.{column} as {column}_{side}" for column in columns for side in ("l", "r"))


def plainly(people: pl.DataFrame) -> pl.DataFrame:
    """The levels of every pair that any pass brings together, from one table of tokens."""
    connection = duckdb.connect(":memory:")
    connection.register("people", people.to_arrow())
    passes = " union ".join(
        f"select l.record a, r.record b from people l join people r on {rule} and l.record < r.record" for rule in BLOCKING
    )
    pairs = f"select {sides(people.columns)} from ({passes}) p join people l on l.record = a join people r on r.record = b"
    return pl.DataFrame(pl.from_arrow(connection.sql(levels(pairs)).to_arrow_table()))


def salted_pass(people: pl.DataFrame, rule: str) -> tuple[pl.DataFrame, int, float]:
    """The levels of one pass's pairs from its salted tables, the bytes of these tables, and the seconds of encoding."""
    begun = time.perf_counter()
    keys = PAIR.findall(rule)
    left, right = (salted_table(people, tuple(key[side] for key in keys), SECRET) for side in (0, 1))
    encoded = time.perf_counter() - begun
    connection = duckdb.connect(":memory:")
    connection.register("one", left.to_arrow())
    connection.register("other", right.to_arrow())
    columns = [column for column in left.columns if column != "block"]
    pairs = f"select {sides(columns)} from one l join other r on l.block = r.block and l.record < r.record"
    found = pl.DataFrame(pl.from_arrow(connection.sql(levels(pairs)).to_arrow_table()))
    return found, left.estimated_size() + right.estimated_size(), encoded


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=10_000)
    people = spoils_of(options.parse_args().homes, seed=11).tokens
    begun = time.perf_counter()
    plain = plainly(people).sort("record_l", "record_r")
    plain_seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    passes = [salted_pass(people, rule) for rule in BLOCKING]
    salted_seconds = time.perf_counter() - begun
    every = pl.concat([found for found, _, _ in passes])
    once = every.unique(["record_l", "record_r"], keep="first").sort("record_l", "record_r")
    once = once.join(plain, on=["record_l", "record_r"], how="semi", maintain_order="left")  # a rule may ask more than its key
    print(f"{people.height:,} records, {plain.height:,} pairs; every level the same: {once.equals(plain)}")
    print(f"one table of tokens: {plain_seconds:.2f} s, {people.estimated_size() / 1e6:.1f} MB")
    print(f"a salted table a pass: {salted_seconds:.2f} s, of which encoding {sum(s for _, _, s in passes):.2f} s")
    print(f"  {every.height:,} comparisons, {sum(size for _, size, _ in passes) / 1e6:.1f} MB in all passes")


if __name__ == "__main__":
    main()
