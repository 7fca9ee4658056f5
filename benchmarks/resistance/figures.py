"""Every attack on every variant of the tables: the shares of records whose name is found."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from benchmarks.resistance import attacks
from benchmarks.resistance.homes import singled_out
from benchmarks.resistance.salting import PASSES, salted_table
from benchmarks.resistance.spoils import NAMES, SECRET, Spoils
from extracts.kinds import name_forms
from pipeline.stages.disguise.forms import name_table

PUBLIC, EXACT = "public lists", "the very list"
Known = dict[str, dict[str, pl.DataFrame]]
"""What the attacker knows, and of which name: PUBLIC or EXACT, then forename or surname, then `name` and `count`."""
HOUSEHOLD = ("forename", "surname", "birth_year", "nino")


@dataclass(frozen=True)
class Figure:
    """One attack: on which variant, what it goes by, what the attacker knows, and the share of records it names rightly."""

    variant: str
    attack: str
    knows: str
    of: str
    share: float

    @property
    def name(self) -> str:
        """What its ceiling is called."""
        return " / ".join((self.variant, self.attack, self.knows, self.of))


def known_of(spoils: Spoils, public: dict[str, pl.DataFrame]) -> Known:
    """Both sorts of knowledge."""
    return {PUBLIC: public, EXACT: {name: spoils.counts(name) for name in NAMES}}


def figures(spoils: Spoils, public: dict[str, pl.DataFrame]) -> list[Figure]:
    """All attacks on all variants, in the order in which the table prints them."""
    known = known_of(spoils, public)
    return [*_on_tokens(spoils, known), *_on_what_is_left(spoils, known), *_on_salted(spoils, known), *_whatever_the_key(spoils)]


def _on_tokens(spoils: Spoils, known: Known) -> Iterator[Figure]:
    """Tokens in memory: one key for a column, so that equal names are equal everywhere."""
    for knows, lists in known.items():
        for name in NAMES:
            column, truth, counts = spoils.tokens[name], spoils.truth[name], lists[name]
            heard = pl.Series([name_forms.sound(one) for one in counts["name"]], dtype=pl.String)
            guessed = {
                "how common": attacks.by_rank(column, counts),
                "+ sound": attacks.by_sound(column, spoils.tokens[f"{name}_sound"], counts, heard),
                "+ neighbours": _by_neighbours(spoils.tokens, name, counts),
            }
            for attack, guesses in guessed.items():
                yield Figure("tokens in memory", attack, knows, name, attacks.share_named(column, truth, guesses))


def _by_neighbours(tokens: pl.DataFrame, name: str, counts: pl.DataFrame) -> attacks.Guesses:
    once = tokens.drop_nulls(name).unique(name)
    forms = name_table(counts["name"])
    theirs = attacks.graph(once[name].to_list(), once[f"{name}_near"].to_list())
    ours = attacks.graph(forms["name"].to_list(), forms["near"].to_list())
    often = dict(tokens[name].drop_nulls().value_counts().iter_rows())
    found = attacks.by_neighbours(theirs, ours, often, dict(counts.iter_rows()))
    return {token: str(one) for token, one in found.items() if isinstance(token, int)}


def _on_what_is_left(spoils: Spoils, known: Known) -> Iterator[Figure]:
    """OUT/: levels and weights, of which the adjustments for rare names say how common a name is."""
    for knows, lists in known.items():
        for name in NAMES:
            guesses = attacks.by_weight(spoils.links, f"mw_tf_adj_{name}", lists[name])
            table = pl.DataFrame(
                {"record": list(guesses), "guess": list(guesses.values())}, schema={"record": pl.String, "guess": pl.String}
            )
            right = spoils.truth.join(table, on="record", how="inner").filter(pl.col("guess") == pl.col(name)).height
            yield Figure("left in OUT/", "weights", knows, name, right / spoils.truth.height)


def _on_salted(spoils: Spoils, known: Known) -> Iterator[Figure]:
    """Tokens keyed with the value that a pair is blocked on: the worst of all passes."""
    tables = [salted_table(spoils.tokens, columns, SECRET) for columns in PASSES.values()]
    for knows, lists in known.items():
        for name in NAMES:
            shares = [
                attacks.share_named(one[name], _truth_beside(one, spoils, name), attacks.by_rank(one[name], lists[name]))
                for one in tables
            ]
            yield Figure("block-salted tokens", "how common", knows, name, max(shares))


def _truth_beside(table: pl.DataFrame, spoils: Spoils, name: str) -> pl.Series:
    return table.select("record").join(spoils.truth, on="record", how="left", maintain_order="left")[name]


def _whatever_the_key(spoils: Spoils) -> Iterator[Figure]:
    names = spoils.truth.select(NAMES).unpivot()["value"].drop_nulls().unique()
    held = pl.concat([spoils.tokens[name] for name in NAMES]).drop_nulls().unique()
    yield Figure("tokens in memory", "dictionary without the key", PUBLIC, "names", attacks.unkeyed(names, held) / len(held))
    yield Figure("any", "make-up of households", EXACT, "records", singled_out(spoils.tokens, HOUSEHOLD))
