"""The journey: the order of the stages, one line a stage."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.cases.recall import MEMORY
from pipeline.decisions import implied
from pipeline.former import SIGNS
from pipeline.guards import (
    Planned,
    landlords_of,
    question_forgotten,
    question_snapshot,
    question_sums,
    read_exercise_policy,
    refuse_nested,
    refuse_replacing,
    snapshot_doubt,
)
from pipeline.journey_losses import ToldLosses, refuse_losses, told_losses
from pipeline.journey_memory import Applied, Past, beside_the_past, past_of
from pipeline.keys import RootKey, hex_ids, landlord_key
from pipeline.local_files import ALLOW_FILE
from pipeline.loss_policy import LIMITS_FILE
from pipeline.master_policy import read_master_policy
from pipeline.outputs import Results, leave, record_of, seal_vault, write_tables
from pipeline.policy import read_policy
from pipeline.private_files import whole_folder
from pipeline.rulebook import Rule, read_rulebook
from pipeline.run_record import FILE, Stopwatch
from pipeline.shared_values import without_shared
from pipeline.stages.apply_rules import apply_rules
from pipeline.stages.disguise import disguise
from pipeline.stages.honour_allowed import honour_allowed
from pipeline.stages.link import link
from pipeline.stages.master import Rows, master
from pipeline.stages.persons import Compared, Naming, persons, signs, with_person
from pipeline.stages.pseudonymise import pseudonymise
from pipeline.stages.quality import Quality, quality, with_references_met
from pipeline.stages.read import ReadOptions, ignored_files, read, read_aliases
from pipeline.stages.refer import COLUMNS, Exercise, refer
from pipeline.stages.validate import snapshot_of, validate
from pipeline.tables import Checked, Evidence, RawTable
from pipeline.told import Extracts, Told, told_of
from pipeline.try_rules import Tried, try_rule

ALIASES = "aliases.toml"
OWN_FILES = (ALIASES, ALLOW_FILE, LIMITS_FILE)
"""Files of the landlord's that lie beside the extracts and are read, though they are none."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Accepted:
    """Extracts read and validated: the text as it came, the tidy rows, and what is to be said of them.

    `doubt` says why the snapshot that was typed does not fit them. `losses` are those to be told.
    """

    raw: dict[str, RawTable]
    checked: dict[str, Checked]
    quality: Quality
    snapshot: date
    ignored: tuple[str, ...]
    losses: ToldLosses
    doubt: str | None = None


@dataclass(frozen=True)
class Finished:
    """What a run left: where, and its run record."""

    out: Path
    record: dict[str, Any]


def _accept(order: Extracts, rules: tuple[Rule, ...], watch: Stopwatch) -> Accepted:
    with watch.stage("read"):
        aliases = read_aliases(order.folder / ALIASES) if (order.folder / ALIASES).exists() else {}
        raw = read(order.folder, ReadOptions(aliases=aliases, password=order.password))
    with watch.stage("validate"):
        snapshot = order.as_of or snapshot_of(raw.get("rent_account"))
        judged = with_references_met({name: validate(table, snapshot) for name, table in raw.items()})
        checked = without_shared(judged, order.folder)
        figures = quality(checked, {one.card.rule: one.needs() for one in rules})
    ignored = tuple(one for one in ignored_files(order.folder) if one not in OWN_FILES)
    doubt = snapshot_doubt(order.as_of, checked, read_exercise_policy().snapshot)
    return Accepted(raw, checked, figures, snapshot, ignored, told_losses(checked, figures, order.folder), doubt)


def check(order: Extracts, tell: Tell) -> Accepted:
    """The data-quality figures of a folder of extracts; nothing is kept."""
    return _accept(order, read_rulebook(), Stopwatch(tell))


@dataclass(frozen=True)
class Ground:
    """What a run stands on beside the extracts: what was told, rules that run, those that cannot and why, and the past."""

    told: Told
    rules: list[Rule]
    off: dict[str, str]
    past: Past


def _found(accepted: Accepted, ground: Ground, watch: Stopwatch) -> Results:
    told, root = ground.told, ground.told.root
    tidy = honour_allowed({name: one.accepted for name, one in accepted.checked.items()}, told.allowed)
    with watch.stage("pseudonymise"):
        hidden = pseudonymise(tidy, accepted.raw, root)
    with watch.stage("disguise"):
        people = disguise(tidy, hidden.facts, root)
    with watch.stage("link"):
        decided = implied(told.decisions.in_force, people.frame["record"])
        linkage = link(people, decided, told.model)
    with watch.stage("persons"):
        compared = Compared(linkage.links, linkage.candidates, decided)
        who = persons(people, compared, signs(tidy, hidden.facts, root), Naming(root, told.former))
        facts = with_person(hidden.facts, who.known)
    with watch.stage("master"):
        held = master(Rows(tidy, facts, hidden.identities), who.links, read_master_policy(), accepted.snapshot)
    with watch.stage("apply rules"):
        evidence = Evidence(facts, who.links, accepted.snapshot, linkage.candidates)
        matches = apply_rules(ground.rules, evidence)
    with watch.stage("refer"):
        exercise = Exercise(accepted.snapshot, read_policy(), lambda column: hex_ids(column, root.subkey("referral")))
        found = refer(matches, ground.rules, exercise)
    with watch.stage("remember"):
        applied = Applied(evidence, ground.rules, ground.off, matches)
        remembered = beside_the_past(found, ground.past, applied, exercise)
    aside = {
        "set_aside": pl.concat([one.set_aside for one in accepted.checked.values()]),
        "blanked": pl.concat([one.blanked for one in accepted.checked.values()]),
        "candidates": linkage.candidates,
        MEMORY: remembered.kept,
        "master": held.records,
        "conflicts": held.conflicts,
        "changes": who.changes,
        SIGNS: who.signs,
    }
    about = linkage.about | who.about | held.about
    referrals = remembered.referrals.select(*COLUMNS)
    return Results(who.known, who.links.frame, referrals, remembered.cases, about, hidden.identities | aside)


def _about(order: Extracts, accepted: Accepted, told: Told) -> dict[str, Any]:
    return (
        {
            "snapshot": accepted.snapshot.isoformat(),
            "snapshot_from": "--as-of" if order.as_of else "rent_account",
            "key_fingerprint": told.root.fingerprint,
            "configuration": told.configuration,
            "files_ignored": list(accepted.ignored),
        }
        | accepted.losses.as_record()
        | accepted.quality.as_record()
    )


def _rule(one: Rule) -> dict[str, Any]:
    return {"rule": one.card.rule, "title": one.card.title, "version": one.card.version, "file": one.file, "sha256": one.sha256}


def _ground(told: Told, past: Past, accepted: Accepted, rules: tuple[Rule, ...]) -> Ground:
    past.check_order(accepted.snapshot)
    off = past.off({one.rule: one.because for one in accepted.quality.disabled}, rules)
    return Ground(told, [one for one in rules if one.card.rule not in off], off, past)


def _guarded(order: Extracts, out: Path, accepted: Accepted, root: RootKey) -> frozenset[str]:
    """The digests of its landlords; raises Refused or WrongUse where the run would lose something, or looks like a slip."""
    planned = Planned(out, accepted.snapshot, landlords_of(accepted.checked, root))
    question_snapshot(accepted.doubt, order.consent)
    question_sums(accepted.checked, order.consent)
    refuse_replacing(planned, order.consent)
    if order.previous is None:
        question_forgotten(planned, root, order.consent)
    return planned.landlords


def match(order: Extracts, out: Path, key: Path | None, tell: Tell) -> Finished:
    """A whole exercise: reads the extracts, and leaves results in `out`, whole or not at all."""
    refuse_nested(out, order.folder)
    watch, rules, root = Stopwatch(tell), read_rulebook(), landlord_key(key, (out, order.folder))
    told, past = told_of(order, root, key), past_of(order.previous, out, root)
    with whole_folder(out, FILE) as folder:
        accepted = _accept(order, rules, watch)
        refuse_losses(accepted.losses)
        landlords = _guarded(order, out, accepted, root)
        results = _found(accepted, _ground(told, past, accepted, rules), watch)
        with watch.stage("write"):
            hashes = write_tables(folder, results) | seal_vault(folder, accepted.snapshot.isoformat(), root, results.vault)
        about = _about(order, accepted, told) | {"landlords": sorted(landlords), "memory": past.as_record(results.cases)}
        record = record_of(about, results, {one.card.rule: one.card.title for one in rules})
        record |= {"rules": [_rule(one) for one in rules], "outputs": hashes, "measured": watch.measured()}
        leave(folder, record, results)
    return Finished(out, record)


def try_rules() -> list[Tried]:
    """What every card does with each of its examples."""
    rulebook = read_rulebook()
    return [one for rule in rulebook for one in try_rule(rule, apply_rules, rulebook)]
