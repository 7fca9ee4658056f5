"""How often two different people come that near by chance (u), and how likely two random records are one person (the prior)."""

import duckdb
import numpy as np
import polars as pl

from matching_rules.same_person import COMPARISONS, Comparison

PAIRS = 300_000
"""Random pairs looked at for the levels that cannot be counted: one that a pair in thirty thousand reaches is seen ten times."""
SEED = 20261005
FOUND_BY_EQUALITY = 0.8
"""The share of true pairs that agree exactly on a number, or on both names and the birth date: it only moves the prior."""


def _distinct_people(people: pl.DataFrame) -> pl.DataFrame:
    """One row for each combination of names and birth date, so that one person's many rows do not pass for chance."""
    return people.unique(["forename", "surname", "date_of_birth"], keep="first", maintain_order=True)


def _case(one: Comparison) -> str:
    whens = " ".join(f"when {level.condition} then {n}" for n, level in enumerate(one.levels) if level.condition != "else")
    return f"case when {one.missing} then -1 {whens} else {len(one.levels) - 1} end as {one.name}"


def _sides(columns: list[str]) -> str:
    return ", ".join(f"{side}.{column} as {column}_{side}" for column in columns for side in ("l", "r"))


def _levels_of_random_pairs(people: pl.DataFrame, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """One row per random pair, one Int32 column per comparison: which of its levels the pair reaches, -1 where missing."""
    dice = np.random.default_rng(SEED)
    chosen = dice.integers(0, max(people.height, 1), size=(2, PAIRS if people.height > 1 else 0))
    pairs = pl.DataFrame({"a": chosen[0], "b": chosen[1]}).filter(pl.col("a") != pl.col("b"))
    connection.register("chance_people", people.with_row_index("at").to_arrow())
    connection.register("chance_pairs", pairs.to_arrow())
    columns = [c for c in people.columns if c not in ("record", "extract", "address_status")]
    cases = ", ".join(_case(one) for one in COMPARISONS)
    found = connection.sql(
        f"select {cases} from (select {_sides(columns)} from chance_pairs p "  # noqa: S608  column names are ours
        "join chance_people l on l.at = p.a join chance_people r on r.at = p.b)"
    ).to_arrow_table()
    connection.unregister("chance_people")
    connection.unregister("chance_pairs")
    return pl.DataFrame(pl.from_arrow(found))


def _counted(people: pl.DataFrame, column: str, known: str) -> float:
    """The share of pairs of people with equal values in a column, of the pairs whose `known` column is known on both sides."""
    return _pairs_equal_on(people, [column]) / max(_pairs(people[known].count()), 1)


def _chances_of(one: Comparison, people: pl.DataFrame, seen: pl.Series) -> dict[str, float]:
    """u of the comparison's levels: from knowledge, else from value counts, else the share of random pairs, never nought."""
    counts = dict(seen.value_counts().iter_rows())
    total = sum(n for level, n in counts.items() if level >= 0)
    chances: dict[str, float] = {}
    for n, level in enumerate(one.levels):
        drawn = (counts.get(n, 0) + 0.5) / (total + 0.5 * len(one.levels))
        if level.u is None and level.counted:
            exact = _counted(people, level.counted, one.known) - sum(chances[name] for name in level.nearer)
            chances[level.name] = max(exact, 0.5 / (total + 1))
        else:
            chances[level.name] = level.u or drawn
    last = one.levels[-1].name
    chances[last] = max(1 - sum(u for name, u in chances.items() if name != last), chances[last] / 2)
    return chances


def chance_agreement(people: pl.DataFrame, connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], float]:
    """u by comparison and level: how often two different people come that near."""
    distinct = _distinct_people(people)
    seen = _levels_of_random_pairs(distinct, connection)
    return {(one.name, level): u for one in COMPARISONS for level, u in _chances_of(one, distinct, seen[one.name]).items()}


def _pairs(rows: int) -> int:
    return rows * (rows - 1) // 2


def _pairs_equal_on(people: pl.DataFrame, columns: list[str]) -> int:
    sizes = people.drop_nulls(columns).group_by(columns).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def prior(people: pl.DataFrame) -> float:
    """The probability that two random records are one person, from the pairs that plain equality finds."""
    every = people.height * (people.height - 1) / 2
    numbered = _pairs_equal_on(people, ["nino"])
    named = _pairs_equal_on(people.filter(pl.col("nino").is_null()), ["forename", "surname", "date_of_birth"])
    mixed = _pairs_equal_on(people, ["forename", "surname", "date_of_birth"])
    found = max(numbered + named, mixed)
    return min(max(found / FOUND_BY_EQUALITY, 0.5) / every, 0.5) if every else 0.0001
