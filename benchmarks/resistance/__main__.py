"""How much of the names an insider without the key could find out, per variant and attack; ends with 1 where a share rose.

Run: `.venv/bin/python -m benchmarks.resistance [--homes 10000] [--write]` (or `make bench`). `--write` puts the table into
docs/resistance.md. The ceilings stand in benchmarks/resistance/ceilings.toml: a share may fall, never rise above its own.
"""

import argparse
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.resistance.figures import Figure, figures
from benchmarks.resistance.spoils import public_counts, spoils_of

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "resistance.md"
BEGIN, END = "<!-- made by benchmarks.resistance -->\n", "<!-- end -->\n"


def ceilings() -> dict[str, float]:
    """The highest share that each attack may reach, by the figure's name."""
    return tomllib.loads((HERE / "ceilings.toml").read_text(encoding="utf-8"))["share"]


def risen(found: Sequence[Figure], allowed: dict[str, float]) -> list[str]:
    """What went above its ceiling, or has none, in words."""
    over = [one for one in found if one.share > allowed.get(one.name, -1.0)]
    return [f"{one.name}: {one.share:.4f}, the ceiling is {allowed.get(one.name, 'not set')}" for one in over]


def table(found: Sequence[Figure]) -> str:
    """The figures as a table of Markdown, a row an attack, in per cent of records."""
    rows = ["| what is held | attack | attacker knows | of | share named |", "|---|---|---|---|---|"]
    return "\n".join([*rows, *(f"| {f.variant} | {f.attack} | {f.knows} | {f.of} | {f.share:.2%} |" for f in found)]) + "\n"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--homes", type=int, default=10_000)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    found = figures(spoils_of(chosen.homes, seed=11), public_counts(chosen.homes, seed=12))
    print(table(found))
    if chosen.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(before + BEGIN + table(found) + END + rest.partition(END)[2], encoding="utf-8")
    wrong = risen(found, ceilings())
    print(*wrong, sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
