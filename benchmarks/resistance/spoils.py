"""What an attacker holds and what is true: the tokens of a made-up landlord's people beside their clear names."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from extracts.catalogue import EXTRACTS
from pipeline.keys import RootKey
from pipeline.sample import write_sample
from pipeline.stages.disguise import disguise
from pipeline.stages.link import link
from pipeline.stages.pseudonymise import pseudonymise
from pipeline.stages.read import read
from pipeline.stages.validate import snapshot_of, validate

SECRET = bytes.fromhex("5f" * 32)
NAMES = ("forename", "surname")


@dataclass(frozen=True)
class Spoils:
    """The pseudonymous tables of an exercise, and the truth about them.

    `tokens` is what linkage compares, one row a record; `links` is what `OUT/links.parquet` holds; `truth` has, for each row
    of `tokens`, the clear `forename` and `surname`.
    """

    tokens: pl.DataFrame
    links: pl.DataFrame
    truth: pl.DataFrame

    def counts(self, name: str) -> pl.DataFrame:
        """The clear names with how many records bear each: `name`, `count`, the commonest first."""
        return counted(self.truth[name])


def counted(values: pl.Series) -> pl.DataFrame:
    """The distinct values of a column as `name` and how often each stands there, the most frequent first."""
    frame = values.drop_nulls().alias("name").value_counts(name="count")
    return frame.sort("count", "name", descending=[True, False])


def spoils_of(homes: int, seed: int) -> Spoils:
    """The spoils of a made-up landlord of that many homes."""
    root = RootKey(SECRET)
    with tempfile.TemporaryDirectory() as scratch:
        write_sample(Path(scratch) / "extracts", homes=homes, seed=seed, extracts="core")
        raw = read(Path(scratch) / "extracts")
    snapshot = snapshot_of(raw["rent_account"])
    raw = {name: one for name, one in raw.items() if EXTRACTS[name].names_people}
    tidy = {name: validate(one, snapshot).accepted for name, one in raw.items()}
    hidden = pseudonymise(tidy, raw, root)
    people = disguise(tidy, hidden.facts, root)
    clear = [
        one.frame.select(pl.col("forename").str.split(" ").list.first(), "surname").with_columns(
            hidden.facts[name].frame["record"]
        )
        for name, one in tidy.items()
    ]
    truth = people.frame.select("record").join(pl.concat(clear), on="record", how="left", maintain_order="left")
    return Spoils(people.frame, link(people).links.frame, truth)


def public_counts(homes: int, seed: int) -> dict[str, pl.DataFrame]:
    """What public name lists tell: how common each name is among people of the same country who are not the landlord's."""
    return {name: spoils.counts(name) for spoils in [spoils_of(homes, seed)] for name in NAMES}
