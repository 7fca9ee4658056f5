"""Decisions: what a named officer said of two records, one person or two, kept from exercise to exercise and honoured in each.

They hold pseudonyms only, are added to and never overwritten, and lie beside the key (docs/decisions/0040).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path

import polars as pl

from pipeline.chained import Lines, append, read_lines
from pipeline.components import components
from pipeline.errors import KeyProblem, Refused
from pipeline.keys import RootKey, default_path

PURPOSE = "decisions"
SAME, DIFFERENT, WITHDRAWN = "same", "different", "withdrawn"
PAIR = ("left", "right")
UNDECIDED = pl.DataFrame(schema={"left": pl.String, "right": pl.String, "same": pl.Boolean})
"""No decision on any pair."""


@dataclass(frozen=True)
class Decision:
    """One decision: when, which officer, why, in which exercise, of which two records (`left` < `right`), and what it says."""

    at: str
    officer: str
    reason: str
    exercise: str
    left: str
    right: str
    says: str


@dataclass(frozen=True)
class Decisions:
    """The decisions of a landlord in the order in which they were taken, and the SHA-256 of what was read."""

    taken: tuple[Decision, ...] = ()
    sha256: str = ""

    @property
    def in_force(self) -> pl.DataFrame:
        """`left`, `right`, `same` (Boolean), `officer`, `at`: the last word on each pair of records, sorted, none withdrawn."""
        schema = {one.name: pl.String for one in fields(Decision)}
        every = pl.DataFrame([asdict(one) for one in self.taken], schema=schema)
        last = every.unique(PAIR, keep="last", maintain_order=True).filter(pl.col("says") != WITHDRAWN)
        return last.select(*PAIR, "officer", "at", same=pl.col("says") == SAME).sort(PAIR)


def decisions_file(key: Path | None) -> Path:
    """Where a landlord's decisions lie when nobody says: beside the key, for results are replaced and a decision never is."""
    where = key or default_path()
    return where.with_name(f"{where.stem}-decisions.jsonl")


def _taken(lines: Lines) -> tuple[Decision, ...]:
    return tuple(Decision(**json.loads(body)) for body in lines.bodies)


def read_decisions(path: Path, root: RootKey) -> Decisions:
    """The decisions kept in that file, none where there is no file; raises KeyProblem where a line is not as it was written."""
    lines = read_lines(path, root.subkey(PURPOSE))
    if lines.broken_at is not None:
        raise KeyProblem(
            f"{path} is not as it was written (line {lines.broken_at}), or belongs to another key; "
            "put back the copy that was kept, or give the right file with --decisions"
        )
    return Decisions(_taken(lines), sha256("\n".join(lines.bodies).encode()).hexdigest())


def _roots(in_force: pl.DataFrame) -> pl.DataFrame:
    nodes = pl.concat([in_force["left"], in_force["right"]]).unique()
    return components(nodes, in_force.filter("same"))


def _rooted(pairs: pl.DataFrame, roots: pl.DataFrame) -> pl.DataFrame:
    """The pairs with `left_root` and `right_root`, the decided persons that their records belong to."""
    for side in PAIR:
        pairs = pairs.join(roots.rename({"record": side, "root": f"{side}_root"}), on=side)
    return pairs


def contradictions(in_force: pl.DataFrame) -> pl.DataFrame:
    """`left`, `right`: the pairs said to be two people that other decisions together make one person."""
    rooted = _rooted(in_force.filter(~pl.col("same")), _roots(in_force))
    return rooted.filter(pl.col("left_root") == pl.col("right_root")).select(PAIR).sort(PAIR)


def implied(in_force: pl.DataFrame, records: pl.Series) -> pl.DataFrame:
    """`left`, `right`, `same`: every pair of these records on which the decisions say something, outright or by way of others.

    Who is one person with somebody is two people with whoever that somebody is two people with.
    """
    roots = _roots(in_force)
    itself = roots.select(left_root="root", right_root="root", same=pl.lit(value=True)).unique()
    apart = _rooted(in_force.filter(~pl.col("same")), roots).select("left_root", "right_root", same=pl.lit(value=False))
    here = roots.filter(pl.col("record").is_in(records.implode()))
    left, right = (here.rename({"record": side, "root": f"{side}_root"}) for side in PAIR)
    pairs = pl.concat([itself, apart]).join(left, on="left_root").join(right, on="right_root")
    ordered = pairs.select("same", left=pl.min_horizontal(PAIR), right=pl.max_horizontal(PAIR))
    return ordered.filter(pl.col("left") != pl.col("right")).select(*PAIR, "same").unique().sort(PAIR)


def _refuse_contradictions(taken: tuple[Decision, ...]) -> None:
    against = contradictions(Decisions(taken).in_force).height
    if against:
        raise Refused(
            f"{against} pairs of records would be said to be two people and, by way of other decisions, one person; nothing was "
            "added: look at those in force with tenancy-match decisions, and take back (--withdraw) the one that is wrong"
        )


def add_decisions(path: Path, root: RootKey, new: Sequence[Decision]) -> None:
    """Adds decisions to the file, all or none.

    Raises Refused, and adds nothing, where they and those in force contradict each other; KeyProblem where the file is not whole.
    """

    def checked(there: Lines) -> list[str]:
        _refuse_contradictions((*_taken(there), *new))
        return [json.dumps(asdict(one), ensure_ascii=False, sort_keys=True) for one in new]

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    append(path, root.subkey(PURPOSE), checked)
