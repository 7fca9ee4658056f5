"""How persons fare: how well clusters are those of the truth, and how many people keep their id when the extracts come again.

    .venv/bin/python -m benchmarks.persons [HOMES]

A made-up landlord's extracts are matched, changed in one way at a time and in all at once, and matched again. A true person keeps
the id where the person that holds most of its records does. "alone" is without the exercise before, "carried" with it.
"""

import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl

from extracts.catalogue import EXTRACTS
from extracts.contract import plain
from pipeline.exercise import open_exercise
from pipeline.journey import match
from pipeline.keys import landlord_key
from pipeline.run_record import read_record
from pipeline.sample import write_sample
from pipeline.told import Extracts
from pipeline.vault import open_vault

HOMES, SEED = 2000, 2026
CORRECTED, GONE = 0.1, 0.03
"""Shares of names corrected and of rows that are gone by the next exercise (as many are new: held back from the first)."""
BULK = ("rent_transaction", "benefit_payment")
Change = Callable[[pl.DataFrame, str, random.Random], pl.DataFrame]


def _header(frame: pl.DataFrame, extract: str, column: str) -> str | None:
    """What a file calls a column of the contract; None where it has none."""
    if column not in EXTRACTS[extract].names:
        return None
    field = EXTRACTS[extract].field(column)
    known = {plain(name) for name in (field.name, *field.aliases)}
    return next((name for name in frame.columns if plain(name) in known), None)


def reordered(frame: pl.DataFrame, extract: str, dice: random.Random) -> pl.DataFrame:
    return frame[dice.sample(range(frame.height), frame.height)]


def corrected(frame: pl.DataFrame, extract: str, dice: random.Random) -> pl.DataFrame:
    """One surname and one forename in ten spelt otherwise: a letter doubled or taken out."""
    for header in filter(None, (_header(frame, extract, name) for name in ("forename", "surname"))):
        names = [
            name[:at] + name[at] * dice.choice((0, 2)) + name[at + 1 :]
            if name and len(name) > 3 and dice.random() < CORRECTED and (at := dice.randrange(1, len(name)))
            else name
            for name in frame[header]
        ]
        frame = frame.with_columns(pl.Series(header, names))
    return frame


def renumbered(frame: pl.DataFrame, extract: str, dice: random.Random) -> pl.DataFrame:
    header = _header(frame, extract, "person_ref")
    return frame if header is None else frame.with_columns((pl.lit("N") + pl.col(header).str.reverse()).alias(header))


def thinned(frame: pl.DataFrame, extract: str, dice: random.Random) -> pl.DataFrame:
    return frame.filter(pl.Series([dice.random() >= GONE for _ in range(frame.height)], dtype=pl.Boolean))


def added_and_removed(frame: pl.DataFrame, extract: str, dice: random.Random) -> pl.DataFrame:
    """Other rows are missing than were missing the first time."""
    return thinned(frame, extract, random.Random(f"second {extract}"))


CHANGES: dict[str, tuple[Change, ...]] = {
    "nothing": (),
    "another order": (reordered,),
    "spellings corrected": (corrected,),
    "records added and removed": (added_and_removed,),
    "person numbers new": (renumbered,),
    "all of it": (added_and_removed, corrected, renumbered, reordered),
}


def written(extracts: Path, to: Path, *changes: Change) -> Path:
    """A copy of the extracts without their postings, with the changes made, and `true.parquet`: who every data row is."""
    to.mkdir()
    truth, known = pl.read_parquet(extracts / "truth" / "people.parquet"), []
    for path in sorted(extracts.glob("*.csv")):
        if path.stem in BULK:
            continue
        frame, dice = pl.read_csv(path, infer_schema=False).with_row_index("first_row", 1), random.Random(path.stem)
        for change in changes:
            frame = change(frame, path.stem, dice)
        known.append(
            frame.select(extract=pl.lit(path.stem), row=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32), first_row="first_row")
        )
        frame.drop("first_row").write_csv(to / path.name)
    rows = pl.concat(known).join(truth.rename({"row": "first_row"}), on=["extract", "first_row"])
    rows.select("extract", "row", "true_person").write_parquet(to / "true.parquet")
    return to


def who(folder: Path, out: Path, key: Path, previous: Path | None = None) -> pl.DataFrame:
    """`record`, `person`, `true_person` of an exercise over those extracts."""
    order = replace(Extracts(folder, None, lambda _: None), previous=previous)
    match(order, out, key, lambda _: None)
    record = read_record(out)
    vault = open_vault(out, record["snapshot"], landlord_key(key, make=False), record["key_fingerprint"])
    names = [name for name in vault.names() if name in EXTRACTS and EXTRACTS[name].names_people]
    rows = pl.concat([vault.table(name).select("record", "row", extract=pl.lit(name)) for name in names])
    true = rows.join(pl.read_parquet(folder / "true.parquet"), on=["extract", "row"])
    return open_exercise(out).persons.join(true.drop("extract", "row"), on="record")


def _pairs(frame: pl.DataFrame, by: list[str]) -> int:
    sizes = frame.group_by(by).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def quality(found: pl.DataFrame) -> tuple[float, float]:
    """Pairwise precision and recall of persons against the truth."""
    both = _pairs(found, ["person", "true_person"])
    return both / _pairs(found, ["person"]), both / _pairs(found, ["true_person"])


def _main_id(found: pl.DataFrame) -> pl.DataFrame:
    """Per true person, the id that holds most of its records."""
    counted = found.group_by("true_person", "person").len().sort("len", "person", descending=[True, False])
    return counted.unique("true_person", keep="first", maintain_order=True).select("true_person", "person")


def kept(before: pl.DataFrame, after: pl.DataFrame) -> float:
    """The share of true persons in both exercises whose id is the same in both."""
    both = _main_id(before).join(_main_id(after), on="true_person", suffix="_after")
    return float((both["person"] == both["person_after"]).mean())


def main(homes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        base, key = Path(folder), Path(folder) / "keys" / "root.key"
        write_sample(base / "sample", homes=homes, seed=SEED, extracts="core")
        before = who(written(base / "sample", base / "first", thinned), base / "out", key)
        precision, recall = quality(before)
        print(f"{homes:,} homes, {before.height:,} records: persons' pairwise precision {precision:.4f}, recall {recall:.4f}")
        print(f"{'what changed':28}{'alone':>9}{'carried':>9}")
        for name, changes in CHANGES.items():
            ways = changes if added_and_removed in changes else (thinned, *changes)
            again = written(base / "sample", base / name.replace(" ", "-"), *ways)
            shares = [kept(before, who(again, base / "again", key, previous)) for previous in (None, base / "out")]
            print(f"{name:28}" + "".join(f"{share:9.2%}" for share in shares))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else HOMES)
