"""What every rule finds on the tiny landlord in some shape, whether it is off or not, and what is said of it."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline import journey
from pipeline.keys import RootKey
from pipeline.rulebook import Rule, read_rulebook
from pipeline.stages.apply_rules import apply_rules
from pipeline.stages.disguise import disguise
from pipeline.stages.link import link
from pipeline.stages.persons import Compared, Naming, persons, signs, with_person
from pipeline.stages.pseudonymise import pseudonymise
from pipeline.stages.quality import Quality
from pipeline.tables import Evidence, Identified
from pipeline.told import Extracts
from tests.shapes.landlord import tiny
from tests.shapes.running import SNAPSHOT_DAY
from tests.shapes.shapes import Shape, write_shape

RULES = read_rulebook()
ROOT = RootKey(bytes(range(32)))
Matches = dict[str, set[tuple[str, ...]]]


@dataclass(frozen=True)
class Judged:
    """The quality of the extracts, and each rule's matches as the references of the records they cite."""

    quality: Quality
    matches: Matches

    def off(self) -> dict[str, str]:
        """Why rules are off, by rule."""
        return {one.rule: one.because for one in self.quality.disabled}

    def said_of(self, rule: str) -> str:
        """All that is said of a rule: why it is off, what it cannot do, and the same of the rules that it starts from."""
        rules = {rule, *next(one for one in RULES if one.card.rule == rule).needs().of}
        return "; ".join(one.because for one in (*self.quality.disabled, *self.quality.weakened) if one.rule in rules)


def _found(tidy: dict[str, Identified], raw: dict, rules: list[Rule]) -> tuple[dict[str, pl.DataFrame], dict[str, str]]:
    hidden = pseudonymise(tidy, raw, ROOT)
    people = disguise(tidy, hidden.facts, ROOT)
    linkage = link(people)
    nobody = pl.DataFrame(schema={"left": pl.String, "right": pl.String, "same": pl.Boolean})
    compared = Compared(linkage.links, linkage.candidates, nobody)
    who = persons(people, compared, signs(tidy, hidden.facts, ROOT), Naming(ROOT, None))
    facts = with_person(hidden.facts, who.known)
    matches = apply_rules(rules, Evidence(facts, who.links, SNAPSHOT_DAY, linkage.candidates))
    refs = {
        record: f"{name} {ref}" for name, one in hidden.identities.items() for record, ref in one.select("record", "ref").rows()
    }
    return matches, refs


def judged(shape: Shape, folder: Path) -> Judged:
    """Every rule applied to the tiny landlord in that shape, those too that are off for want of a column."""
    write_shape(tiny(), shape, folder)
    accepted = journey.check(Extracts(folder, SNAPSHOT_DAY, lambda _: None), lambda _: None)
    blind = {one.rule for one in accepted.quality.disabled if " extract" in one.because}  # there is nothing to apply them to
    rules = [one for one in RULES if one.card.rule not in blind]
    found, refs = _found({name: one.accepted for name, one in accepted.checked.items()}, accepted.raw, rules)
    cited = {
        rule: {
            tuple(refs.get(record, "") for record in (row["members"] or (row["left_record"], row["right_record"])))
            for row in matches.select("members", "left_record", "right_record").iter_rows(named=True)
        }
        for rule, matches in found.items()
    }
    return Judged(accepted.quality, {rule: set() for rule in blind} | cited)
